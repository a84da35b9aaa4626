#!/usr/bin/env bash
set -eu
echo 'verdict: Answer with 10.' >content/ferry/pairs/10-vs-30.yaml
sed -i 's|^name: .*|name: {code} hold|' content/ferry/30.yaml
