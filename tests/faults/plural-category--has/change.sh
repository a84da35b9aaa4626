#!/usr/bin/env bash
set -eu
sed -i "s/{count, plural, one/{count, plural, few {# Codes} one/" locales/de/locale.yaml
