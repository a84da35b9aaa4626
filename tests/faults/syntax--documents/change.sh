#!/usr/bin/env bash
set -eu
echo 'Ferry Times: {a} b' >>content/documents.yaml
