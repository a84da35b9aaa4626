#!/usr/bin/env bash
set -eu
ln -sf nowhere templates/page.html
