#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL of its own in a temporary folder: no TCP port, no system cluster touched, gone afterwards.

usage: postgres_cluster.py COMMAND …     runs COMMAND with INDARO_TEST_POSTGRES set to a connection string
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile


class Postgres:
    """As root the server runs as the user `postgres`, because it refuses root."""

    def __init__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda p: int(re.search(r"/(\d+)/", p)[1]))
        if not found:
            raise SystemExit("PostgreSQL is not installed: packaging/test.sh installs it")
        self.bin = os.path.dirname(found[-1])
        self.folder = tempfile.mkdtemp(prefix="indaro-pg-")
        self.as_user = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        os.chmod(self.folder, 0o755)
        self.data = os.path.join(self.folder, "data")
        self.conninfo = f"host={self.folder} dbname=postgres user=indaro"
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "indaro", "-E", "UTF8", "--no-locale", "-N")
        self.start()

    def run(self, tool, *arguments):
        subprocess.run([*self.as_user, os.path.join(self.bin, tool), *arguments], check=True, cwd=self.folder,
                       stdout=subprocess.DEVNULL)

    def start(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-t", "120", "-l", os.path.join(self.folder, "log"), "-o",
                 f"-k {self.folder} -c listen_addresses='' -c max_connections=60", "start")

    def stop(self, mode="fast"):
        self.run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def new_database(self, name):
        self.run("createdb", "-h", self.folder, "-U", "indaro", name)
        return f"postgresql:///{name}?host={self.folder}&user=indaro"

    def close(self):
        try:
            self.stop("immediate")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def main():
    with Postgres() as postgres:
        return subprocess.run(sys.argv[1:], env={**os.environ, "INDARO_TEST_POSTGRES": postgres.conninfo}).returncode


if __name__ == "__main__":
    sys.exit(main())
