#!/usr/bin/env bash
set -eu
echo 'downloads: zipp' >>content/site.yaml
