"""Addresses that are nearly those of pages, or were once, lead to these."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.parse

from support import GOLDEN, ROOT, WORK, both, build, check, file_of, golden, golden_with, project, run_checks, settings

CONFIGURATION = """
daemon off;
pid {work}/pid;
error_log {work}/error.log;
{user}
events {{ }}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
{manual}
}}
"""


def manual_configuration(site, port, is_clean):
    """The example of the manual, for a site at a port."""
    text = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    example = re.search(r"```nginx\nhttp \{\n(.*?)\n\}\n```", text, re.DOTALL)[1]
    example = example.replace("/srv/www/site", str(site))
    example = example.replace("server {\n", f"server {{\n        listen 127.0.0.1:{port};\n", 1)
    if is_clean:
        example = example.replace("try_files $uri ", "try_files $uri $uri.html ")
    return example


class Nginx:
    """nginx with the manual's configuration."""

    def __init__(self, site, is_clean, name):
        self.folder = WORK / ("nginx-" + name)
        self.folder.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        # The pages are in a folder that is closed to others.
        user = "user root;" if os.geteuid() == 0 else ""
        text = CONFIGURATION.format(work=self.folder, user=user, manual=manual_configuration(site, self.port, is_clean))
        (self.folder / "nginx.conf").write_text(text, encoding="utf-8")

    def __enter__(self):
        command = ["nginx", "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError(self.process.stderr.read().decode())
                time.sleep(0.05)
        raise RuntimeError("nginx does not answer")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def get(self, path):
        """The status of an answer and where it leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        place = answer.getheader("Location")
        connection.close()
        return answer.status, None if place is None else urllib.parse.urlsplit(place).path


def faults_of(server, wanted):
    for path, target in wanted.items():
        status, place = server.get(path)
        expected = (301, target) if isinstance(target, str) else (target, None)
        if (status, place) != expected:
            yield f"{path}: {status} {place} in place of {expected}"


@check
def nginx_leads_every_reverse_pair_of_a_language_to_the_pair():
    site = project()
    with Nginx(site, False, "pairs") as server:
        count = 0
        for page in sorted((site / "ja" / "smtp").glob("*-vs-*.html")):
            first, second = page.stem.split("-vs-")
            count += 1
            yield from faults_of(server, {f"/ja/smtp/{second}-vs-{first}": f"/ja/smtp/{page.name}"})
        if count < 900:
            yield f"only {count} pairs"


@check
def nginx_leads_other_forms_to_pages_and_keeps_pages():
    with Nginx(project(), False, "forms") as server:
        yield from faults_of(server, {
            "/ja/smtp/250-vs-334.html": 200,
            "/ja/smtp/250.html": 200,
            "/ja/smtp/": 200,
            "/ja/smtp": 200,
            "/ja/smtp/250-vs-334": "/ja/smtp/250-vs-334.html",
            "/ja/smtp/334-vs-250.html": "/ja/smtp/250-vs-334.html",
            "/JA/SMTP/334-VS-250": "/ja/smtp/250-vs-334.html",
            "/ja/SMTP/250": "/ja/smtp/250.html",
            "/ja/smtp/250-vs-250": 404,
            "/ja/smtp/999-vs-250": 404,
            "/xx/smtp/334-vs-250": 404,
            "/ja/smtp/334-vs-250-vs-220": 404,
            "/ja/smtp/334-vs-": 404,
            "/nowhere": 404,
            "/.none": 404,
            "/redirects.nginx.conf": 404,
        })


@check
def nginx_knows_codes_former_addresses_and_clean_addresses():
    with Nginx(golden(), True, "clean") as server:
        yield from faults_of(server, {
            "/en/plp/ok": 200,
            "/en/plp/ok-vs-201": 200,
            "/en/plp/201-vs-ok": "/en/plp/ok-vs-201",
            "/en/plp/door-open": "/en/plp/201",
            "/en/plp/Door-Open": "/en/plp/201",
            "/en/plp/door-open-vs-ok": "/en/plp/ok-vs-201",
            "/en/plp/550-vs-door-open.html": "/en/plp/201-vs-550",
            "/en/plp/+OK": "/en/plp/ok",
            "/en/plp/%2BOK-vs--ERR": "/en/plp/ok-vs-error",
            "/en/bell/plp": 404,
        })


@check
def nginx_takes_a_site_under_a_path_and_long_codes():
    site = golden_with("path", "# A path.")
    root = WORK / "path-source"
    entry = root / "content" / "plp" / "450.yaml"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text.replace("class:", "former: [" + "no-compartment-" * 3 + "free]\nclass:", 1), encoding="utf-8")
    site_yaml = root / "content" / "site.yaml"
    site_yaml.write_text(site_yaml.read_text(encoding="utf-8").replace("https://codes.example/",
                                                                       "https://codes.example/a.b/"), encoding="utf-8")
    site = build(root, "path-built")
    web = WORK / "web"
    web.mkdir()
    shutil.move(site, web / "a.b")
    shutil.copy(web / "a.b" / "redirects.nginx.conf", web)
    with Nginx(web, True, "path") as server:
        yield from faults_of(server, {
            "/a.b/en/plp/201-vs-ok": "/a.b/en/plp/ok-vs-201",
            "/a.b/en/plp/" + "no-compartment-" * 3 + "free": "/a.b/en/plp/450",
            "/axb/en/plp/201-vs-ok": 404,
            "/en/plp/201-vs-ok": 404,
        })


def rules(site):
    for line in (site / "_redirects").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line


@check
def the_rules_of_hosts_lead_from_no_page_to_pages():
    for root, site, base in both():
        origin = base.rstrip("/")
        seen = set()
        for rule in rules(site):
            match = re.fullmatch(r"(/\S+) (/\S+) 301", rule)
            if match is None or file_of(site, base, origin + match[1]) is not None:
                yield f"{rule}: leads from a page, or is no rule"
            elif file_of(site, base, origin + match[2]) is None or match[1] in seen:
                yield f"{rule}: leads nowhere, or stands twice"
            seen.add(match[1])


@check
def the_rules_of_hosts_are_no_more_than_hosts_take():
    for _, site, _ in both():
        text = (site / "_redirects").read_bytes()
        if len(text) > 65536 or len(list(rules(site))) > 1000:
            yield f"{site}: {len(text)} bytes, {len(list(rules(site)))} rules"


@check
def the_rules_of_hosts_have_the_pairs_that_are_looked_for_most():
    for root, site, _ in both():
        sources = {rule.split(" ")[0].removesuffix(".html") for rule in rules(site)}
        for page in site.glob("*/*/*-vs-*.html"):
            folder, collection = page.relative_to(site).parts[:2]
            first, second = page.stem.split("-vs-")
            words = root / "content" / collection / "pairs" / f"{first}-vs-{second}.yaml"
            if words.is_file() and f"/{folder}/{collection}/{second}-vs-{first}" not in sources:
                yield f"{page}: no rule for the other order"


@check
def stubs_lead_to_pages_and_are_hidden_from_search_engines():
    site = golden_with("stubs", "redirects: stubs")
    base = settings(GOLDEN)["base_url"]
    if (site / "_redirects").exists() or (site / "redirects.nginx.conf").exists():
        yield "there are rules besides"
    before = {page.relative_to(golden()) for page in golden().rglob("*.html")}
    stubs = {page.relative_to(site) for page in site.rglob("*.html")} - before
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    for stub in sorted(stubs):
        text = (site / stub).read_text(encoding="utf-8")
        target = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]*)">', text)[1]
        canonical = re.search(r'<link rel="canonical" href="([^"]*)">', text)[1]
        page = (site / stub).parent / (target + ".html")
        if not page.is_file() or page.relative_to(site) not in before or file_of(site, base, canonical) != page:
            yield f"{stub}: leads to no page, or to another than its canonical one"
        if '<meta name="robots" content="noindex">' not in text or f'<a href="{target}">' not in text:
            yield f"{stub}: not hidden, or without a link"
        if f"{stub.with_suffix('')}<" in sitemap or "<script" in text:
            yield f"{stub}: in the sitemap, or with a script"
    for folder in ("en", "he", "ja"):
        for page in before:
            first, _, second = page.stem.partition("-vs-")
            if page.parts[0] == folder and second and page.with_name(f"{second}-vs-{first}.html") not in stubs:
                yield f"{page}: no stub for the other order"
        for name in ("door-open", "door-open-vs-ok", "ok-vs-door-open", "550-vs-door-open"):
            if not (site / folder / "plp" / f"{name}.html").is_file():
                yield f"{folder}: no stub {name}"


@check
def without_redirects_there_is_nothing():
    site = golden_with("none", "redirects: none")
    if (site / "_redirects").exists() or (site / "redirects.nginx.conf").exists():
        yield "there are rules"
    wanted = {page.relative_to(golden()) for page in golden().rglob("*") if page.is_file()}
    found = {page.relative_to(site) for page in site.rglob("*") if page.is_file()}
    if wanted - found != {p for p in wanted if p.name in ("_redirects", "redirects.nginx.conf")} or found - wanted:
        yield f"other files: {sorted(map(str, wanted ^ found))}"


run_checks()
