#!/usr/bin/env bash
set -eu
sed -i 's/^  entry_count: .*/  entry_count: "{count, numbr} Codes"/' locales/de/locale.yaml
