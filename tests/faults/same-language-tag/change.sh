#!/usr/bin/env bash
set -eu
cp -R locales/de locales/german
