#!/usr/bin/env bash
set -eu
sed -i 's/{for choice in choices}/{for choice in choices/' templates/not-found.html
