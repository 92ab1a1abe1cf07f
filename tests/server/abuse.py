#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an enemy on the network sends. After each attack the server answers a normal laptop, has not grown without bound, and
has said why it refused. usage: abuse.py INDARO-SERVER"""
import contextlib
import os
import random
import resource
import select
import socket
import struct
import threading
import time

from server_process import Process, run
from serving import joined
from wire_client import Commission, Server, Shelter, blake

MOST_MEMORY = 40  # MiB beyond the start, while bodies are in flight


@contextlib.contextmanager
def attacked(*options):
    """A server with a shelter, which must be well at the end."""
    process = Process("--rate", "100000", *options)
    try:
        server, shelter = joined(process)
        start = process.memory()
        yield process, server, shelter
        server.close()
        assert process.is_running()
        assert server.upload(shelter, shelter.a, [shelter.seal(shelter.a)])[1] == ["stored"]
        assert server.sync(shelter, shelter.b, {})[0] == 200
        grown = process.memory() - start
        print(f"memory: {process.memory():.0f} MiB at most, {grown:.0f} more than at the start", flush=True)
        assert grown < MOST_MEMORY, grown
        assert process.stop() == 0
    finally:
        process.kill()


def link_to(process):
    link = socket.create_connection(("127.0.0.1", process.port), timeout=30)
    return link


def answer_to(process, data, shut=True):
    """Everything the server says to raw bytes."""
    with link_to(process) as link:
        with contextlib.suppress(OSError):
            link.sendall(data)
            if shut:
                link.shutdown(socket.SHUT_WR)
        out = b""
        with contextlib.suppress(OSError):
            while chunk := link.recv(65536):
                out += chunk
        return out


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


ROUTES = [("POST", "sync"), ("POST", "envelopes"), ("POST", "roster"), ("POST", "devices/" + "ab" * 16), ("GET", "quarantine"),
          ("POST", "snapshots"), ("PUT", "snapshots/" + "ab" * 32 + "/1"), ("GET", "snapshots/" + "ab" * 32 + "/1"),
          ("GET", "snapshot"), ("GET", "mailbox"), ("DELETE", "mailbox/" + "ab" * 16), ("POST", "packets"), ("GET", "packets/" + "ab" * 32),
          ("GET", "envelopes/" + "ab" * 16 + "/0/1")]


def test_random_bytes_on_every_route():
    chance = random.Random(20261125)
    with attacked() as (process, server, shelter):
        paths = [(method, server.path(shelter, r)) for method, r in ROUTES]
        paths += [("POST", "/v1/join"), ("POST", "/v1/mailbox/" + "cd" * 16), ("POST", "/v1/receivers"), ("GET", "/v1/packets/after/0"),
                  ("GET", "/v1/packets/1"), ("POST", "/v1/packets/1"), ("DELETE", "/v1/packets/1")]
        good = shelter.seal_at(shelter.a, 1, bytes(32), b"x" * 50)
        seeds = [b"", b"\x01", good, good + good, shelter.blocks[0], shelter.join_request(shelter.a, "0" * 20, shelter.blocks),
                 b"\x01\xff\xff\xff\xff\x08" + bytes(200), Commission().packet(b"x"), Commission().request("0" * 20), shelter.manifest(shelter.a, 1, {}, [good])]
        counts = {}
        for round_number in range(1200):
            body = bytearray(chance.choice(seeds) if chance.random() < 0.8 else chance.randbytes(chance.randrange(3000)))
            for _ in range(chance.randrange(6)):
                if body:
                    body[chance.randrange(len(body))] = chance.randrange(256)
            if chance.random() < 0.3:
                del body[chance.randrange(len(body) + 1):]
            method, path = chance.choice(paths)
            if chance.random() < 0.1:
                method = chance.choice(["POST", "GET", "PUT", "DELETE", "PATCH"])
            token = chance.choice([shelter.a.token, shelter.b.token, shelter.a.token, None, "A" * 22])
            status, _ = server.request(method, path, bytes(body), token)
            counts[status] = counts.get(status, 0) + 1
            assert status in (200, 201, 204, 400, 401, 403, 404, 405, 409, 413), (status, method, round_number)
        print(dict(sorted(counts.items())))
        assert len(counts) >= 7
        # What was spoilt at random may have been a valid envelope after all; go on from where the server is.
        have = server.sync(shelter, shelter.b, {})[1]["have"]
        number = have.get((shelter.a.id, 0), 0)
        if number:
            shelter.a.heads[0] = (number, blake(good[:-64]))


def test_random_http():
    chance = random.Random(7)
    pieces = [b"GET ", b"POST ", b"/healthz", b"/v1/join", b" HTTP/1.1\r\n", b" HTTP/9.9\r\n", b"Host: x\r\n", b"\r\n", b"\r\n\r\n",
              b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 5\r\nContent-Length: 6\r\n",
              b"Transfer-Encoding: chunked\r\n", b"5\r\nhello\r\n", b"fffffffffffffffff\r\n", b"\0", b"\xff\xfe", b"Expect: 100-continue\r\n",
              b"Upgrade: h2c\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01"]
    with attacked() as (process, _, _):
        seen = set()
        for _ in range(600):
            data = b"".join(chance.choice(pieces) for _ in range(chance.randrange(1, 9)))
            seen.add(status_of(answer_to(process, data)))
        assert seen <= {0, 100, 200, 400, 404, 405, 413}, seen


def test_path_tricks():
    with attacked() as (process, server, shelter):
        own = shelter.id.hex()
        for path in ["/../../etc/passwd", "/v1/s/../../../etc/passwd/sync", f"/v1/s/{own}/../{own}/mailbox", f"/v1//s/{own}/mailbox",
                     f"/v1/s/{own.upper()}/mailbox", f"/v1/s/{own}/mailbox/", f"/v1/s/{own}/mailbox?x=1", f"/v1/s/{own}%00/mailbox",
                     f"/v1/s/{own[:-1]}/mailbox", f"/v1/s/{own}0/mailbox", f"/v1/s/{own}/mailbox/%2e%2e", "/v1/s//mailbox", "/", "*",
                     "/v1/s/" + "a" * 4000 + "/mailbox", f"/v1/s/{own}/envelopes/{'0' * 32}/0/99999999999999999999",
                     f"/v1/s/{own}/envelopes/{'0' * 32}/2/1", f"/v1/s/{own}/snapshots/{'0' * 64}/-1",
                     f"/v1/s/{own}/snapshots/{'0' * 64}/4097", "http://elsewhere/v1/join", f"/v1/s/{own}'; DROP TABLE token;--/mailbox"]:
            line = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {shelter.a.token}\r\nConnection: close\r\n\r\n"
            status = status_of(answer_to(process, line.encode()))
            # A shelter's id has one spelling, lower case.
            assert status in (400, 404, 405) or (status == 403 and own.upper() in path), (path, status)


def test_lying_lengths():
    with attacked() as (process, server, shelter):
        def head(route, length, more=""):
            return (f"POST {server.path(shelter, route)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {shelter.a.token}\r\n"
                    f"Content-Length: {length}\r\n{more}\r\n").encode()

        for length in (2 ** 31, 2 ** 32, 2 ** 63, 8 * 1024 * 1024 + 1):
            assert status_of(answer_to(process, head("envelopes", length))) == 413, length
        assert status_of(answer_to(process, head("envelopes", 2 ** 64))) in (400, 413)
        assert status_of(answer_to(process, head("sync", 65537))) == 413
        assert status_of(answer_to(process, head("packets", 1024 * 1024 + 1))) == 413
        # 200 promise 8 MiB each and send nothing: nothing is set aside for a promise.
        links = [link_to(process) for _ in range(200)]
        for link in links:
            link.sendall(head("envelopes", 8 * 1024 * 1024) + b"INDR")
        assert Server(process.port).request("GET", "/healthz")[0] == 200
        for link in links:
            link.close()
        # A chunked body that never ends is cut at the limit.
        with link_to(process) as link:
            link.sendall(f"POST {server.path(shelter, 'sync')} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {shelter.a.token}\r\n"
                         "Transfer-Encoding: chunked\r\n\r\n".encode())
            with contextlib.suppress(OSError):
                for _ in range(200):
                    link.sendall(b"1000\r\n" + bytes(4096) + b"\r\n")
            with contextlib.suppress(OSError):
                assert status_of(link.recv(4096)) == 413
        # Lengths inside: an envelope that claims 4 GB, sections that overlap, counts of 65535.
        envelope = bytearray(shelter.seal_at(shelter.a, 1, bytes(32), b""))
        for offset in (104, 141):
            for lie in (0, 1, 0x7FFFFFFF, 0xFFFFFFFF):
                spoilt = bytearray(envelope)
                struct.pack_into("<I", spoilt, offset, lie)
                assert server.upload(shelter, shelter.a, [bytes(spoilt)])[1] == ["damaged"]
        assert server.request("POST", server.path(shelter, "sync"), b"\x01\0\0\0\0\0\xff\xff", shelter.a.token)[0] == 413
        assert server.request("POST", server.path(shelter, "roster"), b"\x01\xff\x0f", shelter.a.token)[0] == 400


def test_a_large_header_is_refused():
    with attacked() as (process, _, _):
        assert status_of(answer_to(process, b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n")) == 431
        assert status_of(answer_to(process, b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")) in (400, 431)
        assert status_of(answer_to(process, b"GET /healthz HTTP/1.1\r\n" + b"A: b\r\n" * 5000 + b"\r\n")) == 431


def test_a_thousand_slow_connections_stop_nobody():
    """They send a byte now and then and never finish; every connection above the limit costs the slowest its place."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    with attacked("--connections", "256") as (process, server, shelter):
        server.close()
        half = f"POST {server.path(shelter, 'envelopes')} HTTP/1.1\r\nHost: x\r\n".encode()
        body = half + f"Authorization: Bearer {shelter.a.token}\r\nContent-Length: 4000000\r\n\r\n".encode()
        links = [link_to(process) for _ in range(1000)]
        for number, link in enumerate(links):
            with contextlib.suppress(OSError):
                link.sendall(half if number % 2 else body)
        times = []
        for round_number in range(20):
            for link in links[round_number::20]:
                with contextlib.suppress(OSError):
                    link.sendall(b"X-")
            before = time.monotonic()
            fresh = Server(process.port)
            fresh.key = server.key
            assert fresh.upload(shelter, shelter.a, [shelter.seal(shelter.a)])[1] == ["stored"]
            assert len(fresh.sync(shelter, shelter.b, {})[1]["envelopes"]) == round_number + 1
            times.append(time.monotonic() - before)
            fresh.close()
        print(f"a sync beside 1,000 slow connections: {sorted(times)[10] * 1000:.0f} ms, at most {max(times) * 1000:.0f} ms")
        assert max(times) < 20
        metrics = Server(process.port).request("GET", "/metrics")[1].decode()
        evicted = int(metrics.split("\nindaro_connections_evicted_total ")[1].split()[0])
        assert evicted >= 700, evicted
        for link in links:
            link.close()


def test_who_stops_in_the_middle_of_a_header_is_dropped():
    process = Process("--rate", "100000")
    try:
        with link_to(process) as link:
            link.sendall(b"GET /healthz HT")
            before = time.monotonic()
            assert select.select([link], [], [], 40)[0], "still open after 40 s"
            assert link.recv(100) == b"" and time.monotonic() - before < 40
        metrics = Server(process.port).request("GET", "/metrics")[1].decode()
        assert "indaro_connections_timed_out_total 1" in metrics
    finally:
        process.kill()


def test_many_large_bodies_stay_within_the_budget():
    with attacked() as (process, server, shelter):
        other = Shelter()
        junk = other.seal(other.a, os.urandom(900_000))
        statuses = []

        def send():
            mine = Server(process.port)
            with contextlib.suppress(OSError):
                statuses.append(mine.upload(shelter, shelter.a, [junk] * 8)[0])

        threads = [threading.Thread(target=send) for _ in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses and set(statuses) <= {200, 503}, statuses


def test_rate_limits():
    process = Process("--rate", "5")
    try:
        server, shelter = joined(process)
        statuses = [server.sync(shelter, shelter.a, {})[0] for _ in range(120)]
        assert statuses[0] == 200 and 429 in statuses and statuses.count(200) <= 70
        assert server.last_headers["Retry-After"] == "5"
        # Guessing tokens is dearer.
        again = Process("--rate", "5", folder=process.folder + "/2")
        try:
            guesses = [Server(again.port).request("GET", "/v1/packets/after/0", token=os.urandom(16).hex()[:22])[0] for _ in range(10)]
            assert guesses.count(401) <= 4 and guesses[-1] == 429, guesses
        finally:
            again.kill()
    finally:
        process.kill()


def test_what_came_whole_before_the_cut_counts():
    with attacked() as (process, server, shelter):
        sent = [shelter.seal(shelter.a, os.urandom(2000)) for _ in range(10)]
        data = b"".join(sent)
        for limit in (len(sent[0]) * 4 + 10, len(sent[0]) * 7 + 1000):
            with link_to(process) as link:
                link.sendall(f"POST {server.path(shelter, 'envelopes')} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                             f"{shelter.a.token}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data[:limit])
            whole = limit // len(sent[0])
            deadline = time.monotonic() + 20
            while True:
                have = server.sync(shelter, shelter.b, {})[1]["have"].get((shelter.a.id, 0), 0)
                if have >= whole or time.monotonic() > deadline:
                    break
            assert have == whole, (have, whole)
        assert server.upload(shelter, shelter.a, sent)[1] == ["already-there"] * 7 + ["stored"] * 3


def test_a_replayed_upload_is_harmless():
    with attacked() as (process, server, shelter):
        sent = [shelter.seal(shelter.a) for _ in range(5)]
        other = Shelter()
        for _ in range(50):
            items = server.upload(shelter, shelter.b, sent)[1]
            assert set(items) <= {"stored", "already-there"}
        assert server.upload(shelter, shelter.b, [other.seal(other.a)])[1] == ["wrong-shelter"]
        assert server.sync(shelter, shelter.b, {})[1]["envelopes"] == sent


if __name__ == "__main__":
    run(globals())
