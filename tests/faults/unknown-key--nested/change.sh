#!/usr/bin/env bash
set -eu
sed -i 's/^    range: 1x/    rang: 1x/' content/ferry/collection.yaml
