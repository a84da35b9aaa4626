#!/usr/bin/env bash
set -eu
printf 'ferry: F\0hre\n' >locales/de/glossary.yaml
