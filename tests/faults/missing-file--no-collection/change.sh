#!/usr/bin/env bash
set -eu
rm content/ferry/collection.yaml locales/de/ferry/collection.yaml
