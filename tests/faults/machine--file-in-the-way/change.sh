#!/usr/bin/env bash
set -eu
echo Mine. >away
