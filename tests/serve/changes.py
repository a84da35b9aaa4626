"""What is saved is on the page at once, and what is wrong is said and does no harm."""

import os
import shutil
import subprocess
import threading
import time

from support import BINARY, GOLDEN, TAG, Preview, Stream, check, copy, read, stop, wait_for, write, write_in_place

PAGE = "/en/plp/ok-vs-450"
ENTRY = "content/plp/450.yaml"


class Session:
    """A preview of a copy of a golden site, and a browser that listens."""

    def __init__(self, name):
        self.root = copy(os.path.join(GOLDEN, "codes"), name)
        self.preview = Preview(self.root)
        self.stream = Stream(self.preview)
        self.first = self.event = self.stream.next()

    def path(self, file):
        return os.path.join(self.root, file)

    def edit(self, file, old, new):
        text = read(self.path(file))
        if old not in text:
            raise RuntimeError("%s has no %r" % (file, old))
        write(self.path(file), text.replace(old, new, 1))

    def next(self):
        self.event = self.stream.next()
        return self.event

    def settle(self):
        """Waits until all that was written has been read."""
        while not self.stream.is_silent(0.5):
            self.next()

    def page(self, path=PAGE):
        return self.preview.follow(path)

    def shows(self, text, path=PAGE):
        return text.encode() in self.page(path).body

    def end(self, name):
        self.stream.close()
        stop(self.preview, name)


def saves():
    session = Session("saves")
    state = session.first["state"]
    check(session.page().states == [state], "a page knows of which state it is", session.page().states)
    begin = time.monotonic()
    session.edit(ENTRY, "name: ", "name: Truly ")
    event = session.next()
    check(session.shows("Truly ") and time.monotonic() - begin < 5, "a save is on the page soon", time.monotonic() - begin)
    check(event["state"] != state and not event["stopped"], "a save makes a new state", event)
    check(session.page().states == [event["state"]], "the page is of the new state")
    write(session.path(ENTRY), read(session.path(ENTRY)))
    check(session.stream.is_silent(1), "a save of the same bytes is no news")

    path = session.path(ENTRY)
    write_in_place(path, read(path).replace("Truly", "In-place"))
    check(wait_for(lambda: session.shows("In-place")), "an editor may write into the file")
    write_in_place(path + ".tmp", read(path).replace("In-place", "Renamed"))
    os.rename(path + ".tmp", path)
    check(wait_for(lambda: session.shows("Renamed")), "an editor may save by renaming a new file")
    os.rename(path, path + "~")
    write_in_place(path, read(path + "~").replace("Renamed", "Backed-up"))
    check(wait_for(lambda: session.shows("Backed-up")), "an editor may keep the old file as a backup")

    session.edit("templates/page.html", "</head>", '<meta name="x" content="y">\n</head>')
    check(wait_for(lambda: session.shows('<meta name="x" content="y">')), "a template is read again")
    write(session.path("templates/assets/new.css"), "b { color: red }\n")
    check(wait_for(lambda: session.page("/assets/new.css").status == 200), "a new asset is there")
    os.remove(session.path("templates/assets/new.css"))
    check(wait_for(lambda: session.page("/assets/new.css").status == 404), "an asset that was removed is gone")
    session.end("a preview of saves")


def folders():
    session = Session("folders")
    shutil.copytree(session.path("locales/ja"), session.path("locales/fr"))
    session.edit("locales/fr/locale.yaml", "tag: ja", "tag: fr")
    check(wait_for(lambda: session.page("/fr/").status == 200), "a new locale has pages")
    session.settle()
    session.edit("locales/fr/locale.yaml", "tag: fr", "tag: ja")
    check(session.next()["stopped"], "a file in a new folder is watched", session.event)
    session.edit("locales/fr/locale.yaml", "tag: ja", "tag: fr")

    # As a checkout of another branch does it.
    shutil.copytree(session.path("content"), session.path("content.new"))
    os.rename(session.path("content"), session.path("content.old"))
    os.rename(session.path("content.new"), session.path("content"))
    session.edit(ENTRY, "name: ", "name: Exchanged ")
    check(wait_for(lambda: session.shows("Exchanged")), "a folder that takes the place of another is watched")
    for again in ["", " again"]:
        shutil.copytree(session.path("content/bell"), session.path("content/gong"))
        check(wait_for(lambda: session.page("/en/gong/").status == 200), "a new collection has pages" + again)
        shutil.rmtree(session.path("content/gong"))
        check(wait_for(lambda: session.page("/en/gong/").status == 404), "a collection that was removed is gone" + again)
    session.end("a preview of folders")


def findings():
    session = Session("findings")
    state, page = session.first["state"], session.page().page
    session.edit(ENTRY, "class: ", "class: \"</script><script>alert(1)</script>&\" # ")
    event = session.next()
    found = [finding for finding in event["findings"] if finding["severity"] == "error"]
    check(event["stopped"] and event["errors"] == len(found) == 1, "a mistake is said", event)
    check(found[0]["path"].endswith(ENTRY) and found[0]["name"] == "unknown-class" and found[0]["line"] > 1
          and found[0]["column"] == 8 and "</script>" in found[0]["message"] and "^~~" in found[0]["quote"],
          "with its place, its name, its message and its line", found)
    check(event["state"] == state and session.page().page == page, "the last good page stays")
    check(ENTRY in session.preview.errors() and "[unknown-class]" in session.preview.errors(),
          "the terminal says it as well", session.preview.errors())
    late = Stream(session.preview)
    check(late.next() == event, "who comes later hears of it")
    late.close()

    session.edit(ENTRY, "class: \"</script><script>alert(1)</script>&\" # ", "class: ")
    event = session.next()
    check(event["state"] == state and not event["stopped"] and event["errors"] == 0,
          "with the mistake mended the page need not even be loaded again", event)

    write(session.path("content/plp/notes.txt"), "x")
    event = session.next()
    check(event["state"] != state and not event["stopped"] and
          "unknown-file" in [finding["name"] for finding in event["findings"]], "a warning stops nothing", event)
    for file, text in [("templates/pair.html", "{for a in}"), (ENTRY, "\0\0\0"), ("content/site.yaml", ""),
                       ("locales/en/locale.yaml", "tag: [")]:
        good = read(session.path(file))
        session.edit(file, good, text)
        event = session.next()
        check(event["stopped"] and event["errors"] > 0 and session.page().page == page, "%s may be broken" % file, event)
        session.edit(file, text, good)
        check(not session.next()["stopped"] and session.page().page == page, "%s may be mended" % file)
    os.rename(session.path("content"), session.path("away"))
    check(session.next()["stopped"] and session.page().page == page, "even all of it may be away")
    os.rename(session.path("away"), session.path("content"))
    check(not session.next()["stopped"] and session.page().page == page, "and come back")
    session.end("a preview of findings")


def broken_from_the_start():
    root = copy(os.path.join(GOLDEN, "codes"), "broken")
    template = os.path.join(root, "templates/page.html")
    good = read(template)
    write(template, good.replace("{title}", "{titel}"))
    preview = Preview(root)
    stream = Stream(preview)
    event = stream.next()
    answer = preview.ask("/en/")
    check(event["stopped"] and event["state"] == "none" and answer.states == ["none"], "a site may be broken from the start")
    check(answer.status == 503 and b"template-name" in answer.body and b"page.html:" in answer.body
          and answer.headers["Content-Type"] == "text/html; charset=utf-8", "its page tells what is wrong", answer.body)
    check(b"<title>{titel}" not in answer.body and b"&lt;title&gt;{titel}" in answer.body, "what it quotes is text",
          answer.body)
    check(preview.ask("/assets/style.css").status == 503, "it has no other pages")
    write(template, good)
    event = stream.next()
    check(event["state"] != "none" and preview.ask("/en/").status == 200, "it shows the site as soon as it is mended", event)

    # Fails on a single page, which no look at one page of each kind finds.
    pair = os.path.join(root, "templates/pair.html")
    write(pair, read(pair) + '{if heading == "PLP 450 Busy vs 550 Gone"}{1 / heading}{end}')
    stream.next()
    wrong = [path for path in ("/en/plp/ok-vs-450", "/en/plp/450-vs-550") if preview.ask(path).status not in (200, 500)]
    check(not wrong and preview.ask("/en/").status == 200, "a template that fails on a page is told on that page", wrong)
    stream.close()
    stop(preview, "a preview that began broken")


def strict():
    root = copy(os.path.join(GOLDEN, "knots"), "strict")
    # Until now it has a warning, as most sites have.
    subprocess.run([BINARY, "locale", "accept", "--quiet", "--root", root, "en"], check=True)
    preview = Preview(root, "--strict")
    stream = Stream(preview)
    page = preview.follow("/de/")
    check(not stream.next()["stopped"] and page.status == 200, "with --strict a site without warnings is shown", page.status)
    write(os.path.join(root, "content/notes.txt"), "x")
    event = stream.next()
    check(event["stopped"] and event["errors"] == 0 and event["warnings"] > 0, "with --strict a warning stops", event)
    check(preview.follow("/de/").page == page.page, "and the last good page stays")
    stream.close()
    stop(preview, "a strict preview")


def storms():
    session = Session("storms")
    session.preview.ask(PAGE)
    for number in range(200):
        write(session.path("templates/assets/storm-%d.css" % number), "/* %d */\n" % number)
    check(wait_for(lambda: session.page("/assets/storm-199.css").status == 200), "a storm of saves is seen to its end")
    session.stream.close()
    session.stream = Stream(session.preview)
    session.next()
    events = 0
    for number in range(100):
        write(session.path("templates/assets/storm-%d.css" % number), "/* again %d */\n" % number)
    while not session.stream.is_silent(1):
        session.next()
        events += 1
    check(0 < events < 50, "saves in quick succession are read together", events)
    session.end("a preview in a storm")


def load():
    """Whoever asks while the site is read again gets a whole page of one state."""
    session = Session("load")
    end, wrong, seen = time.monotonic() + 4, [], set()

    def ask():
        while time.monotonic() < end:
            answer = session.preview.ask(PAGE)
            words = [word for word in answer.page.split(b"Load") if word[:4].isdigit()]
            numbers = {word[:4] for word in words}
            if answer.status != 200 or len(TAG.findall(answer.body)) != 1 or len(numbers) > 1 or b"</html>" not in answer.body:
                wrong.append((answer.status, numbers))
            seen.update(numbers)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    good, number = read(session.path(ENTRY)), 1000
    while time.monotonic() < end:
        path = session.path(ENTRY)
        write(path + "~", good.replace("name: ", "name: Load%d " % number))
        os.rename(path + "~", path)
        number += 1
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    check(not wrong, "pages under load are whole and of one state", wrong[:3])
    check(len(seen) > 3, "pages under load change", seen)
    session.end("a preview under load")


def nothing_is_written():
    root = copy(os.path.join(GOLDEN, "codes"), "untouched")

    def snapshot():
        return subprocess.run(["find", root, "-printf", "%p %y %s %T@ %C@\n"], check=True, capture_output=True).stdout

    before = snapshot()
    preview = Preview(root)
    preview.ask(PAGE)
    stop(preview, "a preview that is only looked at")
    check(snapshot() == before, "the preview writes nothing")
    subprocess.run([BINARY, "build", "--quiet", "--root", root], check=True, stderr=subprocess.DEVNULL)
    session = Preview(root)
    stream = Stream(session)
    stream.next()
    shutil.rmtree(os.path.join(root, "site"))
    subprocess.run([BINARY, "build", "--quiet", "--root", root], check=True, stderr=subprocess.DEVNULL)
    check(stream.is_silent(1), "a build beside the preview is no news")
    stream.close()
    stop(session, "a preview beside a build")


for part in (saves, folders, findings, broken_from_the_start, strict, storms, load, nothing_is_written):
    part()
