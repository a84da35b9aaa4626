"""A publish is killed at any time, and all that it has started with it or not, here and
over ssh: what is live is the old site or the new one, and the next publish makes good
what was left."""

import os
import random
import signal
import subprocess
import time

import publisher
from publisher import BINARY, WORK, check, contents, litter, live, publish, releases

KILLS_HERE = 14
KILLS_OVER_SSH = 10


def live_site(folder):
    """What is live, all from one release: a server that was told to switch may do so while this reads."""
    return contents(os.path.realpath(folder + "/current"))


def kill_one(root, destination, after, whole_group, environment):
    """Starts a publish and kills it.  Returns whether it was still at work."""
    process = subprocess.Popen([BINARY, "publish", destination], cwd=root, env=environment, start_new_session=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    was_at_work = process.poll() is None
    try:
        if whole_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except ProcessLookupError:
        pass
    process.wait()
    return was_at_work


def check_kills(name, roots, destination, folder, count, environment):
    sites = {root: contents(root + "/site") for root in roots}
    turn = random.Random(7)
    wrong = []
    started = time.monotonic()
    publish(roots[0], destination, env=environment)
    duration = time.monotonic() - started
    at_work = 0
    for number in range(count):
        root = roots[(number + 1) % 2]
        before = live_site(folder)
        at_work += kill_one(root, destination, duration * (number + turn.random()) / count, number % 2 == 0, environment)
        # A server hears of it a little later.
        found = live_site(folder)
        if found not in (before, sites[root]):
            wrong.append("%d: what is live is neither the old nor the new" % number)
        status, said = publish(root, destination, env=environment)
        if status != 0 or live_site(folder) != sites[root]:
            wrong.append("%d: the next publish: status %d: %s" % (number, status, said))
        if litter(folder) or len(releases(folder)) > 5 or releases(folder)[-1] != live(folder):
            wrong.append("%d: left behind: %s" % (number, litter(folder) + releases(folder)))
    check(not wrong and at_work > count / 3, "%d publishes are killed, %s" % (count, name),
          "\n".join(wrong) or "only %d were at work" % at_work)


def check_left(root, other):
    """What a killed publish has uploaded is not uploaded again."""
    www = os.path.join(WORK, "left")
    publish(root, www)
    left = os.path.join(www, ".viceversa", "new.1")
    os.makedirs(left + "/en/smtp")
    for file, text in (("en/smtp/250.html", None), ("en/index.html", "cut o"), ("foreign", "from elsewhere\n")):
        with open(os.path.join(left, file), "wb") as output:
            output.write(contents(other + "/site")[file] if text is None else text.encode())
    new = contents(other + "/site")
    differing = sum(contents(root + "/site").get(name) != text for name, text in new.items())
    status, said = publish(other, www)
    check(status == 0 and "%d uploaded" % (differing - 1) in said, "what was uploaded whole is not uploaded again", said)
    check(contents(www + "/current/") == new, "of what was uploaded in part nothing is believed")
    check(litter(www) == [], "what was left is gone", litter(www))


def main():
    roots = [publisher.site(name, "--precompress", "gz", mark=name, tags=["de", "en"],
                            codes=["211", "220", "250", "334", "354", "450", "550"]) for name in ("a", "b")]
    here = os.path.join(WORK, "here")
    check_left(*roots)
    check_kills("here", roots, here, here, KILLS_HERE, None)
    there = os.path.join(WORK, "there")
    server, environment = publisher.sshd("ssh")
    with server:
        check_kills("over ssh", roots, "web:" + there, there, KILLS_OVER_SSH, environment)


main()
