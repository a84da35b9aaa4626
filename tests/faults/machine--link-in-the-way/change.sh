#!/usr/bin/env bash
set -eu
ln -s nowhere away
