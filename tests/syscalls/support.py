"""What the parts of this suite share: a small project, runs with a fault, what is in a folder."""

import multiprocessing
import os
import shutil
import subprocess
import sys

BINARY, LIBRARY, WORK = sys.argv[1:4]
HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
BASE = os.path.join(REPOSITORY, "tests/faults/base")


def check(holds, name, detail=""):
    """Counts a check, and prints what is wrong where it fails."""
    print("%s: %s" % ("ok" if holds else "FAIL", name), flush=True)
    if not holds and detail:
        print("  " + str(detail).strip().replace("\n", "\n  "), flush=True)
    return holds


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def get(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def run(root, *arguments, fault=None, **options):
    """Runs viceversa.  Returns its status, its standard output and its standard error."""
    environment = dict(os.environ, **options.pop("env", {}))
    if fault is not None:
        environment.update(fault, LD_PRELOAD=LIBRARY)
    process = subprocess.run([BINARY, *arguments], cwd=root, env=environment, stdin=subprocess.DEVNULL, check=False,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, **options)
    return process.returncode, process.stdout, process.stderr.decode("utf-8", "replace")


def must(root, *arguments, **options):
    status, _, said = run(root, *arguments, **options)
    if status != 0:
        raise RuntimeError("'%s' ended with status %d: %s" % (" ".join(arguments), status, said))


def contents(folder):
    """The bytes of all files in a folder, by path; of what is no file, what it is."""
    found = {}
    if not os.path.lexists(folder):
        return None
    if not os.path.isdir(folder):
        with open(folder, "rb") as file:
            return {"": file.read()}
    for above, folders, files in os.walk(folder):
        for name in files:
            path = os.path.join(above, name)
            if os.path.islink(path):
                found[os.path.relpath(path, folder)] = "link to " + os.readlink(path)
                continue
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
        if not folders and not files:
            found[os.path.relpath(above, folder)] = "empty folder"
    return found


def differences(one, other):
    """In what two contents() differ."""
    if one is None or other is None:
        return [] if one is other else ["only one of them exists"]
    return sorted("%s %s" % (path, "is missing" if path not in one else "is new" if path not in other else "differs")
                  for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def copy(source, target):
    shutil.rmtree(target, ignore_errors=True)
    # The times of folders stay as they are: builds look at them.
    subprocess.run(["cp", "-a", source, target], check=True)
    return target


TASK = []  # what the processes that in_parallel() forks are to do


def do_task(case):
    return TASK[0](*case)


def in_parallel(function, cases):
    """Calls a function with the arguments of each case, on all processors.  Returns its results that are not empty."""
    TASK[:] = [function]
    with multiprocessing.get_context("fork").Pool(len(os.sched_getaffinity(0))) as pool:
        return [result for result in pool.map(do_task, cases, chunksize=1) if result]


def leftovers(root):
    """What only a build that was killed leaves."""
    return [os.path.join(above, name) for above, folders, files in os.walk(root) for name in folders + files
            if name.startswith(".viceversa-") or name.endswith((".new", ".lock"))]
