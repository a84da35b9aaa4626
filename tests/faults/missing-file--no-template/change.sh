#!/usr/bin/env bash
set -eu
rm templates/pair.html
