#!/usr/bin/env bash
set -eu
mkdir away
mv content away/content
ln -s away/content content
