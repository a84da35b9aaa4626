#!/usr/bin/env bash
set -eu
echo 'short_title: Harbour Signals, Short' >>content/site.yaml
