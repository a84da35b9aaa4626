"""What bench/run and bench/peers share: fresh folders, the clock, the floor, tables."""

import atexit
import collections
import datetime
import itertools
import json
import mmap
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
RESULTS = os.path.join(os.path.dirname(HERE), "build", "bench")
REMOVED = os.path.join(RESULTS, "removed")
JOBS = len(os.sched_getaffinity(0))
ROUNDS = int(os.environ.get("ROUNDS", "5"))

PROGRAM_BYTES = 200 * 10**6  # that any of the programs may take

Spent = collections.namedtuple("Spent", "wall user system memory")  # seconds; MB


# For a minute ext4 does not use the inode of a deleted file again, and looks for
# another each time: whatever is built then takes several times as long.
REST_SECONDS = 65


class Bench:
    """A folder for everything that is built, where nothing is removed before the end."""

    def __init__(self, viceversa, floor):
        os.makedirs(RESULTS, exist_ok=True)
        self.viceversa = os.path.abspath(viceversa)
        self.floor_program = os.path.abspath(floor)
        self.rest()
        self.folder = tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR", RESULTS), prefix="work-")
        atexit.register(self.remove)
        self.numbers = itertools.count()
        self.load = os.getloadavg()[0]

    @staticmethod
    def rest():
        """Waits until nothing feels what the last bench removed."""
        if os.path.exists(REMOVED):
            wait = os.path.getmtime(REMOVED) + REST_SECONDS - time.time()
            if wait > 0:
                print(f"waiting {wait:.0f} s, until the disk has got over the last bench", file=sys.stderr, flush=True)
                time.sleep(wait)

    def remove(self):
        self.folder.cleanup()
        os.sync()
        with open(REMOVED, "w", encoding="utf-8"):
            pass

    def fresh(self, name):
        path = os.path.join(self.folder.name, f"{next(self.numbers)}-{name}")
        os.mkdir(path)
        return path

    def make_site(self, count):
        folder = self.fresh(f"source-{count}")
        os.rmdir(folder)
        subprocess.run([f"{HERE}/make-site", self.viceversa, str(count), folder], check=True)
        return folder

    def build(self, source, output, jobs=JOBS, size=0):
        return self.timed([self.viceversa, "build", "--quiet", "--root", source, "--output", output,
                           "--jobs", str(jobs)], size=size)

    def output(self, command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def timed(self, command, folder=None, size=0):
        """Runs a command that writes so many bytes, when the disk is idle.  GNU time
        measures the memory: what the kernel tells a parent includes the parent's own
        before exec."""
        with tempfile.TemporaryFile("w+") as said:
            os.sync()
            use_memory(size)
            start = time.monotonic()
            child = subprocess.Popen(["/usr/bin/time", "-q", "-f", "%M", *command], cwd=folder,
                                     stdout=subprocess.DEVNULL, stderr=said)
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.monotonic() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            lines = said.read().splitlines()
        if child.returncode != 0:
            sys.exit("\n".join([*lines[:-1][:20], f"failed: {' '.join(command)}"]))
        return Spent(wall, usage.ru_utime, usage.ru_stime, int(lines[-1]) / 1024)

    def floor(self, files, jobs=JOBS, pieces=0, keep=True):
        """Seconds to create files, given as {path: size}, in an empty folder, and to put
        each together from so many pieces."""
        folder = self.fresh("floor")
        with open(f"{folder}.list", "w", encoding="utf-8") as file:
            file.writelines(f"{size} {path}\n" for path, size in sorted(files.items()))
        os.sync()
        use_memory(sum(files.values()))
        seconds = float(self.output([self.floor_program, f"{folder}.list", folder, str(jobs), str(pieces)]))
        if not keep:
            shutil.rmtree(folder)
        return seconds

    def machine(self, how=f"rounds: {ROUNDS}, of which this is the quickest"):
        """One line for the head of a table."""
        version = self.output([self.viceversa, "--version"]).strip()
        system = self.output(["df", "--output=fstype", self.folder.name]).split()[-1]
        busy = " Other work ran at the same time: the figures are too high, and uneven." if self.load > JOBS / 2 else ""
        return (f"{datetime.date.today()}, {version}, {JOBS} cores, {system}, Linux {platform.release()}, "
                f"load {self.load:.1f} at the start; {how}.{busy}")


def use_memory(size):
    """Uses as much memory as a site of so many bytes and a program take, and frees it.
    A virtual machine gets memory from its host when it first uses it, which can take
    longer than writing a site into it: whoever comes first would pay for it."""
    size = min(size + size // 5, os.sysconf("SC_AVPHYS_PAGES") * mmap.PAGESIZE // 2) + PROGRAM_BYTES
    mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE).close()


def walk(folder):
    """Every file below a folder: {path: os.stat_result}."""
    found, open_folders = {}, [folder]
    while open_folders:
        for item in os.scandir(open_folders.pop()):
            if item.is_dir():
                open_folders.append(item.path)
            else:
                found[os.path.relpath(item.path, folder)] = item.stat()
    return found


def sizes(stats):
    return {path: stat.st_size for path, stat in stats.items()}


def quickest(spent):
    """Of several runs the one that took the least time: whatever else the machine and
    its host have to do can only add to it."""
    return min(spent)


def goal(value, limit, digits=2):
    return f"{value:.{digits}f} {'ok' if value <= limit else 'above'} ({limit:.4g})"


def table(titles, rows):
    lines = [titles, ["---"] + ["---:"] * (len(titles) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def keep(name, text, figures):
    """Keeps a result for bench/document and bench/plot."""
    with open(f"{RESULTS}/{name}.md", "w", encoding="utf-8") as file:
        file.write(text)
    with open(f"{RESULTS}/{name}.json", "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
