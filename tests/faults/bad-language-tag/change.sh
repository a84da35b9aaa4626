#!/usr/bin/env bash
set -eu
sed -i 's/^tag: de/tag: german/' locales/de/locale.yaml
