#!/usr/bin/env bash
set -eu
rm site.manifest
