#!/usr/bin/env bash
set -eu
echo 'related: ["30"]' >>content/ferry/20.yaml
sed -i '/^code:/d' content/ferry/30.yaml
