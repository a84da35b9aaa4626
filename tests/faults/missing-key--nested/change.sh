#!/usr/bin/env bash
set -eu
sed -i '/^    label: Welcome/d' content/ferry/collection.yaml
