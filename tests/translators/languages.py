"""A language begins as the manual says, and does no harm."""

import re

from pages import Page
from support import ROOT, SOURCE, changed_files, check, must, read, run_checks, small_project, snapshot, viceversa

SITE = small_project("site")
BEFORE = snapshot(SITE)
ADDED = viceversa(SITE, "locale", "add", "it")
FILE = "locales/it/locale.yaml"


@check
def adding_a_language_makes_one_file():
    if ADDED.returncode != 0 or ADDED.stderr:
        yield f"status {ADDED.returncode}: {ADDED.stderr}"
    if changed_files(BEFORE, snapshot(SITE)) != [FILE]:
        yield f"it wrote {changed_files(BEFORE, snapshot(SITE))}"
    wanted = {"tag": "it", "name": "Italiano", "direction": "ltr", "messages": "", "fingerprints": ""}
    if read(SITE / FILE) != wanted:
        yield f"the file holds {read(SITE / FILE)}"


@check
def its_file_offers_every_message_as_a_comment():
    text = (SITE / FILE).read_text(encoding="utf-8")
    first = text.index("messages:")
    messages = read(SITE / f"locales/{SOURCE}/locale.yaml")["messages"]
    uncommented = text[:first] + re.sub(rf"(?m)^  # (?=({'|'.join(messages)}):)", "  ", text[first:])
    (SITE / "uncommented.yaml").write_text(uncommented, encoding="utf-8")
    offered = read(SITE / "uncommented.yaml")["messages"]
    for key in sorted(messages.keys() | offered.keys()):
        if messages.get(key) != offered.get(key):
            yield f"{key} is '{offered.get(key)}' there and '{messages.get(key)}' in the source"
    (SITE / "uncommented.yaml").unlink()


@check
def adding_it_again_refuses_and_changes_nothing():
    before = snapshot(SITE)
    for tag, folder in (("it", "it"), (SOURCE, SOURCE), ("de", "de"), ("zh-Hans", "zh")):
        done = viceversa(SITE, "locale", "add", tag)
        if done.returncode != 2 or f"locales/{folder} has this language already and stays as it is" not in done.stderr:
            yield f"{tag}: status {done.returncode}: {done.stderr}"
    for tag in ("xx-nonsense-language-tag", "IT", "zh-tw-", "../it", ""):
        done = viceversa(SITE, "locale", "add", tag)
        if done.returncode != 2 or not done.stderr:
            yield f"'{tag}': status {done.returncode}: {done.stderr}"
    if changed_files(before, snapshot(SITE)):
        yield f"it changed {changed_files(before, snapshot(SITE))}"


@check
def a_build_publishes_it_with_one_warning_that_the_manual_explains():
    done = viceversa(SITE, "build", "--locale", "it", "--locale", SOURCE)
    known = viceversa(small_project("without"), "check")
    warnings = [line for line in done.stderr.splitlines() if " warning: " in line]
    others = [line for line in known.stderr.splitlines() if " warning: " in line]
    new = [line for line in warnings if line not in others]
    if done.returncode != 0 or " error: " in done.stderr:
        yield f"status {done.returncode}: {done.stderr}"
    if len(new) != 1 or not re.match(r"locales/it/locale\.yaml:\d+:\d+: warning: .*\[missing-message\]$", new[0]):
        yield "its warnings are:\n" + "\n".join(new)
    if "\n## missing-message\n" not in (ROOT / "docs/findings.md").read_text(encoding="utf-8"):
        yield "docs/findings.md does not explain missing-message"
    italian = {path.relative_to(SITE / "site/it") for path in (SITE / "site/it").rglob("*.html")}
    english = {path.relative_to(SITE / "site" / SOURCE) for path in (SITE / "site" / SOURCE).rglob("*.html")}
    if not italian or italian != english:
        yield f"it has {len(italian)} pages, and {SOURCE} has {len(english)}"
    page = Page((SITE / "site/it/index.html").read_text(encoding="utf-8"))
    root = page.of("html")[0]
    if (root.get("lang"), root.get("dir")) != ("it", "ltr"):
        yield f"its home page is {root}"
    menu = [of for of in Page((SITE / "site" / SOURCE / "index.html").read_text(encoding="utf-8")).of("a")]
    if not any(of.get("hreflang") == "it" and of.get("href", "").endswith("it/index.html") for of in menu):
        yield "the menu of languages does not lead to it"


@check
def its_status_says_that_all_is_left_to_do():
    last = must(SITE, "locale", "status", "it").splitlines()[-1].split()
    if last[:7] != ["it", "0", "%", "0", "%", "0", "%"] or last[7:9] != ["0", "0"]:
        yield " ".join(last)


run_checks()
