"""A build that is killed leaves whole pages, and the next one finishes its work."""

import os
import random
import shutil
import time

from support import WORK, build, check, clean, contents, differences, leftovers, project, read, start, write

random = random.Random(9)
ROUNDS = 300 if os.environ.get("LARGE") else 24
FOLDER = os.path.join(WORK, "www")
SITE = os.path.join(FOLDER, "site")


def states():
    """Sources from which the same folder is built: another text, fewer entries, other addresses."""
    first = project("first")
    second = project("second")
    entry = os.path.join(second, "content/smtp/250.yaml")
    write(entry, dict(read(entry), summary="250 is another."))
    third = project("third")
    shutil.rmtree(os.path.join(third, "locales/fr"))
    for folder in ("content", "locales/de"):
        for above, _, files in os.walk(os.path.join(third, folder)):
            for name in files:
                if "220" in name[:-5].split("-vs-"):
                    os.remove(os.path.join(above, name))
    for above, _, files in os.walk(os.path.join(third, "content/smtp")):
        for name in files:
            path = os.path.join(above, name)
            value = read(path)
            if "220" in value.get("related", []):
                value["related"].remove("220")
                if not value["related"]:
                    del value["related"]
                write(path, value)
    arguments = ("--base-url", "https://other.example/")
    return [(first, (), clean(first)), (second, (), clean(second)), (third, (), clean(third)),
            (first, arguments, clean(first, *arguments))]


def started(state):
    return start(state[0], "build", "--output", SITE, *state[1])


def duration(state):
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.mkdir(FOLDER)
    begun = time.monotonic()
    build(state[0], "--output", SITE, *state[1])
    return time.monotonic() - begun


def killed(state, longest):
    process = started(state)
    time.sleep(random.random() * longest)
    process.kill()
    process.communicate()


def not_whole(known):
    """Pages that are none of those that a build may have left there."""
    found = contents(SITE) if os.path.isdir(SITE) else {}
    return [path for path, page in found.items()
            if not os.path.basename(path).startswith(".viceversa-") and page != "empty folder"
            and page not in [state[2].get(path) for state in known]]


def kill_and_finish(known, longest, number):
    bad = []
    if number % 3 == 0:
        shutil.rmtree(FOLDER)
        os.mkdir(FOLDER)
    for _ in range(random.choice([1, 1, 2])):
        killed(random.choice(known), longest)
        bad += not_whole(known)
    state = random.choice(known)
    said = build(state[0], "--output", SITE, *state[1])
    wrong = differences(contents(SITE), state[2])
    above = sorted(os.listdir(FOLDER))
    return bad + wrong + [name for name in leftovers(FOLDER) + above if name not in ("site", "site.manifest")] and \
        "%s\nnot whole: %s\nwrong: %s\nleft over: %s" % (said, bad, wrong, above)


def kept_behind_a_kill(known):
    """A killed build had begun with a language that the next one keeps."""
    first, second = known[0], known[1]
    for part in (0.2, 0.4, 0.6, 0.8):
        build(first[0], "--output", SITE)
        killed(second, part * 0.2)
        build(first[0], "--output", SITE, "--locale", "en")
        build(first[0], "--output", SITE)
        wrong = differences(contents(SITE), first[2])
        check(not wrong, "a language that was kept behind a killed build", wrong)


def a_lock_that_a_kill_left():
    """A build was killed when all was written but the lock removed; the next one has nothing to write."""
    root = project("lock")
    build(root)
    with open(os.path.join(root, "site.lock"), "wb"):
        pass
    build(root)
    check(not leftovers(root), "a lock that a killed build left behind a whole site is removed", leftovers(root))


def main():
    known = states()
    longest = 1.1 * max(duration(state) for state in known[:1])
    for number in range(ROUNDS):
        problem = kill_and_finish(known, longest, number)
        check(not problem, "killed %d times" % (number + 1), problem)
    kept_behind_a_kill(known)
    a_lock_that_a_kill_left()


if __name__ == "__main__":
    main()
