#!/usr/bin/env bash
set -eu
sed -i 's/{asset_style_css}/{asset_stlye_css}/' templates/page.html
