"""Two builds at once, and folders of every kind."""

import fcntl
import os
import resource
import shutil
import signal
import subprocess

import support
from support import WORK, build, check, clean, contents, counts, differences, leftovers, places, project, read, run, start, write

NOBODY = 65534


def path(root, *names):
    return os.path.join(root, *names)


def edited(name, summary):
    root = project(name)
    entry = path(root, "content/smtp/250.yaml")
    write(entry, dict(read(entry), summary=summary))
    return root


def two_at_once():
    first, second = project("first"), edited("second", "250 is another.")
    expected = [clean(first), clean(second)]
    folder = path(WORK, "shared")
    site = path(folder, "site")
    for number in range(8):
        if number % 2 == 0:
            shutil.rmtree(folder, ignore_errors=True)
        elif number % 4 == 1:
            os.remove(path(site, "index.html"))
        at_work = [start(root, "build", "--output", site) for root in (first, second, first)]
        said = [process.communicate()[0] for process in at_work]
        statuses = [process.returncode for process in at_work]
        found = contents(site)
        check(statuses == [0, 0, 0] and found in expected and sorted(os.listdir(folder)) == ["site", "site.manifest"],
              "three builds at once do not mix: %d" % number,
              "%s\n%s\n%s\n%s" % (statuses, said, os.listdir(folder), differences(found, expected[0])[:5]))


def locks():
    root = project("locks")
    lock = path(root, "site.lock")
    build(root)
    os.remove(path(root, "site/index.html"))
    with open(lock, "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        process = start(root, "build")
        # It comes to the lock as soon as the machine lets it.
        said = process.stdout.readline()
        check(process.poll() is None and not os.path.exists(path(root, "site/index.html")),
              "a build waits for another one")
        os.remove(lock)
    said += process.stdout.read()
    check(process.wait() == 0 and "another build is writing 'site'; waiting for its end" in said, "and says so", said)
    check(not leftovers(root), "a lock leaves nothing behind", leftovers(root))
    with open(lock, "w", encoding="utf-8"):
        pass
    os.remove(path(root, "site/index.html"))
    build(root)
    check(not os.path.exists(lock), "the lock of a killed build stops nobody")
    with open(lock, "w", encoding="utf-8") as file:
        file.write("mine")
    os.remove(path(root, "site/index.html"))
    build(root)
    check(os.path.exists(lock), "somebody else's file of that name stays")
    os.remove(lock)


def read_only():
    root = project("read-only")
    build(root)
    options = {}
    if os.geteuid() == 0:
        os.chmod(WORK, 0o711)
        os.chmod(os.path.dirname(WORK), 0o711)
        binary = path(WORK, "viceversa")
        shutil.copy(support.BINARY, binary)
        options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        subprocess.run(["chown", "-R", "%d:%d" % (NOBODY, NOBODY), root], check=True)
        # The program is part of what a site is made of, and this one is the same.
        support.BINARY = binary
    before, before_places = contents(path(root, "site")), places(path(root, "site"))
    subprocess.run(["chmod", "-R", "a-w", root], check=True)
    status, said = run(root, "build", **options)
    check(status == 0 and counts(said)[0] == 0, "a site on a read-only disk that is up to date is well", said)
    status, said = run(root, "build", "--base-url", "https://other.example/", **options)
    check(status == 3 and "Permission denied" in said, "one that is not fails with the reason", said)
    check(contents(path(root, "site")) == before and places(path(root, "site")) == before_places, "and stays as it was")
    subprocess.run(["chmod", "-R", "u+w", root], check=True)
    support.BINARY = support.sys.argv[1]


def limited():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))


def are_whole(found, *known):
    return [name for name, page in found.items() if page not in [state.get(name) for state in known]]


def full_disk():
    root = project("full")
    other = ("--base-url", "https://other.example/")
    old, new = clean(root), clean(root, *other)
    status, said = run(root, "build", preexec_fn=limited)
    check(status == 3 and "File too large" in said and not os.path.exists(path(root, "site")) and
          not os.path.exists(path(root, "site.manifest")) and not leftovers(root), "a full disk leaves nothing of a new site", said)
    build(root)
    status, said = run(root, "build", *other, preexec_fn=limited)
    bad = are_whole(contents(path(root, "site")), old, new)
    check(status == 3 and "File too large" in said and not bad and not leftovers(root), "a full disk leaves whole pages", "%s\n%s" % (said, bad))
    build(root, *other)
    check(contents(path(root, "site")) == new, "and the next build finishes")


def mounted(folder, size, function, name):
    """Calls a function with a small file system at a folder, where that is possible."""
    os.makedirs(folder, exist_ok=True)
    made = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%s,mode=755" % size, "none", folder],
                                                stderr=subprocess.DEVNULL, check=False).returncode == 0
    if not made:
        print("nothing can be mounted here: " + name)
        return
    try:
        function()
    finally:
        subprocess.run(["umount", folder], check=True)


def other_file_systems():
    root = project("mounts")
    expected = clean(root)
    site = path(root, "site")
    device = os.stat(root).st_dev

    def mount_point():
        build(root)
        check(contents(site) == expected and os.stat(site).st_dev != device, "a folder that is a mount point")
        check(counts(build(root))[0] == 0, "is up to date then")
        os.remove(path(site, "index.html"))
        check(counts(build(root))[0] == 1 and contents(site) == expected, "and is mended")

    def brimful():
        other = ("--base-url", "https://other.example/")
        folder = path(WORK, "small")
        status, said = run(root, "build", "--output", path(folder, "site"))
        check(status == 3 and "No space left on device" in said and os.listdir(folder) == [], "a disk that is too small stays empty",
              "%s\n%s" % (said, os.listdir(folder)))
        subprocess.run(["mount", "-o", "remount,size=16m", folder], check=True)
        build(root, "--output", path(folder, "site"))
        with open(path(folder, "filler"), "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        new = clean(root, *other)
        status, said = run(root, "build", "--output", path(folder, "site"), *other)
        bad = are_whole(contents(path(folder, "site")), expected, new)
        check(status == 3 and "No space left on device" in said and not bad and not leftovers(folder),
              "a full disk leaves the old site", "%s\n%s" % (said, bad))
        os.remove(path(folder, "filler"))
        build(root, "--output", path(folder, "site"), *other)
        check(contents(path(folder, "site")) == new, "which the next build renews")

    mounted(site, "64m", mount_point, "a folder that is a mount point")
    # What the mount has hidden is an empty folder again.
    os.remove(path(root, "site.manifest"))
    mounted(path(WORK, "small"), "1m", brimful, "a disk that is too small")


def kinds_of_folder():
    root = project("kinds")
    expected = clean(root)
    site = path(root, "site")
    os.mkdir(site, 0o750)
    os.chmod(site, 0o750)
    build(root)
    check(contents(site) == expected and os.stat(site).st_mode & 0o777 == 0o750, "an empty folder keeps its permissions")
    shutil.rmtree(site)
    os.remove(path(root, "site.manifest"))
    os.mkdir(path(root, "www"))
    os.symlink("www", site)
    build(root)
    check(os.path.islink(site) and contents(path(root, "www")) == expected, "a folder that is a link is written through")
    check(counts(build(root, "--base-url", "https://other.example/"))[0] > 0, "and built again")
    build(root)
    check(contents(path(root, "www")) == expected, "and again")
    os.remove(site)
    os.remove(path(root, "site.manifest"))
    os.mkdir(site)
    mine = {"CNAME": "mine", "de/mine.html": "mine", ".well-known/x": "mine"}
    for name, text in mine.items():
        os.makedirs(os.path.dirname(path(site, name)), exist_ok=True)
        with open(path(site, name), "w", encoding="utf-8") as file:
            file.write(text)
    before = {name: places(site)[name] for name in mine}
    build(root)
    build(root, "--base-url", "https://other.example/")
    build(root)
    after = places(site)
    found = contents(site)
    check({name: after[name] for name in mine} == before and
          {name: page for name, page in found.items() if name not in mine} == expected, "foreign files stay as they are")
    os.mkdir(path(root, "site.new"))
    with open(path(root, "site.new/mine"), "w", encoding="utf-8") as file:
        file.write("mine")
    shutil.rmtree(site)
    build(root)
    check(contents(site) == expected and os.listdir(path(root, "site.new")) == ["mine"], "somebody else's folder site.new stays")


if __name__ == "__main__":
    two_at_once()
    locks()
    full_disk()
    kinds_of_folder()
    other_file_systems()
    read_only()
