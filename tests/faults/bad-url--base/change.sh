#!/usr/bin/env bash
set -eu
sed -i 's|^base_url: .*|base_url: signals.example|' content/site.yaml
