#!/usr/bin/env bash
set -eu
sed -i '/^licence:/,/^  url:/d' content/site.yaml
echo licence: >>content/site.yaml
