#!/usr/bin/env bash
set -eu
sed -i 's/{row\[3\]}/{row[99]}/' templates/pair.html
