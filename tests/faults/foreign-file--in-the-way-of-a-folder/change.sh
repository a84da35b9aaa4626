#!/usr/bin/env bash
set -eu
rm -r site/de
echo Mine. >site/de
