#!/usr/bin/env bash
set -eu
mv content/ferry content/search
mv locales/de/ferry locales/de/search
