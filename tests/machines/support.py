"""What the parts of tests/machines share: sites, the program, and the list of checks.

A check is a generator of faults; one that yields nothing has passed.
"""

import functools
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
BINARY = sys.argv[1]
WORK = Path(sys.argv[2])
GOLDEN = ROOT / "tests" / "golden" / "codes"
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


def build(root, name):
    """Builds the site in the folder root.  Returns: the folder of its pages."""
    output = WORK / name
    subprocess.run([BINARY, "build", "--quiet", "--root", root, "--output", output], check=True, timeout=LIMIT,
                   stderr=subprocess.DEVNULL)
    return output


@functools.cache
def project():
    """The project's own site, built."""
    return build(ROOT, "project")


@functools.cache
def golden():
    return build(GOLDEN, "golden")


def golden_with(name, *settings):
    """A copy of the small site with other lines at the end of its site.yaml, built."""
    root = WORK / (name + "-source")
    for part in ("content", "locales", "templates"):
        shutil.copytree(GOLDEN / part, root / part)
    site = root / "content" / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + "".join(line + "\n" for line in settings), encoding="utf-8")
    return build(root, name)


def settings(root):
    return yaml.safe_load((root / "content" / "site.yaml").read_text(encoding="utf-8"))


def both():
    """Both sites: the folder of their sources, that of their pages, their address."""
    yield ROOT, project(), settings(ROOT)["base_url"]
    yield GOLDEN, golden(), settings(GOLDEN)["base_url"]


def file_of(site, base, address):
    """The file at an absolute address, or None where the site has none."""
    if not address.startswith(base):
        return None
    path = site / address[len(base):].split("#")[0].split("?")[0]
    for candidate in (path, path / "index.html", path.with_name(path.name + ".html")):
        if candidate.is_file():
            return candidate
    return None


def pages(site):
    return sorted(site.rglob("*.html"))
