#!/usr/bin/env bash
set -eu
ln -s tide content/tide
