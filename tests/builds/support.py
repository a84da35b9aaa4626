"""What the parts of this suite share: a project, builds of it, and what is in a folder."""

import os
import shutil
import subprocess
import sys

import yaml

BINARY, WORK = sys.argv[1:3]
HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))

# Twelve entries of the project's own reference, in three languages; French falls back
# to German, and German to English.
CODES = "211 214 220 221 250 334 354 421 450 500 535 550".split()
TAGS = ["de", "en", "fr"]


def check(holds, name, detail=""):
    """Counts a check, and prints what is wrong where it fails."""
    print("%s: %s" % ("ok" if holds else "FAIL", name))
    if not holds and detail:
        print("  " + str(detail).strip().replace("\n", "\n  "))
    return holds


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        yaml.safe_dump(value, file, allow_unicode=True, sort_keys=False, width=1000)


def is_of_codes(stem):
    return all(code in CODES for code in stem.split("-vs-"))


def copy_tree(root, tree):
    """Copies the files of content/ or of a language that are about the twelve."""
    for folder, _, files in os.walk(os.path.join(REPOSITORY, tree)):
        for name in files:
            stem = name[: -len(".yaml")]
            if stem[0].isdigit() and not is_of_codes(stem):
                continue
            path = os.path.join(folder, name)
            value = read(path)
            if "related" in value:
                value["related"] = [code for code in value["related"] if str(code) in CODES]
                if not value["related"]:
                    del value["related"]
            write(os.path.join(root, os.path.relpath(path, REPOSITORY)), value)


def project(name):
    """A new project in the working folder.  Returns its path."""
    root = os.path.join(WORK, name)
    copy_tree(root, "content")
    for tag in TAGS:
        copy_tree(root, "locales/" + tag)
    path = os.path.join(root, "locales/fr/locale.yaml")
    value = read(path)
    value["fallback"] = "de"
    write(path, value)
    shutil.copytree(os.path.join(REPOSITORY, "templates"), os.path.join(root, "templates"))
    return root


def start(root, *arguments, **options):
    return subprocess.Popen([BINARY, *arguments], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            stdin=subprocess.DEVNULL, encoding="utf-8", **options)


def run(root, *arguments, **options):
    """Runs viceversa.  Returns its status and all that it says."""
    process = start(root, *arguments, **options)
    said, _ = process.communicate(timeout=300)
    return process.returncode, said


def build(root, *arguments):
    status, said = run(root, "build", *arguments)
    if status != 0:
        raise RuntimeError("status %d: %s" % (status, said))
    return said


def counts(said):
    """What a build says that it has written, left and removed."""
    words = said.strip().splitlines()[-1].split()
    return tuple(int(words[words.index(word) - 1]) for word in ("written,", "unchanged,", "removed"))


def contents(folder):
    """The bytes of all files in a folder, by path; of what is no file, what it is."""
    found = {}
    for above, folders, files in os.walk(folder):
        for name in files:
            path = os.path.join(above, name)
            key = os.path.relpath(path, folder)
            if os.path.islink(path):
                found[key] = "link to " + os.readlink(path)
            else:
                with open(path, "rb") as file:
                    found[key] = file.read()
        if not folders and not files:
            found[os.path.relpath(above, folder)] = "empty folder"
    return found


def places(folder):
    """The inode and the time of each file in a folder, by path."""
    found = {}
    for above, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(above, name)
            status = os.lstat(path)
            found[os.path.relpath(path, folder)] = (status.st_ino, status.st_mtime_ns)
    return found


def differences(one, other):
    """In what two contents() differ."""
    return sorted(
        "%s: %s" % (path, "only in the first" if path not in other else "only in the second" if path not in one else "differs")
        for path in one.keys() | other.keys()
        if one.get(path) != other.get(path)
    )


def clean(root, *arguments):
    """What a build into a new folder writes."""
    folder = os.path.join(root, "clean")
    shutil.rmtree(folder, ignore_errors=True)
    if os.path.exists(folder + ".manifest"):
        os.remove(folder + ".manifest")
    build(root, "--output", "clean", *arguments)
    return contents(folder)


def leftovers(root):
    """What only a build that was killed leaves."""
    found = []
    for above, folders, files in os.walk(root):
        found += [os.path.join(above, name) for name in folders + files
                  if name.startswith(".viceversa-") or name.endswith(".new") or name.endswith(".lock")]
    return found
