#!/usr/bin/env bash
set -eu
sed -i 's/^class:/former: [30.html, Old]\nclass:/' content/ferry/30.yaml
