#!/usr/bin/env bash
set -eu
rm -r templates
ln -s templates templates
