#!/usr/bin/env bash
set -eu
echo nonsense >site.manifest
