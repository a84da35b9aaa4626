#!/usr/bin/env bash
set -eu
printf 'F\0hre' >>templates/home.html
