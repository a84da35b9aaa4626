"""The same files give the same bytes, whoever builds them, wherever and however."""

import os
import shutil
import subprocess

from support import LIBRARY, REPOSITORY, WORK, check, contents, differences, must

# Of the project's own reference, as much as builds in a moment.
CODES = ("220", "250", "334", "450", "550")
LANGUAGES = ("en", "de", "ar", "ja")


def wanted(path):
    stem = os.path.basename(path).rsplit(".", 1)[0]
    if path.startswith("locales/") and path.split("/")[1] not in LANGUAGES:
        return False
    return not stem[0].isdigit() or all(code in CODES for code in stem.split("-vs-"))


def files():
    found = []
    for tree in ("content", "locales", "templates"):
        for above, _, names in os.walk(os.path.join(REPOSITORY, tree)):
            found += [os.path.relpath(os.path.join(above, name), REPOSITORY) for name in names]
    return sorted(path for path in found if wanted(path))


def project(root, order=list, mode=None):
    """A copy of a part of the project, whose files are made in an order and with a mode."""
    for path in order(files()):
        target = os.path.join(root, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(os.path.join(REPOSITORY, path), target)
        if mode is not None:
            os.chmod(target, mode)
    for above, _, names in os.walk(os.path.join(root, "content")):
        for name in names:
            strip_related(os.path.join(above, name))
    return root


def strip_related(path):
    """Leaves out what is related to codes that are not there."""
    with open(path, encoding="utf-8") as file:
        lines = file.readlines()
    with open(path, "w", encoding="utf-8") as file:
        skipping = False
        for line in lines:
            skipping = line.startswith("related:") or (skipping and line[0] in " -")
            if not skipping:
                file.write(line)



def speaking(name):
    """The environment of somebody whose system speaks a language, as far as there is one:
    its locale is made here, because few machines have all of them."""
    folder = os.path.join(WORK, "locales")
    os.makedirs(folder, exist_ok=True)
    made = shutil.which("localedef") is not None and subprocess.run(
        ["localedef", "-i", name, "-f", "UTF-8", os.path.join(folder, name + ".UTF-8")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
    if not made:
        print("no locale %s can be made here: the test has less to say" % name)
    return {"LOCPATH": folder, "LC_ALL": name + ".UTF-8", "LANG": name + ".UTF-8", "LANGUAGE": name[:2]}


def archive(root, name, *arguments, **options):
    must(root, "build", "--archive", name, *arguments, **options)
    with open(os.path.join(root, name), "rb") as file:
        return file.read()


def main():
    turkey = speaking("tr_TR")
    first = project(os.path.join(WORK, "first"))
    compressed = ("--precompress", "gz")
    must(first, "build", "--jobs", "1", *compressed)
    expected = contents(os.path.join(first, "site"))
    check(len(expected) > 100, "there is something to compare", len(expected))

    deep = os.path.join(WORK, "a folder/with ünusual/" + "d" * 100)
    cases = [
        ("two threads", first, ("--jobs", "2"), {}),
        ("seven threads", first, ("--jobs", "7"), {}),
        ("another folder", project(deep), (), {}),
        ("files in another order", project(os.path.join(WORK, "backwards"), lambda names: names[::-1]), (), {}),
        ("folders that are read backwards", first, (), {"fault": {"FAULTY_SHUFFLE": "1"}}),
        ("files that only their owner may read", project(os.path.join(WORK, "private"), mode=0o400), (), {}),
        ("a mask of permissions", first, (), {"umask": 0o077}),
        ("another time zone", first, (), {"env": {"TZ": "Pacific/Kiritimati"}}),
        ("another home and no terminal", first, (), {"env": {"HOME": "/nonexistent", "TERM": "dumb", "USER": "nobody"}}),
        ("the numbers of Germany", first, (), {"env": speaking("de_DE")}),
        ("the letters of Turkey", first, (), {"env": turkey}),
    ]
    for name, root, arguments, options in cases:
        output = os.path.join(WORK, "out")
        must(root, "build", "--output", output, *compressed, *arguments, **options)
        wrong = differences(contents(output), expected)
        check(not wrong, "a build with %s gives the same bytes" % name, "\n".join(wrong[:10]))
        shutil.rmtree(output)
        os.remove(output + ".manifest")

    must(first, "build", "--output", "out", *compressed, env={"SOURCE_DATE_EPOCH": "1"})
    others = ["%s differs" % path for path in sorted(expected) if path.endswith("/download.zip")]
    wrong = sorted(differences(contents(os.path.join(first, "out")), expected))
    check(others and wrong == others, "a build with another day gives the same bytes but for the times in downloads", "\n".join(wrong[:10]))

    for kind in ("tar", "zip"):
        plain = archive(first, "one." + kind, "--jobs", "1")
        check(archive(deep, "two." + kind, "--jobs", "3", env=dict(turkey, TZ="America/St_Johns"), umask=0o077) == plain,
              "a %s is the same with other threads, elsewhere, in another zone" % kind)
        check(archive(first, "three." + kind, fault={"FAULTY_SHUFFLE": "1"}) == plain, "and with folders that are read backwards: " + kind)
        dated = archive(first, "four." + kind, env={"SOURCE_DATE_EPOCH": "1700000000"})
        check(dated != plain and archive(deep, "five." + kind, env={"SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Kolkata"}) == dated,
              "its times are those of SOURCE_DATE_EPOCH: " + kind)
    for tag in ("de", "ja"):
        texts = []
        for root, zone in ((first, "UTC"), (deep, "Asia/Tokyo")):
            must(root, "po", "export", tag, "--output", "out.po", env={"TZ": zone})
            with open(os.path.join(root, "out.po"), "rb") as file:
                texts.append(file.read())
        check(texts[0] == texts[1], "an export of texts is the same: " + tag)
    check(os.path.exists(LIBRARY), "the library that reads folders backwards is there")


if __name__ == "__main__":
    main()
