#!/usr/bin/env bash
set -eu
echo 'related: ["30"]' >>content/ferry/20.yaml
mkdir -p locales/de/ferry
echo 'summary: 30 lässt das Auto halten.' >locales/de/ferry/30.yaml
rm content/ferry/30.yaml
ln -s nowhere content/ferry/30.yaml
