#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three servers on one PostgreSQL serve the same shelters; one is killed in the middle of uploads, and so is the database.
usage: processes.py INDARO-SERVER"""
import contextlib
import os
import threading

from postgres_cluster import Postgres
from server_process import Process, run
from serving import joined
from wire_client import Server


@contextlib.contextmanager
def three():
    with Postgres() as postgres:
        environment = {"INDARO_DATABASE": postgres.new_database("three")}
        processes = [Process("--rate", "100000", environment=environment) for _ in range(3)]
        try:
            yield postgres, processes
        finally:
            for process in processes:
                process.kill()


def upload_all(shelter, laptop, envelopes, servers, key):
    """As a laptop does: from where the server is, again and again, to whichever server answers."""
    receipt, turn = None, 0
    while receipt is None or receipt["number"] < len(envelopes):
        server = servers[turn % len(servers)]
        turn += 1
        assert turn < 500, "no progress"
        try:
            status, answer = server.sync(shelter, laptop, {})
            if status != 200:
                continue
            have = answer["have"].get((laptop.id, 0), 0)
            status, items, receipts = server.upload(shelter, laptop, envelopes[have:have + 7])
            if status == 200 and have < len(envelopes):
                assert set(items) <= {"stored", "already-there"}, items
            if status == 200 and receipts:
                server.key = key
                receipt = server.receipt(receipts[0])
            elif have == len(envelopes):
                server.key = key
                receipt = server.receipt(server.upload(shelter, laptop, envelopes[-1:])[2][0])
        except (OSError, AssertionError) as error:
            if isinstance(error, AssertionError) and error.args:
                raise
            server.close()
    return receipt


def test_three_servers_one_killed():
    with three() as (_, processes):
        first, shelter = joined(processes[0])
        _, other = joined(processes[1], Server(processes[1].port))
        key = first.key
        plans = [(s, l, [s.seal(l, os.urandom(400)) for _ in range(60)]) for s in (shelter, other) for l in (s.a, s.b)]
        receipts, errors = [], []

        def laptop(plan, shift):
            servers = [Server(p.port, timeout=20) for p in processes[shift:] + processes[:shift]]
            try:
                receipts.append((plan, upload_all(*plan, servers, key)))
            except Exception as error:
                errors.append(error)

        threads = [threading.Thread(target=laptop, args=(plan, i % 3)) for i, plan in enumerate(plans)]
        for thread in threads:
            thread.start()
        # Killed when some, not all, has come.
        watch = Server(processes[2].port)
        while sum(watch.sync(shelter, shelter.a, {}, most=1)[1]["have"].values()) < 20:
            pass
        processes[0].kill()
        for thread in threads:
            thread.join()
        assert not errors, errors
        assert len(receipts) == 4
        for plan, receipt in receipts:
            assert receipt["number"] == 60, receipt
        for s in (shelter, other):
            for process in processes[1:]:
                answer = Server(process.port).sync(s, s.a, {}, most=8 << 20)[1]
                assert answer["have"] == {(s.a.id, 0): 60, (s.b.id, 0): 60}
                wanted = [e for owner, _, envelopes in plans if owner is s for e in envelopes]
                assert sorted(answer["envelopes"]) == sorted(wanted)
        # One identity, one count.
        items = watch.upload(shelter, shelter.a, [shelter.seal(shelter.a)])
        watch.key = key
        assert watch.receipt(items[2][0])["total"] == 121


def test_the_database_goes_and_comes_back():
    with three() as (postgres, processes):
        server, shelter = joined(processes[0])
        sent = [shelter.seal(shelter.a) for _ in range(3)]
        assert server.upload(shelter, shelter.a, sent[:1])[1] == ["stored"]
        postgres.stop("immediate")
        status, body = server.request("GET", "/healthz")
        assert (status, body) == (503, b"store\n")
        status = server.upload(shelter, shelter.a, sent[1:2])[0]
        assert status == 503 and server.last_headers["Retry-After"] == "10"
        postgres.start()
        assert server.upload(shelter, shelter.a, sent)[1] == ["already-there", "stored", "stored"]
        assert server.request("GET", "/healthz")[0] == 200
        assert processes[1].command("list")[0] == 0
        for process in processes:
            assert process.stop() == 0
            assert "password" not in process.errors() and postgres.folder not in process.errors()


if __name__ == "__main__":
    run(globals())
