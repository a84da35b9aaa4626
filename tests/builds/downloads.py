"""What readers download of a language: its pages as a zip, which works from a disk."""

import html
import io
import os
import posixpath
import re
import shutil
import zipfile

from support import TAGS, build, check, clean, contents, counts, differences, places, project, read, run, write

BASE = "https://viceversa.example/"
LINK = re.compile(r'<(?:a|link|script|img)\b[^>]*? (?:href|src)="([^"]*)"')


def set_site(root, **keys):
    path = os.path.join(root, "content/site.yaml")
    write(path, dict(read(path), **keys))


def name_of(tag):
    return tag + "/download.zip"


def unpack(bytes_of_zip):
    """The bytes of all files of a zip, by path; and when they are from."""
    with zipfile.ZipFile(io.BytesIO(bytes_of_zip)) as archive:
        return ({member.filename: archive.read(member) for member in archive.infolist()},
                {member.date_time for member in archive.infolist()})


def dead_links(files, folder):
    """The links of pages that lead to nothing on a disk, or to the site for nothing."""
    found = []
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for link in LINK.findall(data.decode()):
            link = html.unescape(link)
            here = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.split("#")[0] or posixpath.basename(path)))
            if "://" not in link and here not in files:
                found.append("%s: %s" % (path, link))
    return found


def on_a_disk(root, site):
    for tag in TAGS:
        folder = "viceversa.example-" + tag
        files, times = unpack(site[name_of(tag)])
        pages = [path for path in files if path.endswith(".html")]
        text = files["%s/%s/smtp/250-vs-334.html" % (folder, tag)].decode()
        home = site[tag + "/index.html"].decode()
        link = re.search(r'<a href="download.zip" download="%s.zip" type="application/zip">([^<]*)</a>' % re.escape(folder), home)
        own = {path for path in site if path.startswith(tag + "/") and path not in (name_of(tag), tag + "/404.html")}
        check({path[len(folder) + 1:] for path in files if path.split("/")[1] == tag} == own,
              "%s: all files of the language are in it, but for itself and the page for wrong addresses" % tag)
        check({path.split("/")[1] for path in files} == {tag, "assets", "index.html"},
              "%s: and of the others the start page and assets" % tag, sorted(files)[:9])
        check(not any("social" in path or path.endswith("sw.js") for path in files),
              "%s: nothing that only a published site has a use for" % tag)
        check(dead_links(files, folder) == [], "%s: no link is dead on a disk" % tag, dead_links(files, folder)[:9])
        check(all('href="%s%s/smtp/250-vs-334' % (BASE, other) in text for other in TAGS if other != tag),
              "%s: other languages are at their address" % tag)
        check("download.zip" not in files["%s/%s/index.html" % (folder, tag)].decode(),
              "%s: the home page in it offers nothing to download" % tag)
        check(link is not None and str(len(pages)) in link[1], "%s: its link tells how many pages it has" % tag,
              (link and link[1], len(pages)))
        check(times == {(1980, 1, 1, 0, 0, 0)}, "%s: its files have the time of archives" % tag, times)


def same_bytes(root, site):
    check(differences(clean(root, "--jobs", "8"), site) == [], "any number of threads makes the same")
    there = dict(os.environ, TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    shutil.rmtree(os.path.join(root, "clean"))
    run(root, "build", "--output", "clean", env=there)
    check(differences(contents(os.path.join(root, "clean")), site) == [], "and any time zone")
    shutil.rmtree(os.path.join(root, "clean"))
    status, said = run(root, "build", "--output", "clean", env=dict(os.environ, SOURCE_DATE_EPOCH="1700000000"))
    found = contents(os.path.join(root, "clean"))
    check(status == 0 and unpack(found[name_of("de")])[1] == {(2023, 11, 14, 22, 13, 20)},
          "SOURCE_DATE_EPOCH is the time of its files", said)
    status, said = run(root, "build", env=dict(os.environ, SOURCE_DATE_EPOCH="now"))
    check(status == 2 and "SOURCE_DATE_EPOCH is a number of seconds since 1970, not 'now'" in said,
          "what is no time is refused", said)
    # An archive, and parts of a site, have the same.
    build(root, "--archive", "site.zip")
    with open(os.path.join(root, "site.zip"), "rb") as file:
        check(differences(unpack(file.read())[0], site) == [], "a site in an archive has the same downloads")
    for part in ("1/3", "2/3", "3/3"):
        build(root, "--shard", part)
    run(root, "merge", "--output", "merged", "site-1-of-3", "site-2-of-3", "site-3-of-3")
    check(differences(contents(os.path.join(root, "merged")), site) == [], "and so has one that was built in parts")


def incremental(root, site):
    folder = os.path.join(root, "site")
    before = places(folder)
    check(counts(build(root)) == (0, len(site), 0), "nothing changed, so no download is made")
    path = os.path.join(root, "locales/de/smtp/250.yaml")
    write(path, dict(read(path), summary="250 heißt: ja."))
    build(root)
    after = places(folder)
    changed = {tag for tag in TAGS if before[name_of(tag)] != after[name_of(tag)]}
    check(changed == {"de"}, "only the language whose text changed has another download", changed)
    check(differences(contents(folder), clean(root)) == [], "the same as a new one")
    with open(os.path.join(root, "templates/assets/style.css"), "a", encoding="utf-8") as file:
        file.write("p { margin: 0; }\n")
    build(root)
    check(all(places(folder)[name_of(tag)] != after[name_of(tag)] for tag in TAGS) and
          differences(contents(folder), clean(root)) == [], "another asset changes all of them")
    with open(os.path.join(folder, name_of("fr")), "r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    build(root, "--verify")
    check(differences(contents(folder), clean(root)) == [], "--verify makes a damaged one anew")
    os.remove(os.path.join(folder, name_of("en")))
    build(root)
    check(differences(contents(folder), clean(root)) == [], "one that is gone is made anew")
    build(root, "--precompress", "gz,br")
    check(not any("download.zip." in path for path in contents(folder)), "none is compressed twice")
    build(root, "--locale", "en")
    check(all(name_of(tag) in contents(folder) for tag in TAGS), "a build of one language keeps those of the others")


def off(root):
    set_site(root, downloads="none")
    build(root)
    found = contents(os.path.join(root, "site"))
    check(not any(path.endswith(".zip") for path in found) and b"download.zip" not in found["de/index.html"],
          "without the option there are none, and no link")
    set_site(root, downloads="zip")


def main():
    root = project("downloads")
    set_site(root, downloads="zip")
    build(root)
    site = contents(os.path.join(root, "site"))
    on_a_disk(root, site)
    same_bytes(root, site)
    incremental(root, site)
    off(root)
    # Links that a server completes are of no use on a disk.
    set_site(root, clean_urls=True)
    on_a_disk(root, clean(root))
    # A language with gaps leads to the source's page.
    set_site(root, clean_urls=False)
    os.remove(os.path.join(root, "locales/de/smtp/250.yaml"))
    on_a_disk(root, clean(root))


main()
