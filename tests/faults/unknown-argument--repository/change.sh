#!/usr/bin/env bash
set -eu
echo 'repository: https://git.example/edit/{branch}/{path}' >>content/site.yaml
