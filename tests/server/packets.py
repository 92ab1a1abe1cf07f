#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sealed packets of counts: put by a house, listed, fetched and answered by the commission, on the embedded store and on
three servers over one PostgreSQL; cut links, a killed server, a database that is away.
usage: packets.py INDARO-SERVER"""
import base64
import contextlib
import os
import socket

from postgres_cluster import Postgres
from server_process import Process, run
from serving import joined
from wire_client import (Commission, Server, answer_file, blake, read_packet_list, read_packet_news, read_packet_receipt)


def with_mailbox(process, server, commission=None):
    commission = commission or Commission()
    status, body = server.request("POST", "/v1/receivers", commission.request(process.code("invite-commission")))
    assert status == 201 and len(body) == 49 and body[17:] == server.key
    commission.token = base64.urlsafe_b64encode(body[1:17]).decode().rstrip("=")
    return commission


def put(server, shelter, packet, laptop=None):
    return server.request("POST", server.path(shelter, "packets"), packet, (laptop or shelter.a).token)


def listed(server, commission, after=0):
    status, body = server.request("GET", f"/v1/packets/after/{after}", token=commission.token)
    assert status == 200, (status, body)
    return read_packet_list(body)[1]


def news(server, shelter, packet):
    status, body = server.request("GET", server.path(shelter, "packets/" + blake(packet).hex()), token=shelter.b.token)
    return read_packet_news(body) if status == 200 else status


def whole_way(process, first, second):
    """`first` and `second`: two ways to the same data."""
    first_server, shelter = joined(process, first)
    second.key = first_server.key
    commission = with_mailbox(process, first)
    stranger = with_mailbox(process, second)
    packet = commission.packet(os.urandom(5000))
    assert put(first, shelter, Commission().packet(b"nobody has this mailbox"))[0] == 404
    assert put(first, shelter, packet[:-1])[0] == 400
    status, body = put(first, shelter, packet)
    assert status == 201, body
    receipt = read_packet_receipt(body, first.key)
    assert receipt["shelter"] == shelter.id and receipt["recipient"] == commission.fingerprint
    assert receipt["hash"] == blake(packet) and receipt["expires"] - receipt["received"] == 366 * 24 * 3600 * 1000
    # The answer was lost on the way: again, to the other server, by the other laptop. One packet, the same word.
    assert put(second, shelter, packet, shelter.b) == (201, body)
    rows = listed(second, commission)
    assert [(r[1], r[2], r[3]) for r in rows] == [(shelter.id, blake(packet), len(packet))]
    path = f"/v1/packets/{rows[0][0]}"
    assert listed(second, stranger) == [] and second.request("GET", path, token=stranger.token)[0] == 404
    assert second.request("GET", path, token=shelter.a.token)[0] == 403
    assert second.request("GET", "/v1/packets/after/0", token=shelter.a.token)[0] == 403
    assert second.request("GET", path, token=commission.token) == (200, packet)
    assert second.request("GET", path, token=commission.token, headers={"Range": "bytes=4000-"}) == (206, packet[4000:])
    assert news(first, shelter, packet) == (0, body, b"")
    word = answer_file(os.urandom(1100))
    assert second.request("POST", path, word, token=stranger.token)[0] == 404
    assert second.request("POST", path, b"no answer", token=commission.token)[0] == 400
    assert second.request("POST", path, word, token=commission.token)[0] == 204
    assert second.request("POST", path, answer_file(b"another word"), token=commission.token)[0] == 204
    assert news(first, shelter, packet) == (1, body, word)
    assert listed(first, commission) == [] and first.request("GET", path, token=commission.token)[0] == 404
    assert put(first, shelter, packet) == (201, body) and listed(first, commission) == []
    other = commission.packet(os.urandom(100))
    assert put(second, shelter, other)[0] == 201
    number = listed(first, commission)[0][0]
    assert first.request("DELETE", f"/v1/packets/{number}", token=commission.token)[0] == 204
    assert news(second, shelter, other)[0] == 2 and listed(second, commission) == []
    assert process.command("revoke-token", "commission")[0] == 0
    assert first.request("GET", "/v1/packets/after/0", token=commission.token)[0] == 401
    # Back under its key with another code, it finds what came meanwhile.
    assert put(second, shelter, commission.packet(b"meanwhile"))[0] == 201
    with_mailbox(process, second, commission)
    assert len(listed(second, commission)) == 1


def test_the_whole_way_on_the_embedded_store():
    process = Process()
    try:
        whole_way(process, Server(process.port), Server(process.port))
    finally:
        process.kill()


@contextlib.contextmanager
def on_postgres():
    with Postgres() as postgres:
        environment = {"INDARO_DATABASE": postgres.new_database("packets")}
        processes = [Process("--rate", "100000", environment=environment) for _ in range(2)]
        try:
            yield postgres, processes
        finally:
            for process in processes:
                process.kill()


def test_the_whole_way_on_postgres():
    with on_postgres() as (_, processes):
        whole_way(processes[0], *(Server(process.port) for process in processes))


def test_a_cut_link_leaves_nothing_half():
    process = Process()
    try:
        server, shelter = joined(process)
        commission = with_mailbox(process, server)
        packet = commission.packet(os.urandom(40_000))
        head = (f"POST {server.path(shelter, 'packets')} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {shelter.a.token}\r\n"
                f"Content-Length: {len(packet)}\r\n\r\n").encode()
        for sent in (0, 41, 20_000, len(packet) - 1):
            with socket.create_connection(("127.0.0.1", process.port)) as link:
                link.sendall(head + packet[:sent])
                link.shutdown(socket.SHUT_WR)
                link.settimeout(5)
                with contextlib.suppress(OSError):  # it says "damaged", or nothing
                    while link.recv(4096):
                        pass
            assert listed(server, commission) == [] and news(server, shelter, packet) == 404
        assert put(server, shelter, packet)[0] == 201
        assert len(listed(server, commission)) == 1
    finally:
        process.kill()


def test_what_was_signed_for_survives_kill_9():
    process = Process()
    server, shelter = joined(process)
    commission = with_mailbox(process, server)
    packets = [commission.packet(os.urandom(300 + i)) for i in range(12)]
    receipts = [put(server, shelter, packet)[1] for packet in packets]
    answered = listed(server, commission)[3]
    word = answer_file(b"read")
    assert server.request("POST", f"/v1/packets/{answered[0]}", word, token=commission.token)[0] == 204
    process.kill()
    again = Process(folder=process.folder)
    try:
        back = Server(again.port)
        assert [row[2] for row in listed(back, commission)] == [blake(p) for i, p in enumerate(packets) if i != 3]
        assert news(back, shelter, packets[3]) == (1, receipts[3], word)
        assert [put(back, shelter, packet)[1] for packet in packets] == receipts
    finally:
        again.kill()


def test_the_database_is_away_and_comes_back():
    with on_postgres() as (postgres, processes):
        server, shelter = joined(processes[0])
        commission = with_mailbox(processes[0], server)
        first, second = commission.packet(b"first" * 50), commission.packet(b"second" * 50)
        receipt = put(server, shelter, first)[1]
        postgres.stop("immediate")
        assert put(server, shelter, second)[0] == 503
        assert server.request("GET", "/v1/packets/after/0", token=commission.token)[0] == 503
        postgres.start()
        assert put(server, shelter, first) == (201, receipt)
        assert put(server, shelter, second)[0] == 201
        assert [row[2] for row in listed(server, commission)] == [blake(first), blake(second)]


def test_the_month_of_a_house_is_bounded():
    process = Process("--rate", "10000")
    try:
        server, shelter = joined(process)
        commission = with_mailbox(process, server)
        statuses = [put(server, shelter, commission.packet(b"%d" % i))[0] for i in range(62)]
        assert statuses == [201] * 60 + [507] * 2
        assert len(listed(server, commission)) == 60
        assert len(listed(server, commission, listed(server, commission)[9][0])) == 50
    finally:
        process.kill()


if __name__ == "__main__":
    run(globals())
