"""The files for machines: JSON, Atom, OpenSearch, llms.txt."""

import json
import re
import xml.etree.ElementTree as ElementTree

import feedparser
import jsonschema
import yaml

from support import ROOT, WORK, both, build, check, file_of, golden_with, run_checks, settings

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
TIME = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")


def locales(root):
    """The folders of the languages and their tags."""
    return {file.parent.name: yaml.safe_load(file.read_text(encoding="utf-8"))["tag"]
            for file in sorted(root.glob("locales/*/locale.yaml"))}


def collections(root):
    return sorted(file.parent.name for file in root.glob("content/*/collection.yaml"))


def each_data():
    for root, site, base in both():
        for folder, tag in locales(root).items():
            for name in collections(root):
                path = site / folder / f"{name}.json"
                yield root, site, base, folder, tag, name, path, json.loads(path.read_text(encoding="utf-8"))


@check
def each_collection_is_json_of_the_published_schema():
    schema = json.loads((ROOT / "schema" / "published-collection.json").read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    for *_, path, data in each_data():
        for error in kind(schema).iter_errors(data):
            yield f"{path}: {error.json_path}: {error.message[:200]}"


@check
def the_published_schema_knows_nothing_that_no_file_has():
    schema = json.loads((ROOT / "schema" / "published-collection.json").read_text(encoding="utf-8"))
    wanted = {"": set(schema["properties"]), "entries": set(schema["$defs"]["entry"]["properties"])}
    for *_, data in each_data():
        wanted[""] -= set(data)
        for entry in data["entries"]:
            wanted["entries"] -= set(entry)
    for place, names in wanted.items():
        for name in names - {"fallbacks"}:
            yield f"{place}.{name} is in no file"


@check
def the_data_are_those_of_the_files():
    for root, site, base, folder, tag, name, path, data in each_data():
        files = {file.stem: yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
                 for file in (root / "content" / name).glob("*.yaml") if file.stem != "collection"}
        if data["language"] != tag or {entry["code"] for entry in data["entries"]} != set(files):
            yield f"{path}: other codes or another language"
        for entry in data["entries"]:
            source = files[entry["code"]]
            own = root / "locales" / folder / name / f"{entry['code']}.yaml"
            own = yaml.load(own.read_text(encoding="utf-8"), yaml.BaseLoader) if own.is_file() else {}
            own = source if tag == settings(root)["source_locale"] else own
            for key in ("summary", "description", "when_seen", "fix"):
                text = own.get(key, source[key])
                if entry[key].strip() != text.strip() and key not in entry.get("fallbacks", {}):
                    yield f"{path}: {entry['code']}.{key} is another text"
                if (key in own) == (key in entry.get("fallbacks", {})):
                    yield f"{path}: {entry['code']}.{key} says that it is in another language, or does not"
            if entry["attributes"] != source.get("attributes", {}) or entry["class"] != source["class"]:
                yield f"{path}: {entry['code']} has other properties"


@check
def the_data_lead_to_pages_and_say_how_to_get_to_any_pair():
    for root, site, base, folder, tag, name, path, data in each_data():
        for item in [data, *data["entries"], *data["pairs"]]:
            if file_of(site, base, item["url"]) is None:
                yield f"{path}: {item['url']} leads nowhere"
        addresses = [entry["address"] for entry in data["entries"]]
        for i, first in enumerate(addresses):
            for second in addresses[i + 1:]:
                if not (site / folder / name / f"{first}-vs-{second}.html").is_file():
                    yield f"{path}: the pair of {first} and {second} has another address"


@check
def each_language_has_a_valid_feed():
    for root, site, base in both():
        for folder, tag in locales(root).items():
            path = site / folder / "feed.xml"
            parsed = feedparser.parse(path.read_bytes())
            if parsed.bozo or parsed.version != "atom10" or parsed.feed.get("language", tag) != tag:
                yield f"{path}: {parsed.get('bozo_exception', parsed.version)}"
            yield from faults_of_feed(path, ElementTree.parse(path).getroot(), site, base)


def one(element, name):
    """The text of the one element of a name (RFC 4287 has no room for a second)."""
    found = element.findall(ATOM + name)
    return found[0].text if len(found) == 1 else None


def faults_of_feed(path, feed, site, base):
    """What RFC 4287 asks for in sections 4.1.1 and 4.1.2."""
    links = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
    times = [one(feed, "updated")]
    ids = [one(feed, "id")]
    if feed.tag != ATOM + "feed" or not one(feed, "title") or feed.find(ATOM + "author/" + ATOM + "name") is None:
        yield f"{path}: it lacks what a feed has"
    if file_of(site, base, links["self"]) != path or file_of(site, base, links["alternate"]) is None:
        yield f"{path}: it is somewhere else"
    for entry in feed.findall(ATOM + "entry"):
        alternates = [link.get("href") for link in entry.findall(ATOM + "link") if link.get("rel") == "alternate"]
        times.append(one(entry, "updated"))
        ids.append(one(entry, "id"))
        if not one(entry, "title") or not one(entry, "summary") or len(alternates) != 1:
            yield f"{path}: an entry lacks what an entry has"
        if file_of(site, base, alternates[0]) is None:
            yield f"{path}: {alternates[0]} leads nowhere"
    if None in ids or len(set(ids)) != len(ids) or not all(re.match("https?://", text) for text in ids):
        yield f"{path}: its ids are not unique addresses"
    if not all(time and TIME.match(time) for time in times):
        yield f"{path}: a time is none of RFC 3339"
    if times[1:] != sorted(times[1:], reverse=True) or max(times) != times[0]:
        yield f"{path}: the latest entry does not come first"


@check
def a_site_without_days_has_no_feed():
    site = golden_with("knots-like")
    if not (site / "en" / "feed.xml").is_file():
        yield "the small site has days, and no feed"
    for file in (WORK / "knots-like-source" / "content").rglob("*.yaml"):
        file.write_text(re.sub("(?m)^(added|changed): .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    site = build(WORK / "knots-like-source", "no-days")
    if list(site.rglob("feed.xml")) or any("feed.xml" in page.read_text(encoding="utf-8")
                                           for page in site.rglob("*.html")):
        yield "there is a feed without days, or a link to it"


@check
def each_language_describes_its_search():
    for root, site, base in both():
        for folder, tag in locales(root).items():
            path = site / folder / "opensearch.xml"
            description = ElementTree.parse(path).getroot()
            text = {element.tag[len(OPENSEARCH):]: element.text for element in description}
            urls = {url.get("type"): url.get("template") for url in description.findall(OPENSEARCH + "Url")}
            if description.tag != OPENSEARCH + "OpenSearchDescription" or not 0 < len(text["ShortName"]) <= 16:
                yield f"{path}: no name, or too long a one"
            if not 0 < len(text["Description"]) <= 1024 or text["Language"] != tag:
                yield f"{path}: no description, too long a one, or another language"
            search = urls["text/html"]
            if not search.endswith("?q={searchTerms}") or file_of(site, base, search) != site / folder / "index.html":
                yield f"{path}: {search} is not the home page"
            if file_of(site, base, urls["application/opensearchdescription+xml"]) != path:
                yield f"{path}: it is somewhere else"


@check
def pages_lead_to_the_files_of_their_language():
    for root, site, _ in both():
        for folder in locales(root):
            for page in sorted((site / folder).rglob("*.html")):
                text = page.read_text(encoding="utf-8")
                links = dict(re.findall(
                    r'<link rel="(?:alternate|search)" type="application/([a-z+]+)" href="([^"]*)"', text))
                wanted = {"atom+xml", "opensearchdescription+xml"}
                if page.parent != site / folder:
                    wanted.add("json")
                if set(links) != wanted:
                    yield f"{page}: links to {sorted(links)}"
                for href in links.values():
                    # A page for wrong addresses is shown anywhere, so its links begin at the root.
                    above = site if href.startswith("/") else page.parent
                    if not (above / href.lstrip("/")).is_file():
                        yield f"{page}: {href} leads nowhere"


@check
def llms_txt_has_its_form_and_leads_to_pages():
    for root, site, base in both():
        text = (site / "llms.txt").read_text(encoding="utf-8")
        if not re.match(r"# [^\n]+\n\n> [^\n]+\n\n## ", text):
            yield f"{site}: no title, or no summary behind it"
        items = [line for line in text.split("\n") if line.startswith("- ")]
        for item in items:
            match = re.fullmatch(r"- \[((?:[^\[\]\\]|\\.)+)\]\(([^()\s]+)\)(: .+)?", item)
            if match is None or file_of(site, base, match[2]) is None:
                yield f"{site}: {item}"
        for name in collections(root):
            for file in (root / "content" / name).glob("*.yaml"):
                code = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader).get("code")
                if code is not None and not any(f" {code} " in item for item in items):
                    yield f"{site}: lacks {code}"


run_checks()
