#!/usr/bin/env bash
set -eu
echo 'a { }' >templates/assets/style.css
echo 'b { }' >templates/assets/style.500323be.css
