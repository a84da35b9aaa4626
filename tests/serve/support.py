"""What the parts of this suite share: previews, what they answer, and projects to show."""

import http.client
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

BINARY, WORK = sys.argv[1:3]
HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
GOLDEN = os.path.join(REPOSITORY, "tests", "golden")
TAG = re.compile(rb'<script src="/\.viceversa/preview\.js" data-state="([0-9a-z]+)"></script>\n')
EVENTS = "/.viceversa/events"

# How long anything may take on a machine that is busy with other tests; how long it
# takes on one that is not, bench/preview measures.
PATIENCE = 20


def check(holds, name, detail=""):
    """Counts a check, and prints what is wrong where it fails."""
    print("%s: %s" % ("ok" if holds else "FAIL", name))
    if not holds and detail:
        print("  " + str(detail).strip().replace("\n", "\n  "))
    return holds


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    """Writes a file at once, so that nobody reads half of it."""
    folder, name = os.path.split(path)
    os.makedirs(folder, exist_ok=True)
    new = os.path.join(folder, "." + name)
    write_in_place(new, text)
    os.rename(new, path)


def write_in_place(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def copy(source, name):
    """A copy of a project in the working folder.  Returns its path."""
    root = os.path.join(WORK, name)
    os.mkdir(root)
    for folder in ("content", "locales", "templates"):
        shutil.copytree(os.path.join(source, folder), os.path.join(root, folder))
    return root


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def page(self):
        """The body as it is published."""
        return TAG.sub(b"", self.body)

    @property
    def states(self):
        return [state.decode() for state in TAG.findall(self.body)]


class Stream:
    """The events that a browser gets."""

    def __init__(self, preview):
        self.connection = http.client.HTTPConnection(preview.host, preview.port, timeout=None)
        self.connection.request("GET", EVENTS)
        self.events = queue.Queue()
        self.waiting = []
        self.reader = threading.Thread(target=self.read, args=(self.connection.getresponse(),), daemon=True)
        self.reader.start()

    def read(self, response):
        try:
            for line in response:
                if line.startswith(b"data: "):
                    self.events.put(json.loads(line[len(b"data: "):]))
        except (OSError, ValueError, http.client.HTTPException):
            pass
        self.events.put(None)

    def next(self):
        event = self.waiting.pop() if self.waiting else self.events.get(timeout=PATIENCE)
        if event is None:
            raise EOFError("the stream of events has ended")
        return event

    def is_silent(self, seconds):
        """Whether nothing comes for a while."""
        if self.waiting:
            return False
        try:
            self.waiting.append(self.events.get(timeout=seconds))
        except queue.Empty:
            return True
        return False

    def close(self):
        try:
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.reader.join()
        self.connection.close()


class Preview:
    def __init__(self, root, *arguments, port="0"):
        self.said = os.path.join(WORK, "said-%d" % time.monotonic_ns())
        with open(self.said + ".err", "wb") as errors:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--root", root, *(["--port", port] if port else []), *arguments],
                stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL, encoding="utf-8")
        self.line = self.process.stdout.readline()
        found = re.match(r"http://(\[?[0-9a-f.:]+?\]?):(\d+)(/\S*) ", self.line)
        if found is None:
            raise RuntimeError("the preview does not begin: %r, %r" % (self.line, self.errors()))
        self.host, self.port, self.start = found[1].strip("[]"), int(found[2]), found[3]

    def errors(self):
        return read(self.said + ".err")

    def ask(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def follow(self, path):
        answer = self.ask(path)
        for _ in range(3):
            if answer.status != 307:
                break
            answer = self.ask(answer.headers["Location"])
        return answer

    def send(self, raw, seconds=PATIENCE):
        """Sends bytes as they are.  Returns what comes until the end of the connection."""
        with socket.create_connection((self.host, self.port), timeout=seconds) as connection:
            received = b""
            try:
                connection.sendall(raw)
                while True:
                    more = connection.recv(65536)
                    if not more:
                        return received
                    received += more
            except ConnectionResetError:
                return received

    def descriptors(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))

    def stop(self, number=signal.SIGTERM):
        """Ends it as a person would.  Returns its status; nothing but 0 is right."""
        self.process.send_signal(number)
        self.process.stdout.read()
        return self.process.wait(timeout=PATIENCE)


def stop(preview, name):
    """Every part ends its previews with this, and so sees what the sanitizers saw."""
    status = preview.stop()
    check(status == 0, "%s ends cleanly" % name, "status %d: %s" % (status, preview.errors()))


def wait_for(holds):
    """Whether something becomes true in time."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
