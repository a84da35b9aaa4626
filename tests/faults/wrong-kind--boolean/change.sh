#!/usr/bin/env bash
set -eu
sed -i 's/^clean_urls: false/clean_urls: yes/' content/site.yaml
