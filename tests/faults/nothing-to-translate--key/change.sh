#!/usr/bin/env bash
set -eu
sed -i 's/^  ramp:/  rampe:/' locales/de/ferry/collection.yaml
