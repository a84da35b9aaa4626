#!/usr/bin/env bash
set -eu
rm -r templates
: >templates
