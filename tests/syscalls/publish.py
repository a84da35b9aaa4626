"""Every system call by which rsync writes what is published fails, and rsync is killed in
front of each.  What the script at the destination does besides, tests/publish/ lets fail."""

import errno
import os
import shutil

from support import BASE, WORK, check, contents, copy, get, in_parallel, must, run

ALL = bool(os.environ.get("ALL"))
OTHER = ("--base-url", "https://other.example/")
ERRORS = ["EIO", "ENOSPC", "EACCES"]
STEP = 1 if ALL else 23
ROOT = os.path.join(WORK, "root")
BEFORE = os.path.join(WORK, "before")


def litter(destination):
    return [name for name in os.listdir(os.path.join(destination, ".viceversa")) if name != "second"]


def attempt(fault):
    """Publishes to a place that has another release, with a fault in rsync.  Returns the place and what was said."""
    destination = copy(BEFORE, os.path.join(WORK, "www.%d" % os.getpid()))
    status, _, said = run(ROOT, "publish", "--quiet", destination, fault=dict(fault, FAULTY_PROGRAM="rsync"))
    return destination, status, said


def fail(number, how):
    code = how if how == "kill" else str(getattr(errno, how))
    destination, status, said = attempt({"FAULTY_NUMBER": str(number), "FAULTY_ERROR": code})
    found = contents(os.path.join(destination, "current"))
    wrong = []
    if found not in (OLD, NEW):
        wrong.append("what is live is neither the old nor the new")
    if status == 0 and found != NEW:
        wrong.append("it is said to be done, and is not")
    if status not in (0, 3) or status == 3 and not said.strip().splitlines()[-1].startswith("viceversa: "):
        wrong.append("status %d: %s" % (status, said))
    status, _, said = run(ROOT, "publish", "--quiet", destination)
    if status != 0 or contents(os.path.join(destination, "current")) != NEW or litter(destination):
        wrong.append("the next publish: status %d: %s %s" % (status, said, litter(destination)))
    shutil.rmtree(destination)
    return wrong and "call %d, with %s: %s" % (number, how, "; ".join(wrong))


def main():
    log = os.path.join(WORK, "log")
    calls = max(int(line.split()[0]) for line in get(log).splitlines())
    cases = [(number, how) for number in range(1, calls + 1) if number % STEP == 0
             for how in (ERRORS + ["kill"] if ALL else [(ERRORS + ["kill"])[number // STEP % 4]])]
    failed = in_parallel(fail, cases)
    check(not failed and calls > 50, "a publish: %d faults in %d calls of rsync that write" % (len(cases), calls),
          "\n".join(failed[:12]))


copy(BASE, ROOT)
must(ROOT, "build")
OLD = contents(os.path.join(ROOT, "site"))
os.mkdir(BEFORE)
must(ROOT, "publish", BEFORE)
must(ROOT, "build", *OTHER)
NEW = contents(os.path.join(ROOT, "site"))
attempt({"FAULTY_LOG": os.path.join(WORK, "log")})
main()
