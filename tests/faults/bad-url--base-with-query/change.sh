#!/usr/bin/env bash
set -eu
sed -i 's|^base_url: .*|base_url: https://signals.example/?from=1|' content/site.yaml
