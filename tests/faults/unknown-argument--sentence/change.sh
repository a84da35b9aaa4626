#!/usr/bin/env bash
set -eu
sed -i 's/^    sentence: Mit {code} nimmt/    sentence: Mit {Code} nimmt/' locales/de/ferry/collection.yaml
