#!/usr/bin/env bash
set -eu
mkfifo content/ferry/40.yaml
