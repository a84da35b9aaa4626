#!/usr/bin/env bash
set -eu
rm -r templates/assets
ln -s assets templates/assets
