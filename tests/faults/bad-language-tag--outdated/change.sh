#!/usr/bin/env bash
set -eu
sed -i 's/^tag: de/tag: iw/' locales/de/locale.yaml
