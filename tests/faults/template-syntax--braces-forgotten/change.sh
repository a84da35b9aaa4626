#!/usr/bin/env bash
set -eu
sed -i 's/{heading}/{heading/; s/{end}/{end/' templates/collection.html
