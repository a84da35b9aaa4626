"""What else a machine can do to a build: no memory, a clock that goes backwards, a disk that
nothing may be written to, an output that nobody takes, a site that somebody touched."""

import os
import resource
import shutil
import signal
import subprocess

from support import BASE, BINARY, WORK, check, contents, copy, differences, get, leftovers, must, put, run

OTHER = ("--base-url", "https://other.example/")


def built(name, *arguments):
    root = copy(BASE, os.path.join(WORK, name))
    must(root, "build", *arguments)
    return root


def states(root):
    """What a build of the project writes, and what one with another address does."""
    found = []
    for arguments in ((), OTHER):
        must(root, "build", "--output", "../clean", *arguments)
        found.append(contents(os.path.join(WORK, "clean")))
        shutil.rmtree(os.path.join(WORK, "clean"))
        os.remove(os.path.join(WORK, "clean.manifest"))
    return found


def limited(kib):
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (kib * 1024, kib * 1024))


def least_memory(root):
    """What the loader needs to load the libraries, in KiB: before that, it is what ends the program."""
    least, most = 0, 4 << 20
    while most - least > 64:
        middle = (least + most) // 2
        if run(root, "--version", preexec_fn=limited(middle))[0] == 0:
            most = middle
        else:
            least = middle
    return most


def is_one_message(said):
    return len(said.splitlines()) == 1 and said.startswith("viceversa: ")


def memory():
    """With little memory a build ends at any point, says so as it says anything, and has lost nothing."""
    root = built("memory")
    old, new = states(root)
    start = copy(root, root + ".start")
    ended = {0: 0, 3: 0}
    wrong = []
    kib, enough = least_memory(root), 0
    # From what the program begins with to what suffices, and suffices once more.
    while enough < 3:
        copy(start, root)
        status, _, said = run(root, "build", "--jobs", "2", *OTHER, preexec_fn=limited(kib))
        found = contents(os.path.join(root, "site"))
        ended[status] = ended.get(status, 0) + 1
        if status == 0 and found != new:
            wrong.append("%d KiB: it says that it is done, and is not" % kib)
        if status != 0 and (status != 3 or not is_one_message(said) or found != old):
            wrong.append("%d KiB: status %d: %s: %s" % (kib, status, said.strip()[-300:], differences(found, old)[:3]))
        must(root, "build", *OTHER)
        wrong += ["%d KiB: the next build: %s" % (kib, path) for path in differences(contents(os.path.join(root, "site")), new) + leftovers(root)]
        enough = enough + 1 if status == 0 else 0
        kib += 40 if os.environ.get("ALL") else 200
    check(not wrong and ended[0] and ended[3] > 8, "with too little memory a build loses nothing: %s" % ended, "\n".join(wrong[:10]))


def memory_of_a_publish():
    """So does a publish, whose own libraries start threads: what is live is one release."""
    root = built("memory-publish")
    destination = os.path.join(WORK, "live")
    os.mkdir(destination)
    kib = least_memory(root)
    ended = {0: 0, 3: 0}
    wrong = []
    while ended[0] < 2:
        must(root, "build", "--quiet", *(OTHER if sum(ended.values()) % 2 else ()))
        before = contents(os.path.join(destination, "current"))
        status, _, said = run(root, "publish", "--quiet", destination, preexec_fn=limited(kib))
        found = contents(os.path.join(destination, "current"))
        ended[status] = ended.get(status, 0) + 1
        site = contents(os.path.join(root, "site"))
        # It may come to its end behind the switch, as where it is killed.
        if found != site and (status == 0 or found != before) or status not in (0, 3) or status == 3 and not is_one_message(said):
            wrong.append("%d KiB: status %d: %s" % (kib, status, said.strip()[-300:]))
        must(root, "publish", "--quiet", destination)
        kib += 100 if os.environ.get("ALL") else 3000
    check(not wrong and ended[0] and ended[3], "with too little memory a publish loses nothing: %s" % ended, "\n".join(wrong[:10]))


def clock():
    """Times that go backwards make a build look again, and nothing wrong."""
    root = built("clock")
    old, new = states(root)
    site = os.path.join(root, "site")
    wrong = []
    for number, when in enumerate((1, 86400 * 365, 4102444800)):
        for above, folders, files in os.walk(root):
            for name in folders + files:
                os.utime(os.path.join(above, name), (when, when))
        for arguments, expected in ((OTHER, new), ((), old)):
            must(root, "build", *arguments)
            wrong += ["%d: %s" % (number, path) for path in differences(contents(site), expected)]
    check(not wrong, "a clock that goes backwards does no harm", "\n".join(wrong))
    # A source that is older than the site, as one that a backup has given back.
    entry = os.path.join(root, "content/ferry/10.yaml")
    put(entry, get(entry).replace("name: ", "name: Older "))
    os.utime(entry, (1, 1))
    must(root, "build")
    check(contents(site) != old, "a source with an old time is a change all the same")


def hands():
    """A site that was deleted or edited by hand."""
    root = built("hands")
    old, new = states(root)
    site = os.path.join(root, "site")

    def edit():
        with open(os.path.join(site, "en/ferry/10.html"), "a", encoding="utf-8") as file:
            file.write("edited")

    cases = [
        ("deleted with its manifest", lambda: [shutil.rmtree(site), os.remove(site + ".manifest")]),
        ("deleted", lambda: shutil.rmtree(site)),
        ("that lost its manifest", lambda: os.remove(site + ".manifest")),
        ("that lost a language", lambda: shutil.rmtree(os.path.join(site, "de"))),
        ("with a page edited", edit),
    ]
    for name, function in cases:
        must(root, "build", "--verify")
        function()
        status, _, said = run(root, "build", "--verify", *OTHER)
        if name == "that lost its manifest":
            check(status == 1 and "foreign-file" in said and contents(site) == old, "a site %s is nobody's, and stays" % name, said)
            shutil.rmtree(site)
            must(root, "build")
            continue
        check(status == 0 and contents(site) == new, "a site %s is made again" % name, "%d %s" % (status, said))
        must(root, "build")
    os.remove(os.path.join(site, "en/index.html"))
    os.mkdir(os.path.join(site, "en/index.html"))
    status, _, said = run(root, "build", *OTHER)
    check(status == 3 and len(said.splitlines()) == 1 and differences(contents(site), old) == ["en/index.html differs"],
          "a folder in the place of a page ends a build, which leaves the site as it was", said)


def outputs():
    """Results that nobody takes are no success."""
    root = built("outputs")
    for arguments in (("schema", "entry"), ("locale", "status", "--format", "json"), ("build", *OTHER), ("build", "--archive", "-")):
        with open("/dev/full", "wb") as full:
            process = subprocess.run([BINARY, *arguments], cwd=root, stdout=full, stderr=subprocess.PIPE, check=False)
        said = process.stderr.decode()
        check(process.returncode == 3 and "No space left on device" in said and len(said.splitlines()) == 1,
              "'%s' into a full disk is a failure" % " ".join(arguments), "%d %s" % (process.returncode, said))


# What is done within a name space of its own, where that is possible: there nobody needs
# to be root to mount.
IN_NAMESPACE = """
set -u
mount -t tmpfs -o "$1" none "$2" || exit 77
shift 2
exec "$@"
"""


def can_mount():
    probe = os.path.join(WORK, "probe")
    os.makedirs(probe, exist_ok=True)
    return subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", IN_NAMESPACE, "sh", "size=1m", probe, "true"],
                          stderr=subprocess.DEVNULL, check=False).returncode == 0


def small_disks():
    """A disk of every size from nothing to enough: the old site stays, or the new one is there."""
    root = built("small")
    old, new = states(root)
    room = os.path.join(WORK, "room")
    os.makedirs(room, exist_ok=True)
    if not can_mount():
        print("nothing can be mounted here: a disk filled to the brim is left out")
        return
    script = """
        cp -a "$1"/. "$2"/ || exit 77
        dd if=/dev/zero of="$2/filler" bs=4096 2>/dev/null
        truncate -s "-$3" "$2/filler"
        cd "$2"
        "$4" build --jobs 1 --base-url https://other.example/ >"$5/out" 2>"$5/err"
        echo $? >"$5/status"
        cp -a site "$5/site"
        ls -A >"$5/names"
        rm filler
        "$4" build --base-url https://other.example/ >/dev/null 2>&1 && cp -a site "$5/next"
    """
    wrong = []
    ended = {0: 0, 3: 0}
    for number, blocks in enumerate(list(range(0, 40, 2 if not os.environ.get("ALL") else 1)) + [60, 120]):
        result = os.path.join(WORK, "result")
        shutil.rmtree(result, ignore_errors=True)
        os.makedirs(result)
        subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", IN_NAMESPACE, "sh", "size=2m", room,
                        "sh", "-c", script, "sh", root, room, str(blocks * 4096), BINARY, result], check=True)
        status, said = int(get(os.path.join(result, "status"))), get(os.path.join(result, "err"))
        found = contents(os.path.join(result, "site"))
        ended[status] = ended.get(status, 0) + 1
        if status == 3 and (found != old or len(said.splitlines()) != 1 or "No space left on device" not in said):
            wrong.append("%d blocks: %s: %s" % (blocks, said.strip(), differences(found, old)[:3]))
        if status == 0 and found != new or status not in (0, 3):
            wrong.append("%d blocks: status %d: %s" % (blocks, status, said.strip()))
        if ".viceversa-" in get(os.path.join(result, "names")):
            wrong.append("%d blocks: something is left" % blocks)
        if contents(os.path.join(result, "next")) != new:
            wrong.append("%d blocks: the next build does not finish" % blocks)
    check(not wrong and ended[0] and ended[3], "a disk filled to the brim leaves the old site: %s" % ended, "\n".join(wrong[:10]))


def read_only_site():
    """A site on a disk that is mounted read-only."""
    root = built("read-only")
    old, _ = states(root)
    if not can_mount():
        print("nothing can be mounted here: a read-only disk is left out")
        return
    result = os.path.join(WORK, "result-ro")
    os.makedirs(result)
    script = """
        mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 77
        cd "$1"
        "$2" build >"$3/out" 2>"$3/err"; echo $? >"$3/status"
        "$2" build --base-url https://other.example/ >"$3/out2" 2>"$3/err2"; echo $? >"$3/status2"
    """
    done = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", root, BINARY, result], check=False)
    if done.returncode == 77:
        print("nothing can be mounted read-only here: left out")
        return
    said = get(os.path.join(result, "err2"))
    check(get(os.path.join(result, "status")).strip() == "0", "a site on a read-only disk that is up to date is well", get(os.path.join(result, "err")))
    check(get(os.path.join(result, "status2")).strip() == "3" and len(said.splitlines()) == 1 and "Read-only file system" in said and
          contents(os.path.join(root, "site")) == old, "one that is not says why it stays as it was", said)


if __name__ == "__main__":
    outputs()
    hands()
    clock()
    small_disks()
    read_only_site()
    memory()
    memory_of_a_publish()
