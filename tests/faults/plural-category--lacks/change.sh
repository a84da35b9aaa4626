#!/usr/bin/env bash
set -eu
sed -i "s/^tag: de$/tag: ru/" locales/de/locale.yaml
