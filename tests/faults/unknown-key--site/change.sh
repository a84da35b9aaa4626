#!/usr/bin/env bash
set -eu
sed -i 's/^licence:/license:/' content/site.yaml
