"""Makes the inputs that fuzzing begins with, of the repository's own files:
python3 tests/fuzz/seeds.py BINARY FOLDER"""

import glob
import os
import shutil
import subprocess
import sys

import yaml

BINARY, OUT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# In the order of SourceKind.
KINDS = ["site", "documents", "locale", "glossary", "collection", "entry", "pair"]
# Files of one kind are alike: so many of each are enough.
MOST = 12

counts = {}


def put(target, data):
    number = counts[target] = counts.get(target, 0) + 1
    folder = os.path.join(OUT, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "%04d" % number), "wb") as file:
        file.write(data)


def get(path):
    with open(path, "rb") as file:
        return file.read()


def find(pattern):
    return sorted(name for name in glob.glob(os.path.join(REPOSITORY, pattern), recursive=True) if os.path.isfile(name))


def kind_of(path):
    stem = os.path.basename(path)[: -len(".yaml")]
    if "-vs-" in stem:
        return "pair"
    return stem if stem in KINDS else "entry"


def texts(value):
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, str):
        yield value
    else:
        for item in value:
            yield from texts(item)


def yaml_files():
    taken = {}
    for path in find("content/**/*.yaml") + find("locales/*/**/*.yaml") + find("tests/faults/*/change/**/*.yaml"):
        kind = kind_of(path)
        is_fault = "/faults/" in path
        is_translation = "locales/" in os.path.relpath(path, REPOSITORY)
        key = (kind, is_translation, is_fault)
        taken[key] = taken.get(key, 0) + 1
        if is_fault or taken[key] <= MOST:
            yield path, 2 * KINDS.index(kind) + is_translation, is_fault


def main():
    prose = set()
    for path, first, is_fault in yaml_files():
        data = get(path)
        put("yaml", bytes([first]) + data)
        put("edit", b"A text: \"with\" 'marks'.\n\nAnd #lines.\0" + data)
        if is_fault:
            continue
        value = yaml.load(data, Loader=yaml.BaseLoader)
        if kind_of(path) in ("locale", "collection"):
            for number, text in enumerate(sorted(set(texts(value)))):
                if "{" in text or number % 8 == 0:
                    put("message", bytes([number % 8]) + text.encode("utf-8", "replace"))
        prose.update(text for text in texts(value) if len(text) > 200 or any(mark in text for mark in "*_`[<"))
    for text in sorted(prose)[::4]:
        put("prose", text.encode("utf-8", "replace"))
    for path in find("templates/*.html") + find("tests/golden/*/templates/*.html") + find("tests/faults/*/change/templates/*"):
        put("template", get(path))
    for path in find("tests/faults/*/change/*.po"):
        put("po", get(path))
    for tag in ("ar", "de", "ru", "zh"):
        path = os.path.join(OUT, tag + ".po")
        subprocess.run([BINARY, "po", "export", tag, "--root", REPOSITORY, "--output", path], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        put("po", get(path)[:20000].rpartition(b"\n\n")[0] + b"\n")
        os.remove(path)
    site = os.path.join(OUT, "built")
    subprocess.run([BINARY, "build", "--quiet", "--root", os.path.join(REPOSITORY, "tests/faults/base"), "--output", site], check=True)
    data = get(site + ".manifest")
    put("manifest", b"\0" + data)
    put("manifest", b"\1" + data[32:])
    for above, _, files in os.walk(site):
        for name in files:
            path = os.path.relpath(os.path.join(above, name), site)
            for start in ("/", "/docs/", "/a%20b/"):
                put("address", (start + path).encode())
                put("address", (start + path[: -len(".html")]).encode())
    shutil.rmtree(site)
    os.remove(site + ".manifest")


main()
