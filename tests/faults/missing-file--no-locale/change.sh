#!/usr/bin/env bash
set -eu
rm locales/de/locale.yaml
