"""Every command that a publish and a rollback run at the destination, one at a time, is
where all is killed, or is what fails: what is live stays whole, and the next publish
makes good what was left."""

import concurrent.futures
import os
import shutil
import subprocess
import tempfile

import publisher
from publisher import BINARY, WORK, check, contents, litter, live, publish

IS_LARGE = "LARGE" in os.environ
TOOLS = "cat cmp date expr find ln ls mkdir mv ps rm rsync sed sync uname wc".split()
# The commands of a pipe count themselves at the same time: the first free number is
# taken in one step.
SHIM = """#!/bin/sh
set -C
step=1
until { true >"$STEPS_FOLDER/step.$step"; } 2>/dev/null; do
    step=$((step + 1))
done
set +C
if [ "$step" -eq "$STEPS_AT" ]; then
    echo "%(tool)s $*" >"$STEPS_FOLDER/last"
    [ "$STEPS_DO" = fail ] && exit 1
    kill -9 0
fi
exec %(real)s "$@"
"""


def make_shims():
    folder = os.path.join(WORK, "shims")
    os.mkdir(folder)
    for tool in TOOLS:
        path = os.path.join(folder, tool)
        with open(path, "w", encoding="ascii") as file:
            file.write(SHIM % {"tool": tool, "real": shutil.which(tool) or "false"})
        os.chmod(path, 0o755)
    return folder + ":" + os.environ["PATH"]


def run_to(step, what, arguments, root, folder):
    """Runs viceversa up to a step, with its notes in a folder.  Returns its status, how
    many steps it took, and the command of the last one."""
    process = subprocess.run([BINARY, *arguments], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             start_new_session=True, check=False, stdin=subprocess.DEVNULL,
                             env=dict(os.environ, PATH=PATH, STEPS_FOLDER=folder, STEPS_AT=str(step), STEPS_DO=what))
    steps = sum(name.startswith("step.") for name in os.listdir(folder))
    last = os.path.join(folder, "last")
    if not os.path.exists(last):
        return process.returncode, steps, "none"
    with open(last, encoding="utf-8") as file:
        return process.returncode, steps, file.read().strip()


def try_step(case, what, step):
    """Returns what is wrong, a line for each, and how many steps there were."""
    _, arguments, root, base, good = case
    folder = tempfile.mkdtemp(dir=WORK)
    www = os.path.join(folder, "www")
    wrong = []
    if base:
        subprocess.run(["cp", "-a", base, www], check=True)
    status, steps, command = run_to(step, what, [*arguments, www], root, folder)
    found = contents(www + "/current/") if live(www) else None
    if found not in good:
        wrong.append("what is live is neither the old nor the new")
    if what == "fail" and status == 0 and found != good[-1]:
        wrong.append("it is said to be done, and is not")
    if what == "fail" and status not in (0, 3):
        wrong.append("status %d" % status)
    status, said = publish(root, www)
    if status != 0 or contents(www + "/current/") != contents(root + "/site") or litter(www):
        wrong.append("the next publish: %s %s" % (said, litter(www)))
    shutil.rmtree(folder)
    return ["step %d, %s: %s" % (step, command, line) for line in wrong], steps


def main():
    root = publisher.site("a", mark="A")
    other = publisher.site("b", mark="B")
    old = contents(root + "/site")
    new = contents(other + "/site")
    one = os.path.join(WORK, "one")
    two = os.path.join(WORK, "two")
    publish(root, one)
    subprocess.run(["cp", "-a", one, two], check=True)
    publish(other, two)
    cases = [("a first publish", ["publish"], other, None, [None, new]),
             ("a publish", ["publish"], other, one, [old, new]),
             ("a rollback", ["rollback"], other, two, [new, old])]
    # Most of the time the machine waits for processes to begin and to end.
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for case in cases:
            wrong, steps = try_step(case, "nothing", 0)
            check(not wrong, "%s with nothing in its way" % case[0], "\n".join(wrong))
            for what in ["kill", "fail"] if IS_LARGE or case[3] else ["kill"]:
                wrong = sum((found for found, _ in pool.map(lambda step: try_step(case, what, step), range(1, steps + 1))), [])
                check(not wrong and steps > 15, "%s: %s at each of %d steps" % (case[0], what, steps), "\n".join(wrong))


PATH = make_shims()
main()
