#!/usr/bin/env bash
set -eu
printf 'stages:\n\t- ramp\n' >>content/ferry/30.yaml
