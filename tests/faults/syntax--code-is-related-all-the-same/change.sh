#!/usr/bin/env bash
set -eu
echo 'related: ["30"]' >>content/ferry/20.yaml
sed -i 's|^name: .*|name: {code} hold|' content/ferry/30.yaml
