#!/usr/bin/env bash
set -eu
ln -s 40.yaml content/ferry/40.yaml
