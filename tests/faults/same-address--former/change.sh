#!/usr/bin/env bash
set -eu
sed -i 's/^class:/former: [wait]\nclass:/' content/ferry/30.yaml
