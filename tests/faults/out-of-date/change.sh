#!/usr/bin/env bash
set -eu
sed -i "s/^summary: .*/summary: 10 lets the car wait at the quay./" content/ferry/10.yaml
