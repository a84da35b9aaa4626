#!/usr/bin/env bash
set -eu
rm -r templates/assets
: >templates/assets
