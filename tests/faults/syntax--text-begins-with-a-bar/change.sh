#!/usr/bin/env bash
set -eu
sed -i 's/^title: .*/title: | moved/' content/site.yaml
