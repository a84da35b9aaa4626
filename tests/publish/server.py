"""The configuration for nginx that is shipped: types, caches, compressed forms, headers,
addresses and the page for wrong ones."""

import gzip
import os

import publisher
from publisher import WORK, Client, build, check, publish

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
          "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
FOR_EVER = "public, max-age=31536000, immutable"
HASHED = "/assets/extra.0123456789abcdef.css"
TYPES = {
    "/en/smtp/250.html": "text/html; charset=utf-8",
    "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain; charset=utf-8",
    HASHED: "text/css; charset=utf-8",
    "/assets/extra.js": "text/javascript; charset=utf-8",
    "/assets/extra.svg": "image/svg+xml",
    "/assets/extra.webmanifest": "application/manifest+json",
    "/assets/extra.json": "application/json",
    "/en/feed.xml": "application/atom+xml",
    "/en/opensearch.xml": "application/opensearchdescription+xml",
}


def compare(name, wanted, found):
    check(wanted == found, name, "wanted %r\nfound  %r" % (wanted, found))


def make_site():
    root = publisher.site("site", mark="A", tags=["de", "en", "ja"])
    for name in (HASHED, *TYPES):
        if name.startswith("/assets/extra."):
            with open(root + "/templates" + name, "w", encoding="ascii") as file:
                file.write("extra\n")
    build(root, "--quiet", "--precompress", "gz")
    return root


def check_types(client):
    found = {path: client.get(path)[1].get("content-type") for path in TYPES}
    compare("each kind of file has its type and its encoding", TYPES, found)


def check_caches(client):
    status, headers, body = client.get("/en/smtp/250.html")
    compare("a page is asked for again each time", "no-cache", headers.get("cache-control"))
    again, unchanged, nothing = client.get("/en/smtp/250.html", If_None_Match=headers["etag"])
    check(status == 200 and again == 304 and nothing == b"" and unchanged.get("etag") == headers["etag"],
          "a page that has not changed is not sent again", (status, again, nothing))
    _, headers, _ = client.get(HASHED)
    compare("an asset with a fingerprint in its name is kept for a year", FOR_EVER, headers.get("cache-control"))
    _, headers, _ = client.get("/assets/extra.js")
    compare("an asset without one is asked for again", "no-cache", headers.get("cache-control"))
    status, headers, _ = client.get("/assets/other.0123456789abcdef.css")
    compare("nobody keeps that an asset does not exist", (404, "no-cache"), (status, headers.get("cache-control")))


def check_compressed(client, root):
    _, plain, body = client.get("/en/smtp/250.html")
    _, small, packed = client.get("/en/smtp/250.html", Accept_Encoding="gzip")
    with open(root + "/site/en/smtp/250.html.gz", "rb") as file:
        compare("who takes gzip gets the compressed form of the build", file.read(), packed)
    check(small.get("content-encoding") == "gzip" and small["content-type"] == plain["content-type"]
          and "Accept-Encoding" in small.get("vary", "") and gzip.decompress(packed) == body
          and small["etag"] != plain["etag"], "a compressed page is the same page, with an ETag of its own", small)


def check_security(client):
    wanted = {"content-security-policy": POLICY, "x-content-type-options": "nosniff",
              "referrer-policy": "strict-origin-when-cross-origin", "cross-origin-opener-policy": "same-origin",
              "cross-origin-resource-policy": "same-origin",
              "permissions-policy": "camera=(), geolocation=(), microphone=()"}
    for path in ("/", "/en/smtp/250.html", HASHED, "/en/nothing"):
        _, headers, _ = client.get(path)
        compare("%s has the headers of security" % path, wanted, {name: headers.get(name) for name in wanted})
    _, headers, _ = client.get("/")
    compare("the server does not tell its version", "nginx", headers.get("server"))


def check_addresses(client):
    statuses = {path: client.get(path)[0] for path in ("/", "/en/", "/en/smtp/", "/en/smtp/250", "/en/smtp/250-vs-550")}
    compare("addresses go without .html and index.html", dict.fromkeys(statuses, 200), statuses)
    status, headers, _ = client.get("/en/smtp?a=b")
    compare("the address of a folder gets its slash", (301, "/en/smtp/?a=b"), (status, headers.get("location")))
    outside = {path: client.get(path)[0] for path in (
        "/.viceversa/second", "/../.viceversa/second", "/..%2f.viceversa/second", "/%2e%2e/site.manifest",
        "/assets/../../before/index.html", "/assets../before/index.html", "/en/smtp/250.html%00", "/" + "a/" * 3000)}
    check(all(status in (400, 404, 414) for status in outside.values()), "no address leads out of the site", outside)
    compare("a page cannot be written", 405, client.get("/en/smtp/250.html", method="POST")[0])
    status, headers, body = client.get("/en/smtp/250.html", method="HEAD")
    check(status == 200 and body == b"" and int(headers["content-length"]) > 1000, "HEAD gets the headers of a page", headers)


def check_not_found(client, root):
    for path, file in (("/de/smtp/999.html", "de/404.html"), ("/en/x/y/z", "en/404.html"),
                       ("/ja/smtp/nothing", "ja/404.html"), ("/nothing", "404.html"), ("/xx/nothing", "404.html"),
                       ("/assets/nothing.css", "404.html")):
        status, headers, body = client.get(path)
        with open("%s/site/%s" % (root, file), "rb") as wanted:
            check(status == 404 and body == wanted.read() and headers["content-type"].startswith("text/html"),
                  "the page for the wrong address %s is %s" % (path, file), (status, body[:200]))
    _, _, body = client.get("/ja/smtp/nothing")
    check(b'<html lang="ja"' in body and b'href="/ja/index.html"' in body,
          "a Japanese address that is wrong is answered in Japanese", body[:200])


def check_assets_of_before(client, root, destination):
    os.remove(root + "/templates" + HASHED)
    build(root, "--quiet", "--precompress", "gz")
    publish(root, destination)
    status, headers, body = client.get(HASHED)
    check((status, body, headers.get("cache-control")) == (200, b"extra\n", FOR_EVER),
          "a page that was read before the switch gets its assets after it", (status, body))
    publisher.set_mark(root, "B")
    build(root, "--quiet", "--precompress", "gz")
    publish(root, destination)
    compare("one release later they are gone", 404, client.get(HASHED)[0])


def check_other_addresses(client, root, destination):
    wanted = {"/en/smtp/550-vs-250": "/en/smtp/250-vs-550.html", "/en/smtp/550-vs-250.html": "/en/smtp/250-vs-550.html",
              "/EN/SMTP/250.html": "/en/smtp/250.html", "/en/smtp/999": None, "/en/smtp/250-vs-999": None,
              "/redirects.nginx.conf": None, "/_redirects": None}
    found = {path: client.get(path)[1].get("location") for path in wanted}
    compare("without the rules other addresses lead nowhere", dict.fromkeys(wanted), found)
    with publisher.nginx("rules", destination, rules=root + "/site/redirects.nginx.conf") as server:
        client = Client(server.port)
        found = {path: client.get(path)[1].get("location") for path in wanted}
        compare("with the rules other addresses lead to pages", wanted, found)
        status, _, body = client.get("/de/smtp/250-vs-999")
        check(status == 404 and b"<html" in body, "and wrong ones get the page for them", (status, body[:99]))


def check_clean(destination):
    with publisher.nginx("clean", destination, lambda text: text.replace("#clean_urls: ", "")) as server:
        client = Client(server.port)
        found = [(client.get(path)[0], client.get(path)[1].get("location"))
                 for path in ("/index.html?x=y", "/en/index.html", "/en/smtp/250.html?x=.html", "/en/smtp/250", "/en/")]
    compare("with clean_urls each page has one address",
            [(308, "/?x=y"), (308, "/en/"), (308, "/en/smtp/250?x=.html"), (200, None), (200, None)], found)


def main():
    destination = os.path.join(WORK, "www")
    root = make_site()
    with publisher.nginx("nginx", destination) as server:
        client = Client(server.port)
        status, said = publish(root, destination)
        check(status == 0, "a site is published into a folder", said)
        check_types(client)
        check_caches(client)
        check_compressed(client, root)
        check_security(client)
        check_addresses(client)
        check_not_found(client, root)
        check_other_addresses(client, root, destination)
        check_assets_of_before(client, root, destination)
    check_clean(destination)


main()
