#!/usr/bin/env bash
set -eu
sed -i 's/^tag: de/tag: de_DE/' locales/de/locale.yaml
