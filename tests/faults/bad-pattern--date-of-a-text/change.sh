#!/usr/bin/env bash
set -eu
sed -i 's/^  licence: .*/  licence: "{licence, date}"/' locales/de/locale.yaml
