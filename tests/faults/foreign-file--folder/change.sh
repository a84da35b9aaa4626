#!/usr/bin/env bash
set -eu
mkdir site/en/ferry/40.html
