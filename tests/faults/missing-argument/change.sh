#!/usr/bin/env bash
set -eu
sed -i 's/^  pair_link: .*/  pair_link: "{first} und das andere"/' locales/de/locale.yaml
