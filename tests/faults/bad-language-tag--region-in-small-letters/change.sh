#!/usr/bin/env bash
set -eu
sed -i 's/^tag: de/tag: pt-br/' locales/de/locale.yaml
