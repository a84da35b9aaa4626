#!/usr/bin/env bash
set -eu
yes 'Ahoy.' | head -c 1048577 >templates/pair.html
