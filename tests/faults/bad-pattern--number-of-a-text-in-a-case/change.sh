#!/usr/bin/env bash
# Which is formatted on the page of that entry alone.
set -eu
sed -i 's/^    sentence: With {code} the ferry takes the car./    sentence: "{code, select, 10 {{code, number}} other {{code}}} takes the car."/' content/ferry/collection.yaml
