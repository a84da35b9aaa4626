#!/usr/bin/env bash
set -eu
sed -i 's/{tagline}/{verdict}/' templates/home.html
