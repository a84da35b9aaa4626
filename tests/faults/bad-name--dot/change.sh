#!/usr/bin/env bash
set -eu
sed -i "s/^  welcome:/  wel.come:/" content/ferry/collection.yaml
