#!/usr/bin/env bash
set -eu
ln -s nowhere site/en/ferry/40.html
