#!/usr/bin/env bash
set -eu
sed -i 's/^title: .*/title: \&code moved/' content/site.yaml
