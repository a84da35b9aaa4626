#!/usr/bin/env bash
set -eu
ln -s nowhere templates/assets/dots.svg
echo 'a { background: url(./dots.svg) }' >templates/assets/style.css
echo '{asset_dots_svg}' >>templates/home.html
