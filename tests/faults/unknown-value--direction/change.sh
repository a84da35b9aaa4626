#!/usr/bin/env bash
set -eu
sed -i "s/^tag: de$/tag: de\ndirection: rlt/" locales/de/locale.yaml
