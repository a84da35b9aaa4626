#!/usr/bin/env bash
set -eu
rm -r templates/assets
ln -s nowhere templates/assets
echo '{assets_style_css}{tagline}{taglin}' >>templates/home.html
