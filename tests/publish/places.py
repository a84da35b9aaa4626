"""Destinations of every kind: those that publishing refuses, those where something is
missing, and those where somebody else is at work; and what may be published at all."""

import os
import shutil
import subprocess
import threading
import time

import publisher
from publisher import IS_ROOT, WORK, build, check, contents, live, litter, publish, releases, rollback, run


def tree(path):
    """All there is in a folder, with the times of files; that of a folder tells only that
    a lock came and went."""
    found = {}
    for above, folders, files in os.walk(path):
        for name in folders + files:
            status = os.lstat(os.path.join(above, name))
            found[os.path.relpath(os.path.join(above, name), path)] = (status.st_ino, None if name in folders else (status.st_mtime_ns, status.st_size))
    return found


def expect(name, answer, status, *parts):
    check(answer[0] == status and all(part in answer[1] for part in parts), name,
          "status %d, and it says: %s\nwanted status %d and: %s" % (*answer, status, parts))


def refused(name, root, destination, status, *parts, **options):
    """A publish that changes nothing in the working folder."""
    before = tree(WORK)
    expect(name, publish(root, destination, **options), status, *parts)
    after = tree(WORK)
    check(before == after, name + ", and nothing is touched",
          sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))[:9])


def check_sites(root, other):
    """What is no whole and current site is not published."""
    www = os.path.join(WORK, "www")
    empty = os.path.join(WORK, "empty")
    shutil.copytree(root, empty, ignore=shutil.ignore_patterns("site", "site.manifest"))
    refused("a site that was not built is not published", empty, www, 2, "there is no site in 'site'; build it first")
    build(empty, "--shard", "1/2")
    expect("a part of a site is not published", run(empty, "publish", "--output", "site-1-of-2", www), 2,
           "is part 1 of 2 of a site")
    build(empty)
    for name, file, text, part in (
            ("a text", "content/smtp/250.yaml", "\n# changed\n", "older than its sources"),
            ("a template", "templates/page.html", "\n", "older than its sources"),
            ("a file by hand", "site/en/index.html", "changed", "'site/en/index.html' is not as it was built")):
        with open(os.path.join(empty, file), "a", encoding="utf-8") as output:
            output.write(text)
        refused("a site is not published after %s was changed" % name, empty, www, 2, part)
        build(empty, "--verify")
    os.remove(empty + "/site/en/smtp/354.html")
    refused("a site that lacks a page is not published", empty, www, 2, "'site/en/smtp/354.html' is not as it was built")
    build(empty)
    with open(empty + "/site.manifest", "r+b") as file:
        file.seek(16)
        file.write(b"\1\0\0\0\xfe\xff\xff\xff")
    refused("a site whose build was interrupted is not published", empty, www, 2, "did not come to its end")
    build(empty)
    with open(empty + "/content/smtp/250.yaml", "a", encoding="utf-8") as output:
        output.write("unknown: key\n")
    status, _ = run(empty, "build")
    refused("a site whose build failed is not published", empty, www, 2, "older than its sources")
    check(status == 1, "that build has failed")
    build(other, "--locale", "en")
    expect("a site with pages of an earlier build is not published", publish(other, www), 2, "holds pages of an earlier build")
    build(other)
    check(not os.path.exists(www), "not even the destination was made")


def check_rules():
    """nginx's own copy of the rules is to follow, and only then."""
    root = publisher.site("rules", mark="A")
    www = os.path.join(WORK, "rules www")
    told = "the redirects for nginx have changed; if it has them, say: sudo "
    reload = "/etc/nginx/viceversa/%s && sudo nginx -t && sudo nginx -s reload\n"
    copy = told + "cp '%s/current/redirects.nginx.conf' " % www + reload % ""
    expect("the first publish says how nginx gets the rules", publish(root, www), 0, copy)
    publisher.set_mark(root, "B")
    build(root, "--quiet")
    status, said = publish(root, www)
    check(status == 0 and "redirects" not in said, "a publish with the same rules says nothing of them", said)
    os.remove(root + "/content/smtp/354.yaml")
    build(root, "--quiet")
    expect("one with other rules says so", publish(root, www), 0, copy)
    expect("so does a rollback", rollback(www), 0, copy)
    status, said = rollback(www)
    check(status == 0 and "redirects" not in said, "a rollback to the same rules does not", said)
    value = publisher.read(root + "/content/site.yaml")
    value["redirects"] = "none"
    publisher.write(root + "/content/site.yaml", value)
    build(root, "--quiet")
    expect("one without rules says how they go", publish(root, www), 0, told + "rm " + reload % "redirects.nginx.conf")


def check_pseudo(root):
    www = os.path.join(WORK, "pseudo")
    build(root, "--quiet", "--pseudo")
    expect("a site with languages for tests is not published", publish(root, www), 2,
           "'site' was built with --pseudo, whose languages are for tests; build it without\n")
    check(not os.path.exists(www), "and no folder is made for it")
    build(root, "--quiet", "--pseudo", "--output", root + "/accented", "--locale", "en-XA")
    expect("nor is one in such a language alone", publish(root, www, "--output", root + "/accented"), 2, "was built with --pseudo")
    build(root, "--quiet")
    expect("it is, once they are gone", publish(root, www), 0)
    own = publisher.site("own-pseudo", mark="A", tags=["de", "en"])
    os.rename(own + "/locales/de", own + "/locales/en-XA")
    value = publisher.read(own + "/locales/en-XA/locale.yaml")
    value["tag"] = "en-XA"
    publisher.write(own + "/locales/en-XA/locale.yaml", value)
    build(own, "--quiet")
    expect("a language of the author's may have that name", publish(own, os.path.join(WORK, "own-www")), 0)


def check_only_ours(root):
    """Of the folder of a site nothing is published but what the build wrote."""
    www = os.path.join(WORK, "ours")
    with open(root + "/site/notes.txt", "w", encoding="utf-8") as file:
        file.write("somebody else's\n")
    expect("a site in whose folder there are other files is published", publish(root, www), 0, "is live at")
    found = contents(www + "/current")
    os.remove(root + "/site/notes.txt")
    check(found == contents(root + "/site"), "what the build did not write is not published",
          publisher.differences(found, contents(root + "/site")))
    modes = {oct(os.stat(os.path.join(above, name)).st_mode & 0o777)
             for above, _, files in os.walk(www + "/current/") for name in files}
    check(modes == {"0o644"}, "whoever serves the site can read it", modes)


def check_places(root):
    """What a destination can be."""
    odd = os.path.join(WORK, "a b'c\"d$e;f[g]*h\\i`j`k")
    for name in ("it is made", "it is written again"):
        publisher.set_mark(root, name)
        build(root, "--quiet")
        expect("a folder with odd letters in its name: %s" % name, publish(root, odd), 0, "is live at")
        check(contents(odd + "/current") == contents(root + "/site"), "it holds the site, when %s" % name)
    expect("such a folder is rolled back", rollback(odd), 0, "is live at")
    link = os.path.join(WORK, "link")
    os.symlink("linked", link)
    os.mkdir(os.path.join(WORK, "linked"))
    expect("a link to a folder is a destination", publish(root, link), 0)
    check(live(os.path.join(WORK, "linked")) is not None, "the site is where the link leads")
    file = os.path.join(WORK, "file")
    with open(file, "w", encoding="utf-8") as output:
        output.write("a file\n")
    refused("a file is no destination", root, file, 2, "is no folder; name another")
    refused("a destination is not made without the folder above it", root, os.path.join(WORK, "no/such"), 3,
            "cannot create the folder", "the one above it has to exist")
    foreign = os.path.join(WORK, "foreign")
    os.mkdir(foreign)
    with open(foreign + "/index.html", "w", encoding="utf-8") as output:
        output.write("somebody else's\n")
    refused("a folder with other files is no destination", root, foreign, 2, "holds files that viceversa did not publish")
    expect("there is nothing to roll back in it", rollback(foreign), 2, "there is no release at")
    expect("there is nothing to roll back where there is nothing", rollback(os.path.join(WORK, "none")), 2, "there is no release at")
    for name, make in (("a folder", os.mkdir), ("a link elsewhere", lambda path: os.symlink(foreign, path))):
        place = os.path.join(WORK, "current of " + name)
        publish(root, place)
        os.remove(place + "/current")
        make(place + "/current")
        publisher.set_mark(root, name)
        build(root, "--quiet")
        refused("'current' is not touched where it is %s" % name, root, place, 2, "is no link to a release")
    refused("the folder of the site is no destination", root, root + "/site", 2, "the site's own folder")
    refused("a folder of sources is no destination", root, root + "/content/www", 2, "which is source")
    for place in ("host:relative", "-oProxyCommand=x:/y", "a;b:/c", "-l@host:/c", "ho st:/c", "host:/a\nb", ""):
        before = tree(WORK)
        status, said = run(root, "publish", "--", place)
        check(status == 2 and tree(WORK) == before, "'%s' is no destination" % place.replace("\n", "\\n"), said)


def check_changes(root):
    """What is kept, what is shared and what is said of it."""
    www = os.path.join(WORK, "changes")
    publisher.set_mark(root, "first")
    build(root, "--quiet")
    before = tree(WORK)
    expect("a dry run lists what would be added", publish(root, www, "--dry-run"), 0, "added:   en/smtp/250.html",
           "added, 0 changed, 0 removed; nothing was published")
    check(tree(WORK) == before, "a dry run writes nothing")
    publish(root, www)
    first = live(www)
    check(first.startswith("000001-"), "releases are counted", first)
    expect("a site that is live already is not published again", publish(root, www), 0, "is live at", "already")
    check(releases(www) == [first], "and makes no release")
    path = root + "/content/smtp/354.yaml"
    with open(path, encoding="utf-8") as file:
        text = file.read()
    os.remove(path)
    os.remove(root + "/locales/en/smtp/354.yaml") if os.path.exists(root + "/locales/en/smtp/354.yaml") else None
    with open(root + "/templates/assets/extra.txt", "w", encoding="utf-8") as file:
        file.write("extra\n")
    build(root, "--quiet")
    before = tree(www)
    expect("a dry run lists what would change", publish(root, www, "--dry-run"), 0, "added:   assets/extra.txt",
           "changed: en/smtp/index.html", "removed: en/smtp/354.html", "1 added,", "3 removed; nothing was published")
    check(tree(www) == before, "a dry run changes nothing there")
    expect("a release says how much it uploaded", publish(root, www), 0, "3 removed")
    second = live(www)
    same = os.stat("%s/releases/%s/robots.txt" % (www, second))
    check(same.st_nlink == 2, "a file that is the same is kept once for both releases")
    before = tree(www)
    expect("a dry run of a rollback says what it would do", rollback(www, "--dry-run"), 0,
           "release %s would be live" % first, second)
    check(tree(www) == before, "a dry run of a rollback changes nothing")
    expect("a rollback returns to the release before", rollback(www), 0, "release %s is live" % first)
    check(live(www) == first, "the release before is live")
    expect("before the first there is none", rollback(www), 2, "there is no release before the one that is live")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    build(root, "--quiet")
    publish(root, www)
    third = live(www)
    check(third.startswith("000003-") and releases(www) == [first, third],
          "a release that was rolled back from is gone with the next", releases(www))
    expect("a rollback after that returns to what was live before", rollback(www), 0, "release %s is live" % first)
    for number in range(4):
        publisher.set_mark(root, "number %d" % number)
        build(root, "--quiet")
        publish(root, www, "--keep", "3")
    check(len(releases(www)) == 3 and live(www) == releases(www)[-1], "so many releases are kept as was asked for", releases(www))
    page = "%s/releases/%s/en/index.html" % (www, live(www))
    with open(page, "a", encoding="utf-8") as file:
        file.write("changed")
    expect("a release that was changed there is published anew", publish(root, www), 0, "1 uploaded")
    check(contents(www + "/current") == contents(root + "/site"), "what is live then is the site")
    with open(www + "/current/notes.txt", "w", encoding="utf-8") as file:
        file.write("somebody else's\n")
    expect("so is one to which something was added", publish(root, www), 0, "0 uploaded, 1 removed")
    check(contents(www + "/current") == contents(root + "/site"), "what is live then is the site and no more")


def without_powers(arguments):
    """Root is stopped by no permission until it gives up its powers."""
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--", *arguments] if IS_ROOT else arguments


def check_permissions(root):
    www = os.path.join(WORK, "closed")
    publish(root, www)
    publisher.set_mark(root, "closed")
    build(root, "--quiet")
    found = contents(www + "/current")
    for place in (".viceversa", "releases", "."):
        os.chmod(os.path.join(www, place), 0o555)
        answer = subprocess.run(without_powers([publisher.BINARY, "publish", www]), cwd=root, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, encoding="utf-8", check=False)
        os.chmod(os.path.join(www, place), 0o755)
        check(answer.returncode == 3 and "ermission denied" in answer.stdout and contents(www + "/current") == found,
              "without permission to write in '%s' what is live stays" % place, answer.stdout)
    expect("with permission it is published", publish(root, www), 0)
    check(litter(www) == [], "and nothing is left of the attempts", litter(www))


def check_full_disk(root):
    """On a file system of its own, where that is permitted."""
    script = """
set -e
mount -t tmpfs -o size=1500k tmpfs "$1"
"$2" publish "$1/www"
cp -R "$1/www/current/" "$3/before"
echo full >"$1/filler"; dd if=/dev/zero of="$1/filler" bs=1k 2>/dev/null || true
dd if=/dev/null of="$1/filler" bs=1k seek="$(($(du -k "$1/filler" | cut -f 1) - 60))" 2>/dev/null
status=0; "$2" publish --root "$4" "$1/www" || status=$?
echo "status $status"
cp -R "$1/www/current/" "$3/after"
rm "$1/filler"
ls -A "$1/www/.viceversa" | sed 's/^/left: /'
"$2" publish --root "$4" "$1/www"
cp -R "$1/www/current/" "$3/new"
"""
    other = publisher.site("other", mark="quite another")
    kept = os.path.join(WORK, "kept")
    mount = os.path.join(WORK, "mount")
    os.mkdir(kept)
    os.mkdir(mount)
    unshare = ["unshare", "--mount"] if IS_ROOT else ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*unshare, "mount", "-t", "tmpfs", "tmpfs", mount], stderr=subprocess.DEVNULL, check=False).returncode:
        print("ok: no file system can be mounted here, so none was filled")
        return
    answer = subprocess.run([*unshare, "sh", "-c", script, "sh", mount, publisher.BINARY, kept, other], cwd=root,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
    said = answer.stdout
    check(answer.returncode == 0 and "status 3" in said and "No space left on device" in said
          and "cannot upload the site" in said, "a full disk is a failure that says so", said)
    check(contents(kept + "/before") == contents(kept + "/after") == contents(root + "/site"),
          "a full disk leaves what is live")
    check(contents(kept + "/new") == contents(other + "/site"), "with room again the site is published", said)
    check("left: new" not in said and "left: old" not in said, "what filled the disk is gone at once", said)


def check_together(roots):
    """Publishes at the same time wait for one another."""
    www = os.path.join(WORK, "together")
    answers = []
    threads = [threading.Thread(target=lambda root=root: answers.append(publish(root, www))) for root in roots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(all(status == 0 for status, _ in answers), "publishes at the same time come to their end", answers)
    check(any("another publish is at work there" in said for _, said in answers), "those that wait say so", answers)
    found = contents(www + "/current")
    check(found in [contents(root + "/site") for root in roots], "what is live then is one of the sites")
    check(len(releases(www)) == len(roots) and litter(www) == [], "each has made a release, and nothing else is left",
          releases(www) + litter(www))


def check_lock(root):
    """A lock that nobody holds keeps nobody out."""
    www = os.path.join(WORK, "lock")
    publish(root, www)
    ended = subprocess.Popen(["true"])
    ended.wait()
    for name, text in (("of a process that has ended", "%d %s\n" % (ended.pid, os.uname().nodename)),
                       ("of a process that is no publish", "%d %s\n" % (os.getppid(), os.uname().nodename)),
                       ("that is empty", "")):
        with open(www + "/.viceversa/lock", "w", encoding="utf-8") as file:
            file.write(text)
        publisher.set_mark(root, name)
        build(root, "--quiet")
        expect("a lock %s keeps nobody out" % name, publish(root, www), 0, "is live at")
    with open(www + "/.viceversa/lock", "w", encoding="utf-8") as file:
        file.write("1 another-machine\n")
    publisher.set_mark(root, "another machine")
    build(root, "--quiet")
    process = publisher.start(root, "publish", www)
    time.sleep(1)
    waits = process.poll() is None
    os.remove(www + "/.viceversa/lock")
    said, _ = process.communicate(timeout=60)
    check(waits and process.returncode == 0 and "'1 another-machine'" in said,
          "a lock of another machine is waited for, and named", said)


def connections(log):
    with open(log, encoding="utf-8") as file:
        return file.read().count("Accepted publickey")


def check_sharing(root, environment, log):
    """A publish makes one connection, and leaves nothing of it on this machine."""
    here = os.path.join(WORK, "t")
    folder = "%s/viceversa-%d" % (here, os.geteuid())
    environment = dict(environment, TMPDIR=here)
    os.makedirs(folder, mode=0o700)
    www = "web:" + os.path.join(WORK, "shared")
    before = connections(log)
    expect("a publish with a folder that a killed one left", publish(root, www, env=environment), 0, "is live at")
    check(connections(log) == before + 1, "a publish makes one connection", connections(log) - before)
    check(os.listdir(here) == [], "a publish over ssh leaves no folder for its connection", os.listdir(here))
    expect("a rollback that fails", rollback(www, env=environment), 2, "no release before")
    check(os.listdir(here) == [], "nor does one that fails", os.listdir(here))
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(publish(root, www, env=environment))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check([status for status, _ in answers] == [0] * 4 and os.listdir(here) == [],
          "nor do several at the same time", (answers, os.listdir(here)))
    os.mkdir(folder, mode=0o755)
    before = connections(log)
    expect("a folder that others may look into is not used", publish(root, www, env=environment), 0)
    check(connections(log) > before + 1 and os.listdir(here) == [os.path.basename(folder)], "and not removed",
          (connections(log) - before, os.listdir(here)))


def check_remote(root):
    """What can be wrong on the way to another machine, and on it."""
    www = os.path.join(WORK, "remote")
    there = os.path.join(WORK, "there")
    os.mkdir(there)
    server, environment = publisher.sshd("ssh", "SetEnv TMPDIR=%s" % there)
    with server:
        expect("a dry run over ssh lists what would be added", publish(root, "web:" + www, "--dry-run", env=environment), 0,
               "added:   en/smtp/250.html")
        check(not os.path.exists(www), "a dry run over ssh writes nothing")
        check_sharing(root, environment, server.log)
        odd = os.path.join(WORK, "r 'e\"m$o;t[e]*\\x`y`")
        os.mkdir(os.path.join(WORK, "r 'e\"m$o;te\\x`y`"))  # what a pattern would find
        for mark in ("one", "two"):
            publisher.set_mark(root, mark)
            build(root, "--quiet")
            expect("odd letters in a name are no matter for any shell: %s" % mark,
                   publish(root, "web:" + odd, env=environment), 0, "is live at")
        check(contents(odd + "/current") == contents(root + "/site"), "the site is in the folder with odd letters")
        expect("a dry run over ssh lists what would change", publish(root, "web:" + odd, "--dry-run", env=environment), 0,
               "0 added, 0 changed, 0 removed")
        expect("a rollback over ssh", rollback("web:" + odd, env=environment), 0, "is live at")
        check(os.listdir(there) == [], "no temporary file stays on the other machine", os.listdir(there))
        os.remove(os.path.join(WORK, "ssh/known_hosts"))
        expect("a machine that ssh does not know is not published to", publish(root, "web:" + www, env=environment), 3,
               "Host key verification failed", "cannot reach 'web:")
    expect("a machine that does not answer is a failure", publish(root, "web:" + www, env=environment), 3,
           "Connection refused", "cannot reach 'web:", "ssh says above why")
    expect("a name that means no machine is a failure", publish(root, "no-such-machine.invalid:/x", env=environment), 3,
           "cannot reach 'no-such-machine.invalid:/x'")
    bare = os.path.join(WORK, "bare")
    os.mkdir(bare)
    for tool in "cat cmp cut date dd expr find kill ln ls mkdir mv printf ps rm sed sh sleep sync uname wc".split():
        os.symlink(shutil.which(tool) or "/bin/" + tool, os.path.join(bare, tool))
    server, environment = publisher.sshd("bare-ssh", "SetEnv PATH=%s" % bare)
    with server:
        expect("a machine without rsync is a failure", publish(root, "web:" + www, env=environment), 3,
               "there is no rsync at 'web:", "install it there")
        os.symlink(shutil.which("rsync"), bare + "/rsync")
        expect("a machine needs nothing but a shell, POSIX and rsync", publish(root, "web:" + www, env=environment), 0, "is live at")
    environment = dict(os.environ, PATH=bare)
    os.remove(bare + "/rsync")
    expect("this machine without rsync is a failure", publish(root, os.path.join(WORK, "here"), env=environment), 3,
           "there is no rsync at", "install it there")


def main():
    root = publisher.site("site", mark="A")
    other = publisher.site("two", mark="B", tags=["de", "en"])
    check_sites(root, other)
    check_rules()
    check_pseudo(root)
    check_only_ours(root)
    check_places(root)
    check_changes(root)
    check_permissions(root)
    check_full_disk(root)
    check_together([root, other, os.path.join(WORK, "other")])
    check_lock(root)
    check_remote(root)


main()
