#!/usr/bin/env bash
set -eu
rm site.manifest
mkdir site.manifest
