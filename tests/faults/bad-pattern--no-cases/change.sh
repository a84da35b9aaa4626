#!/usr/bin/env bash
set -eu
sed -i 's/^  entry_count: .*/  entry_count: "{count, plural}"/' locales/de/locale.yaml
