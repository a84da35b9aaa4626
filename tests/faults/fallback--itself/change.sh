#!/usr/bin/env bash
set -eu
sed -i "s/^tag: de$/tag: de\nfallback: de/" locales/de/locale.yaml
