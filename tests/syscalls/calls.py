"""Every system call by which the program changes files fails, one at a time, in every way
that it can; and the program is killed in front of each."""

import errno
import os
import re

from support import BASE, WORK, check, contents, copy, differences, get, in_parallel, leftovers, must, put, run

ALL = bool(os.environ.get("ALL"))

# What can become of a call.  A write may also take half of its bytes.
ERRORS = {
    "open": ["ENOSPC", "EMFILE", "EACCES", "EIO", "EINTR"],
    "write": ["ENOSPC", "EIO", "EINTR", "EDQUOT", "short"],
    "pwrite": ["EIO", "EINTR", "ENOSPC", "short"],
    "close": ["EIO", "ENOSPC", "EINTR"],
    "rename": ["EIO", "ENOSPC", "EACCES"],
    "renameat2": ["EIO", "ENOSPC", "EACCES", "EINVAL"],
    "link": ["EMLINK", "EXDEV", "EIO", "EPERM"],
    "mkdir": ["ENOSPC", "EACCES", "EIO"],
    "unlink": ["EIO", "EACCES"],
    "remove": ["EIO"],
    "rmdir": ["EIO"],
    "flock": ["ENOLCK", "EINTR"],
    "fsync": ["EIO", "ENOSPC"],
    "utimensat": ["EPERM"],
    "chmod": ["EPERM"],
    "fchmod": ["EPERM"],
    "fallocate": ["ENOSPC", "EIO"],
    "fallocate64": ["ENOSPC", "EIO"],
    "ftruncate64": ["EIO"],
    "mmap64": ["ENOMEM"],
}
READ_ERRORS = ["EIO", "EACCES", "EMFILE", "ENOMEM"]


class Scenario:
    """A command on a prepared folder, and what it writes."""

    def __init__(self, name, arguments, product="site", prepare=None, aside=(), by_file=False):
        self.name = name
        self.arguments = arguments
        self.product = product
        self.by_file = by_file  # each file is all or nothing, and not all of them together
        self.aside = aside  # what else the command writes
        self.start = copy(BASE, os.path.join(WORK, name + ".start"))
        if prepare is not None:
            prepare(self.start)
        # Nobody's but the author's.
        put(os.path.join(self.start, "mine.txt"), "mine")
        if product.startswith("site") and os.path.isdir(os.path.join(self.start, product)):
            put(os.path.join(self.start, product, "mine.txt"), "mine")
        self.before = contents(os.path.join(self.start, product))
        self.others = self.all_else(self.start)
        end = copy(self.start, os.path.join(WORK, name + ".end"))
        must(end, *arguments)
        self.after = contents(os.path.join(end, product))

    def all_else(self, root):
        """All files but those that the command is to write, and what stands beside them."""
        above = [self.product, *self.aside]
        return {path: data for path, data in contents(root).items()
                if path.split("/")[0] not in [name for item in above for name in (item, item + ".manifest")]
                and not any(path == item or path.startswith(item + "/") for item in above)
                and not any(part.startswith(".viceversa-") or part.endswith((".new", ".lock")) for part in path.split("/"))}

    def fresh(self):
        """A copy to run the command in; each process has its own."""
        return copy(self.start, os.path.join(WORK, "%s.run.%d" % (self.name, os.getpid())))

    def calls(self, **more):
        """The calls of a run without a fault, in order: (name, path)."""
        log = os.path.join(WORK, self.name + ".log")
        if os.path.exists(log):
            os.remove(log)
        root = self.fresh()
        must(root, *self.arguments, fault=dict(more, FAULTY_LOG=log))
        return [tuple(line.split(" ", 2)[1:]) for line in get(log).splitlines()]

    def not_whole(self, found):
        """Files that are neither as they were nor as they are to become."""
        known = [state or {} for state in (self.before, self.after)]
        return [path for path, data in (found or {}).items()
                if not any(part.startswith(".viceversa-") for part in path.split("/"))
                and data != "empty folder" and data not in [state.get(path) for state in known]]

    @staticmethod
    def littered(root, call):
        """What a run leaves beside its work: nothing, unless it could not be removed."""
        if call[0] in ("unlink", "remove", "rmdir") and (".viceversa-" in call[1] or ".lock" in call[1]):
            return []
        return leftovers(root)

    def problems_of(self, root, call, status, out, said, killed):
        """What a run with a fault did that it should not have done."""
        found = contents(os.path.join(root, self.product))
        lines = said.splitlines()
        wrong = []
        if killed:
            if status != -9:
                wrong.append("it was not killed: status %d" % status)
            wrong += ["%s is not whole" % path for path in self.not_whole(found)]
        elif status == 0:
            wrong += differences(found, self.after)
            wrong += self.littered(root, call)
        elif status == 3:
            if len(lines) != 1 or not lines[0].startswith("viceversa: cannot ") or out:
                wrong.append("it does not say one thing")
            if lines and ("Success" in lines[0] or "(null)" in lines[0]):
                wrong.append("it gives no reason")
            if self.by_file:
                wrong += ["%s is not whole" % path for path in self.not_whole(found)]
            else:
                wrong += ["the failed command left: " + path for path in differences(found, self.before)]
            wrong += self.littered(root, call)
        else:
            wrong.append("status %d" % status)
        wrong += ["somebody else's: " + path for path in differences(self.all_else(root), self.others)]
        return wrong

    def repaired(self, root):
        """What the next run leaves wrong."""
        status, _, said = run(root, *self.arguments)
        # What was written is not written a second time.
        if status == 2 and "exists already" in said or status == 2 and "has this language already" in said:
            status = 0
        found = contents(os.path.join(root, self.product))
        # A lock that nobody holds waits for the next build that has something to write.
        wrong = ["the next run: " + path for path in differences(found, self.after) +
                 [path for path in leftovers(root) if not path.endswith(".lock")]]
        return wrong if status == 0 else wrong + ["the next run: status %d: %s" % (status, said)]

    def fail(self, number, call, how, **more):
        root = self.fresh()
        code = how if how in ("short", "kill") else str(getattr(errno, how))
        fault = dict(more, FAULTY_NUMBER=str(number), FAULTY_ERROR=code)
        status, out, said = run(root, *self.arguments, fault=fault)
        wrong = self.problems_of(root, call, status, out, said, how == "kill") + self.repaired(root)
        return wrong and "%s: call %d, %s %s, with %s%s: status %d, %s\n%s" % (
            self.name, number, *call, how, " from then on" if more else "", status, said.strip(), "\n".join(wrong[:12]))

    def try_all(self):
        calls = self.calls()
        # Commands that make few calls have all of them fail.
        step = 1 if ALL or len(calls) < 20 else STEP
        cases = []
        for number, call in enumerate(calls, 1):
            errors = ERRORS.get(call[0], ["EIO"])
            # Deterministic: which error is tried depends on the number of the call alone.
            chosen = errors if ALL else [errors[number % len(errors)]] if number % step == 0 else []
            ways = [(how, {}) for how in chosen]
            if ALL or number % (2 * step) == 0:
                ways.append(("kill", {}))
            if (ALL or number % (3 * step) == 0) and "ENOSPC" in errors:
                ways.append(("ENOSPC", {"FAULTY_FULL": "1"}))
            cases += [(number, call, how, more) for how, more in ways]
        failed = in_parallel(lambda number, call, how, more: self.fail(number, call, how, **more), cases)
        check(not failed, "%s: %d faults in %d calls that write" % (self.name, len(cases), len(calls)),
              "%d faults do harm:\n%s" % (len(failed), "\n".join(failed[:12])))

    def looks_empty(self, call):
        """A site whose folder cannot be read is not to be taken for an empty one."""
        return call[0] == "readdir" and call[1].endswith("/" + self.product)

    def fail_read(self, number, call, how, more):
        root = self.fresh()
        status, _, said = run(root, *self.arguments, fault=dict(more, FAULTY_NUMBER=str(number), FAULTY_ERROR=str(getattr(errno, how))))
        found = contents(os.path.join(root, self.product))
        wrong = [] if status in (0, 1, 2, 3) and (status == 0 or said) else ["status %d" % status]
        if status != 0 and self.by_file:
            wrong += ["%s is not whole" % path for path in self.not_whole(found)]
        else:
            wrong += differences(found, self.after if status == 0 else self.before)
        wrong += ["somebody else's: " + path for path in differences(self.all_else(root), self.others)]
        wrong += self.repaired(root)
        return wrong and "%s: call %d, %s %s, with %s: status %d, %s\n%s" % (
            self.name, number, *call, how, status, said.strip(), "\n".join(wrong[:12]))

    def try_reads(self):
        """Calls that only read may be done without, or end the command; they do no harm."""
        more = {"FAULTY_READS": "1"}
        calls = self.calls(**more)
        cases = [(number, call, READ_ERRORS[number // READ_STEP % len(READ_ERRORS)], more)
                 for number, call in enumerate(calls, 1) if number % READ_STEP == 0 or self.looks_empty(call)]
        failed = in_parallel(self.fail_read, cases)
        check(not failed, "%s: %d faults in %d calls that read" % (self.name, len(cases), len(calls)),
              "%d faults do harm:\n%s" % (len(failed), "\n".join(failed[:12])))


STEP = 7
READ_STEP = 1 if ALL else 41
OTHER = ("--base-url", "https://other.example/")


def built(*arguments):
    return lambda root: must(root, "build", "--jobs", "1", *arguments)


def with_less(root):
    """A site of which the next build changes, adds and removes pages."""
    built()(root)
    put(os.path.join(root, "content/ferry/10.yaml"), get(os.path.join(root, "content/ferry/10.yaml")).replace("name: ", "name: New "))
    put(os.path.join(root, "content/ferry/40.yaml"),
        get(os.path.join(root, "content/ferry/10.yaml")).replace('"10"', '"40"').replace("related:", "#related:"))
    os.remove(os.path.join(root, "content/ferry/30.yaml"))


def in_parts(root):
    for part in ("1/2", "2/2"):
        built("--shard", part)(root)


def merged_before(root):
    in_parts(root)
    must(root, "merge", "site-1-of-2", "site-2-of-2")
    for part in ("1/2", "2/2"):
        built("--shard", part, *OTHER)(root)


def unaccepted(root):
    for above, _, files in os.walk(os.path.join(root, "locales/de")):
        for name in files:
            path = os.path.join(above, name)
            put(path, get(path).split("\nfingerprints:")[0] + "\n")


def exported(root):
    must(root, "po", "export", "de", "--output", "de.po")
    text = get(os.path.join(root, "de.po"))
    put(os.path.join(root, "de.po"), re.sub(r'^(msgstr ".*[a-z.])"$', r'\1 Neu."', text, flags=re.M))


def scenarios():
    one = ("--jobs", "1")
    yield Scenario("first build", ("build", *one))
    yield Scenario("incremental build", ("build", *one), prepare=with_less)
    yield Scenario("every page anew", ("build", *one, *OTHER), prepare=built())
    yield Scenario("precompressed", ("build", *one, *OTHER, "--precompress", "gz,br"), prepare=built("--precompress", "gz,br"))
    yield Scenario("tar", ("build", *one, "--archive", "site.tar"), product="site.tar")
    yield Scenario("zip over another", ("build", *one, *OTHER, "--archive", "site.zip"), product="site.zip",
                   prepare=built("--archive", "site.zip"))
    yield Scenario("part", ("build", *one, "--shard", "1/2"), product="site-1-of-2")
    yield Scenario("merge", ("merge", "site-1-of-2", "site-2-of-2"), prepare=in_parts)
    yield Scenario("merge over another", ("merge", "site-1-of-2", "site-2-of-2"), prepare=merged_before)
    yield Scenario("locale add", ("locale", "add", "ko"), product="locales/ko", by_file=True)
    yield Scenario("locale accept", ("locale", "accept", "de"), product="locales/de", prepare=unaccepted, by_file=True)
    yield Scenario("po export", ("po", "export", "de", "--output", "de.po"), product="de.po", by_file=True)
    yield Scenario("po import", ("po", "import", "de.po"), product="locales/de", prepare=exported, by_file=True)


def main():
    for scenario in scenarios():
        scenario.try_all()
        scenario.try_reads()


if __name__ == "__main__":
    main()
