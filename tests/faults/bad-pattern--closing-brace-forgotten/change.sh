#!/usr/bin/env bash
set -eu
sed -i 's/^  pair_link: .*/  pair_link: "{first} und {second"/' locales/de/locale.yaml
