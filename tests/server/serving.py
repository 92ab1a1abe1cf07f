#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server as a laptop sees it, every route by the documented protocol, and by curl. usage: serving.py INDARO-SERVER"""
import http.client
import os
import socket
import ssl
import struct
import subprocess
import tempfile
import time

from server_process import PROGRAM, Process, run
from wire_client import Laptop, Server, Shelter, ZERO, blake


def joined(process, server=None):
    server = server or Server(process.port)
    shelter = Shelter()
    assert server.join(shelter, shelter.a, process.code("invite-shelter"), shelter.blocks) == 201
    assert server.join(shelter, shelter.b, process.code("invite-device", shelter.id.hex()), []) == 201
    return server, shelter


def test_first_start_says_what_to_do():
    process = Process()
    try:
        rest = [process.process.stdout.readline() for _ in range(3)]
        assert "keeps its data in" in rest[0] and "plain HTTP" in rest[1] and "invite-shelter" in rest[2], rest
        assert os.stat(process.data + "/relay.key").st_mode & 0o777 == 0o600
        assert os.stat(process.data).st_mode & 0o777 == 0o700
        with open(process.data + "/relay.db", "rb") as database:
            assert not database.read(16).startswith(b"SQLite")
        assert process.command("list") == (0, "no shelter yet\n")
        assert process.stop() == 0
        assert "draining" in process.errors()
    finally:
        process.kill()


def test_wrong_calls_are_explained():
    for words in (["--nothing"], ["--listen", "here"], ["--listen", "0.0.0.0:0"], ["--certificate", "x"], ["invite-device", "zz"],
                  ["dance"], ["--workers", "0"]):
        done = subprocess.run([PROGRAM, "--data", tempfile.mkdtemp() + "/d", *words], capture_output=True, text=True)
        assert done.returncode == 2 and done.stderr, (words, done)
    done = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True)
    assert done.returncode == 0 and "invite-shelter" in done.stdout


def test_a_command_makes_no_database():
    """A backup of a folder that is not the server's would be one of nothing."""
    folder = tempfile.mkdtemp()
    for words in (["list"], ["invite-shelter"], ["invite-commission"], ["invite-device", "0" * 32], ["revoke-token", "0" * 32],
                  ["backup", folder + "/copy"]):
        done = subprocess.run([PROGRAM, "--data", folder + "/d", *words], capture_output=True, text=True)
        assert done.returncode == 2 and "no database in" in done.stderr and not os.listdir(folder), (words, done, os.listdir(folder))


def test_two_laptops_meet():
    process = Process()
    try:
        server, shelter = joined(process)
        sent = [shelter.seal(shelter.a, b"x" * 700 * i) for i in range(1, 6)]
        status, items, receipts = server.upload(shelter, shelter.a, sent)
        assert status == 200 and items == ["stored"] * 5, items
        receipt = server.receipt(receipts[0])
        assert receipt["number"] == 5 and receipt["total"] == 5 and receipt["hash"] == blake(sent[4][:-64])
        assert receipt["shelter"] == shelter.id and receipt["device"] == shelter.a.id
        status, answer = server.sync(shelter, shelter.b, {})
        assert answer["envelopes"] == sent and answer["blocks"] == shelter.blocks and not answer["more"]
        assert shelter.open(answer["envelopes"][2]) == b"x" * 2100
        have, heads = answer["have"], [blake(shelter.blocks[-1][:-64])]
        status, answer = server.sync(shelter, shelter.b, have, heads)
        assert not answer["envelopes"] and not answer["blocks"] and answer["have"] == have
        assert server.upload(shelter, shelter.b, sent)[1] == ["already-there"] * 5
        # In small steps.
        got, have, rounds = [], {}, 0
        while len(got) < 5:
            answer = server.sync(shelter, shelter.b, have, heads, 2500)[1]
            got += answer["envelopes"]
            have = {(shelter.a.id, 0): len(got)}
            rounds += 1
            assert answer["more"] == (len(got) < 5)
        assert got == sent and rounds >= 3
        path = server.path(shelter, f"envelopes/{shelter.a.id.hex()}/0/3")
        assert server.request("GET", path, token=shelter.b.token) == (200, sent[2])
        assert server.request("GET", path[:-1] + "6", token=shelter.b.token)[0] == 404
        # The rest of one whose beginning has come; what is no such range is the whole.
        assert server.request("GET", path, token=shelter.b.token, headers={"Range": "bytes=1000-"}) == (206, sent[2][1000:])
        assert server.last_headers["Content-Range"] == f"bytes 1000-{len(sent[2]) - 1}/{len(sent[2])}"
        assert server.request("GET", path, token=shelter.b.token, headers={"Range": "bytes=-5"}) == (200, sent[2])
        assert server.request("GET", path, token=shelter.b.token, headers={"Range": f"bytes={len(sent[2])}-"})[0] == 416
    finally:
        process.kill()


def test_an_idle_sync_is_half_a_kilobyte():
    process = Process()
    try:
        server, shelter = joined(process)
        server.upload(shelter, shelter.a, [shelter.seal(shelter.a)])
        request = b"\x01" + struct.pack("<IB", 1 << 20, 1) + blake(shelter.blocks[-1][:-64])[:16]
        request += struct.pack("<H", 1) + shelter.a.id + b"\x00\x01"
        lines = f"POST /v1/s/{shelter.id.hex()}/sync HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {shelter.b.token}\r\n"
        lines += f"Content-Length: {len(request)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", process.port)) as link:
            link.sendall(lines.encode() + request)
            answer = link.recv(4096)
        assert answer.startswith(b"HTTP/1.1 200 OK\r\n") and answer[-14] == 1, answer
        total = len(lines) + len(request) + len(answer)
        print("idle sync, both ways, headers included:", total, "bytes")
        assert total <= 350 and len(answer) < 70  # with two laptops; each further one costs about 19 bytes
    finally:
        process.kill()


def test_verdicts_on_envelopes():
    process = Process()
    try:
        server, shelter = joined(process)
        stranger = Shelter()
        good = shelter.seal(shelter.a)
        unsigned = good[:-1] + bytes([good[-1] ^ 1])
        fork = shelter.seal_at(shelter.a, 1, ZERO, b"another first")
        broken = shelter.seal_at(shelter.a, 2, blake(b"?"), b"")
        gap = shelter.seal_at(shelter.a, 9, blake(b"?"), b"")
        house = shelter.seal(shelter.a, stream=1)
        part = shelter.seal_at(shelter.a, 1, ZERO, b"", kind=2)
        foreign = stranger.seal(stranger.a)
        nobody = shelter.seal_at(Laptop(), 1, ZERO, b"")
        sent = [good, unsigned, fork, broken, gap, house, part, foreign, nobody, good, b"INDR and so on"]
        status, items, receipts = server.upload(shelter, shelter.b, sent)
        assert status == 200
        assert items == ["stored", "bad-signature", "fork", "chain-broken", "gap", "house-refused", "wrong-type", "wrong-shelter",
                         "unknown-device", "already-there", "damaged"], items
        assert len(receipts) == 1 and server.receipt(receipts[0])["number"] == 1
        status, body = server.request("GET", server.path(shelter, "quarantine"), token=shelter.a.token)
        assert status == 200 and body[0] == 1 and struct.unpack_from("<H", body, 1)[0] == 2
        assert fork in body and broken in body
    finally:
        process.kill()


def test_who_may_do_what():
    process = Process()
    try:
        server, shelter = joined(process)
        _, other = joined(process, server)
        path = server.path(shelter, "mailbox")
        assert server.request("GET", path)[0] == 401
        assert server.request("GET", path, token="A" * 22)[0] == 401
        assert server.request("GET", path, token="short")[0] == 401
        assert server.request("GET", path, headers={"Authorization": "Basic eDp5"})[0] == 401
        assert server.request("GET", path, token=other.a.token) == (403, b"wrong-shelter\n")
        assert server.request("GET", path, token=shelter.a.token) == (200, b"")
        # An admin laptop lets a new one in; an ordinary one cannot.
        new = Laptop()
        shelter.laptops.append(new)
        admit = server.path(shelter, "devices/" + new.id.hex())
        assert server.request("POST", admit, token=shelter.a.token)[0] == 404
        assert server.send_blocks(shelter, shelter.a, [shelter.block()])[1] == ["stored"]
        assert server.request("POST", admit, token=shelter.b.token)[0] == 403
        assert server.request("POST", admit, token=shelter.a.token)[0] == 201
        # Shut out: told so, may hand in what ends in quarantine, gets nothing.
        first, second = shelter.seal(shelter.b), shelter.seal(shelter.b)
        assert server.upload(shelter, shelter.b, [first])[1] == ["stored"]
        shelter.b.cuts = [(0, 1, blake(first[:-64]))]
        assert server.send_blocks(shelter, shelter.a, [shelter.block()])[1] == ["stored"]
        assert server.sync(shelter, shelter.b, {}) == (403, b"revoked\n")
        assert server.upload(shelter, shelter.b, [second])[:2] == (200, ["quarantined"])
        assert server.sync(shelter, shelter.a, {})[1]["envelopes"] == [first]
        assert "revoked" in process.command("list")[1]
        # The administrator ends a token.
        assert process.command("revoke-token", shelter.a.id.hex()) == (0, "1 token ended\n")
        assert server.sync(shelter, shelter.a, {})[0] == 401
    finally:
        process.kill()


def test_invitations_work_once_and_count_down():
    process = Process()
    try:
        server, shelter = Server(process.port), Shelter()
        code = process.code("invite-shelter")
        assert server.join(shelter, shelter.a, "00000-00000-00000-00000", shelter.blocks) == 403
        assert server.join(shelter, shelter.a, code, shelter.blocks[1:]) == 409
        assert server.join(shelter, shelter.a, code, shelter.blocks) == 201
        assert server.join(shelter, shelter.a, code, shelter.blocks) == 403
        code = process.code("invite-device", shelter.id.hex())
        stranger = Shelter()
        assert server.join(stranger, stranger.a, code, stranger.blocks) == 403
        unknown = Laptop()
        assert server.join(shelter, unknown, code, []) == 409
        assert server.join(shelter, shelter.b, code, []) == 201
        assert process.command("invite-device", "ab" * 16)[0] == 1
    finally:
        process.kill()


def test_snapshots_mail_and_packets():
    process = Process()
    try:
        server, shelter = joined(process)
        _, other = joined(process, server)
        sent = [shelter.seal(shelter.a, b"y" * 500) for _ in range(4)]
        server.upload(shelter, shelter.a, sent)
        one = shelter.seal_at(shelter.a, 1, ZERO, b"everything, first half", kind=2)
        two = shelter.seal_at(shelter.a, 2, blake(one[:-64]), b"everything, second half", kind=2)
        manifest = shelter.manifest(shelter.a, 1, {(shelter.a.id, 0): 3}, [one, two])
        name = blake(manifest[:-64]).hex()
        base = server.path(shelter, "snapshots")
        assert server.request("POST", base, manifest, shelter.a.token) == (200, b"00\n")
        assert server.request("PUT", f"{base}/{name}/1", two, shelter.a.token)[0] == 400
        assert server.request("PUT", f"{base}/{name}/1", one, shelter.a.token) == (204, b"")
        assert server.request("POST", base, manifest, shelter.a.token) == (200, b"10\n")
        assert server.request("GET", server.path(shelter, "snapshot"), token=shelter.b.token)[0] == 404
        server.sync(shelter, shelter.b, {(shelter.a.id, 0): 3})
        assert server.request("PUT", f"{base}/{name}/2", two, shelter.a.token)[0] == 204
        assert server.request("GET", server.path(shelter, "snapshot"), token=shelter.b.token) == (200, manifest)
        assert server.request("GET", f"{base}/{name}/2", token=shelter.b.token) == (200, two)
        # Who wishes for it gets it with the answer, and what it does not cover behind it; as much as there is room for.
        assert server.request("GET", f"{base}/{name}/2", token=shelter.b.token,
                              headers={"Range": "bytes=100-"}) == (206, two[100:])
        answer = server.sync(shelter, shelter.b, {}, wishes=1)[1]
        assert not answer["snapshot"] and answer["manifest"] == manifest and answer["parts"] == [one, two]
        assert answer["envelopes"] == sent[3:] and not answer["knows-roster"] and answer["kept"] is None
        some = server.sync(shelter, shelter.b, {}, wishes=1, most=10)[1]
        assert some["parts"] == [one] and not some["envelopes"]
        known = server.sync(shelter, shelter.b, {(shelter.a.id, 0): 3}, [blake(shelter.blocks[-1][:-64])], wishes=3)[1]
        assert known["knows-roster"] and known["manifest"] is None and known["envelopes"] == sent[3:]
        status, answer = server.sync(shelter, shelter.b, {})
        assert answer["snapshot"] and not answer["envelopes"] and answer["manifest"] is None
        assert server.sync(shelter, shelter.b, {(shelter.a.id, 0): 3})[1]["envelopes"] == sent[3:]

        status, body = server.request("POST", "/v1/mailbox/" + other.id.hex(), b"sealed", shelter.a.token)
        assert status == 201
        mail = body.decode().strip()
        assert server.sync(other, other.b, {})[1]["mail"] == 1
        listed = server.request("GET", server.path(other, "mailbox"), token=other.b.token)[1].decode().split()
        assert listed[:2] == [mail, "6"]
        assert server.request("GET", server.path(other, "mailbox/" + mail), token=other.b.token) == (200, b"sealed")
        assert server.request("GET", server.path(shelter, "mailbox/" + mail), token=shelter.a.token)[0] == 404
        assert server.request("DELETE", server.path(other, "mailbox/" + mail), token=other.b.token)[0] == 204
        assert server.request("DELETE", server.path(other, "mailbox/" + mail), token=other.b.token)[0] == 404
        assert server.request("POST", "/v1/mailbox/" + "00" * 16, b"sealed", shelter.a.token)[0] == 404
    finally:
        process.kill()


def test_what_was_acknowledged_survives_kill_9():
    process = Process()
    server, shelter = joined(process)
    sent = [shelter.seal(shelter.a) for _ in range(20)]
    for envelope in sent:
        assert server.upload(shelter, shelter.a, [envelope])[1] == ["stored"]
    key = server.key
    process.kill()
    again = Process(folder=process.folder)
    try:
        server = Server(again.port)
        server.key = key
        status, answer = server.sync(shelter, shelter.b, {})
        assert answer["envelopes"] == sent
        items = server.upload(shelter, shelter.a, [shelter.seal(shelter.a)])
        assert items[1] == ["stored"] and server.receipt(items[2][0])["total"] == 21
    finally:
        again.kill()


def test_an_upload_is_durable_envelope_by_envelope():
    """Killed in the middle of a body, the server keeps all but the envelope that was under way."""
    process = Process("--rate", "10000")
    server, shelter = joined(process)
    sent = [shelter.seal(shelter.a, os.urandom(20_000)) for _ in range(4)]
    data = b"".join(sent)
    head = (f"POST {server.path(shelter, 'envelopes')} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {shelter.a.token}\r\n"
            f"Content-Length: {len(data)}\r\n\r\n").encode()
    end = len(sent[0]) * 3 + 100
    with socket.create_connection(("127.0.0.1", process.port)) as link:
        link.sendall(head + data[:end])
        deadline = time.monotonic() + 20
        while server.sync(shelter, shelter.b, {})[1]["have"].get((shelter.a.id, 0), 0) < 3:
            assert time.monotonic() < deadline
        link.sendall(data[end:])  # and the answer speaks of all four
        answer = http.client.HTTPResponse(link)
        answer.begin()
        body = answer.read()
        assert answer.status == 200 and body[:7] == b"\x01\x04\0" + bytes(4), body
        assert len(body) == 9 + 158 and server.receipt(body[9:])["number"] == 4  # one receipt, the last
    more = [shelter.seal(shelter.a, os.urandom(20_000)) for _ in range(3)]
    with socket.create_connection(("127.0.0.1", process.port)) as link:
        link.sendall(head.replace(str(len(data)).encode(), str(len(data) * 2).encode()) + b"".join(more)[:-100])
        deadline = time.monotonic() + 20
        while server.sync(shelter, shelter.b, {})[1]["have"][(shelter.a.id, 0)] < 6:
            assert time.monotonic() < deadline
        process.kill()
    again = Process(folder=process.folder)
    try:
        again_server = Server(again.port)
        again_server.key = server.key
        assert again_server.upload(shelter, shelter.a, sent + more)[1] == ["already-there"] * 6 + ["stored"]
    finally:
        again.kill()


def test_an_upload_goes_on_where_it_was_cut():
    """Inside an envelope; only its sender, only from there, and only once."""
    process = Process("--rate", "10000")
    try:
        server, shelter = joined(process)
        path, key = server.path(shelter, "envelopes"), (shelter.a.id, 0)

        def cut(sent, at, offset=None):
            head = (f"POST {path} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {shelter.a.token}\r\n"
                    f"Content-Length: {len(sent)}\r\n" + (f"Upload-Offset: {offset}\r\n" if offset else "") + "\r\n")
            with socket.create_connection(("127.0.0.1", process.port)) as link:
                link.sendall(head.encode() + sent[:at])

        def kept(size):
            deadline = time.monotonic() + 20
            while True:
                answer = server.sync(shelter, shelter.a, {}, wishes=2)[1]
                if answer["kept"] and answer["kept"][2] == size:
                    return answer
                assert time.monotonic() < deadline

        def go_on(body, offset):
            return server.request("POST", path, body, shelter.a.token, {"Upload-Offset": str(offset)})

        one, two = (shelter.seal(shelter.a, os.urandom(20_000)) for _ in range(2))
        cut(one + two, len(one) + 5000)
        answer = kept(5000)
        assert answer["kept"] == (key, 2, 5000, blake(two[:5000])[:16]) and answer["have"] == {key: 1}
        assert server.sync(shelter, shelter.b, {}, wishes=3)[1]["kept"] is None  # another laptop's
        assert server.sync(shelter, shelter.a, {})[1]["kept"] is None  # who does not wish to know
        assert go_on(two[5001:], 5001)[0] == 409  # more than is there
        cut(two[5000:], 4000, 5000)  # and cut again
        assert kept(9000)["kept"][3] == blake(two[:9000])[:16]
        status, body = go_on(two[9000:] + shelter.seal(shelter.a), 9000)
        assert (status, body[:5]) == (200, b"\x01\x02\0\0\0") and server.receipt(body[7:])["number"] == 3
        assert server.sync(shelter, shelter.a, {}, wishes=2)[1]["kept"] is None
        assert go_on(two[9000:], 9000)[0] == 409 and go_on(two, "nonsense")[0] == 409
        # A lie about where it goes on harms nobody: the envelope does not come together.
        three = shelter.seal(shelter.a, os.urandom(20_000))
        cut(three, 5000)
        kept(5000)
        status, body = go_on(three[4999:], 4000)
        assert status == 200 and body[3] != 0
        assert server.upload(shelter, shelter.a, [three])[1] == ["stored"]
    finally:
        process.kill()


def test_health_and_metrics_tell_nothing():
    process = Process()
    try:
        server, shelter = joined(process)
        server.upload(shelter, shelter.a, [shelter.seal(shelter.a)])
        assert server.request("GET", "/healthz") == (200, b"ok\n")
        status, body = server.request("GET", "/metrics")
        text = body.decode()
        assert status == 200 and 'indaro_envelopes_received_total{status="stored"} 1' in text
        assert server.request("GET", "/metrics", headers={"X-Forwarded-For": "192.0.2.1"})[0] == 404
        process.stop()
        for secret in (shelter.id.hex(), shelter.a.id.hex(), shelter.a.token, "127.0.0.1"):
            assert secret not in text and secret not in process.errors(), secret
    finally:
        process.kill()


def test_curl_by_the_documented_protocol():
    process = Process()
    try:
        server, shelter = joined(process)
        with tempfile.TemporaryDirectory() as folder:
            def curl(*arguments):
                return subprocess.run(["curl", "-sS", "--fail-with-body", *arguments], capture_output=True, check=True).stdout

            base = f"http://127.0.0.1:{process.port}"
            token = ["-H", "Authorization: Bearer " + shelter.a.token]
            assert curl(base + "/healthz") == b"ok\n"
            sent = [shelter.seal(shelter.a, os.urandom(150_000)) for _ in range(5)]
            with open(folder + "/envelopes", "wb") as file:
                file.write(b"".join(sent))
            answer = curl(*token, "-H", "Expect: 100-continue", "--data-binary", f"@{folder}/envelopes", f"{base}/v1/s/{shelter.id.hex()}/envelopes")
            assert answer[:8] == b"\x01\x05\0" + bytes(5)
            with open(folder + "/request", "wb") as file:
                file.write(bytes.fromhex("01 00000001 00 0000".replace(" ", "")))
            answer = curl(*token, "--data-binary", f"@{folder}/request", f"{base}/v1/s/{shelter.id.hex()}/sync")
            assert answer.endswith(b"".join(sent))
            answer = curl(*token, "-X", "POST", "-H", "Transfer-Encoding: chunked", "--data-binary", f"@{folder}/request",
                          f"{base}/v1/s/{shelter.id.hex()}/sync")
            assert answer.endswith(b"".join(sent))
    finally:
        process.kill()


def test_tls_is_1_3_only():
    folder = tempfile.mkdtemp()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder + "/key",
                    "-out", folder + "/cert"], check=True, capture_output=True)
    process = Process("--certificate", folder + "/cert", "--key", folder + "/key")
    try:
        tls = ssl.create_default_context(cafile=folder + "/cert")
        server, shelter = joined(process, Server(process.port, tls=tls))
        assert server.upload(shelter, shelter.a, [shelter.seal(shelter.a, b"z" * 200_000)])[1] == ["stored"]
        assert len(server.sync(shelter, shelter.b, {})[1]["envelopes"]) == 1
        assert server.connection.sock.version() == "TLSv1.3"
        old = ssl.create_default_context(cafile=folder + "/cert")
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        try:
            Server(process.port, tls=old).request("GET", "/healthz")
            raise AssertionError("TLS 1.2 was accepted")
        except ssl.SSLError:
            pass
        try:
            http.client.HTTPConnection("127.0.0.1", process.port, timeout=20).request("GET", "/healthz")
        except OSError:
            pass
        assert Server(process.port, tls=tls).request("GET", "/healthz")[0] == 200
    finally:
        process.kill()
    done = subprocess.run([PROGRAM, "--data", folder + "/d", "--certificate", folder + "/none", "--key", folder + "/key"],
                          capture_output=True)
    assert done.returncode == 1


if __name__ == "__main__":
    run(globals())
