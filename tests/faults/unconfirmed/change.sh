#!/usr/bin/env bash
set -eu
sed -i "/^fingerprints:/,\$d" locales/de/ferry/10.yaml
