#!/usr/bin/env bash
set -eu
rm content/documents.yaml
