"""'locale status' against a count of its own, which knows what is translated from
the manual's tables (docs/files.md) and nothing from the program."""

import json
import re

from support import (
    SOURCE, accept_all, check, leaves, locales, must, project, read, replace_text, run_checks, small_project,
    to_do,
)

# "*" is any name, "#" the number of an item.
TRANSLATED = {
    "site": ("title", "short_title", "tagline"),
    "documents": (),
    "collection": (
        "title", "summary", "description",
        "classes.*.label", "classes.*.sentence",
        "attributes.*.label", "attributes.*.values.*.label", "attributes.*.values.*.sentence",
        "attributes.*.values.*.verdict",
        "facts.*.label", "stages.*.label", "speakers.*.label",
    ),
    "entry": ("summary", "description", "when_seen", "fix", "example"),
    "pair": ("differences.#", "verdict"),
    "locale": ("messages.*",),
}
# A translation is complete without it.
OPTIONAL = {("entry", "example")}
GROUP = {"locale": "messages", "pair": "pairs"}


def kind_of(name):
    parts = name.split("/")
    if name in ("site.yaml", "documents.yaml"):
        return name[: -len(".yaml")]
    if parts[1] == "pairs":
        return "pair"
    return "collection" if parts[1] == "collection.yaml" else "entry"


def is_translated(kind, path):
    for pattern in TRANSLATED[kind]:
        keys = pattern.split(".")
        if len(keys) == len(path) and all(
            key == "*" or (key == "#" and part.isdigit()) or key == part for key, part in zip(keys, path)
        ):
            return pattern
    return None


def texts(site):
    """All texts of the source: (kind, file within a locale, keys, text, needed)."""
    sources = [("locale", "locale.yaml", site / "locales" / SOURCE / "locale.yaml")]
    for path in sorted((site / "content").rglob("*.yaml")):
        name = str(path.relative_to(site / "content"))
        sources.append((kind_of(name), name, path))
    for kind, name, path in sources:
        for keys, text in leaves(read(path)).items():
            pattern = is_translated(kind, keys)
            if pattern is not None:
                yield kind, name, keys, text, (kind, pattern) not in OPTIONAL


# Words by Unicode's rules (TR 29), as far as English texts need them: letters and
# digits in a row, with what may stand within a word or a number.  Since ICU 72 an
# at sign is like a letter, and a colon no longer stands within a word.
WORDS_BEFORE = re.compile(r"\w*[^\W_](?:\w|(?<=[^\W\d_])['’.·:](?=[^\W\d_])|(?<=\d)['’.,;](?=\d))*")
WORDS_SINCE = re.compile(r"[\w@]*[^\W_](?:[\w@]|(?<=[^\W\d_]|@)['’.·](?=[^\W\d_]|@)|(?<=\d)['’.,;](?=\d))*|@+")


def count(site, folder, words, outdated=()):
    """What 'locale status' should say; outdated names the texts whose source has changed."""
    groups = {name: {"all": 0, "translated": 0} for name in ("messages", "texts", "pairs")}
    numbers = {"outdated": 0, "unconfirmed": 0, "missing": 0, "words_left": 0}
    found = {}
    for kind, name, keys, text, is_needed in texts(site):
        path = site / "locales" / folder / name
        if name not in found:
            tree = read(path) if path.is_file() else {}
            found[name] = leaves(tree).keys(), tree.get("fingerprints") or {}
        there, fingerprints = found[name]
        has = keys in there
        if not has and not is_needed:
            continue
        context = name[: -len(".yaml")] + "." + ".".join(keys)
        is_outdated = has and context in outdated
        confirmed = ".".join(keys) in fingerprints
        group = groups[GROUP.get(kind, "texts")]
        group["all"] += 1
        group["translated"] += has
        numbers["missing"] += not has
        numbers["unconfirmed"] += has and not confirmed
        numbers["outdated"] += is_outdated and confirmed
        numbers["words_left"] += len(words.findall(text)) if not has or (is_outdated and confirmed) else 0
    return {**groups, **numbers}


def compare(site, outdated=()):
    told = {row.pop("tag"): row for row in json.loads(must(site, "locale", "status", "--format", "json"))}
    if set(told) != set(locales(site).values()):
        yield f"the languages are {sorted(told)}"
        return
    for folder, tag in locales(site).items():
        counted = [count(site, folder, words, outdated) for words in (WORDS_BEFORE, WORDS_SINCE)]
        if told.get(tag) not in counted:
            differing = [key for key, number in counted[1].items() if told[tag].get(key) != number]
            yield f"{tag}: " + "; ".join(f"{key} is {told[tag].get(key)} and not {counted[1][key]}" for key in differing)


def first_translated(site, kind, key):
    """A text that all languages have."""
    for found, name, keys, _, _ in texts(site):
        if found == kind and keys[-1] == key and all(
            keys in leaves(read(path) if path.is_file() else {})
            for path in (site / "locales" / folder / name for folder in locales(site))
        ):
            return name, keys
    raise RuntimeError(f"no {key} of a {kind} is translated into all languages")


@check
def the_status_of_the_project_is_exact():
    site = project("accepted")
    accept_all(site)
    for fault in compare(site):
        yield fault


@check
def the_status_is_exact_after_changes_of_all_kinds():
    site = small_project("changed")
    accept_all(site)
    outdated = set()
    # Sources that change.
    for kind, key in (("site", "tagline"), ("entry", "fix"), ("collection", "sentence"), ("pair", "verdict")):
        name, keys = first_translated(site, kind, key)
        before = dict(leaves(read(site / "content" / name)))[keys]
        replace_text(site / "content" / name, keys, "Don't say {code} 3.5 times, e.g. foo_bar. " + before)
        outdated.add(name[: -len(".yaml")] + "." + ".".join(keys))
    # Fingerprints that are gone.
    name, _ = first_translated(site, "entry", "summary")
    for folder in locales(site):
        path = site / "locales" / folder / name
        path.write_text(re.sub(r"(?m)^  summary: \S+\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    # A file that is gone, and a new entry.
    folders = list(locales(site))
    name, _ = first_translated(site, "pair", "verdict")
    (site / "locales" / folders[0] / name).unlink()
    entry = sorted((site / "content").glob("*/[0-9]*.yaml"))[0]
    text = entry.read_text(encoding="utf-8").replace(f'code: "{entry.stem}"', 'code: "999"')
    (entry.parent / "999.yaml").write_text(text, encoding="utf-8")
    for fault in compare(site, outdated):
        yield fault
    states = [state for _, state, _ in to_do(site)]
    for state in ("missing", "out of date", "unconfirmed"):
        if state not in states:
            yield f"nothing is {state}"


@check
def the_list_names_what_the_numbers_count():
    site = project("as-it-is")
    told = {row["tag"]: row for row in json.loads(must(site, "locale", "status", "--format", "json"))}
    for tag, row in told.items():
        states = [state for _, state, _ in to_do(site, tag).elements()]
        for state, number in (("missing", "missing"), ("out of date", "outdated"), ("unconfirmed", "unconfirmed")):
            if states.count(state) != row[number]:
                yield f"{tag}: {states.count(state)} are listed as {state}, and {row[number]} counted"


run_checks()
