#!/usr/bin/env bash
set -eu
mkdir content/ferry/40.yaml
