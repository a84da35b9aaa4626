#!/usr/bin/env bash
set -eu
sed -i 's/^  fix: .*/  fix: Was bei {0} zu tun ist/' locales/de/locale.yaml
