#!/usr/bin/env bash
set -eu
sed -i 's/^  fix: .*/  fix: Was {zu tun ist/' locales/de/locale.yaml
