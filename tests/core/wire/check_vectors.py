#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent reader of the wire formats: written from core/wire/PROTOCOL.md, sharing no code with the program. Reads
every vector and must come to the verdict written there.

usage: check_vectors.py VECTORS.jsonl
"""
import hashlib
import json
import sys

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as aead_open
from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError, CryptoError

KIB, MIB = 1024, 1024 * 1024
MAX_NUMBER = 2 ** 62 - 1
STATUSES = ("stored already-there damaged wrong-shelter unknown-device bad-signature gap fork chain-broken quarantined "
            "house-refused too-large quota-full wrong-type not-looked-at roster-refused parent-unknown failed").split()


class Refused(Exception):
    pass


def refuse(code="WireDamaged"):
    raise Refused(code)


def blake(data, key=b""):
    return hashlib.blake2b(data, digest_size=32, key=key).digest()


def need(condition, code="WireDamaged"):
    if not condition:
        refuse(code)


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, count):
        need(count <= len(self.data) - self.at)
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, width):
        return int.from_bytes(self.raw(width), "little")

    def varint(self):
        value = shift = 0
        while True:
            need(shift < 63)
            byte = self.number(1)
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                need(not (byte == 0 and shift > 0) and value <= MAX_NUMBER)
                return value
            shift += 7

    def blob(self, most):
        length = self.number(4)
        need(length <= len(self.data) - self.at)
        need(length <= most, "WireTooLarge")
        return self.raw(length)

    def end(self):
        need(self.at == len(self.data))

    def start(self, magic, newest=1):
        need(self.raw(len(magic)) == magic)
        version = self.number(1)
        need(version != 0)
        need(version <= newest, "WireTooNew")


def signed(data, key, context, message):
    """Ed25519 over BLAKE2b-256(length of context, context, message)."""
    digest = blake(bytes([len(context)]) + context + message)
    try:
        crypto_sign_open(data + digest, key)
    except BadSignatureError:
        refuse("CryptoAuthFailed")


def padme(length):
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    bits = exponent - exponent.bit_length()
    if bits <= 0:
        return length
    mask = (1 << bits) - 1
    return (length + mask) & ~mask


def unpad(data):
    end = len(data)
    while end and data[end - 1] == 0:
        end -= 1
    need(end and data[end - 1] == 0x80)
    need(max(256, padme(end)) == len(data))
    return data[:end - 1]


def envelope_start(reader):
    reader.start(b"INDR")
    kind, stream, sections = reader.number(1), reader.number(1), reader.number(1)
    shelter, device, number, prev, nonce = reader.raw(16), reader.raw(16), reader.number(8), reader.raw(32), reader.raw(24)
    total = reader.number(4)
    need(kind in (1, 2) and stream in (0, 1) and 1 <= sections <= 4)
    need(1 <= number <= MAX_NUMBER and (number == 1) == (prev == bytes(32)))
    need(total <= 4 * MIB, "WireTooLarge")
    need(total >= 108 + 64 + sections * (37 + 256 + 16))
    return kind, stream, sections, shelter, device, number, prev, nonce, total


def envelope(data, sign, opens):
    need(len(data) <= 4 * MIB, "WireTooLarge")
    reader = Reader(data)
    kind, stream, count, shelter, device, number, prev, nonce, total = envelope_start(reader)
    need(total == len(data))
    table, at, last, ids = [], 108 + 37 * count, -1, set()
    for index in range(count):
        group, key_id, length = reader.number(1), reader.raw(32), reader.number(4)
        need((group == 0 if index == 0 else group > last) and group < 4)
        last = group
        need(length >= 256 + 16 and at + length <= total - 64)
        need(key_id not in ids)
        ids.add(key_id)
        table.append((group, key_id, data[at:at + length]))
        at += length
    need(at == total - 64)
    digest = blake(data[:-64])
    signed(data[-64:], sign, b"indaro/v1/envelope", digest)
    out = (f"type={kind} stream={stream} shelter={shelter.hex()} device={device.hex()} number={number} "
           f"prev={prev.hex()} hash={digest.hex()}")
    for index, key in enumerate(opens[:count]):
        group, key_id, sealed = table[index]
        need(blake(b"keyid v1", key) == key_id, "WireWrongKey")
        try:
            plain = unpad(aead_open(sealed, data[:108 + 37 * count] + bytes([index]), nonce, key))
        except CryptoError:
            refuse("CryptoAuthFailed")
        out += f" section={group}:{key_id.hex()}:{len(plain)}:{blake(plain).hex()}"
    return out


def receipt(data, sign, _):
    reader = Reader(data)
    reader.start(b"INRC")
    need(len(data) == 158)
    shelter, device, stream, number = reader.raw(16), reader.raw(16), reader.number(1), reader.number(8)
    digest, total, time = reader.raw(32), reader.number(8), reader.number(8)
    need(stream < 2 and 1 <= number <= MAX_NUMBER and total <= MAX_NUMBER)
    signed(data[-64:], sign, b"indaro/v1/receipt", data[:-64])
    return (f"shelter={shelter.hex()} device={device.hex()} stream={stream} number={number} hash={digest.hex()} "
            f"total={total} time={time}")


def entries(reader, with_hash):
    count = reader.number(2)
    need(count <= 512, "WireTooLarge")
    out = []
    for _ in range(count):
        device, stream, number = reader.raw(16), reader.number(1), reader.varint()
        need(stream < 2 and number > 0)
        digest = None
        need(not out or out[-1][:2] < (device, stream))
        if with_hash:
            digest = reader.raw(16)
        out.append((device, stream, number, digest))
    return out


def show_have(vector):
    return "".join(f" have={device.hex()}/{stream}:{number}" for device, stream, number, _ in vector)


def have(data, sign, _):
    need(len(data) <= 64 * KIB, "WireTooLarge")
    reader = Reader(data)
    reader.start(b"INHV")
    shelter, device, time = reader.raw(16), reader.raw(16), reader.number(8)
    heads = entries(reader, True)
    reader.raw(64)
    reader.end()
    signed(data[-64:], sign, b"indaro/v1/have", data[:-64])
    out = f"shelter={shelter.hex()} device={device.hex()} time={time}"
    return out + "".join(f" head={d.hex()}/{s}:{n}:{h.hex()}" for d, s, n, h in heads)


def manifest(data, sign, _):
    need(len(data) <= 512 * KIB, "WireTooLarge")
    reader = Reader(data)
    reader.start(b"INSN")
    shelter, device, snapshot, stream, time = (reader.raw(16), reader.raw(16), reader.number(8), reader.number(1),
                                               reader.number(8))
    need(stream < 2 and 1 <= snapshot <= MAX_NUMBER)
    covers = entries(reader, False)
    count = reader.number(2)
    need(count > 0)
    need(count <= 4096, "WireTooLarge")
    parts = []
    for _ in range(count):
        digest, length = reader.raw(32), reader.number(4)
        need(length <= 512 * KIB, "WireTooLarge")
        parts.append((digest, length))
    reader.raw(64)
    reader.end()
    digest = blake(data[:-64])
    signed(data[-64:], sign, b"indaro/v1/snapshot", digest)
    return (f"shelter={shelter.hex()} device={device.hex()} snapshot={snapshot} stream={stream} time={time}"
            + show_have(covers) + "".join(f" part={n}:{h.hex()}" for h, n in parts) + f" hash={digest.hex()}")


def rising(items):
    return all(a < b for a, b in zip(items, items[1:]))


def counted(reader, most, least):
    count = reader.number(2)
    need(count <= most, "WireTooLarge")
    need(count * least <= len(reader.data) - reader.at)
    return range(count)


def flag(reader):
    value = reader.number(1)
    need(value < 2)
    return value


def roster_devices(reader):
    out, ids = "", []
    for _ in counted(reader, 256, 83):
        device, sign, box, groups, flags, cuts = (reader.raw(16), reader.raw(32), reader.raw(32), reader.number(1),
                                                  reader.number(1), reader.number(1))
        need(groups < 16 and flags < 4 and cuts < 3 and (cuts == 0 or flags & 2))
        ids.append(device)
        out += f" device={device.hex()}:{sign.hex()}:{box.hex()}:{groups}:{flags & 1}{flags >> 1}"
        streams = []
        for _ in range(cuts):
            stream, number, digest = reader.number(1), reader.number(8), reader.raw(32)
            need(stream < 2 and 1 <= number <= MAX_NUMBER)
            streams.append(stream)
            out += f":{stream}@{number}@{digest.hex()}"
        need(rising(streams))
    need(ids and rising(ids))
    return out


def roster_users(reader):
    out, ids = "", []
    for _ in counted(reader, 1024, 18):
        user, rights, groups = reader.raw(16), reader.number(1), reader.number(1)
        need(rights < 8 and groups < 16)
        ids.append(user)
        out += f" user={user.hex()}:{rights}:{groups}"
    need(rising(ids))
    return out


def roster_epochs(reader):
    out, order = "", []
    for _ in counted(reader, 2048, 40):
        group, number, key_id, devices = reader.number(1), reader.number(4), reader.raw(32), []
        out += f" epoch={group}:{number}:{key_id.hex()}"
        for _ in counted(reader, 256, 96):
            device, copy = reader.raw(16), reader.raw(80)
            devices.append(device)
            out += f":{device.hex()}@{blake(copy).hex()}"
        if flag(reader):
            key, copy = reader.raw(32), reader.raw(80)
            out += f":{key.hex()}@{blake(copy).hex()}"
        need(group < 4 and rising(devices))
        order.append((group, number, key_id))
    need(rising(order))
    return out


def roster(data, sign, _):
    need(len(data) <= MIB, "WireTooLarge")
    reader = Reader(data)
    reader.start(b"INRO")
    shelter, seq, count = reader.raw(16), reader.number(8), reader.number(1)
    need(count < 3)
    parents = [reader.raw(32) for _ in range(count)]
    issuer, author, time = reader.raw(16), reader.raw(16), reader.number(8)
    state = roster_devices(reader) + roster_users(reader) + roster_epochs(reader)
    if flag(reader):
        state += f" recovery={reader.raw(32).hex()}"
    servers, count = [], reader.number(1)
    need(count <= 8, "WireTooLarge")
    for _ in range(count):
        key, url = reader.raw(32), reader.raw(reader.number(1))
        servers.append(key)
        state += f" server={key.hex()}:{url.hex()}"
    reader.raw(64)
    reader.end()
    need(1 <= seq <= MAX_NUMBER and rising(parents) and rising(servers))
    digest = blake(data[:-64])
    signed(data[-64:], sign, b"indaro/v1/roster", digest)
    return (f"shelter={shelter.hex()} seq={seq}" + "".join(f" parent={p.hex()}" for p in parents)
            + f" issuer={issuer.hex()} author={author.hex()} time={time}{state} hash={digest.hex()}")


def show_blobs(blobs, name):
    return "".join(f" {name}={len(b)}:{blake(b).hex()}" for b in blobs)


def blocks_of(reader):
    count = reader.number(2)
    need(count <= 4096, "WireTooLarge")
    return [reader.blob(MIB) for _ in range(count)]


def wish_version(reader):
    """1, or 2 for requests with wishes and what answers them."""
    version = reader.data[reader.at] if reader.at < len(reader.data) else 0
    reader.start(b"", 2)
    return version == 2


def sync_request(data, *_):
    reader = Reader(data)
    wishes = reader.number(1) if wish_version(reader) else None
    need(wishes is None or 1 <= wishes <= 3)
    most, count = reader.number(4), reader.number(1)
    need(count <= 8, "WireTooLarge")
    heads = [reader.raw(16) for _ in range(count)]
    vector = entries(reader, False)
    reader.end()
    wishes = wishes or 0
    return (f"max={most}" + (" takes-snapshot" if wishes & 1 else "") + (" goes-on" if wishes & 2 else "")
            + "".join(f" head={h.hex()}" for h in heads) + show_have(vector))


def sync_answer(data, _, asked):
    reader = Reader(data)
    need(len(data) >= 12)
    answers_wishes = wish_version(reader)
    flags, mail, count, length = reader.number(1), reader.number(2), reader.number(4), reader.number(4)
    need(flags < 64 and answers_wishes == (flags >= 8))
    need(length <= 8 * MIB, "WireTooLarge")
    head = Reader(reader.raw(length))
    vector = entries(Reader(asked), False) if flags & 1 else entries(head, False)
    blocks = blocks_of(head)
    more, parts = "", 0
    if flags & 16:
        device, stream, number, size = head.raw(16), head.number(1), head.number(8), head.number(4)
        digest = head.raw(16)
        need(stream < 2 and 1 <= number <= MAX_NUMBER and size > 0)
        more += f" kept={device.hex()}/{stream}:{number}+{size}={digest.hex()}"
    if flags & 32:
        snapshot = head.blob(8 * MIB)
        parts = head.number(2)
        need(snapshot and parts)
        more += f" parts={parts}" + show_blobs([snapshot], "manifest")
    head.end()
    envelopes = []
    for _ in range(parts + count):
        rest = Reader(data[reader.at:])
        need(len(rest.data) >= 108)
        envelopes.append(reader.raw(envelope_start(rest)[-1]))
    reader.end()
    return (f"more={flags >> 1 & 1} snapshot={flags >> 2 & 1} mail={mail}" + (" knows-roster" if flags & 8 else "")
            + show_have(vector) + show_blobs(blocks, "block") + more + show_blobs(envelopes, "envelope"))


def upload_answer(data, *_):
    reader = Reader(data)
    reader.start(b"")
    count = reader.number(2)
    need(count <= 4096, "WireTooLarge")
    items = []
    for _ in range(count):
        status = reader.number(1)
        need(status < len(STATUSES))
        items.append(STATUSES[status])
    count = reader.number(2)
    need(count <= 512, "WireTooLarge")
    receipts = [reader.raw(158) for _ in range(count)]
    reader.end()
    return "items=" + "".join(i + "," for i in items) + show_blobs(receipts, "receipt")


def roster_blocks(data, *_):
    reader = Reader(data)
    reader.start(b"")
    blocks = blocks_of(reader)
    reader.end()
    return "blocks" + show_blobs(blocks, "block")


def join(data, sign, _):
    reader = Reader(data)
    reader.start(b"INJN")
    code = reader.raw(20)
    need(all(c in b"0123456789ABCDEFGHJKMNPQRSTVWXYZ" for c in code))
    shelter, device, blocks = reader.raw(16), reader.raw(16), blocks_of(reader)
    reader.raw(64)
    reader.end()
    signed(data[-64:], sign, b"indaro/v1/join", blake(data[:-64]))
    return f"code={code.decode()} shelter={shelter.hex()} device={device.hex()}" + show_blobs(blocks, "block")


def house_offer(data, sign, _):
    reader = Reader(data)
    reader.start(b"INHO")
    device, certificate = reader.raw(16), reader.raw(32)
    reader.raw(64)
    reader.end()
    signed(data[-64:], sign, b"indaro/v1/house-offer", data[:-64])
    return f"device={device.hex()} certificate={certificate.hex()}"


def house_visit(data, sign, _):
    reader = Reader(data)
    reader.start(b"INHJ")
    shelter, device, certificate, blocks = reader.raw(16), reader.raw(16), reader.raw(32), blocks_of(reader)
    reader.raw(64)
    reader.end()
    signed(data[-64:], sign, b"indaro/v1/house-visit", blake(data[:-64]))
    return (f"shelter={shelter.hex()} device={device.hex()} certificate={certificate.hex()}"
            + show_blobs(blocks, "block"))


def join_answer(data, *_):
    import base64
    reader = Reader(data)
    reader.start(b"")
    token, server = reader.raw(16), reader.raw(32)
    reader.end()
    text = base64.urlsafe_b64encode(token).decode().rstrip("=")
    return f"token={text} server={server.hex()} stored={blake(b'indaro/v1/token' + token).hex()}"


KINDS = {"envelope": envelope, "receipt": receipt, "have": have, "manifest": manifest, "roster": roster,
         "sync-request": sync_request, "sync-answer": sync_answer, "upload-answer": upload_answer, "join": join,
         "join-answer": join_answer, "roster-blocks": roster_blocks, "house-offer": house_offer,
         "house-visit": house_visit}


def bytes_of(line, known):
    if "base" not in line:
        return bytes.fromhex(line["bytes"])
    data = bytearray(known[line["base"]])
    del data[line.get("keep", len(data)):]
    for offset, edit in line.get("edits", []):
        edit = bytes.fromhex(edit)
        data[offset:offset + len(edit)] = edit
    return bytes(data) + bytes.fromhex(line.get("append", ""))


def main():
    keys, known, wrong, good = {}, {}, 0, 0
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if "keys" in line:
                keys = {name: bytes.fromhex(key) for name, key in line["keys"].items()}
                continue
            data = known[line["name"]] = bytes_of(line, known)
            third = bytes.fromhex(line["asked"]) if "asked" in line else [keys[k] for k in line.get("open", [])]
            try:
                verdict = "ok " + KINDS[line["kind"]](data, keys.get(line.get("sign")), third)
                good += 1
            except Refused as refusal:
                verdict = str(refusal)
            if verdict != line["expect"]:
                wrong += 1
                print(f"{line['name']}:\n  here {verdict}\n  file {line['expect']}")
    print(f"{len(known)} vectors, {good} accepted, {len(known) - good} refused, {wrong} verdicts differ")
    return 1 if wrong or len(known) < 300 or good < 15 else 0


if __name__ == "__main__":
    sys.exit(main())
