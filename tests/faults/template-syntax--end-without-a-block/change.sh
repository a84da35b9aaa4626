#!/usr/bin/env bash
set -eu
echo '{end}' >>templates/home.html
