#!/usr/bin/env bash
set -eu
ln -s /dev/zero content/ferry/40.yaml
