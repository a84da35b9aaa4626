#!/usr/bin/env bash
set -eu
echo 'redirects: stub' >>content/site.yaml
