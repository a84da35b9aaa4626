#!/usr/bin/env bash
set -eu
{
  printf 'facts:\n  lamps:\n'
  printf '    - lamp %d\n' {1..101}
} >>content/ferry/30.yaml
