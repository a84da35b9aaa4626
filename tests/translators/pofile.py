"""Reads PO files for the tests, without any of the program's own code."""

import re

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"\s*$')
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def unquote(line):
    return re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], QUOTED.search(line)[1])


def blocks(text):
    """The parts between blank lines: the header first, then a message each."""
    return [block for block in re.split(r"\n{2,}", text.strip("\n")) if block]


def parse(block):
    """One message: its parts by keyword, and 'fuzzy'."""
    message = {"fuzzy": False}
    keyword = None
    for line in block.split("\n"):
        if line.startswith("#"):
            message["fuzzy"] |= line.startswith("#,") and "fuzzy" in line
        elif line.startswith('"'):
            message[keyword] += unquote(line)
        else:
            keyword = line.split(" ", 1)[0]
            message[keyword] = unquote(line)
    return message


def messages(text):
    """The messages of a file by their contexts, without the header."""
    return {message["msgctxt"]: message for message in map(parse, blocks(text)) if "msgctxt" in message}


def quote(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def with_string(text, context, string):
    """The file with another translation in one message."""
    done = []
    for block in blocks(text):
        if parse(block).get("msgctxt") == context:
            block = block[: block.index("\nmsgstr ")] + "\nmsgstr " + quote(string)
        done.append(block)
    return "\n\n".join(done) + "\n"
