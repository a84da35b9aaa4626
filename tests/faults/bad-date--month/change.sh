#!/usr/bin/env bash
set -eu
sed -i 's/^class:/added: 2026-13-01\nclass:/' content/ferry/30.yaml
