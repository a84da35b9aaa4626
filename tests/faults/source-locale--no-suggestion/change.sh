#!/usr/bin/env bash
set -eu
sed -i 's/^source_locale: en/source_locale: ko/' content/site.yaml
