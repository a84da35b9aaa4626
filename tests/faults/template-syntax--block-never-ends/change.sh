#!/usr/bin/env bash
set -eu
sed -i '/^{end}/d' templates/home.html
