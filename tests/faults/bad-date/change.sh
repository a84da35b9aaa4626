#!/usr/bin/env bash
set -eu
sed -i 's/^class:/added: 2026-02-30\nclass:/' content/ferry/30.yaml
