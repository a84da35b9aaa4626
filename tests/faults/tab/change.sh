#!/usr/bin/env bash
set -eu
printf 'ferry:\n\tramp: Rampe\n' >locales/de/glossary.yaml
