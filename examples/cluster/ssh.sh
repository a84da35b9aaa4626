#!/usr/bin/env bash
# Builds a site in parts on several machines with GNU parallel over ssh, and merges
# them here:
#
#   ssh.sh ROOT COUNT HOST...
#
# Every machine has the same viceversa. The sources are copied to a folder of the
# user's on each of them, and the parts back into ROOT. Run again after a failure, it
# builds again only what changed, where a machine gets the same part again.
set -eu
if [ $# -lt 3 ]; then
  echo "usage: ssh.sh ROOT COUNT HOST..." >&2
  exit 2
fi
cd "$1"
count=$2
shift 2
hosts=$(IFS=,; echo "$*")
folder=viceversa-site

parallel --nonall --sshlogin "$hosts" mkdir -p "$folder"
for host; do
  rsync -a --delete content locales templates "$host:$folder/"
done
# A part comes back from the machine that made it, with its manifest.
parallel --sshlogin "$hosts" --workdir "$folder" --jobs 1 --retries 3 \
  --return "site-{}-of-$count" --return "site-{}-of-$count.manifest" \
  "viceversa build --shard {}/$count" ::: $(seq "$count")
viceversa merge site-*-of-"$count"
