#!/usr/bin/env bash
set -eu
printf 'F\344hre' >>templates/home.html
