#!/usr/bin/env bash
set -eu
echo 'a { }' >templates/assets/dark-mode.css
echo 'b { }' >templates/assets/dark_mode.css
