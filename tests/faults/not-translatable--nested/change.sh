#!/usr/bin/env bash
set -eu
sed -i 's/^    label: Willkommen/    tone: success\n&/' locales/de/ferry/collection.yaml
