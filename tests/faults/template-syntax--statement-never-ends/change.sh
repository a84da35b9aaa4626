#!/usr/bin/env bash
set -eu
sed -i 's/^{end}$/{end/' templates/home.html
