#!/usr/bin/env bash
set -eu
sed -i 's/^    tone: success/    tone: sucess/' content/ferry/collection.yaml
