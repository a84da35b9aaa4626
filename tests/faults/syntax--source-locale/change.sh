#!/usr/bin/env bash
set -eu
echo 'name: {a} b' >>locales/en/locale.yaml
