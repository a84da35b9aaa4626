#!/usr/bin/env bash
set -eu
sed -i 's/^  pair_link: .*/  pair_link: "{first, number} vs {second}"/' locales/de/locale.yaml
