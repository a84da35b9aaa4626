#!/usr/bin/env bash
set -eu
sed -i 's/^tag: de/tag: und/' locales/de/locale.yaml
