#!/bin/sh
# 10 becomes 15, and so do all texts that name it; 12 is as near by its name, and new.
sed 's/10/12/g; s/invites/asks/; s/quiet/windy/; s/room/space/; s/nothing/little/' content/ferry/10.yaml >content/ferry/12.yaml
sed 's/10/15/g' content/ferry/10.yaml >content/ferry/15.yaml
rm content/ferry/10.yaml
sed 's/10/15/g' content/ferry/pairs/10-vs-20.yaml >content/ferry/pairs/15-vs-20.yaml
rm content/ferry/pairs/10-vs-20.yaml
sed -i 's/^\(related: .*\)10/\115/' content/ferry/*.yaml
