#!/usr/bin/env bash
set -eu
cp -R locales/de locales/nl
sed -i "s/^tag: de$/tag: de\nfallback: nl/" locales/de/locale.yaml
sed -i "s/^tag: de$/tag: nl\nfallback: de/" locales/nl/locale.yaml
