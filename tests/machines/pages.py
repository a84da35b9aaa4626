"""What pages tell machines: schema.org's words, pictures, links to their files."""

import collections
import html
import json
import re
import shutil
import subprocess
import urllib.parse

import yaml

from support import ROOT, WORK, both, build, check, file_of, golden_with, pages, run_checks, settings

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
LINK = re.compile(r'<ul(?: class="improve")?>\n((?:<li><a href="https://git\.example[^\n]*\n)+)</ul>')
HREF = re.compile(r'<a href="([^"]*)"')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
# Members whose values are addresses of the site's own.
ADDRESSES = {"url", "@id", "item", "image", "inDefinedTermSet"}


def kind_of(site, page):
    """What a page is about, by its address."""
    parts = page.relative_to(site).parts
    if len(parts) == 1:
        return page.stem
    if len(parts) == 2:
        return "home" if page.stem == "index" else page.stem
    if page.stem == "index":
        return "collection"
    return "pair" if "-vs-" in page.stem else "entry"


def blocks(text):
    return BLOCK.findall(text)


def walk(value):
    """Each member of an object and of those in it."""
    if isinstance(value, list):
        for item in value:
            yield from walk(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key, item
            yield from walk(item)


def own_address(text):
    match = CANONICAL.search(text)
    return html.unescape(match[1]) if match else None


@check
def structured_data_stands_on_each_page_that_is_translated_and_on_no_other():
    wanted = {"home", "collection", "entry", "pair"}
    for _, site, base in both():
        for page in pages(site):
            text = page.read_text(encoding="utf-8")
            canonical = own_address(text)
            is_own = canonical is not None and file_of(site, base, canonical) == page
            expected = 1 if is_own and kind_of(site, page) in wanted else 0
            if len(blocks(text)) != expected:
                yield f"{page}: {len(blocks(text))} blocks in place of {expected}"


@check
def structured_data_is_json_and_leads_to_pages_that_exist():
    for _, site, base in both():
        for page in pages(site):
            for block in blocks(page.read_text(encoding="utf-8")):
                data = json.loads(block)
                if data["@context"] != "https://schema.org":
                    yield f"{page}: another context"
                for key, value in walk(data):
                    if key in ADDRESSES and file_of(site, base, value) is None:
                        yield f"{page}: {key} leads nowhere: {value}"


@check
def structured_data_cannot_end_its_element():
    for _, site, _ in both():
        for page in pages(site):
            for block in blocks(page.read_text(encoding="utf-8")):
                if re.search("[<>&]", block):
                    yield f"{page}: a character of HTML in the data"


@check
def an_article_says_what_its_page_says():
    for _, site, base in both():
        for page in pages(site):
            text = page.read_text(encoding="utf-8")
            kind = kind_of(site, page)
            if kind not in ("entry", "pair"):
                continue
            for block in blocks(text):
                article, crumbs = json.loads(block)["@graph"]
                description = html.unescape(re.search(r'<meta name="description" content="([^"]*)"', text)[1])
                title = html.unescape(re.search(r'<meta property="og:title" content="([^"]*)"', text)[1])
                language = re.search(r'<html lang="([^"]*)"', text)[1]
                if article["url"] != own_address(text):
                    yield f"{page}: the article is at {article['url']}"
                if (article["headline"], article["description"], article["inLanguage"]) != (
                        title, description, language):
                    yield f"{page}: the article says something else than the page"
                if len(article["about"]) != (2 if kind == "pair" else 1):
                    yield f"{page}: it is about {len(article['about'])} terms"
                if [crumb["position"] for crumb in crumbs["itemListElement"]] != [1, 2, 3]:
                    yield f"{page}: its path has other steps"
                if crumbs["itemListElement"][2]["name"] != title or "item" in crumbs["itemListElement"][2]:
                    yield f"{page}: its path ends elsewhere"


def write_samples(path, change=lambda block: block):
    """A page of each kind in each language as TypeScript, whose compiler then knows the
    words of schema.org and what each may be said of."""
    types = {"home": "WithContext<WebSite>", "collection": "WithContext<DefinedTermSet>", "entry": "Graph",
             "pair": "Graph"}
    seen = set()
    lines = ['import type { DefinedTermSet, Graph, WebSite, WithContext } from "schema-dts";']
    for _, site, _ in both():
        for page in pages(site):
            kind = kind_of(site, page)
            key = (site, kind, page.relative_to(site).parts[0])
            found = blocks(page.read_text(encoding="utf-8"))
            if found and key not in seen:
                seen.add(key)
                lines.append(f"export const sample{len(seen)}: {types[kind]} = {change(found[0])};")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return collections.Counter(kind for _, kind, _ in seen)


def compile_samples(path):
    modules = ROOT / "tests" / "machines" / "node_modules"
    link = WORK / "node_modules"
    if not link.exists():
        link.symlink_to(modules)
    result = subprocess.run([modules / ".bin" / "tsc", "--noEmit", "--strict", "--skipLibCheck", path], cwd=WORK,
                            capture_output=True, text=True, timeout=120)
    return result.returncode, result.stdout


@check
def schema_org_knows_all_words_and_what_they_are_said_of():
    path = WORK / "samples.ts"
    kinds = write_samples(path)
    if set(kinds) != {"home", "collection", "entry", "pair"} or kinds["pair"] < 5:
        yield f"too few samples: {dict(kinds)}"
    status, output = compile_samples(path)
    if status != 0:
        yield output


@check
def schema_org_does_not_know_a_word_that_is_misspelt():
    path = WORK / "misspelt.ts"
    write_samples(path, lambda block: block.replace('"headline"', '"headlien"', 1))
    status, output = compile_samples(path)
    if status == 0 or "headlien" not in output:
        yield "the compiler takes any word"


@check
def a_page_names_a_picture_that_exists():
    for _, site, base in both():
        for page in pages(site):
            text = page.read_text(encoding="utf-8")
            found = re.search(r'<meta property="og:image" content="([^"]*)">', text)
            file = None if found is None else file_of(site, base, html.unescape(found[1]))
            if file is None or file.read_bytes()[:8] != b"\x89PNG\r\n\x1a\n":
                yield f"{page}: no picture"


@check
def a_collection_has_a_picture_of_its_own():
    for _, site, _ in both():
        for picture in site.glob("assets/social-*.png"):
            page = site / "en" / picture.stem[len("social-"):] / "index.html"
            if f"/assets/{picture.name}\"" not in page.read_text(encoding="utf-8"):
                yield f"{page}: another picture"


def improve_links(text):
    return [html.unescape(href) for block in LINK.findall(text) for href in HREF.findall(block)]


def line_of(root, link, pattern):
    """The file that a link leads to, and the line."""
    before, after = pattern.replace("#L{line}", "").split("{path}")
    path, _, fragment = link.partition("#L")
    if not path.startswith(before) or not path.endswith(after):
        return None, 0
    return root / urllib.parse.unquote(path[len(before):]), int(fragment)


@check
def each_page_links_to_its_files_and_to_the_line_where_their_texts_begin():
    for root, site, _ in both():
        pattern = settings(root)["repository"]
        for page in pages(site):
            kind = kind_of(site, page)
            links = improve_links(page.read_text(encoding="utf-8"))
            if (kind in ("home", "translations", "collection", "entry", "pair")) != bool(links):
                yield f"{page}: {len(links)} links to its files"
            for link in links:
                file, line = line_of(root, link, pattern)
                if file is None or not file.is_file():
                    yield f"{page}: {link} leads to no file"
                    continue
                lines = file.read_text(encoding="utf-8").split("\n")
                first = next((number for number, text in enumerate(lines, 1)
                              if re.match(r"(title|short_title|summary|differences|verdict|description|when_seen|fix"
                                          r"|example):", text)), 1)
                if line != (1 if kind == "translations" else first):
                    yield f"{page}: {link} leads to line {line} in place of {first}"


@check
def a_page_links_to_the_file_of_its_language_where_there_is_one():
    for root, site, _ in both():
        locales = {file.parent.name: yaml.safe_load(file.read_text(encoding="utf-8"))["tag"]
                   for file in root.glob("locales/*/locale.yaml")}
        source = settings(root)["source_locale"]
        for page in pages(site):
            parts = page.relative_to(site).parts
            if kind_of(site, page) != "entry":
                continue
            text = page.read_text(encoding="utf-8")
            [link] = improve_links(text)
            folder = root / "locales" / parts[0] / parts[1]
            path = urllib.parse.unquote(link)
            name = path.split("#")[0].rsplit("/", 1)[1]
            is_own = locales[parts[0]] == source or (folder / name).is_file()
            wanted = "content/" if locales[parts[0]] == source or not is_own else f"locales/{parts[0]}/"
            if f"/{wanted}{parts[1]}/{name}" not in path:
                yield f"{page}: leads to {path}"


@check
def without_a_repository_no_page_links_to_files():
    site = golden_with("no-repository")
    if not any(improve_links(page.read_text(encoding="utf-8")) for page in pages(site)):
        yield "the small site names a repository, and no page links to it"
    root = WORK / "without-source"
    shutil.copytree(WORK / "no-repository-source", root)
    file = root / "content" / "site.yaml"
    file.write_text(re.sub("(?m)^repository: .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    for page in pages(build(root, "without")):
        if "git.example" in page.read_text(encoding="utf-8"):
            yield f"{page}: links to a repository"


run_checks()
