#!/usr/bin/env bash
set -eu
sed -i 's/^tag: de/tag: de-de/' locales/de/locale.yaml
