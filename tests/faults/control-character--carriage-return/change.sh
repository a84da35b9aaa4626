#!/usr/bin/env bash
set -eu
printf 'ferry: Fähre\rramp: Rampe\n' >locales/de/glossary.yaml
