#!/usr/bin/env bash
set -eu
sed -i 's/^  next: wait/  next: wait\n  next: drive/' content/ferry/30.yaml
