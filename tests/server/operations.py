#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The runbook (packaging/server/RUNBOOK.md) as a script: backup and restore on both databases, nginx in front, the unit file.
usage: operations.py INDARO-SERVER"""
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile

from postgres_cluster import Postgres
from server_process import Process, run
from serving import joined
from wire_client import Server

PACKAGING = pathlib.Path(__file__).resolve().parents[2] / "packaging/server"


def fill(process):
    server, shelter = joined(process)
    sent = [shelter.seal(shelter.a, os.urandom(500)) for _ in range(10)]
    assert server.upload(shelter, shelter.a, sent)[1] == ["stored"] * 10
    return server, shelter, sent


def check_restored(process, before, shelter, sent):
    """The restored server is the same one: same tokens, same key, same envelopes, and laptops bring what it missed."""
    server = Server(process.port)
    server.key = before.key
    assert server.sync(shelter, shelter.b, {})[1]["envelopes"] == sent
    later = shelter.seal(shelter.a)  # written after the backup
    status, items, receipts = server.upload(shelter, shelter.a, [later])
    assert items == ["stored"] and server.receipt(receipts[0])["total"] == 11


def test_backup_and_restore_of_the_embedded_database():
    process = Process()
    copy = tempfile.mkdtemp() + "/copy"
    try:
        before, shelter, sent = fill(process)
        code, output = process.command("backup", copy)  # while it runs
        assert code == 0, output
        assert process.command("backup", copy)[0] == 1  # never over another one
        assert before.upload(shelter, shelter.a, [shelter.seal_at(shelter.a, 11, shelter.a.heads[0][1], b"lost")])[1] == ["stored"]
    finally:
        process.kill()
    folder = tempfile.mkdtemp()
    shutil.copytree(copy, folder + "/data")
    restored = Process(folder=folder)
    try:
        check_restored(restored, before, shelter, sent)
    finally:
        restored.kill()


def test_backup_and_restore_of_postgresql():
    with Postgres() as postgres:
        process = Process(environment={"INDARO_DATABASE": postgres.new_database("before")})
        try:
            before, shelter, sent = fill(process)
            dump = subprocess.run([postgres.bin + "/pg_dump", "-h", postgres.folder, "-U", "indaro", "-Fc", "before"],
                                  capture_output=True, check=True).stdout
        finally:
            process.kill()
        after = postgres.new_database("after")
        subprocess.run([postgres.bin + "/pg_restore", "-h", postgres.folder, "-U", "indaro", "-d", "after"], input=dump,
                       check=True)
        restored = Process(environment={"INDARO_DATABASE": after})
        try:
            check_restored(restored, before, shelter, sent)
        finally:
            restored.kill()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_behind_nginx():
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    folder = tempfile.mkdtemp()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder + "/key.pem",
                    "-out", folder + "/cert.pem"], check=True, capture_output=True)
    process = Process("--behind-proxy", "--rate", "1000")
    port = free_port()
    # The shipped example, with this test's names.
    example = (PACKAGING / "nginx.conf.example").read_text(encoding="utf-8")
    site = example.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;").replace("127.0.0.1:8437", f"127.0.0.1:{process.port}")
    site = re.sub(r"ssl_certificate .*;", f"ssl_certificate {folder}/cert.pem;", site)
    site = re.sub(r"ssl_certificate_key .*;", f"ssl_certificate_key {folder}/key.pem;", site)
    site = re.sub(r"listen \[::\].*\n", "", site)
    temp = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(folder + "/nginx.conf", "w", encoding="utf-8") as conf:
        conf.write(f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\nhttp {{ {temp}\n{site}\n}}\n")
    if os.geteuid() == 0:
        shutil.chown(folder, "www-data")
        os.chmod(folder, 0o755)
    proxy = subprocess.Popen([nginx, "-p", folder, "-e", folder + "/error.log", "-c", folder + "/nginx.conf"])
    try:
        import ssl
        tls = ssl.create_default_context(cafile=folder + "/cert.pem")
        for _ in range(200):
            assert proxy.poll() is None, open(folder + "/error.log", encoding="utf-8").read()
            with socket.socket() as probe:
                probe.settimeout(5)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        server, shelter = joined(process, Server(port, tls=tls))
        sent = [shelter.seal(shelter.a, os.urandom(700_000)) for _ in range(6)]
        assert server.upload(shelter, shelter.a, sent)[1] == ["stored"] * 6
        got = []
        while len(got) < len(sent):
            answer = server.sync(shelter, shelter.b, {(shelter.a.id, 0): len(got)} if got else {}, most=8 << 20)[1]
            assert answer["envelopes"], "no progress"
            got += answer["envelopes"]
        assert got == sent
        assert server.request("GET", "/healthz") == (200, b"ok\n")
        assert server.request("GET", "/metrics")[0] == 404
        assert server.request("POST", server.path(shelter, "envelopes"), bytes(9 << 20), shelter.a.token)[0] == 413
        logs = "".join(p.read_text(encoding="utf-8") for p in pathlib.Path(folder).glob("*.log"))
        assert shelter.id.hex() not in logs and "127.0.0.1" not in logs, logs
    finally:
        proxy.terminate()
        proxy.wait()
        process.kill()


def test_the_unit_file_is_understood():
    unit = (PACKAGING / "indaro-server.service").read_text(encoding="utf-8")
    for line in ("DynamicUser=yes", "StateDirectory=indaro-server", "ProtectSystem=strict", "NoNewPrivileges=yes",
                 "MemoryDenyWriteExecute=yes", "SystemCallFilter=@system-service", "RestrictAddressFamilies="):
        assert line in unit, line
    analyze = shutil.which("systemd-analyze")
    if analyze:
        with tempfile.TemporaryDirectory() as folder:
            path = folder + "/indaro-server.service"
            with open(path, "w", encoding="utf-8") as file:
                file.write(unit.replace("/usr/bin/indaro-server", "/bin/true"))
            done = subprocess.run([analyze, "verify", path], capture_output=True, text=True)
            assert "indaro-server.service" not in done.stderr, done.stderr


if __name__ == "__main__":
    run(globals())
