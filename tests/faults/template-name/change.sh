#!/usr/bin/env bash
set -eu
sed -i 's/{tagline}/{tagine}/' templates/home.html
