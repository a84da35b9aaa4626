#!/usr/bin/env bash
set -eu
echo 'repository: git.example/edit/main/{path}' >>content/site.yaml
