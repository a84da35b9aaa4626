"""Reads pages for the tests: their texts in order, and where each of them stands."""

import html.parser

VOID = {"meta", "link", "br", "hr", "img", "input", "area", "base", "col", "source", "wbr"}
# Elements within a line of text; all others begin and end one.
INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "kbd", "samp"}
# Attributes that a reader sees or hears.
SPOKEN = ("title", "alt", "aria-label", "placeholder", "aria-description")


class Page(html.parser.HTMLParser):
    """runs: a list for each line of text, of (text, elements around it), where an
    element is its name and its attributes."""

    def __init__(self, text):
        super().__init__()
        self.open = []
        self.runs = [[]]
        self.attributes = []  # (value, element) of those that are read to somebody
        self.elements = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        element = (tag, dict(attributes))
        self.elements.append(element)
        if tag not in INLINE:
            self.runs.append([])
        for name in SPOKEN:
            if element[1].get(name):
                self.attributes.append((element[1][name], element))
        if tag == "meta" and element[1].get("name") == "description":
            self.attributes.append((element[1]["content"], element))
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.runs.append([])
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        if data.strip():
            self.runs[-1].append((data, list(self.open)))

    def of(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]
