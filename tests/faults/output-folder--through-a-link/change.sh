#!/usr/bin/env bash
set -eu
ln -s locales elsewhere
