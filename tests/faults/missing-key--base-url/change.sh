#!/usr/bin/env bash
set -eu
sed -i '/^base_url/d' content/site.yaml
