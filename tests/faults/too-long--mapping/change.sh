#!/usr/bin/env bash
set -eu
for number in {1..50}; do
  printf '  fact-%d:\n    label: Fact\n' "$number"
done >more
sed -i '/^    label: Lamps/r more' content/ferry/collection.yaml
rm more
