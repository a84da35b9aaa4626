"""What the parts of tests/translators share: sites to work on, the program, and
the list of checks.

A check is a generator of faults; one that yields nothing has passed.
"""

import collections
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
BINARY = sys.argv[1]
WORK = Path(sys.argv[2])
SOURCE = "en"
# libyaml, where it is there: PyYAML takes ten times as long.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# So many faults of one check are shown.
SHOWN = 12
# Longer than any command takes, so that only one that hangs is stopped.
LIMIT = 120

_checks = []


def check(function):
    _checks.append(function)
    return function


def run_checks():
    for function in _checks:
        faults = list(function())
        name = function.__name__.replace("_", " ")
        print(f"FAIL: {name}:" if faults else f"ok: {name}")
        for fault in faults[:SHOWN]:
            print("  " + str(fault).replace("\n", "\n  "))
        if len(faults) > SHOWN:
            print(f"  and {len(faults) - SHOWN} more")


def project(name):
    """A copy of the project's own site."""
    folder = WORK / name
    for part in ("content", "locales", "schema", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def small_project(name):
    """The project's own site with as many of its entries as have every class, attribute's
    value, fact and stage among them, and with the first of the pairs that have words."""
    folder = project(name)
    for collection in sorted((folder / "content").glob("*/collection.yaml")):
        entries = {path: read(path) for path in sorted(collection.parent.glob("*.yaml")) if path != collection}
        pairs = sorted(collection.parent.glob("pairs/*.yaml"))
        kept = set(pairs[0].stem.split("-vs-")) if pairs else set()
        seen = set()
        for entry in entries.values():
            has = {("class", entry["class"]), *entry.get("attributes", {}).items(), *entry.get("stages", [])}
            has |= set(entry.get("facts", {}))
            if not has <= seen:
                kept.add(entry["code"])
            seen |= has
        for path, entry in entries.items():
            if entry["code"] not in kept:
                remove_entry(folder, path)
            elif "related" in entry:
                related = [code for code in entry["related"] if code in kept]
                text = path.read_text(encoding="utf-8")
                text = re.sub(r"(?m)^related:(.*\n(?:[ -].*\n)*)", f"related: {json.dumps(related)}\n", text)
                path.write_text(text, encoding="utf-8")
    return folder


def remove_entry(folder, path):
    """Takes an entry out of a site, with its pairs and all translations."""
    for tree in (folder / "content", *(folder / "locales").iterdir()):
        collection = tree / path.parent.name
        (collection / path.name).unlink(missing_ok=True)
        for pair in collection.glob("pairs/*.yaml"):
            if path.stem in pair.stem.split("-vs-"):
                pair.unlink()


def ferry(name):
    """A small site of three entries in English and German, with the project's templates."""
    folder = WORK / name
    for part in ("content", "locales"):
        shutil.copytree(ROOT / "tests/faults/base" / part, folder / part)
    shutil.copytree(ROOT / "templates", folder / "templates")
    return folder


def viceversa(folder, *arguments, environment=None):
    return subprocess.run(
        [BINARY, *map(str, arguments)], cwd=folder, capture_output=True, encoding="utf-8", timeout=LIMIT,
        stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})},
    )


def must(folder, *arguments):
    """Runs what only prepares a check."""
    done = viceversa(folder, *arguments)
    if done.returncode != 0:
        raise RuntimeError(f"viceversa {' '.join(map(str, arguments))}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def snapshot(folder):
    """All files below a folder, by their paths."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def changed_files(before, after):
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def read(path):
    """A YAML file as viceversa reads it: every scalar is a text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)


def leaves(value, path=()):
    """The scalars of a tree, by the keys that lead to them; items count from 1."""
    if isinstance(value, dict):
        return {p: leaf for key, below in value.items() for p, leaf in leaves(below, path + (key,)).items()}
    if isinstance(value, list):
        return {p: leaf for i, below in enumerate(value) for p, leaf in leaves(below, path + (str(i + 1),)).items()}
    return {path: value}


def locales(folder):
    """The folders of the languages but the source's, and their tags."""
    found = {path.parent.name: read(path)["tag"] for path in sorted((folder / "locales").glob("*/locale.yaml"))}
    source = read(folder / "content/site.yaml")["source_locale"]
    return {name: tag for name, tag in found.items() if tag != source}


def replace_text(path, keys, text):
    """Writes another text at the place of one in a YAML file; all other bytes stay."""
    content = path.read_text(encoding="utf-8")
    node = yaml.compose(content, Loader=LOADER)
    for key in keys:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(key) - 1]
        else:
            node = next(value for name, value in node.value if name.value == key)
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    end = node.end_mark.index
    # The mark of a block stands at the next key.
    if node.style in ("|", ">"):
        quoted += "\n" + " " * (0 if end >= len(content) else node.end_mark.column)
    path.write_text(content[: node.start_mark.index] + quoted + content[end:], encoding="utf-8")


LIST_LINE = re.compile(r"^(?P<file>[^:]+):\d+:\d+: (?P<state>missing|out of date|unconfirmed): (?P<text>.+)$")


def to_do(folder, *tags):
    """How often 'locale status --list' names a text: by file, state and context.
    What is missing is named at its source, once for each language."""
    found = collections.Counter()
    for line in must(folder, "locale", "status", "--list", *tags).splitlines():
        match = LIST_LINE.match(line)
        if match is None:
            raise RuntimeError(f"'locale status --list' prints '{line}'")
        found[match["file"], match["state"], match["text"]] += 1
    return found


def accept_all(folder):
    for tag in locales(folder).values():
        must(folder, "locale", "accept", tag)
