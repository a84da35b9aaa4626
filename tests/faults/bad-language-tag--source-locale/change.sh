#!/usr/bin/env bash
set -eu
sed -i 's/^tag: en/tag: EN/' locales/en/locale.yaml
