#!/usr/bin/env bash
set -eu
mv locales/de locales/de_DE
