#!/usr/bin/env bash
set -eu
sed -i "s/^tag: de$/tag: de\nfallback: fr/" locales/de/locale.yaml
