"""Requests that no browser sends, and what browsers ask for besides pages."""

import glob
import os
import re
import socket
import threading
import time

from support import EVENTS, GOLDEN, PATIENCE, REPOSITORY, Preview, Stream, check, stop, wait_for

PAGE = "/en/plp/ok"
CLOSE = b"Host: localhost\r\nConnection: close\r\n\r\n"

# How long a request may take, in seconds; server.c has the same number.
LIMIT = 10

# How long a path may be, in bytes; server.c has the same number.
LONGEST = 4096

# How many connections there may be; server.c has the same number.
CONNECTIONS = 200

preview = Preview(os.path.join(GOLDEN, "codes"))
whole = preview.ask(PAGE)


def status_of(raw):
    found = re.match(rb"HTTP/1\.[01] (\d+) ", preview.send(raw))
    return int(found[1]) if found else None


def is_well():
    return preview.ask(PAGE).body == whole.body


def get(path):
    return b"GET " + path + b" HTTP/1.1\r\n" + CLOSE


def conditions():
    etag = whole.headers["ETag"]
    for given, expected in [(etag, 304), ("W/" + etag, 304), ('"other", ' + etag, 304), ("*", 304), ('"other"', 200),
                            (etag.strip('"'), 200), ("", 200), ('"' * 1000, 200)]:
        answer = preview.ask(PAGE, If_None_Match=given)
        check(answer.status == expected, "If-None-Match %.20s is answered with %d" % (given, expected), answer.status)
        check(answer.headers["ETag"] == etag and answer.body == (whole.body if expected == 200 else b""),
              "the answer to If-None-Match %.20s is whole" % given)
    check(preview.ask("/en/plp/error").headers["ETag"] != etag, "another page has another tag")
    check(preview.ask("/nowhere", If_None_Match="*").status == 404, "what does not exist has not changed either")


def heads():
    style = os.path.basename(glob.glob(os.path.join(GOLDEN, "codes/expected/assets/style.*.css"))[0])
    for path in [PAGE, "/assets/" + style, "/nowhere", "/en/plp/450-vs-ok", EVENTS]:
        answer, head = (None if path == EVENTS else preview.ask(path)), preview.ask(path, "HEAD")
        check(head.body == b"" and (answer is None or answer.status == head.status),
              "HEAD of %s has the status and no body" % path)
        check(answer is None or answer.headers["Content-Length"] == head.headers["Content-Length"],
              "HEAD of %s tells the length" % path, head.headers)


def ranges():
    body, etag = whole.body, whole.headers["ETag"]
    for given, status, expected in [
        ("bytes=0-9", 206, body[:10]), ("bytes=5-", 206, body[5:]), ("bytes=-7", 206, body[-7:]),
        ("bytes=99999999-", 416, None), ("bytes=9-3", 200, body), ("lines=1-2", 200, body), ("bytes=", 200, body),
    ]:
        answer = preview.ask(PAGE, Range=given)
        check(answer.status == status and expected in (None, answer.body), "Range: %s is answered with %d" % (given, status),
              "%d, %d bytes" % (answer.status, len(answer.body)))
    check(preview.ask(PAGE, Range="bytes=0-9", If_Range=etag).status == 206, "a range of the same page is given")
    check(preview.ask(PAGE, Range="bytes=0-9", If_Range='"other"').body == body,
          "instead of a range of another page the whole is given")
    many = preview.ask(PAGE, Range="bytes=" + ",".join("%d-%d" % (i, i) for i in range(5000)))
    check(many.status == 200 and many.body == body, "instead of several ranges the whole is given", len(many.body))


def hosts():
    port = preview.port
    for host in ["localhost", "LOCALHOST:%d" % port, "127.0.0.1", "127.0.0.1:%d" % port, "127.1.2.3:9", "[::1]:%d" % port,
                 "viceversa.localhost"]:
        check(preview.ask(PAGE, Host=host).status == 200, "it answers to %s" % host)
    for host in ["example.org", "example.org:%d" % port, "localhost.example.org", "127.0.0.1.example.org", "10.0.0.1",
                 "localhost@example.org", "example.org#localhost", "0x7f000001.example", "[::2]", "notlocalhost"]:
        for path in [PAGE, EVENTS, "/.viceversa/preview.js"]:
            answer = preview.ask(path, Host=host)
            check(answer.status in (400, 421) and b"<" not in answer.body, "%s has no access by %s" % (path, host),
                  answer.status)
    check(status_of(b"GET / HTTP/1.1\r\n\r\n") == 400, "HTTP/1.1 without a host is refused")
    check(status_of(b"GET / HTTP/1.0\r\n\r\n") == 421, "HTTP/1.0 without a host is refused")
    check(status_of(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\nConnection: close\r\n\r\n") in (400, 421),
          "two hosts are refused")
    check(whole.headers["Cross-Origin-Resource-Policy"] == "same-origin" and
          "Access-Control-Allow-Origin" not in whole.headers, "other sites cannot read it")


def policy():
    with open(os.path.join(REPOSITORY, "examples/nginx/viceversa.conf"), encoding="utf-8") as file:
        published = re.search('add_header Content-Security-Policy "(.*)" always;', file.read())[1]
    for path in [PAGE, "/nowhere", "/.viceversa/preview.js", "/.viceversa/other", "/" + "a" * LONGEST]:
        check(preview.ask(path).headers["Content-Security-Policy"] == published,
              "%.30s has the policy of a published page" % path)
    pages = [whole.body, preview.ask("/").body, preview.ask("/nowhere").body]
    check(not any(re.search(rb"<style|<script(?! src=| type=\"(application/ld\+json|module\" src))| style=", page) for page in pages),
          "the policy forbids nothing that a page has within it")


def methods():
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "VICEVERSA"]:
        answer = preview.ask(PAGE, method)
        check(answer.status == 405 and answer.headers["Allow"] == "GET, HEAD", "%s is no method" % method, answer.status)
    check(status_of(b"CONNECT example.org:443 HTTP/1.1\r\n" + CLOSE) == 405, "it connects to nobody")


def paths():
    secret = b"base_url"
    for path in [
        b"/../content/site.yaml", b"/en/../../content/site.yaml", b"/%2e%2e/content/site.yaml",
        b"/..%2fcontent%2fsite.yaml", b"/assets/..%2f..%2fcontent/site.yaml", b"/assets/%2e%2e%2f%2e%2e%2fcontent/site.yaml",
        b"/..%5ccontent%5csite.yaml", b"/content/site.yaml", b"//content/site.yaml", b"/.//content/site.yaml",
        b"/etc/passwd", b"//etc/passwd", b"/%2fetc/passwd", b"/%252e%252e/content/site.yaml", b"/assets/", b"/assets",
        b"/en%2fplp%2fok", b"/en/plp/ok%00", b"/en/plp/ok%00.html", b"/en/plp/ok%0a", b"/\xff\xfe\xfd", b"/%ff%fe",
        b"/%c0%ae%c0%ae/content/site.yaml", b"file:///etc/passwd", b"http://localhost/content/site.yaml", b"*",
        b"/" + b"a" * 4000, b"/" + b"%61" * 4000, b"/" + b"../" * 4000 + b"content/site.yaml", b"/" + b"/" * 60000, b"/-vs-" * 9000,
    ]:
        answer = preview.send(get(path))
        check(re.match(rb"HTTP/1\.1 4(00|04|14) ", answer) and secret not in answer, "%.40r is no page" % path, answer[:100])
    for path in [b"/en/plp/ok\0", b"/\0", b"/en/plp\\ok", b"/%", b"/%zz", b"/en/plp/ok%", b"http://[::1", b""]:
        check(status_of(get(path)) in (400, 404), "%r is refused" % path, preview.send(get(path))[:100])
    for size, status in [(LONGEST, 404), (LONGEST + 1, 414), (60_000, 414)]:
        check(status_of(get(b"/" + b"a" * (size - 1))) == status, "a path of %d bytes gets the status %d" % (size, status))
    # libsoup closes the connection where there is more before the body than it reads.
    for size in [100 * 1024, 1_000_000]:
        check(preview.send(get(b"/" + b"a" * size)) == b"", "a path of %d bytes gets no answer" % size)
    check(is_well(), "long paths do no harm")
    check(preview.send(b"GET /en/plp/ok?a\rLocation:b HTTP/1.1\r\n" + CLOSE).count(b"\r\nLocation") == 0,
          "no request writes a header of the answer")
    answer = preview.send(get(b"/en?x%0d%0aEvil:1"))
    check(b"\r\nEvil" not in answer and b"Location: /en/" in answer, "no redirect holds a line end", answer[:300])


def garbage():
    for raw in [b"GARBAGE\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b"\0\0\0\0\r\n\r\n", b"GET / HTTP/9.9\r\n" + CLOSE,
                b"A" * 200_000, b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000, b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 50_000,
                b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
                b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]:
        answer = preview.send(raw, LIMIT + PATIENCE)
        check(not answer.startswith(b"HTTP/1.1 200"), "%.20r is no request" % raw, answer[:100])
    check(is_well(), "garbage does no harm")


def drip(raw, rest, pause):
    """How long the server bears a request that comes in drops."""
    begin = time.monotonic()
    with socket.create_connection((preview.host, preview.port), timeout=PATIENCE) as connection:
        connection.sendall(raw)
        while time.monotonic() - begin < LIMIT + PATIENCE:
            try:
                connection.sendall(rest)
                connection.settimeout(pause)
                if connection.recv(65536) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
    return time.monotonic() - begin


def slow():
    """All of them at the same time, because they take their time."""
    cases = {
        "a connection that says nothing": (b"", b"", 1),
        "a request without an end": (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X: y\r\n", 0.5),
        "a path without an end": (b"GET /", b"a", 0.5),
        "a body that does not come": (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n", b"", 1),
        "a body without an end": (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
                                  b"1\r\na\r\n", 0.5),
    }
    times = {}
    threads = [threading.Thread(target=lambda name=name, case=case: times.update({name: drip(*case)}))
               for name, case in cases.items()]
    for thread in threads:
        thread.start()
    check(is_well(), "who is slow keeps nobody waiting")
    for thread in threads:
        thread.join()
    for name, seconds in times.items():
        check(LIMIT - 2 < seconds < LIMIT + PATIENCE - 1, "%s is cut off after a while" % name, "%.1f s" % seconds)


def crowds():
    before = preview.descriptors()
    crowd = [socket.create_connection((preview.host, preview.port), timeout=PATIENCE) for _ in range(CONNECTIONS + 100)]
    check(wait_for(lambda: before + 50 < preview.descriptors() <= before + CONNECTIONS + 10),
          "of many connections some are cut off", preview.descriptors())
    for connection in crowd:
        connection.close()
    check(wait_for(lambda: preview.descriptors() <= before + 2), "connections leave nothing behind", preview.descriptors())
    check(is_well(), "crowds do no harm")
    for _ in range(300):
        preview.ask("/en")
    check(wait_for(lambda: preview.descriptors() <= before + 2), "requests leave nothing behind", preview.descriptors())
    streams = [Stream(preview) for _ in range(20)]
    for stream in streams:
        stream.next()
        stream.close()
    check(is_well(), "streams that are left do no harm")


for part in (conditions, heads, ranges, hosts, policy, methods, paths):
    part()
# Both wait for the server to lose patience.
patient = threading.Thread(target=garbage)
patient.start()
slow()
patient.join()
crowds()
stop(preview, "a preview that was asked nonsense")
