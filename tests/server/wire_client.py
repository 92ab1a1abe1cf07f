# SPDX-License-Identifier: GPL-3.0-or-later
"""A laptop in Python, written from core/wire/PROTOCOL.md: makes rosters and envelopes and talks to a server by plain HTTP.
Shares no code with the program; the people and shelters in it do not exist."""
import base64
import hashlib
import http.client
import os
import struct

from nacl import bindings as sodium

STATUSES = ("stored already-there damaged wrong-shelter unknown-device bad-signature gap fork chain-broken quarantined "
            "house-refused too-large quota-full wrong-type not-looked-at roster-refused parent-unknown failed").split()
ZERO = bytes(32)


def blake(data, key=b""):
    return hashlib.blake2b(data, digest_size=32, key=key).digest()


def sign(secret, context, message):
    digest = blake(bytes([len(context)]) + context + message)
    return sodium.crypto_sign(digest, secret)[:64]


def verify(public, context, message, signature):
    digest = blake(bytes([len(context)]) + context + message)
    return sodium.crypto_sign_open(signature + digest, public) == digest


def padme(length):
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    bits = exponent - exponent.bit_length()
    return length if bits <= 0 else (length + (1 << bits) - 1) & -(1 << bits)


def pad(data):
    return (data + b"\x80").ljust(max(256, padme(len(data) + 1)), b"\0")


def varint(value):
    out = b""
    while value >= 0x80:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def blob(data):
    return struct.pack("<I", len(data)) + data


def vector(have):
    """have: {(device, stream): number}"""
    out = struct.pack("<H", len(have))
    for (device, stream), number in sorted(have.items()):
        out += device + bytes([stream]) + varint(number)
    return out


def read_vector(data, at):
    count, = struct.unpack_from("<H", data, at)
    at += 2
    have = {}
    for _ in range(count):
        device, stream = data[at:at + 16], data[at + 16]
        at, number, shift = at + 17, 0, 0
        while True:
            number |= (data[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if data[at - 1] < 0x80:
                break
        have[device, stream] = number
    return have, at


class Laptop:
    def __init__(self, is_admin=False):
        self.id = os.urandom(16)
        self.public, self.secret = sodium.crypto_sign_keypair()
        self.box, self.box_secret = sodium.crypto_box_keypair()
        self.is_admin = is_admin
        self.cuts = None  # of a revoked one: [(stream, number, hash)]
        self.heads = {}   # stream -> (number, hash)
        self.token = None

    def entry(self):
        flags = (1 if self.is_admin else 0) | (2 if self.cuts is not None else 0)
        out = self.id + self.public + self.box + bytes([15, flags, len(self.cuts or [])])
        for stream, number, digest in self.cuts or []:
            out += bytes([stream]) + struct.pack("<Q", number) + digest
        return out


class Shelter:
    """Two laptops: self.a is admin, self.b is not."""

    def __init__(self):
        self.id, self.user, self.key = os.urandom(16), os.urandom(16), os.urandom(32)
        self.a, self.b = Laptop(True), Laptop()
        self.laptops, self.blocks = [self.a], []
        self.block()
        self.laptops.append(self.b)
        self.block()

    def block(self):
        """The next roster block, of the state as it is now, signed by laptop a."""
        parents = [blake(self.blocks[-1][:-64])] if self.blocks else []
        body = b"INRO\x01" + self.id + struct.pack("<QB", len(self.blocks) + 1, len(parents)) + b"".join(parents)
        body += self.a.id + self.user + struct.pack("<Q", 0)
        body += struct.pack("<H", len(self.laptops)) + b"".join(d.entry() for d in sorted(self.laptops, key=lambda d: d.id))
        body += struct.pack("<H", 1) + self.user + bytes([7, 15])
        body += struct.pack("<H", 1) + b"\0" + struct.pack("<I", 1) + blake(b"keyid v1", self.key)
        body += struct.pack("<H", 1) + self.a.id + bytes(80) + b"\0"
        body += b"\0\0"
        self.blocks.append(body + sign(self.a.secret, b"indaro/v1/roster", blake(body)))
        return self.blocks[-1]

    def seal_at(self, laptop, number, prev, content, stream=0, kind=1, shelter=None):
        nonce = os.urandom(24)
        plain = pad(content)
        head = b"INDR\x01" + bytes([kind, stream, 1]) + (shelter or self.id) + laptop.id + struct.pack("<Q", number) + prev
        head += nonce + struct.pack("<I", 108 + 37 + len(plain) + 16 + 64)
        head += b"\0" + blake(b"keyid v1", self.key) + struct.pack("<I", len(plain) + 16)
        body = head + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, head + b"\0", nonce, self.key)
        return body + sign(laptop.secret, b"indaro/v1/envelope", blake(body))

    def seal(self, laptop, content=b"an invented change", stream=0):
        """The laptop's next envelope."""
        number, digest = laptop.heads.get(stream, (0, ZERO))
        envelope = self.seal_at(laptop, number + 1, digest, content, stream)
        laptop.heads[stream] = number + 1, blake(envelope[:-64])
        return envelope

    def open(self, envelope):
        """What is in section 0."""
        head = envelope[:145]
        plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(envelope[145:-64], head + b"\0", head[80:104], self.key)
        return plain[:plain.rindex(b"\x80")]

    def join_request(self, laptop, code, blocks):
        body = b"INJN\x01" + code.replace("-", "").encode() + self.id + laptop.id
        body += struct.pack("<H", len(blocks)) + b"".join(blob(b) for b in blocks)
        return body + sign(laptop.secret, b"indaro/v1/join", blake(body))

    def manifest(self, laptop, snapshot, covers, parts):
        body = b"INSN\x01" + self.id + laptop.id + struct.pack("<QBQ", snapshot, 0, 0) + vector(covers)
        body += struct.pack("<H", len(parts)) + b"".join(blake(p[:-64]) + struct.pack("<I", len(p)) for p in parts)
        return body + sign(laptop.secret, b"indaro/v1/snapshot", blake(body))


class Commission:
    """An organisation with a mailbox; what is sealed to it is not sealed here, only addressed: a server cannot tell."""

    def __init__(self):
        self.sign, self.secret = sodium.crypto_sign_keypair()
        self.key = os.urandom(32) + self.sign
        self.fingerprint = blake(blob(b"indaro/v1/organisation-key") + self.key)
        self.token = None

    def request(self, code):
        body = b"INRV\x01" + code.replace("-", "").encode() + self.key
        return body + sign(self.secret, b"indaro/v1/receiver", blake(body))

    def packet(self, content):
        return b"INRP\x01" + struct.pack("<I", 41 + len(content)) + self.fingerprint + content


def answer_file(content):
    """What a server takes for a recipient's word; only the sender could open a real one."""
    return b"INRA\x01" + struct.pack("<I", 41 + len(content)) + bytes(32) + content


def read_packet_list(data):
    """(more, [(number, shelter, hash, size, received, expires)])"""
    more, count = struct.unpack_from("<xBH", data)
    assert data[0] == 1 and more < 2 and len(data) == 4 + count * 76
    rows = [struct.unpack_from("<Q16s32sIQQ", data, 4 + i * 76) for i in range(count)]
    return more, rows


def read_packet_news(data):
    """(state, receipt, answer)"""
    assert data[0] == 1
    size, = struct.unpack_from("<I", data, 2)
    receipt, rest = data[6:6 + size], data[6 + size:]
    length, = struct.unpack_from("<I", rest)
    assert len(rest) == 4 + length
    return data[1], receipt, rest[4:]


def read_packet_receipt(data, key):
    assert len(data) == 165 and data[:5] == b"INPR\x01"
    assert verify(key, b"indaro/v1/packet-receipt", data[:-64], data[-64:])
    shelter, recipient, digest, received, expires = struct.unpack_from("<16s32s32sQQ", data, 5)
    return {"shelter": shelter, "recipient": recipient, "hash": digest, "received": received, "expires": expires}


class Server:
    """HTTP to one server; a connection per object, opened again when it was closed."""

    def __init__(self, port, host="127.0.0.1", timeout=60, tls=None):
        self.port, self.host, self.timeout, self.tls, self.connection = port, host, timeout, tls, None
        self.key = None

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def request(self, method, path, body=b"", token=None, headers=None):
        """(status, body)"""
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = "Bearer " + token
        for attempt in (1, 2):
            fresh = self.connection is None
            if fresh:
                if self.tls:
                    self.connection = http.client.HTTPSConnection(self.host, self.port, timeout=self.timeout, context=self.tls)
                else:
                    self.connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
            try:
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                data = answer.read()
                self.last_headers = answer.headers
                if answer.will_close:
                    self.close()
                return answer.status, data
            except (http.client.RemoteDisconnected, ConnectionError):
                self.close()
                if fresh or attempt == 2:
                    raise
        raise AssertionError

    def join(self, shelter, laptop, code, blocks):
        status, body = self.request("POST", "/v1/join", shelter.join_request(laptop, code, blocks))
        if status == 201:
            laptop.token = base64.urlsafe_b64encode(body[1:17]).decode().rstrip("=")
            self.key = body[17:49]
        return status

    def path(self, shelter, rest):
        return f"/v1/s/{shelter.id.hex()}/{rest}"

    def upload(self, shelter, laptop, envelopes, route="envelopes"):
        """(status, names of the items' status, receipts)"""
        status, body = self.request("POST", self.path(shelter, route), b"".join(envelopes), laptop.token)
        if status != 200:
            return status, body, []
        assert body[0] == 1
        count, = struct.unpack_from("<H", body, 1)
        items = [STATUSES[s] for s in body[3:3 + count]]
        receipts = [body[i:i + 158] for i in range(5 + count, len(body), 158)]
        return status, items, receipts

    def send_blocks(self, shelter, laptop, blocks):
        body = b"\x01" + struct.pack("<H", len(blocks)) + b"".join(blob(b) for b in blocks)
        return self.upload(shelter, laptop, [body], "roster")

    def receipt(self, data):
        """Checked with the server's key."""
        assert len(data) == 158 and data[:5] == b"INRC\x01"
        assert verify(self.key, b"indaro/v1/receipt", data[:-64], data[-64:])
        number, = struct.unpack_from("<Q", data, 38)
        total, = struct.unpack_from("<Q", data, 78)
        return {"shelter": data[5:21], "device": data[21:37], "stream": data[37], "number": number, "hash": data[46:78],
                "total": total}

    def sync(self, shelter, laptop, have, heads=(), most=1 << 20, wishes=0):
        """wishes: 1 the snapshot in the answer, 2 going on with an upload that was cut."""
        body = bytes([2, wishes] if wishes else [1])
        body += struct.pack("<IB", most, len(heads)) + b"".join(h[:16] for h in heads) + vector(have)
        status, data = self.request("POST", self.path(shelter, "sync"), body, laptop.token)
        if status != 200:
            return status, data
        assert data[0] == (2 if data[1] >= 8 else 1) and (wishes or data[0] == 1)
        flags, mail, count, length = struct.unpack_from("<BHII", data, 1)
        at = 12
        theirs, at = (dict(have), at) if flags & 1 else read_vector(data, at)
        blocks_left, = struct.unpack_from("<H", data, at)
        at, blocks = at + 2, []
        for _ in range(blocks_left):
            size, = struct.unpack_from("<I", data, at)
            blocks.append(data[at + 4:at + 4 + size])
            at += 4 + size
        kept, manifest, parts = None, None, 0
        if flags & 16:
            number, size = struct.unpack_from("<QI", data, at + 17)
            kept = (data[at:at + 16], data[at + 16]), number, size, data[at + 29:at + 45]
            at += 45
        if flags & 32:
            size, = struct.unpack_from("<I", data, at)
            manifest = data[at + 4:at + 4 + size]
            parts, = struct.unpack_from("<H", data, at + 4 + size)
            at += 6 + size
        assert at == 12 + length
        envelopes = []
        for _ in range(parts + count):
            size, = struct.unpack_from("<I", data, at + 104)
            envelopes.append(data[at:at + size])
            at += size
        assert at == len(data)
        return status, {"have": theirs, "more": bool(flags & 2), "snapshot": bool(flags & 4), "mail": mail, "blocks": blocks,
                        "knows-roster": bool(flags & 8), "kept": kept, "manifest": manifest, "parts": envelopes[:parts],
                        "envelopes": envelopes[parts:]}
