#!/usr/bin/env bash
set -eu
ln -s nowhere content/ferry/40.yaml
