#!/usr/bin/env bash
set -eu
rm -r locales
