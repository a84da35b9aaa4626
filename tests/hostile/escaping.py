"""Whether texts come out as texts in every file of a site, with the parsers that readers and
machines use: python3 tests/hostile/escaping.py HARMLESS-SITE EVIL-SITE EVIL-TEXT

The two sites are of the same files, but for their texts: plain words in one, and in the
other what means something in HTML, XML, JSON or a template.  Where texts are texts, both
have the same elements and attributes.  A kind of file that is new needs a parser here."""

import html.parser
import json
import os
import sys
import xml.etree.ElementTree

HARMLESS, EVIL, TEXT = sys.argv[1:4]
# What a browser would run or follow.
UNSAFE = ("javascript:", "data:text", "vbscript:")
# What holds no texts of the author's: scripts and styles, and lists of addresses.
OWN = (".css", ".js", ".woff2", ".png", ".ico", ".conf", "_redirects")


class Page(html.parser.HTMLParser):
    """The elements of a page with the names of their attributes, and its texts."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.shape = []
        self.texts = []
        self.scripts = []
        self.unsafe = []
        self.within = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.within = tag
        self.shape.append((tag, tuple(sorted(name for name, _ in attrs))))
        kind = dict(attrs).get("type") or ""
        if tag == "script":
            self.scripts.append([kind, ""])
        for name, value in attrs:
            self.texts.append(value or "")
            if (value or "").strip().lower().startswith(UNSAFE) or name.startswith("on"):
                self.unsafe.append("%s=%s" % (name, value))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.within = None
        self.shape.append(("/" + tag, ()))

    def handle_data(self, data):
        if self.within == "script":
            self.scripts[-1][1] += data
        self.texts.append(data)

    def handle_comment(self, data):
        self.shape.append(("comment", ()))

    def handle_decl(self, decl):
        self.shape.append(("declaration", (decl,)))

    def unknown_decl(self, data):
        self.shape.append(("declaration", (data,)))

    def handle_pi(self, data):
        self.shape.append(("instruction", ()))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def json_texts(text):
    return list(strings(json.loads(text)))


def page(text):
    parsed = Page(text)
    for kind, script in parsed.scripts:
        if "json" in kind:
            parsed.texts += json_texts(script)
        elif TEXT in script:
            parsed.unsafe.append("a script with a text in it")
    return parsed.shape, parsed.texts, parsed.unsafe


def markup(text):
    root = xml.etree.ElementTree.fromstring(text)
    shape, texts = [], []
    for element in root.iter():
        shape.append((element.tag, tuple(sorted(element.attrib))))
        texts += [element.text or "", element.tail or "", *element.attrib.values()]
    return shape, texts, []


def data(text):
    # How many words an index has is no matter of escaping.
    return [], json_texts(text), []


def plain(text):
    return [], [text], []


PARSERS = {".html": page, ".xml": markup, ".svg": markup, ".rss": markup, ".atom": markup, ".json": data,
           ".webmanifest": data, ".txt": plain}


def read(site, name):
    with open(os.path.join(site, name), encoding="utf-8") as file:
        return file.read()


def check(name):
    suffix = os.path.splitext(name)[1]
    if name.endswith(OWN):
        same = open(os.path.join(HARMLESS, name), "rb").read() == open(os.path.join(EVIL, name), "rb").read()
        return [] if same else ["depends on texts, and nobody looks how"]
    if suffix not in PARSERS:
        return ["is of a kind that has no parser here"]
    try:
        harmless, evil = PARSERS[suffix](read(HARMLESS, name)), PARSERS[suffix](read(EVIL, name))
    except (ValueError, SyntaxError) as error:
        return ["cannot be parsed: %s" % error]
    wrong = ["holds %s" % unsafe for unsafe in evil[2]]
    if harmless[0] != evil[0]:
        place = next((i for i, pair in enumerate(zip(harmless[0], evil[0])) if pair[0] != pair[1]), min(len(harmless[0]), len(evil[0])))
        wrong.append("has other elements: %s instead of %s" % (evil[0][place:place + 3], harmless[0][place:place + 3]))
    if suffix == ".html" and not any(TEXT in text for text in evil[1]):
        wrong.append("does not show the text")
    if any("\x00" in text for text in evil[1]):
        wrong.append("holds a NUL")
    return wrong


def names(site):
    return sorted(os.path.relpath(os.path.join(above, name), site) for above, _, files in os.walk(site) for name in files)


def main():
    if names(HARMLESS) != names(EVIL):
        print("the sites have other files: %s" % sorted(set(names(HARMLESS)) ^ set(names(EVIL)))[:5])
    kinds = set()
    for name in names(EVIL):
        kinds.add(os.path.splitext(name)[1])
        for problem in check(name):
            print("%s %s" % (name, problem))
    if ".html" not in kinds or ".xml" not in kinds:
        print("there are no pages to look at")


main()
