#!/usr/bin/env bash
set -eu
sed -i 's/{for row in rows}/{for row in heading}/' templates/pair.html
