"""Whatever is done to the manifest or to the folder, the site is never a wrong one."""

import glob
import os
import random
import shutil

from support import WORK, build, check, clean, contents, counts, differences, leftovers, places, project, read, run, write

random = random.Random(4)


def path(root, *names):
    return os.path.join(root, *names)


def get(name):
    with open(name, "rb") as file:
        return file.read()


def put(name, data):
    with open(name, "wb") as file:
        file.write(data)


def is_mended(root, expected, name, *arguments, says=None):
    status, said = run(root, "build", *arguments)
    wrong = differences(contents(path(root, "site")), expected)
    told = says is None or says in said
    check(status == 0 and not wrong and told and not leftovers(root), name, "%s\n%s" % (said, wrong))
    return said


def damaged(root, expected):
    manifest = path(root, "site.manifest")
    good = get(manifest)
    before = places(path(root, "site"))
    cases = [("cut to %d bytes" % length, good[:length], "is damaged")
             for length in (0, 1, 30, 79, 80, len(good) // 2, len(good) - 1)]
    for _ in range(12):
        place = random.randrange(16, len(good))
        changed = bytearray(good)
        changed[place] ^= 1 << random.randrange(8)
        cases.append(("with another byte %d" % place, bytes(changed), "is damaged"))
    cases.append(("of another version", good[:12] + b"\x63" + good[13:], "is of another version"))
    cases.append(("of the first version", b"viceversa manifest 1\n" + b"index.html\n" * 20, "is of another version"))
    for name, data, reason in cases:
        put(manifest, data)
        is_mended(root, expected, "a manifest " + name, says="the manifest of 'site' %s" % reason)
    check(places(path(root, "site")) == before, "a lost manifest is no reason to write a page again")


def of_another_site(root, expected):
    other = project("other")
    build(other, "--base-url", "https://other.example/")
    shutil.copy(path(other, "site.manifest"), path(root, "site.manifest"))
    is_mended(root, expected, "the manifest of another site")


def swap(one, other):
    os.rename(one, one + ".x")
    os.rename(other, one)
    os.rename(one + ".x", other)


def replace(name):
    os.remove(name)
    put(name, b"another")


def cut(name):
    os.truncate(name, 100)


def append(name):
    with open(name, "ab") as file:
        file.write(b"edited")


def link(name):
    os.remove(name)
    os.symlink("404.html", name)


def lies(root, expected):
    site = path(root, "site")
    page, other = path(site, "de/smtp/250.html"), path(site, "de/smtp/354.html")
    cases = [
        ("a page that is gone", lambda: os.remove(page)),
        ("a page that was replaced", lambda: replace(page)),
        ("a page that became a link", lambda: link(page)),
        ("two pages that changed places", lambda: swap(page, other)),
        ("two languages that changed places", lambda: swap(path(site, "de"), path(site, "fr"))),
        ("two folders that changed places", lambda: swap(path(site, "de/smtp"), path(site, "fr/smtp"))),
        ("a folder that is gone", lambda: shutil.rmtree(path(site, "de/smtp"))),
        ("a site that is gone", lambda: shutil.rmtree(site)),
        ("a site that was emptied", lambda: [shutil.rmtree(site), os.mkdir(site)]),
        ("a style sheet that is gone", lambda: os.remove(glob.glob(path(site, "assets/style.*.css"))[0])),
    ]
    for name, function in cases:
        function()
        is_mended(root, expected, name)
    for name, function in (("a page that was edited", append), ("a page that was cut", cut)):
        function(page)
        run(root, "build")
        said = is_mended(root, expected, name + " is mended with --verify", "--verify")
        check(counts(said)[0] == 1, name + " is the one that --verify writes", said)
    check(counts(build(root, "--verify"))[0] == 0, "--verify writes nothing where nothing is wrong")


def gone_and_kept(root, expected):
    os.remove(path(root, "site/de/smtp/250.html"))
    run(root, "build", "--locale", "en")
    is_mended(root, expected, "a page that went before a build of another language")


def older_copies(root, expected):
    """A backup of the site comes back, with and without its manifest."""
    shutil.copytree(path(root, "site"), path(root, "backup"), symlinks=True)
    shutil.copy2(path(root, "site.manifest"), path(root, "backup.manifest"))
    entry = path(root, "content/smtp/250.yaml")
    old = read(entry)
    write(entry, dict(old, summary="250 is another."))
    build(root)
    newer = clean(root)
    shutil.rmtree(path(root, "site"))
    shutil.copytree(path(root, "backup"), path(root, "site"))
    is_mended(root, newer, "an older site with a newer manifest")
    shutil.copy2(path(root, "backup.manifest"), path(root, "site.manifest"))
    is_mended(root, newer, "a newer site with an older manifest")
    write(entry, old)
    shutil.copy2(path(root, "backup.manifest"), path(root, "site.manifest"))
    is_mended(root, expected, "a newer site with an older manifest and older sources")
    shutil.rmtree(path(root, "backup"))
    os.remove(path(root, "backup.manifest"))


def moved(root, expected):
    """The site and its manifest go elsewhere."""
    there = path(WORK, "there")
    os.mkdir(there)
    shutil.copytree(path(root, "site"), path(there, "site"))
    shutil.copy2(path(root, "site.manifest"), there)
    told = counts(build(root, "--output", path(there, "site")))
    check(told[0] == 0 and contents(path(there, "site")) == expected, "a copy of a site needs no page written", told)


def folder_in_the_place_of_a_page(root, expected):
    page = path(root, "site/de/smtp/250.html")
    os.remove(page)
    os.mkdir(page)
    put(path(page, "mine"), b"mine")
    status, said = run(root, "build")
    check(status == 3 and "cannot replace site/de/smtp/250.html: Is a directory" in said and get(path(page, "mine")) == b"mine",
          "a folder in the place of a page stays", said)
    shutil.rmtree(page)
    is_mended(root, expected, "and when it is gone the page comes back")


def findings_are_told_again():
    root = project("findings")
    build(root, "--locale", "en")
    build(root)
    put(path(root, "content/notes.txt"), b"mine")
    status, said = run(root, "build", "--strict")
    check(status == 1 and "[unknown-file]" in said, "a new file that is none is found in a site that is up to date", said)
    os.remove(path(root, "content/notes.txt"))
    build(root)
    os.mkdir(path(root, "locales/ko"))
    status, said = run(root, "build")
    check(status == 1 and "[missing-file]" in said, "so is a folder without a language", said)


def main():
    root = project("site")
    build(root)
    expected = clean(root)
    damaged(root, expected)
    of_another_site(root, expected)
    lies(root, expected)
    gone_and_kept(root, expected)
    older_copies(root, expected)
    moved(root, expected)
    folder_in_the_place_of_a_page(root, expected)
    findings_are_told_again()


if __name__ == "__main__":
    main()
