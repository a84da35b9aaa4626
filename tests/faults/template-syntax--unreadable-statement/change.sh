#!/usr/bin/env bash
set -eu
sed -i 's/{for row in rows}/{for row rows}/' templates/pair.html
