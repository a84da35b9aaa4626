#!/usr/bin/env bash
set -eu
sed -i 's/{tagline}/{colour}/' templates/home.html
