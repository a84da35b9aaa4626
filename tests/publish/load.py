"""Fifty publishes and rollbacks to a server over ssh, while clients read its pages all
the while: every response is whole, and of one release."""

import os
import random
import threading
import time

import publisher
from publisher import Client, WORK, check, contents, live, publish, releases, rollback

PUBLISHES = 26
ROLLBACKS = 24
CLIENTS = 3

# One lacks a code, so that there are pages that come and go.
ROOTS = {
    name: publisher.site(name, "--precompress", "gz", mark=name.upper(), codes=codes, tags=["de", "en"])
    for name, codes in (("a", ["250", "334", "550"]), ("b", ["250", "334", "550"]), ("c", ["250", "550"]))
}
PAGES = {name: contents(root + "/site") for name, root in ROOTS.items()}
# Rules are for the server, which shows them to nobody.
PATHS = sorted(path for path in set().union(*PAGES.values()) if not path.endswith((".gz", ".conf", "_redirects")))


class Reader(threading.Thread):
    """Reads pages until it is told to stop, and keeps what was wrong."""

    def __init__(self, port, seed):
        super().__init__()
        self.port = port
        self.random = random.Random(seed)
        self.stop = threading.Event()
        self.wrong = []
        self.seen = set()
        self.count = 0
        self.unchanged = 0
        self.missing = 0
        self.tags = {}  # of the bytes that came with each ETag

    def read(self, client, path, encoding):
        known = [tag for key, tag in self.tags if key == (path, encoding)]
        headers = {"Accept_Encoding": encoding}
        if known and self.random.random() < 0.3:
            headers["If_None_Match"] = self.random.choice(known)
        status, got, body = client.get("/" + path, **headers)
        file = path + ".gz" if encoding == "gzip" and path + ".gz" in PAGES["a"] else path
        self.count += 1
        if status == 304:
            self.unchanged += 1
        elif status == 200:
            of = [name for name, pages in PAGES.items() if pages.get(file) == body]
            before = self.tags.setdefault(((path, encoding), got["etag"]), body)
            if not of:
                self.wrong.append("%s: %d bytes of no release" % (file, len(body)))
            if before != body:
                self.wrong.append("%s: two versions have the ETag %s" % (file, got["etag"]))
            if len(of) == 1:
                self.seen.add(of[0])
        elif status == 404 and file not in PAGES["c"]:
            self.missing += 1
            sign = path.split("/")[0] + "/404.html" + (".gz" if encoding == "gzip" else "")
            if body not in [pages[sign] for pages in PAGES.values()]:
                self.wrong.append("%s: no release's page for a wrong address" % file)
        else:
            self.wrong.append("%s: status %d" % (file, status))

    def run(self):
        client = Client(self.port)
        while not self.stop.is_set():
            try:
                self.read(client, self.random.choice(PATHS), self.random.choice(["gzip", "identity"]))
            except Exception as problem:  # whatever it is, it must not happen
                self.wrong.append(repr(problem))
                client = Client(self.port)
            # The other processes are to have something of the machine as well.
            time.sleep(0.002)


def switch_often(destination, environment):
    """Returns what was wrong with the publishes and rollbacks themselves."""
    wrong = []
    turn = random.Random(1)
    order = ["publish"] * (PUBLISHES - 2) + ["rollback"] * ROLLBACKS
    turn.shuffle(order)
    counts = {"publish": 0, "rollback": 0}
    for number, what in enumerate(["publish", "publish"] + order):
        if what == "rollback" and releases(destination).index(live(destination)) == 0:
            what = "publish"
        if what == "publish":
            name = "abc"[counts["publish"] % 3]
            status, said = publish(ROOTS[name], "web:" + destination, env=environment)
            # The last one may be live again after rollbacks.
            if status == 0 and contents(destination + "/current") != PAGES[name]:
                wrong.append("%d: what is live is not %s" % (number, name))
        else:
            status, said = rollback("web:" + destination, env=environment)
        counts[what] += 1
        if status != 0:
            wrong.append("%d: %s: status %d: %s" % (number, what, status, said))
    return wrong, counts


def main():
    destination = os.path.join(WORK, "www")
    ssh, environment = publisher.sshd("ssh")
    with ssh:
        status, said = publish(ROOTS["a"], "web:" + destination, env=environment)
        check(status == 0 and contents(destination + "/current") == PAGES["a"], "a site is published over ssh", said)
        with publisher.nginx("nginx", destination) as server:
            readers = [Reader(server.port, seed) for seed in range(CLIENTS)]
            for reader in readers:
                reader.start()
            wrong, counts = switch_often(destination, environment)
            for reader in readers:
                reader.stop.set()
            for reader in readers:
                reader.join()
            with open(server.log, encoding="utf-8") as file:
                log = file.read()
    count = sum(reader.count for reader in readers)
    bad = [line for reader in readers for line in reader.wrong]
    tags = {}
    for reader in readers:
        for key, body in reader.tags.items():
            if tags.setdefault(key, body) != body:
                bad.append("%s: two versions have one ETag" % (key,))
    check(not wrong and sum(counts.values()) == 50, "fifty publishes and rollbacks come to their end", "\n".join(wrong[:9]))
    check(not bad, "each of %d responses is whole and of one release" % count, "\n".join(bad[:9]))
    check(count > 2000 and set().union(*(reader.seen for reader in readers)) == {"a", "b", "c"}
          and sum(reader.unchanged for reader in readers) > 50 and sum(reader.missing for reader in readers) > 50,
          "clients saw all releases, and wrong addresses, and what had not changed",
          [(reader.count, reader.seen, reader.unchanged, reader.missing) for reader in readers])
    check(log == "", "the server has nothing to say", log[:1000])
    check(publisher.litter(destination) == [], "fifty publishes and rollbacks leave nothing behind",
          publisher.litter(destination))


main()
