#!/usr/bin/env bash
# ctpl frees such an expression twice.
set -eu
sed -i 's/{heading}/{heading\/5>}/' templates/home.html
