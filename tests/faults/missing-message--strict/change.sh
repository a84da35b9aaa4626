#!/usr/bin/env bash
set -eu
sed -i '/^  learn_more: /d' locales/de/locale.yaml
