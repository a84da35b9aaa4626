"""Ports, addresses, signals, and what is said on the terminal."""

import os
import re
import signal
import socket
import subprocess

from support import BINARY, EVENTS, GOLDEN, PATIENCE, WORK, Preview, Stream, check, copy, read, stop

CODES = os.path.join(GOLDEN, "codes")


def refused(name, status, words, *arguments):
    """A command line that does not even begin to serve."""
    done = subprocess.run([BINARY, "serve", *arguments], capture_output=True, encoding="utf-8", timeout=PATIENCE,
                          stdin=subprocess.DEVNULL, check=False)
    check(done.returncode == status and words in done.stderr and done.stdout == "", name,
          "status %d: %s" % (done.returncode, done.stderr))


def reaches(address, port):
    try:
        socket.create_connection((address, port), timeout=PATIENCE).close()
    except OSError:
        return False
    return True


def ports():
    first = Preview(CODES)
    check(re.fullmatch(r"http://127\.0\.0\.1:\d+/ shows the site, .*\n", first.line), "it says in one line where to look",
          first.line)
    refused("a port that is taken is refused if it was asked for", 3, "in use", "--root", CODES, "--port", str(first.port))
    second, third = Preview(CODES, port=None), Preview(CODES, port=None)
    check(second.port >= 8000 and third.port > second.port, "otherwise the next free one from 8000 on is taken",
          [second.port, third.port])
    for port in ["-1", "65536", "x", ""]:
        refused("'%s' is no port" % port, 2, "port", "--root", CODES, "--port=" + port)
    check(not reaches("127.0.0.2", first.port), "it listens at one address of this machine alone")
    for preview in (first, second, third):
        stop(preview, "a preview at port %s" % ("8000 or above" if preview is not first else "that was free"))


def addresses():
    everywhere = Preview(CODES, "--listen", "0.0.0.0")
    check("whoever reaches this machine" in everywhere.errors(), "beyond the loopback there is a warning",
          everywhere.errors())
    check(reaches("127.0.0.2", everywhere.port), "it listens where it was told to")
    check(everywhere.ask("/en/", Host="192.0.2.1").status == 200, "other machines ask for its address")
    check(everywhere.ask("/en/", Host="example.org").status == 421, "but for no other name")
    stop(everywhere, "a preview for everybody")
    other = Preview(CODES, "--listen", "127.0.0.2")
    check(not reaches("127.0.0.1", other.port) and other.ask("/en/").status == 200 and "whoever" not in other.errors(),
          "another address of the loopback is as good")
    stop(other, "a preview at another address")
    if os.path.exists("/proc/net/if_inet6") and "00000000000000000000000000000001" in read("/proc/net/if_inet6"):
        six = Preview(CODES, "--listen", "::1")
        check(six.line.startswith("http://[::1]:") and six.ask("/en/").status == 200, "IPv6 is understood", six.line)
        stop(six, "a preview with IPv6")
    for address in ["example.org", "localhost", "127.0.0.1:80", "", "*"]:
        refused("'%s' is no address" % address, 2, "--listen is an address", "--root", CODES, "--listen=" + address)
    refused("an address of another machine is refused", 3, "192.0.2.1", "--root", CODES, "--listen=192.0.2.1")


def roots():
    refused("a folder without a site is refused", 1, "[missing-file]", "--root", WORK)
    refused("a folder that does not exist is refused", 1, "[missing-file]", "--root", os.path.join(WORK, "none"))
    refused("a locale that the site does not have is refused", 2, "no locale 'xx'", "--root", CODES, "--locale", "xx")
    refused("a base address that is none is refused", 2, "--base-url", "--root", CODES, "--base-url", "x")
    refused("there are no arguments", 2, "takes no argument", "--root", CODES, "more")


def signals():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        preview = Preview(CODES)
        streams = [Stream(preview), Stream(preview)]
        for stream in streams:
            stream.next()
        half = socket.create_connection((preview.host, preview.port))
        half.sendall(b"GET / HTTP/1.1\r\n")
        preview.ask("/en/")
        status = preview.stop(number)
        check(status == 0, "%s ends it cleanly" % number.name, "status %d: %s" % (status, preview.errors()))
        try:
            streams[0].next()
        except (EOFError, OSError):
            pass
        check(not reaches(preview.host, preview.port), "after %s nobody listens" % number.name)
        half.close()


def words():
    root = copy(CODES, "words")
    preview = Preview(root)
    stream = Stream(preview)
    stream.next()
    with open(os.path.join(root, "templates/assets/style.css"), "a", encoding="utf-8") as file:
        file.write("/* more */\n")
    stream.next()
    check(re.fullmatch(r"read again in \d+\.\d\d s\n", preview.process.stdout.readline()), "it says that it has read again")
    check(preview.ask(EVENTS, "HEAD").headers["Content-Type"] == "text/event-stream", "the events say what they are")
    stream.close()
    stop(preview, "a preview that talks")


for part in (ports, addresses, roots, signals, words):
    part()
