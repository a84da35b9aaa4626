#!/usr/bin/env bash
set -eu
sed -i 's/{tagline}/{tagline[0][0]}/' templates/home.html
