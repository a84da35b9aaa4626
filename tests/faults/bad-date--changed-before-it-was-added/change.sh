#!/usr/bin/env bash
set -eu
sed -i 's/^class:/added: 2026-03-02\nchanged: 2026-03-01\nclass:/' content/ferry/30.yaml
