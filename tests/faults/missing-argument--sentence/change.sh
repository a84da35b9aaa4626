#!/usr/bin/env bash
set -eu
sed -i 's/^    sentence: With {code} the ferry takes/    sentence: Here the ferry takes/' content/ferry/collection.yaml
