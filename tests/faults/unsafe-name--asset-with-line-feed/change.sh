#!/usr/bin/env bash
set -eu
touch $'templates/assets/a\nb.css'
