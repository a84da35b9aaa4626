#!/usr/bin/env bash
set -eu
sed -i '/^  learn_more: /d' locales/en/locale.yaml locales/de/locale.yaml
