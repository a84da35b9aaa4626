#!/usr/bin/env bash
set -eu
sed -i 's/^  fix: .*/  fix: Was bei {code} zu tun ist/' locales/de/locale.yaml
