#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many envelopes a second of processor time the server takes in, and whether that stays as the log grows. Reports, asserts
nothing. usage: upload_rate.py INDARO-SERVER [ENVELOPES=20000] [PER-REQUEST=100]"""
import os
import sys
import time

from postgres_cluster import Postgres
from server_process import Process
from serving import joined


def seconds_below(folder):
    """Processor time of every process whose command line names the folder (the database's)."""
    total = 0.0
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat", encoding="ascii") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            with open(f"/proc/{name}/cmdline", encoding="utf-8", errors="replace") as line:
                if "postgres" in line.read():
                    total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, IndexError, ValueError):
            continue
    return total


def measure(name, process, database, count, at_once):
    server, shelter = joined(process)
    envelopes = [shelter.seal(shelter.a, b"x" * 200) for _ in range(count)]
    tenth = count // 10
    for part in range(10):
        cpu, dbs, wall = process.seconds(), seconds_below(database) if database else 0, time.monotonic()
        for at in range(part * tenth, (part + 1) * tenth, at_once):
            status, items, _ = server.upload(shelter, shelter.a, envelopes[at:at + at_once])
            assert status == 200 and set(items) == {"stored"}, (status, items)
        cpu, wall = process.seconds() - cpu, time.monotonic() - wall
        if part in (0, 4, 9):
            dbs = seconds_below(database) - dbs if database else 0
            print(f"{name}: at {(part + 1) * tenth:6} envelopes  {tenth / max(cpu, 0.01):6.0f} a second of server processor, "
                  f"{tenth / max(cpu + dbs, 0.01):6.0f} with the database's, {tenth / wall:6.0f} by the clock", flush=True)
    print(f"{name}: memory {process.memory():.0f} MiB at most", flush=True)


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    at_once = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    process = Process("--rate", "100000")
    try:
        measure("SQLite", process, None, count, at_once)
    finally:
        process.kill()
    with Postgres() as postgres:
        process = Process("--rate", "100000", environment={"INDARO_DATABASE": postgres.new_database("rate")})
        try:
            measure("PostgreSQL", process, postgres.folder, count, at_once)
        finally:
            process.kill()


if __name__ == "__main__":
    main()
