#!/usr/bin/env bash
set -eu
sed -i 's/^  entry_count: .*/  entry_count: "{count, plural, one {# {what}} other {# Codes}}"/' locales/de/locale.yaml
