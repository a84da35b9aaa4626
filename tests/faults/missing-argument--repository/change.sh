#!/usr/bin/env bash
set -eu
echo 'repository: https://git.example/edit/main/' >>content/site.yaml
