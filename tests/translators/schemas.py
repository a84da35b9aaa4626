"""Editors know every file: the schema in its first line, with a stock validator."""

import json
import re

import jsonschema
import yaml

from support import ROOT, check, must, project, run_checks, viceversa

FIRST_LINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$")


class CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML with the types of the core schema of YAML 1.2, as editors read it."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in (
    ("null", r"^(?:null|Null|NULL|~|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    ("float", r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$", list("-+0123456789.")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def files():
    for folder in ("content", "locales"):
        yield from sorted((ROOT / folder).rglob("*.yaml"))


def kind_of(path):
    """The name of the schema that a file at this place should have."""
    parts = path.relative_to(ROOT).parts
    in_locale = parts[0] == "locales"
    name = parts[2:] if in_locale else parts[1:]
    special = {"locale.yaml": "locale", "glossary.yaml": "glossary", "documents.yaml": "documents"}
    if len(name) == 1 and name[0] in special:
        return special[name[0]]
    if name == ("site.yaml",):
        kind = "site"
    elif len(name) == 3 and name[1] == "pairs":
        kind = "pair"
    else:
        kind = "collection" if name[1] == "collection.yaml" else "entry"
    return kind + ("-translation" if in_locale else "")


def schema_of(path):
    """The file that the first line names; None where it names none."""
    match = FIRST_LINE.match(path.read_text(encoding="utf-8").split("\n", 1)[0])
    return None if match is None else (path.parent / match[1]).resolve()


def validator(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def errors(validate, text):
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validate.iter_errors(load(text))]


def load(text):
    return yaml.load(text, Loader=CoreLoader)


@check
def every_file_names_the_schema_of_its_kind_in_its_first_line():
    for path in files():
        named = schema_of(path)
        wanted = ROOT / "schema" / (kind_of(path) + ".json")
        if named != wanted:
            yield f"{path.relative_to(ROOT)}: its first line leads to {named} and not to {wanted}"
        elif not named.is_file():
            yield f"{path.relative_to(ROOT)}: there is no {named}"


@check
def every_file_fits_its_schema():
    known = {}
    count = 0
    for path in files():
        named = schema_of(path)
        if named is None or not named.is_file():
            continue
        if named not in known:
            known[named] = validator(named)
        for error in errors(known[named], path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(ROOT)}: {error}"
        count += 1
    if count < 20:
        yield f"only {count} files were looked at"


@check
def every_schema_is_what_the_program_prints():
    names = sorted(path.stem for path in (ROOT / "schema").glob("*.json"))
    # That of what is published is no schema of a source file, and written by hand.
    names.remove("published-collection")
    for name in names:
        if must(ROOT, "schema", name) != (ROOT / "schema" / f"{name}.json").read_text(encoding="utf-8"):
            yield f"schema/{name}.json is not what 'viceversa schema {name}' prints; run 'make schemas'"
    for name in sorted({kind_of(path) for path in files()} - set(names)):
        yield f"there is no schema/{name}.json"


@check
def a_wrong_key_and_a_wrong_kind_are_refused():
    for path in {kind_of(path): path for path in files()}.values():
        name = kind_of(path)
        validate = validator(ROOT / "schema" / f"{name}.json")
        text = path.read_text(encoding="utf-8")
        if name in ("documents", "glossary"):
            wrong = text + "\nsumary: [ list ]\n"
        else:
            wrong = text + "\nsumary: One sentence.\n"
        if not errors(validate, wrong):
            yield f"{name}: nothing is said of 'sumary'"
        first = next(iter(load(text)))
        if not errors(validate, yaml.safe_dump({**load(text), first: [["a"]]})):
            yield f"{name}: nothing is said of a list of lists at '{first}'"


@check
def what_a_schema_refuses_the_program_refuses():
    folder = project("site")
    for path in {kind_of(path): path for path in files()}.values():
        copy = folder / path.relative_to(ROOT)
        text = copy.read_text(encoding="utf-8")
        copy.write_text(text + "\nsumary: [ list ]\n", encoding="utf-8")
        done = viceversa(folder, "check")
        copy.write_text(text, encoding="utf-8")
        if done.returncode != 1 or "sumary" not in done.stderr:
            yield f"{path.relative_to(ROOT)}: status {done.returncode} with a key 'sumary'"


run_checks()
