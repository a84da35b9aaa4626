#!/usr/bin/env bash
set -eu
sed -i '/^verdict/,$d' content/ferry/pairs/10-vs-20.yaml
