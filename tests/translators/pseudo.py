"""--pseudo: whatever can be translated stands in brackets, whole, on every page."""

import re

from pages import Page
from support import check, must, read, run_checks, small_project

OPEN, CLOSE = "\u27e6", "\u27e7"
ACCENTED, MIRRORED = "en-XA", "ar-XB"
SITE = small_project("site")
must(SITE, "build", "--pseudo", "--locale", ACCENTED, "--locale", MIRRORED)


def pages(tag):
    for path in sorted((SITE / "site" / tag).rglob("*.html")):
        yield path.relative_to(SITE / "site"), Page(path.read_text(encoding="utf-8"))


def same_everywhere():
    """What the manual says is the same in every language: codes, names of entries and
    collections, documents and their titles, the words of facts, ranges."""
    found = set()
    for path in (SITE / "content").rglob("*.yaml"):
        tree = read(path)
        if path.name == "documents.yaml":
            found |= set(tree) | {document["title"] for document in tree.values()}
        elif path.name == "site.yaml":
            found.add(tree.get("licence", {}).get("name"))
        elif path.name == "collection.yaml":
            found |= {tree["name"], *(of.get("range") for of in tree["classes"].values())}
        elif path.parent.name != "pairs":
            found |= {tree["code"], tree["name"]}
            found |= {word for words in tree.get("facts", {}).values() for word in words}
    return found - {None}


SAME = same_everywhere()
CODES = {read(path)["code"] for path in (SITE / "content").glob("*/*.yaml") if path.name != "collection.yaml"}


def is_literal(elements):
    """Whether a text is shown as it is, or is a language's own name in the menu."""
    return any(
        name in ("code", "pre", "script", "style") or (name == "a" and "lang" in attributes and "hreflang" in attributes)
        for name, attributes in elements
    )


def outside(runs):
    """The texts of a line that are not in brackets, and the depth at its end."""
    depth = 0
    found = []
    for text, elements in runs:
        plain = ""
        for character in text:
            if character == OPEN:
                depth += 1
            elif character == CLOSE:
                depth -= 1
            elif depth == 0:
                plain += character
        plain = plain.strip()
        if plain and not is_literal(elements) and plain not in SAME and re.search(r"[^\W\d_]", plain):
            found.append(plain)
        if depth < 0:
            break
    return found, depth


def faults_of(page):
    runs = [*page.runs, *([(value, [])] for value, _ in page.attributes)]
    for run in runs:
        found, depth = outside(run)
        line = "".join(text for text, _ in run).strip()
        for plain in found:
            yield f"'{plain}' is not in brackets in '{line}'"
        if depth != 0:
            yield f"a text is cut: '{line}'"


@check
def every_text_of_the_accented_language_stands_whole_in_brackets():
    count = 0
    seen = set()
    for name, page in pages(ACCENTED):
        count += 1
        for fault in faults_of(page):
            if fault not in seen:
                yield f"{name}: {fault}"
            seen.add(fault)
    if count < 50:
        yield f"only {count} pages were looked at"


@check
def title_and_description_are_in_brackets_too():
    for name, page in pages(ACCENTED):
        title = "".join(text for run in page.runs for text, elements in run if elements[-1][0] == "title")
        description = [of["content"] for of in page.of("meta") if of.get("name") == "description"]
        for what, text in (("title", title), ("description", *description)):
            if not (text.startswith(OPEN) and text.endswith(CLOSE)):
                yield f"{name}: the {what} is '{text}'"


@check
def a_page_with_plain_text_is_found():
    path = next(path for path in (SITE / "site" / ACCENTED).rglob("*.html") if "-vs-" in path.name)
    text = path.read_text(encoding="utf-8")
    for what, wrong in (
        ("a plain heading", re.sub(r"<h2>[^<]*</h2>", "<h2>Description</h2>", text, count=1)),
        ("a cut text", text.replace(CLOSE + "</h2>", "</h2>", 1)),
        ("a plain label", text.replace('aria-label="', 'aria-label="You are here" data-was="', 1)),
        ("a plain description", re.sub(r'name="description" content="[^"]*"', 'name="description" content="A page"', text)),
    ):
        if wrong == text or not list(faults_of(Page(wrong))):
            yield f"{what} is not found"


@check
def pages_from_right_to_left_isolate_their_codes():
    count = 0
    for name, page in pages(MIRRORED):
        count += 1
        root = page.of("html")[0]
        if (root.get("lang"), root.get("dir")) != (MIRRORED, "rtl"):
            yield f"{name}: the page is {root}"
        for run in page.runs:
            for text, elements in run:
                if text.strip() in CODES and not any(
                    tag in ("bdi", "code", "pre") or "ltr" in (of.get("dir"), of.get("direction")) for tag, of in elements
                ):
                    line = "".join(text for text, _ in run).strip()
                    yield f"{name}: the code {text.strip()} within '{line}' is not isolated"
    if count < 50:
        yield f"only {count} pages were looked at"


@check
def no_pseudo_language_is_in_a_build_without_the_option():
    must(SITE, "build", "--locale", "en")
    for path in sorted((SITE / "site").rglob("*")):
        if path.name in (ACCENTED, MIRRORED):
            yield f"{path.relative_to(SITE)} is there"
        elif path.is_file() and path.suffix not in (".png", ".zip") and re.search(f"{ACCENTED}|{MIRRORED}|{OPEN}", path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(SITE)} names a pseudo-language"


run_checks()
