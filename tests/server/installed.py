#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries the server as its package installed it, on a computer that is thrown away afterwards: the unit under systemd, the runbook's
commands at their real places, PostgreSQL as Debian installs it, and nginx with the example that came with the package.
packaging/check_packages.sh runs it as root in a root of Debian without a network; it writes below /etc and /var.

usage: installed.py /usr/bin/indaro-server --this-computer-is-thrown-away
"""
import os
import pathlib
import re
import shutil
import ssl
import stat
import subprocess
import sys
import time

from operations import check_restored, fill
from server_process import run
from serving import joined
from wire_client import Server

DOCUMENTS = pathlib.Path("/usr/share/doc/indaro-server")
STATE = pathlib.Path("/var/lib/indaro-server")
ENVIRONMENT = pathlib.Path("/etc/indaro-server/environment")


def must(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def systemctl(*words):
    return must("systemctl", *words)


class Service:
    """What systemd runs, on the address the unit names."""

    port = 8437

    def __init__(self):
        systemctl("reset-failed", "indaro-server")  # these cases start it more often in ten seconds than it may by itself
        systemctl("restart", "indaro-server")
        for _ in range(300):
            try:
                assert Server(self.port).request("GET", "/healthz") == (200, b"ok\n")
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(must("journalctl", "--no-pager", "--unit", "indaro-server"))

    def code(self, *words):
        return must("indaro-server-admin", *words).split()[0]

    def stop(self):
        systemctl("stop", "indaro-server")
        assert systemctl("show", "--property=Result", "--value", "indaro-server").strip() == "success"


def do(name, fails=False):
    """A block of the runbook, as it stands."""
    block = re.search(rf"^```sh {name}\n(.*?)^```$", (DOCUMENTS / "RUNBOOK.md").read_text("utf-8"), re.M | re.S)[1]
    done = subprocess.run(["sh", "-eu", "-c", block], capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == fails, f"{name}: {done.returncode}\n{block}{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def test_the_service_is_confined():
    service = Service()
    pid = int(systemctl("show", "--property=MainPID", "--value", "indaro-server"))
    status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text("utf-8").splitlines())
    assert int(status["Uid"].split()[0]) not in (0, os.getuid()), status["Uid"]
    assert status["NoNewPrivs"].strip() == "1" and status["Seccomp"].strip() == "2", status
    assert int(status["CapEff"], 16) == int(status["CapBnd"], 16) == 0, status
    assert stat.S_IMODE(STATE.resolve().stat().st_mode) == 0o700
    service.stop()


def test_embedded():
    service = Service()
    before, shelter, sent = fill(service)
    do("backup-embedded")
    do("backup-embedded", fails=True)  # never over another one
    assert "the service runs" in do("restore-embedded", fails=True)
    service.stop()
    # The machine is lost: another one has a server that has just been installed.
    shutil.rmtree(STATE.resolve())
    Service().stop()
    assert "restored" in do("restore-embedded")
    service = Service()
    check_restored(service, before, shelter, sent)
    service.stop()


def test_postgresql():
    systemctl("start", "postgresql")
    for _ in range(300):
        if subprocess.run(["runuser", "-u", "postgres", "--", "psql", "-Atc", "SELECT 1"], cwd="/", capture_output=True, check=False).returncode == 0:
            break
        time.sleep(0.1)
    try:
        assert "ready" in do("setup")
        assert stat.S_IMODE(ENVIRONMENT.stat().st_mode) == 0o600 and ENVIRONMENT.stat().st_uid == 0
        password = ENVIRONMENT.read_text("utf-8")
        service = Service()
        before, shelter, sent = fill(service)
        do("backup-postgres")  # while it runs
        assert "tables" in do("restore-postgres", fails=True)  # never over a database that holds something
        service.stop()
        # The machine is lost: another one has an empty PostgreSQL, and the dump.
        must("runuser", "-u", "postgres", "--", "psql", "-c", "DROP DATABASE indaro", "-c", "DROP ROLE indaro", cwd="/")
        ENVIRONMENT.unlink()
        do("setup")
        assert ENVIRONMENT.read_text("utf-8") != password
        assert "restored" in do("restore-postgres")
        service = Service()
        check_restored(service, before, shelter, sent)
        service.stop()
    finally:
        systemctl("stop", "postgresql")
        ENVIRONMENT.unlink(missing_ok=True)  # what follows is on the embedded database again


def test_behind_nginx():
    folder = pathlib.Path("/etc/letsencrypt/live/sync.example.org")
    folder.mkdir(parents=True)
    must("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=sync.example.org",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem")
    shutil.copy(DOCUMENTS / "nginx.conf.example", "/etc/nginx/conf.d/indaro.conf")
    must("nginx", "-t")
    service = Service()
    systemctl("restart", "nginx")
    try:
        tls = ssl.create_default_context(cafile=folder / "fullchain.pem")
        server, shelter = joined(service, Server(443, tls=tls))
        sent = [shelter.seal(shelter.a, os.urandom(100_000)) for _ in range(3)]
        assert server.upload(shelter, shelter.a, sent)[1] == ["stored"] * 3
        assert server.sync(shelter, shelter.b, {})[1]["envelopes"] == sent
        assert server.request("GET", "/healthz") == (200, b"ok\n")
        assert server.request("GET", "/metrics")[0] == 404
        old = ssl.create_default_context(cafile=folder / "fullchain.pem")
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        try:
            Server(443, tls=old).request("GET", "/healthz")
            raise AssertionError("TLS 1.2 was taken")
        except ssl.SSLError:
            pass
        logs = "".join(each.read_text("utf-8") for each in pathlib.Path("/var/log/nginx").iterdir() if each.is_file())
        assert "127.0.0.1" not in logs and shelter.id.hex() not in logs, logs
    finally:
        systemctl("stop", "nginx")
        service.stop()


if __name__ == "__main__":
    if sys.argv[2:] != ["--this-computer-is-thrown-away"] or os.geteuid() != 0:
        sys.exit(__doc__)
    run(globals())
