"""One sentence of the source changes: exactly its translations are out of date,
until each of them is accepted."""

import html.parser
import re

from support import (
    SOURCE, accept_all, changed_files, check, leaves, locales, must, read, replace_text, run_checks, small_project,
    snapshot, to_do,
)

SITE = small_project("site")
accept_all(SITE)
BEFORE = to_do(SITE)
TAGS = locales(SITE)


def source_of(name):
    return SITE / (f"locales/{SOURCE}" if name == "locale" else "content") / f"{name}.yaml"


def everywhere(name):
    """The texts of a source file that all languages have."""
    found = leaves(read(source_of(name)))
    for folder in TAGS:
        path = SITE / "locales" / folder / f"{name}.yaml"
        there = leaves(read(path)) if path.is_file() else {}
        found = {keys: text for keys, text in found.items() if keys in there}
    return found


def names(pattern):
    return sorted(str(path.relative_to(SITE / "content"))[: -len(".yaml")] for path in (SITE / "content").glob(pattern))


def pick(candidates, *wanted):
    """A text of one of the files, at keys of which * is any: its file and keys."""
    for name in candidates:
        for keys in everywhere(name):
            if len(keys) == len(wanted) and all(want in ("*", key) for want, key in zip(wanted, keys)):
                return name, keys
    raise RuntimeError(f"{'.'.join(wanted)} is nowhere translated into all languages")


ENTRIES = [name for name in names("*/*.yaml") if not name.endswith("/collection")]
COLLECTIONS = names("*/collection.yaml")
PAIRS = names("*/pairs/*.yaml")
KINDS = {
    "a message": pick(["locale"], "messages", "outdated"),
    "a message without arguments": pick(["locale"], "messages", "differs"),
    "an entry's fix": pick(ENTRIES, "fix"),
    "an entry's summary": pick(ENTRIES, "summary"),
    "a collection's summary": pick(COLLECTIONS, "summary"),
    "an attribute's sentence": pick(COLLECTIONS, "attributes", "*", "values", "*", "sentence"),
    "an attribute's label": pick(COLLECTIONS, "attributes", "*", "label"),
    "a pair's verdict": pick(PAIRS, "verdict"),
    "a pair's difference": pick(PAIRS, "differences", "*"),
    "the site's tagline": pick(["site"], "tagline"),
}


class Change:
    """A text of the source that is another within 'with'."""

    def __init__(self, name, keys):
        self.path = source_of(name)
        self.keys = keys
        self.bytes = self.path.read_bytes()

    def __enter__(self):
        text = leaves(read(self.path))[self.keys]
        replace_text(self.path, self.keys, "Now: " + text)

    def __exit__(self, *_):
        self.path.write_bytes(self.bytes)


def difference(before, after):
    """What is listed more or less often than before, and how often."""
    return {key: after[key] for key in before.keys() | after.keys() if before[key] != after[key]}


@check
def a_changed_sentence_makes_exactly_its_translations_out_of_date():
    for what, (name, keys) in KINDS.items():
        context = f"{name}.{'.'.join(keys)}"
        with Change(name, keys):
            found = difference(BEFORE, to_do(SITE))
        wanted = {(f"locales/{folder}/{name}.yaml", "out of date", context): 1 for folder in TAGS}
        if found != wanted:
            yield f"{what}: {context} changed, and out of date are {found}"
    if to_do(SITE) != BEFORE:
        yield "with the old sentences back, not all is as before"


def is_text(keys):
    return keys[0] in ("messages", "classes", "fix", "summary", "title", "verdict", "differences")


@check
def accept_mends_exactly_that_text():
    for what, (name, keys) in KINDS.items():
        # Another file has a text that is out of date, and so has this one, if it can.
        other = next(value for value in KINDS.values() if value[0] != name)
        neighbour = next((keys_of for keys_of in everywhere(name) if is_text(keys_of) and keys_of != keys), keys)
        with Change(*other), Change(name, neighbour), Change(name, keys):
            changed = to_do(SITE)
            files = snapshot(SITE)
            folder, tag = next(iter(TAGS.items()))
            must(SITE, "locale", "accept", tag, name, ".".join(keys))
            written = changed_files(files, snapshot(SITE))
            found = difference(changed, to_do(SITE))
        path = SITE / "locales" / folder / f"{name}.yaml"
        before = leaves(read_bytes(files[str(path.relative_to(SITE))]))
        moved = {key for key, text in leaves(read(path)).items() if before.get(key) != text}
        path.write_bytes(files[str(path.relative_to(SITE))])
        if written != [str(path.relative_to(SITE))]:
            yield f"{what}: it wrote {', '.join(written) or 'nothing'}"
        if found != {(f"locales/{folder}/{name}.yaml", "out of date", f"{name}.{'.'.join(keys)}"): 0}:
            yield f"{what}: it mended {found}"
        if moved != {("fingerprints", ".".join(keys))}:
            yield f"{what}: it changed {moved}"


def read_bytes(content):
    path = SITE.parent / "before.yaml"
    path.write_bytes(content)
    return read(path)


class Notice(html.parser.HTMLParser):
    """The text of a page's notice, and the links in it."""

    def __init__(self, text):
        super().__init__()
        self.depth = 0
        self.text = ""
        self.links = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "div" and (self.depth > 0 or attributes.get("class") == "notice"):
            self.depth += 1
        if tag == "a" and self.depth > 0:
            self.links.append((attributes["href"], attributes.get("hreflang")))

    def handle_endtag(self, tag):
        if tag == "div" and self.depth > 0:
            self.depth -= 1

    def handle_data(self, data):
        self.text += data if self.depth > 0 else ""


@check
def the_page_says_so_and_links_to_the_source():
    name, keys = KINDS["an entry's fix"]
    collection, code = name.split("/")
    folder, tag = next((folder, tag) for folder, tag in TAGS.items() if tag == "de")
    message = read(SITE / "locales" / folder / "locale.yaml")["messages"]["outdated"]
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(message))
    with Change(name, keys):
        must(SITE, "build", "--locale", tag, "--locale", SOURCE)
    page = Notice((SITE / "site" / folder / collection / f"{code}.html").read_text(encoding="utf-8"))
    if not re.search(pattern, page.text):
        yield f"the notice is '{page.text}' and not '{message}'"
    if page.links != [(f"../../{SOURCE}/{collection}/{code}.html", SOURCE)]:
        yield f"the links of the notice are {page.links}"
    if not (SITE / "site" / SOURCE / collection / f"{code}.html").is_file():
        yield "the page in the source language is not there"
    for path in sorted((SITE / "site" / folder / collection).glob("*.html")):
        is_of_code = code in path.stem.split("-vs-")
        says = re.search(pattern, Notice(path.read_text(encoding="utf-8")).text) is not None
        if says != is_of_code:
            yield f"{path.name}: it says {'' if says else 'not '}that it is out of date"
    for path in sorted((SITE / "site" / SOURCE).rglob("*.html")):
        if Notice(path.read_text(encoding="utf-8")).text:
            yield f"{path.name}: there is a notice in the source language"


run_checks()
