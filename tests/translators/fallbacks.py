"""Whose words stand in for a text that is missing, and what search engines are told."""

import re

from pages import Page
from support import SOURCE, check, ferry, must, run_checks

SITE = ferry("site")
for TAG in ("pt", "pt-BR", "zh", "zh-Hans", "zh-Hant"):
    must(SITE, "locale", "add", TAG)


def write(tag, name, text):
    path = SITE / "locales" / tag / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


PORTUGUESE = "10 convida o carro a bordo."
CHINESE = "10 请汽车上船。"
GERMAN = "10 lädt das Auto an Bord ein."
write("pt", "ferry/10", f"summary: {PORTUGUESE}\n")
# "zh" is written as zh-Hans is.
write("zh", "ferry/10", f"summary: {CHINESE}\n")
write("zh-Hans", "ferry/10", f"summary: {CHINESE}\n")
# All of 30 is there in pt-BR.
write("pt-BR", "ferry/30", "summary: Resumo.\ndescription: Descrição.\nwhen_seen: Quando.\nfix: Conserto.\n")
must(SITE, "build")
BASE = "https://signals.example/"


def page(name):
    return Page((SITE / "site" / f"{name}.html").read_text(encoding="utf-8"))


def languages_of(found, text):
    """The languages and directions that a text stands in, one for each place."""
    places = []
    for run in found.runs:
        for data, elements in run:
            if text in data and elements[-1][0] != "title":
                said = [attributes for _, attributes in elements if "lang" in attributes]
                places.append((said[-1]["lang"], [of["dir"] for _, of in elements if "dir" in of][-1]))
    return places


def links(found, rel):
    """The addresses by their languages; not those of feeds and data, which are other things than pages."""
    return {of.get("hreflang"): of["href"] for of in found.of("link") if of.get("rel") == rel and "type" not in of}


@check
def a_region_shows_the_words_of_its_language():
    found = languages_of(page("pt-BR/ferry/10"), PORTUGUESE)
    if not found or set(found) != {("pt", "ltr")}:
        yield f"pt-BR/ferry/10 shows '{PORTUGUESE}' as {found}"
    if not set(languages_of(page("pt/ferry/10"), PORTUGUESE)) == {("pt", "ltr")}:
        yield "pt/ferry/10 does not show its own words as its own"


@check
def what_the_language_lacks_is_shown_in_the_source():
    for name in ("pt-BR/ferry/10", "pt/ferry/10", "zh-Hant/ferry/10"):
        found = languages_of(page(name), "room on the")
        if not found or set(found) != {(SOURCE, "ltr")}:
            yield f"{name} shows the description as {found}"


def notice(name):
    """What a page says of its languages, as plain text."""
    text = (SITE / "site" / f"{name}.html").read_text(encoding="utf-8")
    found = re.search(r'<div class="notice">\n<p>(.*)</p>', text)
    return found and re.sub(r"<[^>]*>", "", found[1])


@check
def a_notice_names_every_language_of_the_page():
    # The messages are still English, and so are the names of languages.
    shown = "Some of this page is shown in "
    for name, languages in {
        "pt-BR/ferry/10": "Portuguese and English",
        "pt/ferry/10": "English",
        "pt-BR/ferry/30": "English",
        "zh-Hant/ferry/10": "English",
    }.items():
        if notice(name) != f"{shown}{languages}.":
            yield f"{name} says: {notice(name)}"
    if notice(f"{SOURCE}/ferry/10") is not None:
        yield f"{SOURCE}/ferry/10 has a notice"


@check
def another_script_never_stands_in_by_itself():
    found = page("zh-Hant/ferry/10")
    if languages_of(found, CHINESE):
        yield "zh-Hant/ferry/10 shows the words of another script"
    if set(languages_of(found, "10 invites the car on board.")) != {(SOURCE, "ltr")}:
        yield "zh-Hant/ferry/10 does not show the words of the source"
    path = SITE / "locales/zh-Hant/locale.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("messages:\n", "fallback: zh-Hans\nmessages:\n"), encoding="utf-8")
    must(SITE, "build", "--output", "with-fallback")
    path.write_text(text, encoding="utf-8")
    found = Page((SITE / "with-fallback/zh-Hant/ferry/10.html").read_text(encoding="utf-8"))
    if set(languages_of(found, CHINESE)) != {("zh-Hans", "ltr")}:
        yield "zh-Hant/ferry/10 does not show the words of zh-Hans when its file asks for them"


def site_pages():
    """The pages of languages: (language, its address without the language)."""
    for path in sorted((SITE / "site").rglob("*.html")):
        parts = path.relative_to(SITE / "site").parts
        # What is shown without a network or at a wrong address stands for other pages.
        if len(parts) > 1 and parts[1] not in ("offline.html", "404.html"):
            yield parts[0], "/".join(parts[1:])


def address(tag, name):
    return f"{BASE}{tag}/{name}"


# The pages whose texts are translated above or in tests/faults/base.
TRANSLATED = {
    "pt-BR": {"ferry/30.html"},
    "pt": set(),
    "zh": set(),
    "zh-Hans": set(),
    "zh-Hant": set(),
    "de": {"index.html", "translations.html", "ferry/10.html"},
    SOURCE: None,
}


def is_translated(tag, name):
    return TRANSLATED[tag] is None or name in TRANSLATED[tag]


@check
def a_page_that_is_not_translated_is_offered_to_no_one():
    sitemap = (SITE / "site/sitemap.xml").read_text(encoding="utf-8")
    listed = set(re.findall(r"<loc>([^<]*)</loc>", sitemap))
    offered = set(re.findall(r'href="([^"]*)"', sitemap))
    count = 0
    for tag, name in site_pages():
        count += 1
        found = page(f"{tag}/{name}"[: -len(".html")])
        own = address(tag, name)
        wanted = is_translated(tag, name)
        canonical = links(found, "canonical")[None]
        alternates = links(found, "alternate")
        if (own in listed) != wanted or (own in offered) != wanted:
            yield f"{tag}/{name}: it is {'not ' if wanted else ''}in the sitemap"
        if canonical != (own if wanted else address(SOURCE, name)):
            yield f"{tag}/{name}: its canonical address is {canonical}"
        offers = {to for to in TRANSLATED if is_translated(to, name)} | {"x-default"} if wanted else set()
        if set(alternates) != offers:
            yield f"{tag}/{name}: its alternates are {sorted(alternates)} and not {sorted(offers)}"
        for to, href in alternates.items():
            if to != "x-default" and href != address(to, name):
                yield f"{tag}/{name}: its alternate in {to} is {href}"
    if count != len(TRANSLATED) * 9:
        yield f"there are {count} pages"


run_checks()
