#!/usr/bin/env bash
set -eu
sed -i 's/^class:/added: 1 March 2026\nclass:/' content/ferry/30.yaml
