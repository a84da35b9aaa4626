#!/usr/bin/env bash
set -eu
sed -i 's/{tagline}/{tagine}/' templates/home.html
sed -i '/^  learn_more: /d' locales/de/locale.yaml
