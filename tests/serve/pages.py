"""Every page is the one that a build writes, at the address that its links have."""

import glob
import os
import subprocess

from support import BINARY, GOLDEN, REPOSITORY, TAG, WORK, Preview, check, copy, read, stop, write

# Every how many files of a large site one is looked at.
STEP = 97

# Where the golden sites are published, and whether their addresses have suffixes.
PLACES = {"codes": ("/", True), "knots": ("/knoten/", False)}


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(above, name), folder)
                  for above, _, names in os.walk(folder) for name in names)


def published_path(file, base, clean):
    """The address of a file, by the words of the manual."""
    if clean and file.endswith(".html") and not file.startswith("assets/"):
        file = file[: -len(".html")]
        if file == "index" or file.endswith("/index"):
            file = file[: -len("index")]
    return base + file


def compare(preview, folder, files, base, clean):
    """In what the preview differs from files that a build wrote."""
    wrong = []
    for file in files:
        with open(os.path.join(folder, file), "rb") as expected:
            answer = preview.ask(published_path(file, base, clean))
            if answer.status != 200 or answer.page != expected.read():
                wrong.append("%s: status %d, %d bytes" % (file, answer.status, len(answer.body)))
            is_page = file.endswith(".html")
            if len(answer.states) != is_page:
                wrong.append("%s: %d tags" % (file, len(answer.states)))
    return "\n".join(wrong)


def golden(name):
    folder = os.path.join(GOLDEN, name)
    arguments = os.path.join(folder, "arguments")
    more = read(arguments).split("\n") if os.path.exists(arguments) else []
    preview = Preview(folder, *[word for word in more if word])
    expected = os.path.join(folder, "expected")
    wrong = compare(preview, expected, files_below(expected), *PLACES[name])
    check(not wrong, "every page of '%s' has the bytes of a build" % name, wrong)
    check(preview.start == published_path("index.html", *PLACES[name]), "'%s' begins at its own address" % name,
          preview.line)
    return preview


def built(*arguments):
    folder = os.path.join(WORK, "site-%d" % len(arguments))
    subprocess.run([BINARY, "build", "--quiet", "--root", REPOSITORY, "--output", folder, *arguments], check=True)
    return folder


def project():
    folder = built()
    preview = Preview(REPOSITORY)
    # In the place of the service worker stands one of the preview's own.
    files = [file for file in files_below(folder) if file != "sw.js"]
    chosen = [file for file in files if "/smtp/" not in file] + files[::STEP]
    wrong = compare(preview, folder, chosen, "/", False)
    check(not wrong, "pages of the project's own site have the bytes of a build", wrong)
    return preview


def worker():
    root = copy(os.path.join(GOLDEN, "codes"), "worker")
    write(os.path.join(root, "templates/assets/sw.js"), "addEventListener('fetch', keep);\n")
    preview = Preview(root)
    answer = preview.ask("/sw.js")
    check(answer.status == 200 and b"registration.unregister()" in answer.body and b"keep);" not in answer.body
          and answer.headers["Content-Type"] == "text/javascript; charset=utf-8",
          "a service worker that would keep pages is not given to the browser", answer.body)
    stop(preview, "a preview of a site with a service worker")


def options():
    arguments = ["--pseudo", "--base-url=https://example.org/a/b", "--locale=ar-XB", "--locale=ja"]
    folder = built(*arguments)
    preview = Preview(REPOSITORY, *arguments)
    files = [file for file in files_below(folder) if file.endswith(".html")][::STEP]
    wrong = compare(preview, folder, files, "/a/b/", False)
    check(files and not wrong, "options of a build mean the same in the preview", wrong)
    check(preview.ask("/a/b/en/index.html").status == 404, "a locale that was not asked for has no pages")
    check(preview.ask("/").headers["Location"] == "/a/b/index.html", "the root of the host leads to the site")
    stop(preview, "a preview with options")


def redirects(plain, clean):
    for preview, path, expected in [
        (plain, "/", "/index.html"), (plain, "/en", "/en/index.html"), (plain, "/en/", "/en/index.html"),
        (plain, "/en/smtp/250", "/en/smtp/250.html"), (plain, "/en/smtp/334-vs-250", "/en/smtp/250-vs-334.html"),
        (plain, "/en/smtp/334-vs-250.html", "/en/smtp/250-vs-334.html"),
        (plain, "/en/smtp/?q=550%20x&y", "/en/smtp/index.html?q=550%20x&y"),
        (clean, "/index.html", "/"), (clean, "/en", "/en/"), (clean, "/en/plp/ok.html", "/en/plp/ok"),
        (clean, "/en/plp/450-vs-ok", "/en/plp/ok-vs-450"), (clean, "/en/plp/450-vs-ok.html", "/en/plp/ok-vs-450"),
    ]:
        answer = preview.ask(path)
        check((answer.status, answer.headers["Location"]) == (307, expected), "%s leads to %s" % (path, expected),
              "%d to %s" % (answer.status, answer.headers["Location"]))


def others(preview, folder):
    for path, file in [
        ("/en/smtp/999.html", "en/404.html"), ("/en/smtp/250-vs-250.html", "en/404.html"),
        ("/ja/smtp/nothing", "ja/404.html"), ("/ja/a/b/c/", "ja/404.html"), ("/xx/", "404.html"),
        ("/content/site.yaml", "404.html"), ("/.viceversa/other", "404.html"),
    ]:
        with open(os.path.join(folder, file), "rb") as page:
            expected = page.read()
        answer = preview.ask(path)
        check(answer.status == 404 and answer.page == expected and len(answer.states) == 1,
              "%s gets the page for wrong addresses: %s" % (path, file), answer.status)
    # The project's style sheet and icon, whose names change with their bytes.
    style, icon = [os.path.relpath(glob.glob(os.path.join(folder, "assets", name))[0], folder)
                   for name in ("style.*.css", "icon.*.svg")]
    for path, expected in [
        ("/index.html", "text/html; charset=utf-8"), ("/" + style, "text/css; charset=utf-8"),
        ("/" + icon, "image/svg+xml"), ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml"), ("/.viceversa/preview.js", "text/javascript; charset=utf-8"),
    ]:
        got = preview.ask(path).headers["Content-Type"]
        check(got == expected, "%s is %s" % (path, expected), got)
    script = preview.ask("/.viceversa/preview.js").body
    check(b"EventSource" in script and not TAG.search(script), "the script comes from the preview itself")


knots = golden("knots")
codes = golden("codes")
own = project()
redirects(own, codes)
others(own, os.path.join(WORK, "site-0"))
options()
worker()
stop(knots, "the preview of 'knots'")
stop(codes, "the preview of 'codes'")
stop(own, "the preview of the project")
