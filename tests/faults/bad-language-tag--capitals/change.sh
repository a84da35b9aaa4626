#!/usr/bin/env bash
set -eu
sed -i 's/^tag: de/tag: DE/' locales/de/locale.yaml
