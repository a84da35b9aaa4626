#!/usr/bin/env bash
set -eu
sed -i 's/^  classes_same: .*/  classes_same: "{first second} gehören zu {class}."/' locales/de/locale.yaml
