"""PO files: what is exported is a good file, what is imported is what was meant."""

import os
import re
import subprocess

import pofile
from support import (
    SOURCE, WORK, accept_all, changed_files, check, leaves, locales, must, project, read, replace_text, run_checks,
    small_project, snapshot, to_do, viceversa,
)

SITE = project("site")
EXPORTED = {}
for TAG in locales(SITE).values():
    must(SITE, "po", "export", TAG, "--output", WORK / f"{TAG}.po")
    EXPORTED[TAG] = (WORK / f"{TAG}.po").read_text(encoding="utf-8")
BEFORE = snapshot(SITE)
# The language in which the habits of other programs are tried.
TRIED = "de"
FOLDER_OF = {tag: folder for folder, tag in locales(SITE).items()}


def restore():
    for path in changed_files(BEFORE, snapshot(SITE)):
        if path in BEFORE:
            (SITE / path).write_bytes(BEFORE[path])
        else:
            (SITE / path).unlink()


def try_import(text):
    """Imports a text or bytes into the site, and sets that back.
    Returns: what the program says, the files that it changed, and their bytes."""
    path = WORK / "tried.po"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    done = viceversa(SITE, "po", "import", path)
    after = snapshot(SITE)
    changed = changed_files(BEFORE, after)
    parsed = {name: leaves(read(SITE / name)) for name in changed if name in after}
    restore()
    return done, changed, parsed


def kind_of(context):
    """Texts of the same kind of file under the same key are alike."""
    name, path = context.split(".", 1)
    kind = re.sub(r"[^/]*\d[^/]*$", "N", name)
    return kind + "." + ("messages" if name == "locale" else re.sub(r"\d", "N", path.split(".")[-1]))


def translated(tag):
    """A context of each kind of text that this language has, without arguments."""
    found = {}
    for context, message in pofile.messages(EXPORTED[tag]).items():
        if message["msgstr"] and "{" not in message["msgid"]:
            found.setdefault(kind_of(context), context)
    return found


def file_of(tag, context):
    name, path = context.split(".", 1)
    return f"locales/{FOLDER_OF[tag]}/{name}.yaml", tuple(path.split("."))


def expect_nothing(what, text):
    done, changed, _ = try_import(text)
    if done.returncode != 0 or done.stderr:
        yield f"{what}: status {done.returncode}: {done.stderr}"
    if changed:
        yield f"{what}: it changed {', '.join(changed)}"


def expect_one_text(what, text, context, string):
    """Expects that an import changes exactly one text, and nothing else."""
    done, changed, parsed = try_import(text)
    name, path = file_of(TRIED, context)
    if done.returncode != 0 or done.stderr:
        yield f"{what}: status {done.returncode}: {done.stderr}"
        return
    if changed != [name]:
        yield f"{what}: it changed {', '.join(changed) or 'nothing'} and not {name} alone"
        return
    before = leaves(read(SITE / name))
    others = sorted(
        ".".join(key) for key in before.keys() | parsed[name].keys()
        if before.get(key) != parsed[name].get(key) and key != path
    )
    if others:
        yield f"{what}: it changed {', '.join(others)} as well"
    if parsed[name].get(path, "").rstrip("\n") != string:
        yield f"{what}: {context} is '{parsed[name].get(path)}' now and not '{string}'"


@check
def msgfmt_accepts_every_export():
    for tag in EXPORTED:
        done = subprocess.run(
            ["msgfmt", "--check", "--output-file", os.devnull, str(WORK / f"{tag}.po")],
            capture_output=True, encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        if done.returncode != 0 or done.stderr:
            yield f"{tag}: status {done.returncode}: {done.stderr}"


@check
def an_export_is_the_same_each_time():
    elsewhere = {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8", "USER": "someone"}
    for tag, text in EXPORTED.items():
        viceversa(SITE, "po", "export", tag, "--output", WORK / "again.po", environment=elsewhere)
        if (WORK / "again.po").read_text(encoding="utf-8") != text:
            yield f"{tag}: another export is different"


@check
def an_import_of_the_export_changes_no_byte():
    for tag, text in EXPORTED.items():
        for fault in expect_nothing(tag, text):
            yield fault


@check
def the_source_language_is_refused():
    for arguments in (("po", "export", SOURCE), ("locale", "accept", SOURCE), ("locale", "status", SOURCE)):
        done = viceversa(SITE, *arguments)
        if done.returncode != 2 or f"'{SOURCE}' is the source language" not in done.stderr:
            yield f"{' '.join(arguments)}: status {done.returncode}: {done.stdout}{done.stderr}"
    text = EXPORTED[TRIED].replace(f"Language: {TRIED}\\n", f"Language: {SOURCE}\\n")
    done, _, _ = try_import(text)
    if done.returncode != 1 or "is in the source language" not in done.stderr:
        yield f"po import: status {done.returncode}: {done.stderr}"
    if changed_files(BEFORE, snapshot(SITE)):
        yield f"changed: {', '.join(changed_files(BEFORE, snapshot(SITE)))}"
        restore()


@check
def one_edited_message_changes_exactly_one_text():
    contexts = translated(TRIED)
    if len(contexts) < 10:
        yield f"only {len(contexts)} kinds of text are translated"
    for context in contexts.values():
        # A short title has room for 16 characters.
        string = 'Neu "\\ # und: x' if context == "site.short_title" else 'Eine "andere" Fassung \\ mit # und: Zeichen'
        for fault in expect_one_text(context, pofile.with_string(EXPORTED[TRIED], context, string), context, string):
            yield fault


@check
def a_new_translation_makes_its_file():
    missing = next(
        (context for context, message in pofile.messages(EXPORTED[TRIED]).items()
         if context.endswith(".summary") and not message["msgstr"]), None)
    if missing is None:
        # All is translated: take one away.
        missing = translated(TRIED)["smtp/N.summary"]
        (SITE / file_of(TRIED, missing)[0]).unlink()
    text = pofile.with_string(EXPORTED[TRIED], missing, "Ein neuer Satz.")
    path = WORK / "new.po"
    path.write_text(text, encoding="utf-8")
    done = viceversa(SITE, "po", "import", path)
    name, key = file_of(TRIED, missing)
    made = SITE / name
    if done.returncode != 0 or not made.is_file():
        yield f"status {done.returncode}: {done.stderr}"
    else:
        if leaves(read(made)).get(key) != "Ein neuer Satz.":
            yield made.read_text(encoding="utf-8")
        if missing in {context for _, _, context in to_do(SITE, TRIED)}:
            yield f"{missing} is not current"
        if not made.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../../../schema/"):
            yield "the new file names no schema"
    restore()


@check
def fuzzy_is_exactly_what_is_out_of_date():
    site = small_project("fuzzy")
    accept_all(site)
    changed = ["site.tagline", "locale.messages.differs"]
    for name, context in translated(TRIED).items():
        if name in ("smtp/N.fix", "smtp/N.summary", "smtp/pairs/N.verdict", "smtp/collection.title"):
            changed.append(context)
    for context in changed:
        name, path = context.split(".", 1)
        folder = f"locales/{SOURCE}" if name == "locale" else "content"
        replace_text(site / folder / f"{name}.yaml", path.split("."), "Something else now.")
    for tag in EXPORTED:
        must(site, "po", "export", tag, "--output", WORK / "fuzzy.po")
        found = pofile.messages((WORK / "fuzzy.po").read_text(encoding="utf-8"))
        fuzzy = {context for context, message in found.items() if message["fuzzy"]}
        wanted = {context for context in changed if found[context]["msgstr"]}
        listed = {context for _, state, context in to_do(site, tag) if state == "out of date"}
        if fuzzy != wanted or fuzzy != listed:
            yield f"{tag}: fuzzy is {sorted(fuzzy)}, changed was {sorted(wanted)}, listed is {sorted(listed)}"
        if len(wanted) < 4:
            yield f"{tag}: only {sorted(wanted)} have a translation"
    # The flag comes back as it went: nothing becomes current by itself.
    before = snapshot(site)
    must(site, "po", "import", WORK / "fuzzy.po")
    if changed_files(before, snapshot(site)):
        yield f"an import of fuzzy messages changed {', '.join(changed_files(before, snapshot(site)))}"


@check
def a_lost_argument_is_refused_with_its_place():
    context = next(c for c, m in pofile.messages(EXPORTED[TRIED]).items() if "{code}" in m["msgid"] and "{code}" in m["msgstr"])
    string = pofile.messages(EXPORTED[TRIED])[context]["msgstr"].replace("{code}", "Dieser Code")
    other = translated(TRIED)["site.tagline"]
    text = pofile.with_string(pofile.with_string(EXPORTED[TRIED], context, string), other, "Auch das ist anders.")
    wrapped = re.sub(r'^msgctxt "(.{4})(.*)"$', r'msgctxt ""\n"\1"\n"\2"', text, flags=re.M)
    for what, text in (("as exported", text), ("with wrapped contexts", wrapped)):
        done, changed, _ = try_import(text)
        line = text[: text.index(f'msgstr {pofile.quote(string)}')].rindex("msgctxt ")
        line = text[:line].count("\n") + 1
        if done.returncode != 1 or f"tried.po:{line}:1: error: '{context}' lacks {{code}}" not in done.stderr:
            yield f"{what}: status {done.returncode}, line {line} expected: {done.stderr}"
        if changed:
            yield f"{what}: it changed {', '.join(changed)}"


def tool(*arguments):
    """A PO file as one of gettext's programs leaves it."""
    return subprocess.run(
        [*map(str, arguments)], capture_output=True, check=True, encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    ).stdout


def habits(text):
    """A PO file as other programs leave it, by what they did to it."""
    yield "CRLF", text.replace("\n", "\r\n")
    obsolete = '\n#~ msgctxt "smtp/999.fix"\n#~ msgid "Gone"\n#~ msgstr "Weg"\n\n#~ msgid "Gone too"\n#~ msgstr ""\n'
    yield "obsolete entries", text + obsolete
    yield "a previous msgid", re.sub(r"^(?=msgctxt)", '#| msgctxt "old"\n#| msgid "Before\\\\n"\n#| "and after"\n', text, flags=re.M)
    yield "comments of translators", re.sub(r"^(?=#:|#\.)", "# Looked at by hand.\n", text, flags=re.M)
    yield "wrapped contexts", re.sub(r'^msgctxt "(.{4})(.*)"$', r'msgctxt ""\n"\1"\n"\2"', text, flags=re.M)
    parts = pofile.blocks(text)
    yield "another order", "\n\n".join([parts[0], *reversed(parts[1:])]) + "\n"
    yield "without places and comments", "\n".join(line for line in text.split("\n") if not re.match(r"#[.:]", line))
    yield "no line feed at the end", text.rstrip("\n")
    yield "only one message", "\n\n".join(parts[:2]) + "\n"
    fields = (
        '"Report-Msgid-Bugs-To: \\n"\n"POT-Creation-Date: 2026-01-02 03:04+0500\\n"\n'
        '"PO-Revision-Date: 2026-02-03 04:05+0000\\n"\n"Last-Translator: Käte <kaete@example.org>\\n"\n'
        '"Language-Team: German <https://example.org/de/>\\n"\n'
    )
    header = re.sub(r'"(PO-Revision|Last-Tr|Language-T).*\n', "", parts[0] + "\n")
    header = header.replace('"Language:', fields + '"Language:').rstrip("\n")
    header += '\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n"X-Generator: Weblate 5.4\\n"\n"X-Poedit-Basepath: ..\\n"'
    yield "a translator's header", "\n\n".join(["# German.\n# Käte, 2026.\n#" + "\n" + header, *parts[1:]]) + "\n"
    yield "a fuzzy header", "#, fuzzy\n" + text
    yield "a region behind the language", text.replace('"Language: de\\n"', '"Language: de_DE\\n"')


GETTEXT = (
    ("rewrapped lines", ("msgcat", "--width=40")),
    ("no wrapping", ("msgcat", "--no-wrap")),
    ("sorted", ("msgcat", "--sort-output")),
    ("everything escaped", ("msgcat", "--escape")),
    ("indented", ("msgcat", "--indent")),
)


@check
def the_habits_of_other_programs_change_no_text_and_lose_none():
    context = pofile.parse(pofile.blocks(EXPORTED[TRIED])[1])["msgctxt"]
    edited = pofile.with_string(EXPORTED[TRIED], context, "Ein anderes Wort")
    (WORK / "edited.po").write_text(edited, encoding="utf-8")
    reworked = [(what, tool(*command, WORK / "edited.po")) for what, command in GETTEXT]
    for what, text in [*habits(edited), *reworked]:
        for fault in expect_one_text(what, text, context, "Ein anderes Wort"):
            yield fault


@check
def a_byte_order_mark_is_named_and_nothing_written():
    done, changed, _ = try_import("\ufeff" + pofile.with_string(EXPORTED[TRIED], "site.tagline", "Neu."))
    if done.returncode != 1 or "tried.po:1:1: error: the file begins with a byte-order mark" not in done.stderr:
        yield f"status {done.returncode}: {done.stderr}"
    if changed:
        yield f"it changed {', '.join(changed)}"


run_checks()
