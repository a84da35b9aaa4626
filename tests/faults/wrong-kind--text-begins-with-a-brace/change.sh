#!/usr/bin/env bash
set -eu
sed -i 's/^title: .*/title: {code}/' content/site.yaml
