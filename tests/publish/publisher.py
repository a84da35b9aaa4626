"""What the parts of this suite share: sites, servers on the loopback address, and what
is live at a destination."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "builds"))

from support import BINARY, REPOSITORY, WORK, build, check, contents, differences, read, run, start, write  # noqa: E402,F401

IS_ROOT = os.geteuid() == 0


def site(name, *arguments, mark, codes=("250", "354", "550"), tags=("en",)):
    """A project of some codes of SMTP with its site, whose every page shows mark.
    Returns its path."""
    root = os.path.join(WORK, name)
    for tree in ("content", *("locales/" + tag for tag in tags)):
        for file in ("site", "locale", "documents", "smtp/collection", *("smtp/" + code for code in codes)):
            path = "%s/%s/%s.yaml" % (REPOSITORY, tree, file)
            if os.path.exists(path):
                value = read(path)
                value.pop("related", None)
                write("%s/%s/%s.yaml" % (root, tree, file), value)
    shutil.copytree(REPOSITORY + "/templates", root + "/templates")
    set_mark(root, mark)
    build(root, "--quiet", *arguments)
    return root


def set_mark(root, mark):
    """Puts mark into the title of the site, in all languages."""
    path = root + "/content/site.yaml"
    value = read(path)
    value["title"] = "Codes %s" % mark
    write(path, value)
    for tag in os.listdir(root + "/locales"):
        path = "%s/locales/%s/site.yaml" % (root, tag)
        if os.path.exists(path):
            os.remove(path)


def publish(root, destination, *arguments, **options):
    return run(root, "publish", destination, *arguments, **options)


def rollback(destination, *arguments, **options):
    return run(WORK, "rollback", destination, *arguments, **options)


def live(destination):
    """The name of the live release; None where there is none."""
    path = os.path.join(destination, "current")
    return os.path.basename(os.readlink(path)) if os.path.islink(path) else None


def releases(destination):
    return sorted(os.listdir(os.path.join(destination, "releases")))


def litter(destination):
    """What only a publish that did not come to its end leaves."""
    return [name for name in os.listdir(os.path.join(destination, ".viceversa")) if name != "second"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for_port(port, process, log):
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    with open(log, encoding="utf-8", errors="replace") as file:
        raise RuntimeError("no server on port %d: %s" % (port, file.read()))


class Server:
    """A process that is ended with the block it serves."""

    def __init__(self, arguments, port, log):
        self.port = port
        self.log = log
        with open(log, "ab") as output:
            self.process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        wait_for_port(port, self.process, log)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def program(name):
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")


def sshd(name, *settings):
    """An ssh server for the user who runs this, with keys of its own.  Returns it and the
    environment in which "ssh" reaches it as the host "web"."""
    folder = os.path.join(WORK, name)
    os.makedirs(folder + "/bin", mode=0o700)
    if IS_ROOT:
        os.makedirs("/run/sshd", exist_ok=True)
    for key in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/" + key], check=True)
    port = free_port()
    shutil.copy(folder + "/user.pub", folder + "/authorized_keys")
    with open(folder + "/host.pub", encoding="ascii") as file:
        known = "[127.0.0.1]:%d %s" % (port, file.read())
    lines = {
        "sshd_config": ["ListenAddress 127.0.0.1", "Port %d" % port, "HostKey %s/host" % folder, "PidFile none",
                        "AuthorizedKeysFile %s/authorized_keys" % folder, "StrictModes no", "UsePAM no",
                        "PermitRootLogin yes", "PasswordAuthentication no", "MaxStartups 100", *settings],
        "ssh_config": ["Host web", "HostName 127.0.0.1", "Port %d" % port, "IdentityFile %s/user" % folder,
                       "IdentitiesOnly yes", "UserKnownHostsFile %s/known_hosts" % folder, "BatchMode yes"],
        "known_hosts": [known],
        "bin/ssh": ["#!/bin/sh", "exec %s -F %s/ssh_config \"$@\"" % (program("ssh"), folder)],
    }
    for file, text in lines.items():
        with open(folder + "/" + file, "w", encoding="ascii") as output:
            output.write("\n".join(text) + "\n")
    os.chmod(folder + "/bin/ssh", 0o755)
    server = Server([program("sshd"), "-D", "-e", "-f", folder + "/sshd_config"], port, folder + "/log")
    return server, dict(os.environ, PATH=folder + "/bin:" + os.environ["PATH"])


def nginx(name, destination, change=lambda text: text, rules=None):
    """nginx with the configuration that is shipped, as far as it can be on this machine."""
    folder = os.path.join(WORK, name)
    os.makedirs(folder + "/rules")
    if rules:
        shutil.copy(rules, folder + "/rules")
    port = free_port()
    with open(REPOSITORY + "/examples/nginx/viceversa.conf", encoding="utf-8") as file:
        text = change(file.read())
    text = text.replace("listen 80;", "listen 127.0.0.1:%d;" % port).replace("listen [::]:80;", "")
    text = text.replace("/srv/www/viceversa", destination).replace("/etc/nginx/viceversa", folder + "/rules")
    temporary = "".join("%s_temp_path %s/temporary;\n" % (kind, folder)
                        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(folder + "/nginx.conf", "w", encoding="utf-8") as file:
        file.write("%sdaemon off;\nworker_processes 2;\npid %s/pid;\nerror_log %s/error.log warn;\n"
                   "events { worker_connections 256; }\nhttp {\naccess_log off;\n%s%s}\n"
                   % ("user root;\n" if IS_ROOT else "", folder, folder, temporary, text))
    return Server([program("nginx"), "-p", folder, "-c", folder + "/nginx.conf", "-e", folder + "/error.log"], port,
                  folder + "/error.log")


class Client:
    """One connection to a server."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path, method="GET", **headers):
        """Returns the status, the headers with names in small letters, and the body."""
        self.connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = self.connection.getresponse()
        body = response.read()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, body
