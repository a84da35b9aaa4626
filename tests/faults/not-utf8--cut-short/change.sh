#!/usr/bin/env bash
set -eu
printf 'ferry: F\303' >locales/de/glossary.yaml
