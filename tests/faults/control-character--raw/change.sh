#!/usr/bin/env bash
set -eu
printf 'ferry: \033[31mFähre\n' >locales/de/glossary.yaml
