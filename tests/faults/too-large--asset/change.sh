#!/usr/bin/env bash
set -eu
mkdir -p templates/assets
head -c 1100000 /dev/zero >templates/assets/picture.png
