"""A build that writes what changed gives what a build of everything gives."""

import os
import random
import shutil

from support import (TAGS, build, check, clean, contents, counts, differences, leftovers, places, project,
                     read, run, write)

random = random.Random(20261122)
EDITS = 1000 if os.environ.get("LARGE") else 36
TEXTS = ["summary", "description", "when_seen", "fix", "name"]


class Project:
    """The files of a project, and what somebody might do to them."""

    def __init__(self, root):
        self.root = root
        self.serial = 0
        self.others = []  # files that an edit took away, to come back some day

    def path(self, *names):
        return os.path.join(self.root, *names)

    def word(self):
        self.serial += 1
        return "edit%d" % self.serial

    def files(self, folder):
        """YAML files below a folder, from the root."""
        found = []
        for above, _, files in os.walk(self.path(folder)):
            found += [os.path.relpath(os.path.join(above, name), self.root) for name in files if name.endswith(".yaml")]
        return sorted(found)

    def entries(self):
        return sorted(os.path.basename(path)[:-5] for path in self.files("content/smtp")
                      if "/pairs/" not in path and not path.endswith("collection.yaml"))

    def translations(self):
        """Translated files, of which there are always some, however many an edit took away."""
        found = self.files("locales/de/smtp") + self.files("locales/fr/smtp")
        if len(found) < 5:
            missing = [path for path in ("locales/%s/smtp/%s.yaml" % (tag, code) for tag in ("de", "fr")
                                         for code in self.entries()) if path not in found]
            path = random.choice(missing)
            write(self.path(path), {"summary": "Übersetzt %s." % self.word(), "fix": "Tun %s." % self.word()})
            found.append(path)
        return found

    def tags(self):
        return sorted(os.listdir(self.path("locales")))

    def change(self, path, function):
        value = read(self.path(path))
        function(value)
        write(self.path(path), value)

    def change_leaf(self, value):
        """Changes one text somewhere in a tree."""
        leaves = []

        def collect(node):
            items = node.items() if isinstance(node, dict) else enumerate(node)
            for key, child in items:
                if isinstance(child, (dict, list)):
                    if key not in ("references", "fingerprints", "related", "attributes", "stages", "facts"):
                        collect(child)
                elif isinstance(child, str) and " " in child:
                    leaves.append((node, key))

        collect(value)
        if leaves:
            node, key = random.choice(leaves)
            node[key] = node[key].rstrip() + " " + self.word()

    def edit_text(self):
        self.change("content/smtp/%s.yaml" % random.choice(self.entries()), self.change_leaf)

    def edit_name(self):
        def rename(value):
            value["name"] = "Name " + self.word()

        self.change("content/smtp/%s.yaml" % random.choice(self.entries()), rename)

    def edit_translation(self):
        self.change(random.choice(self.translations()), self.change_leaf)

    def lose_translation(self):
        def lose(value):
            texts = [key for key in TEXTS if key in value]
            if len(texts) > 1:
                del value[random.choice(texts)]

        self.change(random.choice(self.translations()), lose)

    def remove_translation(self):
        path = self.path(random.choice(self.translations()))
        with open(path, "rb") as file:
            self.others.append((path, file.read()))
        os.remove(path)

    def bring_back(self):
        if self.others:
            path, text = self.others.pop(random.randrange(len(self.others)))
            if os.path.isdir(os.path.dirname(path)):
                with open(path, "wb") as file:
                    file.write(text)

    def edit_message(self):
        def change(value):
            key = random.choice(sorted(value["messages"]))
            value["messages"][key] += " " + self.word()

        self.change("locales/%s/locale.yaml" % random.choice(self.tags()), change)

    def lose_message(self):
        def change(value):
            if len(value["messages"]) > 1:
                del value["messages"][random.choice(sorted(value["messages"]))]

        self.change("locales/%s/locale.yaml" % random.choice(["de", "fr"]), change)

    def edit_collection(self):
        paths = [folder + "/smtp/collection.yaml" for folder in ("content", "locales/de", "locales/fr")]
        # A translation may have been taken away.
        self.change(random.choice([path for path in paths if os.path.exists(self.path(path))]), self.change_leaf)

    def edit_site(self):
        self.change("content/site.yaml", self.change_leaf)

    def edit_base(self):
        def change(value):
            value["base_url"] = "https://%s.example/" % self.word()

        self.change("content/site.yaml", change)

    def edit_clean_urls(self):
        def change(value):
            value["clean_urls"] = not value.get("clean_urls", False)

        self.change("content/site.yaml", change)

    def edit_documents(self):
        def change(value):
            document = value[random.choice(sorted(value))]
            key = random.choice(sorted(key for key in document if key != "section_url"))
            document[key] += self.word() if key == "url" else " " + self.word()

        self.change("content/documents.yaml", change)

    def edit_template(self):
        names = [name for name in sorted(os.listdir(self.path("templates"))) if name.endswith(".html")]
        with open(self.path("templates", random.choice(names)), "a", encoding="utf-8") as file:
            file.write("<!-- %s -->\n" % self.word())

    def edit_style(self):
        with open(self.path("templates/assets/style.css"), "a", encoding="utf-8") as file:
            file.write("/* %s */\n" % self.word())

    def edit_assets(self):
        path = self.path("templates/assets/extra%d.txt" % random.randrange(3))
        if os.path.exists(path):
            os.remove(path)
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(self.word())

    def new_code(self, codes):
        taken = self.entries()
        return random.choice([str(code) for code in codes if str(code) not in taken])

    def add_entry(self):
        code = self.new_code(range(600, 700))

        def change(value):
            value["code"] = code
            value["name"] = "Added " + self.word()

        source = "content/smtp/%s.yaml" % random.choice(self.entries())
        shutil.copy(self.path(source), self.path("content/smtp/%s.yaml" % code))
        self.change("content/smtp/%s.yaml" % code, change)

    def remove_entry(self):
        code = random.choice(self.entries())
        if len(self.entries()) < 8:
            return
        for path in self.files("content/smtp") + self.files("locales"):
            stem = os.path.basename(path)[:-5]
            if code in stem.split("-vs-"):
                os.remove(self.path(path))
        for other in self.entries():
            self.relate(other, lambda related: [item for item in related if item != code])

    def relate(self, code, function):
        def change(value):
            related = function([str(item) for item in value.get("related", [])])
            value.pop("related", None)
            if related:
                value["related"] = related

        path = "content/smtp/%s.yaml" % code
        before = read(self.path(path)).get("related", [])
        if function([str(item) for item in before]) != before:
            self.change(path, change)

    def edit_related(self):
        code = random.choice(self.entries())
        others = [other for other in self.entries() if other != code]
        chosen = random.sample(others, random.randrange(4))
        self.relate(code, lambda related: chosen)

    def edit_address(self):
        code, other = random.choice(self.entries()), self.new_code(range(700, 800))
        if any(code in [str(item) for item in read(self.path(path)).get("related", [])] or
               code in os.path.basename(path)[:-5].split("-vs-")
               for path in self.files("content/smtp") + self.files("locales")
               if os.path.basename(path) != code + ".yaml"):
            return
        for folder in ["content"] + ["locales/" + tag for tag in self.tags()]:
            old = self.path(folder, "smtp", code + ".yaml")
            if os.path.exists(old):
                os.rename(old, self.path(folder, "smtp", other + ".yaml"))

        def change(value):
            value["code"] = other

        self.change("content/smtp/%s.yaml" % other, change)

    def edit_attribute(self):
        collection = read(self.path("content/smtp/collection.yaml"))
        name = random.choice(sorted(collection["attributes"]))

        def change(value):
            value["attributes"][name] = random.choice(sorted(collection["attributes"][name]["values"]))

        self.change("content/smtp/%s.yaml" % random.choice(self.entries()), change)

    def edit_class(self):
        collection = read(self.path("content/smtp/collection.yaml"))

        def change(value):
            value["class"] = random.choice(sorted(collection["classes"]))

        self.change("content/smtp/%s.yaml" % random.choice(self.entries()), change)

    def edit_tone(self):
        def change(value):
            tones = ["neutral", "success", "continue", "temporary", "permanent"]
            value["classes"][random.choice(sorted(value["classes"]))]["tone"] = random.choice(tones)

        self.change("content/smtp/collection.yaml", change)

    def edit_stages(self):
        stages = sorted(read(self.path("content/smtp/collection.yaml"))["stages"])

        def change(value):
            value["stages"] = random.sample(stages, 1 + random.randrange(3))

        self.change("content/smtp/%s.yaml" % random.choice(self.entries()), change)

    def edit_pair(self):
        first, second = sorted(random.sample(self.entries(), 2), key=int)
        path = self.path("content/smtp/pairs/%s-vs-%s.yaml" % (first, second))
        if not os.path.exists(path):
            write(path, {"verdict": "Verdict %s." % self.word()})
        elif random.random() < 0.5:
            self.change(os.path.relpath(path, self.root), self.change_leaf)
        else:
            for folder in ["content"] + ["locales/" + tag for tag in self.tags()]:
                path = self.path(folder, "smtp/pairs/%s-vs-%s.yaml" % (first, second))
                if os.path.exists(path):
                    os.remove(path)

    def edit_pair_translation(self):
        pairs = [path for path in self.files("content/smtp/pairs")]
        if pairs:
            path = random.choice(pairs).replace("content", "locales/" + random.choice(["de", "fr"]), 1)
            if os.path.exists(self.path(path)):
                os.remove(self.path(path))
            else:
                write(self.path(path), {"verdict": "Übersetzt %s." % self.word()})

    def edit_locales(self):
        added = [tag for tag in self.tags() if tag not in TAGS]
        if added:
            shutil.rmtree(self.path("locales", added[0]))
        else:
            tag = random.choice(["es", "ja"])
            shutil.copytree(self.path("locales/de"), self.path("locales", tag))

            def change(value):
                value["tag"] = tag

            self.change("locales/%s/locale.yaml" % tag, change)

    def edit_fallback(self):
        def change(value):
            value["fallback"] = random.choice(["de", "en"])

        self.change("locales/fr/locale.yaml", change)

    def edit_language(self):
        def change(value):
            if random.random() < 0.5:
                value["name"] = "Sprache " + self.word()
            else:
                value["direction"] = random.choice(["ltr", "rtl"])

        self.change("locales/%s/locale.yaml" % random.choice(self.tags()), change)

    def kinds(self):
        return [getattr(self, name) for name in sorted(dir(self))
                if name.split("_")[0] in ("edit", "lose", "remove", "add", "bring")]


def keep_sources(root):
    kept = os.path.join(root, "kept")
    shutil.rmtree(kept, ignore_errors=True)
    for name in ("content", "locales", "templates"):
        shutil.copytree(os.path.join(root, name), os.path.join(kept, name))


def bring_sources_back(root):
    for name in ("content", "locales", "templates"):
        shutil.rmtree(os.path.join(root, name))
        shutil.copytree(os.path.join(root, "kept", name), os.path.join(root, name))


def check_edit(root, name):
    """Builds once more, and compares with a build of everything."""
    site = os.path.join(root, "site")
    before, before_places = contents(site), places(site)
    status, said = run(root, "build", "--jobs", "2")
    if status == 1:
        check(contents(site) == before, "an edit with findings writes nothing: " + name, said)
        bring_sources_back(root)
        return
    keep_sources(root)
    after, after_places = contents(site), places(site)
    expected = clean(root, "--jobs", "2")
    touched = [path for path in after if before.get(path) == after[path] and before_places[path] != after_places[path]]
    changed = sum(before.get(path) != after[path] for path in after)
    told = counts(said)
    wrong = differences(after, expected)
    again = counts(build(root))
    check(status == 0 and not wrong and not touched and told[0] == changed and again[0] == 0 and again[2] == 0 and
          places(site) == after_places and not leftovers(root),
          name, "%s\ndifferences: %s\ntouched without need: %s\nchanged: %d\nagain: %s\nleft over: %s" %
          (said, wrong, touched, changed, again, leftovers(root)))


def random_edits():
    root = project("edits")
    build(root)
    keep_sources(root)
    subject = Project(root)
    kinds = subject.kinds()
    random.shuffle(kinds)
    for number in range(EDITS):
        # Each kind at least once, and then as it comes.
        chosen = [kinds[number]] if number < len(kinds) else random.choices(kinds, k=random.choice([1, 1, 1, 2, 3]))
        for kind in chosen:
            kind()
        name = " ".join(kind.__name__ for kind in chosen)
        if number % 7 == 3:
            # Another build in between, of one language or that fails.
            run(root, "build", "--locale", random.choice(["de", "fr"]))
            name += " behind a build of one language"
        if number % 11 == 5:
            victims = sorted(contents(os.path.join(root, "site")))
            os.remove(os.path.join(root, "site", random.choice(victims)))
            name += " and a page is gone"
        check_edit(root, "edit %d: %s" % (number, name))


def showing(site, text):
    return {path for path, page in site.items() if text.encode() in page}


def exactly_the_pages_that_show_it():
    root = project("exactly")
    build(root)
    cases = [
        ("a text", "content/smtp/250.yaml", lambda value: value.update(when_seen="Seen by zebras.")),
        ("a translated text", "locales/de/smtp/250.yaml", lambda value: value.update(when_seen="Bei Zebras.")),
        ("a name", "content/smtp/354.yaml", lambda value: value.update(name="Zebra")),
        ("a message", "locales/fr/locale.yaml", lambda value: value["messages"].update(at_a_glance="Zèbre")),
        ("words of a pair", "content/smtp/pairs/450-vs-550.yaml", lambda value: value.update(verdict="Zebras differ.")),
        ("a title", "content/site.yaml", lambda value: value.update(title="Zebras Compared")),
    ]
    for name, path, function in cases:
        before = clean(root)
        value = read(os.path.join(root, path))
        function(value)
        write(os.path.join(root, path), value)
        told = counts(build(root))
        after = clean(root)
        changed = {page for page in after if before.get(page) != after[page]}
        shown = showing(after, "ebra") | showing(after, "Zèbre")
        check(told[0] == len(changed) > 0 and changed >= shown - showing(before, "ebra"),
              "%s changes the pages that show it" % name, "%s\n%s\n%s" % (told, sorted(changed), sorted(shown)))


def jobs_change_nothing():
    root = project("jobs")
    sites = [clean(root, "--jobs", jobs) for jobs in ("1", "2", "7")]
    check(sites[0] == sites[1] == sites[2], "the same bytes for 1, 2 and 7 jobs")


if __name__ == "__main__":
    exactly_the_pages_that_show_it()
    jobs_change_nothing()
    random_edits()
