#!/usr/bin/env bash
set -eu
sed -i 's/^  learn_more: /  learn_mor: /' locales/de/locale.yaml
