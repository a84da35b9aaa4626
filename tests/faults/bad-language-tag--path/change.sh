#!/usr/bin/env bash
set -eu
sed -i 's|^tag: de|tag: ../de|' locales/de/locale.yaml
