#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the commands of packaging/server/RUNBOOK.md as they stand there, against a real server and a real PostgreSQL. Only where
things lie is another place: /etc/indaro-server and /var/backups stand for folders of this run.
usage: runbook.py INDARO-SERVER"""
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

from operations import check_restored, fill
from postgres_cluster import Postgres
from server_process import Process, run

PACKAGING = pathlib.Path(__file__).resolve().parents[2] / "packaging/server"
RUNBOOK = (PACKAGING / "RUNBOOK.md").read_text("utf-8")
COMMANDS = dict(re.findall(r"^```sh (\S+)\n(.*?)^```$", RUNBOOK, re.M | re.S))
SERVER = os.path.abspath(sys.argv[1])


class Machine:
    """Folders that stand for those of the runbook, and a path on which its commands are."""

    def __init__(self, **environment):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="indaro-runbook-"))
        (self.folder / "bin").mkdir()
        (self.folder / "bin/indaro-server-postgres").symlink_to(PACKAGING / "indaro-server-postgres")
        (self.folder / "bin/indaro-server-admin").symlink_to(PACKAGING / "indaro-server-admin")
        (self.folder / "bin/indaro-server").symlink_to(SERVER)
        self.environment = {**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
                            "INDARO_SERVER_ENVIRONMENT": f"{self.folder}/etc/environment", "INDARO_PSQL_USER": "self", "INDARO_SERVER": SERVER, **environment}

    def do(self, name, fails=False):
        text = COMMANDS[name].replace("/var/backups", f"{self.folder}/backups")
        done = subprocess.run(["sh", "-eu", "-c", text], env=self.environment, capture_output=True, text=True, check=False)
        assert (done.returncode != 0) == fails, f"{name}: {done.returncode}\n{text}{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def database(self):
        return re.search(r"^INDARO_DATABASE=(.*)$", (self.folder / "etc/environment").read_text("utf-8"), re.M)[1]

    def close(self):
        shutil.rmtree(self.folder)


def as_administrator(postgres, database="indaro"):
    """The test's cluster lets the role `indaro` in as its administrator; the server's own role is another one here."""
    return {"PGHOST": postgres.folder, "PGUSER": "indaro", "INDARO_DATABASE_NAME": database}


def test_every_block_of_the_runbook_is_run_here():
    assert set(COMMANDS) == {"setup", "backup-embedded", "restore-embedded", "backup-postgres", "restore-postgres"}, COMMANDS.keys()
    assert len(COMMANDS) == RUNBOOK.count("```sh")


def test_embedded():
    process = Process()
    machine = Machine(STATE_DIRECTORY=process.folder + "/data")
    (machine.folder / "backups").mkdir()
    try:
        before, shelter, sent = fill(process)
        machine.do("backup-embedded")
        machine.do("backup-embedded", fails=True)  # never over another one
        assert not (pathlib.Path(process.folder) / "data/leaving").exists()
    finally:
        process.kill()
    # Another machine, whose own server has run already: what it made is kept beside.
    other = Process()
    other.kill()
    folder = pathlib.Path(other.folder) / "data"
    mine = (folder / "relay.key").read_bytes()
    machine.environment["STATE_DIRECTORY"] = str(folder)
    copy = next((machine.folder / "backups").iterdir())
    key = copy / "relay.key"
    key.rename(copy / "away")
    assert "no copy" in machine.do("restore-embedded", fails=True) and (folder / "relay.key").read_bytes() == mine
    (copy / "away").rename(key)
    assert "restored" in machine.do("restore-embedded")
    assert [each.read_bytes() for each in folder.glob("before-*/relay.key")] == [mine]
    restored = Process(folder=other.folder)
    try:
        check_restored(restored, before, shelter, sent)
    finally:
        restored.kill()
        machine.close()


def test_postgresql():
    with Postgres() as first, Postgres() as second:
        machine = Machine(**as_administrator(first, "house"))
        machine.do("setup")
        file = machine.folder / "etc/environment"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, oct(file.stat().st_mode)
        once = file.read_text("utf-8")
        assert "already set up" in machine.do("setup") and file.read_text("utf-8") == once
        rights = subprocess.run([first.bin + "/psql", "-h", first.folder, "-U", "indaro", "-d", "postgres", "-Atc",
                                 "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'house'"],
                                capture_output=True, text=True, check=True).stdout.strip()
        assert rights == "f|f|f", rights
        process = Process(environment={"INDARO_DATABASE": machine.database()})
        try:
            before, shelter, sent = fill(process)
            machine.do("backup-postgres")  # while it runs
            assert "there already" in machine.do("backup-postgres", fails=True)
        finally:
            process.kill()
        # Never over a database that holds something.
        assert "tables" in machine.do("restore-postgres", fails=True)
        # Another machine: its own PostgreSQL, its own password, the dump carried over.
        other = Machine(**as_administrator(second, "house"))
        shutil.copytree(machine.folder / "backups", other.folder / "backups")
        other.do("setup")
        assert other.database() != machine.database()
        # A dump that lost its end is noticed, and leaves the database empty.
        dump = next((other.folder / "backups/indaro").iterdir())
        whole = dump.read_bytes()
        dump.write_bytes(whole[:-len(whole) // 3])
        other.do("restore-postgres", fails=True)
        dump.write_bytes(whole)
        assert "restored" in other.do("restore-postgres")
        restored = Process(environment={"INDARO_DATABASE": other.database()})
        try:
            check_restored(restored, before, shelter, sent)
        finally:
            restored.kill()
        machine.close()
        other.close()


def test_the_unit_is_hardened():
    """What systemd itself says of the unit: 10 is open, 0 shut. The limit is where it stands, so that nothing is lost unseen."""
    tool = shutil.which("systemd-analyze")
    if tool is None:
        print("systemd-analyze is not here: the unit was not measured")
        return
    done = subprocess.run([tool, "security", "--offline=true", "--threshold=15", str(PACKAGING / "indaro-server.service")],
                          capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert "Overall exposure level" in said, said
    level = float(re.search(r"exposure level for \S+: ([0-9.]+)", said)[1])
    print("exposure level", level)
    assert level <= 1.3, said


if __name__ == "__main__":
    run(globals())
