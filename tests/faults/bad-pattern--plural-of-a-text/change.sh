#!/usr/bin/env bash
set -eu
sed -i 's/^    sentence: With {code} the ferry takes the car./    sentence: "{code, plural, one {One} other {#}} takes the car."/' content/ferry/collection.yaml
