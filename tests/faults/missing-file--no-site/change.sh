#!/usr/bin/env bash
set -eu
rm content/site.yaml
