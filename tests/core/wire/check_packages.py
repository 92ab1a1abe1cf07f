#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent reader of what organisations send each other: written from core/wire/PROTOCOL.md, sharing no code with the
program. Opens every file of the fixture with the keys made from its seeds, and must find what is written there; test_package
reads the same file. With --make it writes the fixture anew, only after a deliberate change of the format.

usage: check_packages.py PACKAGES.json [--make]
"""
import base64
import hashlib
import json
import sys

from nacl import bindings as sodium
from nacl.exceptions import BadSignatureError, CryptoError

CHUNK = 65536
FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


def blake(data, key=b""):
    return hashlib.blake2b(data, digest_size=32, key=key).digest()


def number(value, width):
    return value.to_bytes(width, "little")


def text(value):
    return number(len(value), 4) + value


class Organisation:
    """The two key pairs of one seed."""

    def __init__(self, seed):
        self.seed = seed
        self.box, self.box_secret = sodium.crypto_box_seed_keypair(blake(b"indaro/v1/organisation-box", seed))
        self.sign, self.sign_secret = sodium.crypto_sign_seed_keypair(blake(b"indaro/v1/organisation-sign", seed))
        self.public = self.box + self.sign
        self.fingerprint = blake(text(b"indaro/v1/organisation-key") + self.public)
        digest = blake(text(b"indaro/v1/organisation-code") + text(self.public))
        groups = [int.from_bytes(digest[i * 5:i * 5 + 5], "big") % 100000 for i in range(6)]
        self.code = " ".join(f"{group:05d}" for group in groups)
        line = base64.urlsafe_b64encode(self.public + self.fingerprint[:4]).rstrip(b"=")
        self.text = "indaro-key-1:" + line.decode()


def signed_digest(context, message):
    return blake(bytes([len(context)]) + context + message)


def sign(secret, context, message):
    return sodium.crypto_sign(signed_digest(context, message), secret)[:64]


def verify(public, context, message, signature):
    sodium.crypto_sign_open(signature + signed_digest(context, message), public)


def padded_size(size, least):
    """PADME, of at least `least` bytes."""
    size += 1
    exponent = size.bit_length() - 1
    low = exponent - exponent.bit_length()
    mask = (1 << low) - 1 if low > 0 else 0
    return max(least, (size + mask) & ~mask)


def pad(data, least):
    return data + b"\x80" + bytes(padded_size(len(data), least) - len(data) - 1)


def unpad(data, least):
    plain = data.rstrip(b"\0")
    assert plain.endswith(b"\x80") and padded_size(len(plain) - 1, least) == len(data), "padding"
    return plain[:-1]


def statement(cover, sender, device, stream):
    return (bytes([cover["kind"]]) + bytes.fromhex(cover["id"]) + sender.public + device + number(cover["made"], 8) +
            number(cover["expires"], 8) + bytes.fromhex(cover["consent"]) + bytes.fromhex(cover["in_reply_to"]) +
            blake(stream))


def seal_package(cover, content, recipient, sender, device_pair):
    padded = pad(content, 4096)
    size = 24 + len(padded) + (len(padded) // CHUNK + 1) * 17
    header = b"INRP\x01" + number(41 + 401 + size, 4) + recipient.fingerprint
    key = sodium.randombytes(32)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    stream = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    while len(padded) >= CHUNK:
        stream += sodium.crypto_secretstream_xchacha20poly1305_push(state, padded[:CHUNK], header, MESSAGE)
        padded = padded[CHUNK:]
    stream += sodium.crypto_secretstream_xchacha20poly1305_push(state, padded, header, FINAL)
    device, device_secret = device_pair
    said = statement(cover, sender, device, stream)
    message = header + blake(b"indaro/v1/referral-key", key) + said
    first = sign(device_secret, b"indaro/v1/referral", message)
    second = sign(sender.sign_secret, b"indaro/v1/referral-house", message + first)
    return header + sodium.crypto_box_seal(key + said + first + second, recipient.box) + stream


def open_package(file, recipient, sender):
    header, sealed, stream = file[:41], file[41:442], file[442:]
    assert header[:5] == b"INRP\x01" and int.from_bytes(header[5:9], "little") == len(file), "header"
    assert header[9:] == recipient.fingerprint, "recipient"
    plain = sodium.crypto_box_seal_open(sealed, recipient.box, recipient.box_secret)
    key, said, first, second = plain[:32], plain[32:225], plain[225:289], plain[289:353]
    cover = {"kind": said[0], "id": said[1:17].hex(), "made": int.from_bytes(said[113:121], "little"),
             "expires": int.from_bytes(said[121:129], "little"), "consent": said[129:145].hex(),
             "in_reply_to": said[145:161].hex()}
    device = said[81:113]
    assert said == statement(cover, sender, device, stream), "statement"
    message = header + blake(b"indaro/v1/referral-key", key) + said
    verify(device, b"indaro/v1/referral", message, first)
    verify(sender.sign, b"indaro/v1/referral-house", message + first, second)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, stream[:24], key)
    rest, content, tag = stream[24:], b"", MESSAGE
    while rest:
        assert tag == MESSAGE, "something after the last chunk"
        part, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, rest[:CHUNK + 17], header)
        rest, content = rest[CHUNK + 17:], content + part
    assert tag == FINAL, "the last chunk is missing"
    return cover, unpad(content, 4096)


def seal_answer(answer, sender, signer):
    body = (bytes([answer["answer"]]) + bytes.fromhex(answer["package"]) + bytes.fromhex(answer["hash"]) + signer.public +
            number(answer["at"], 8) + text(answer["reason"].encode()) + text(answer["number"].encode()) +
            text(answer["note"].encode()))
    signature = sign(signer.sign_secret, b"indaro/v1/referral-answer", sender.fingerprint + body)
    sealed = sodium.crypto_box_seal(pad(body + signature, 1024), sender.box)
    return b"INRA\x01" + number(41 + len(sealed), 4) + sender.fingerprint + sealed


def open_answer(file, sender, signer):
    assert file[:5] == b"INRA\x01" and int.from_bytes(file[5:9], "little") == len(file), "header"
    assert file[9:41] == sender.fingerprint, "addressee"
    plain = unpad(sodium.crypto_box_seal_open(file[41:], sender.box, sender.box_secret), 1024)
    body, signature = plain[:-64], plain[-64:]
    verify(signer.sign, b"indaro/v1/referral-answer", sender.fingerprint + body, signature)
    assert body[49:113] == signer.public, "signer"
    texts, at = [], 121
    for _ in range(3):
        length = int.from_bytes(body[at:at + 4], "little")
        texts.append(body[at + 4:at + 4 + length].decode())
        at += 4 + length
    assert at == len(body), "end"
    return {"answer": body[0], "package": body[1:17].hex(), "hash": body[17:49].hex(),
            "at": int.from_bytes(body[113:121], "little"), "reason": texts[0], "number": texts[1], "note": texts[2]}


def make():
    sender, recipient = Organisation(bytes(range(32))), Organisation(bytes(range(100, 132)))
    device = sodium.crypto_sign_seed_keypair(bytes(range(200, 232)))
    short = '{"format":"indaro/referral","lines":{"services":"health"},"serial":"BCDF-2026-0001","version":1}'
    contents = {"short": (1, short.encode()), "empty": (2, b""), "long": (1, b"Umuntu " * 20000)}
    packages = []
    for index, (name, (kind, content)) in enumerate(contents.items()):
        cover = {"kind": kind, "id": f"{index + 1:032x}", "made": 1764000000000, "expires": 1766592000000,
                 "consent": "07" * 16 if index == 0 else "00" * 16, "in_reply_to": "00" * 16 if kind == 1 else "09" * 16}
        file = seal_package(cover, content, recipient, sender, device)
        packages.append({"name": name, "cover": cover, "content_hash": blake(content).hex(), "size": len(content),
                         "file": base64.b64encode(file).decode()})
    whole = base64.b64decode(packages[0]["file"])
    answers = []
    for code, reason, note in ((1, "", ""), (2, "", "rappelez lundi à 9 h"), (3, "capacity", "")):
        said = {"answer": code, "package": packages[0]["cover"]["id"], "hash": blake(whole).hex(), "at": 1764003600000,
                "reason": reason, "number": "CDFG-2026-0004" if code == 2 else "", "note": note}
        answers.append({"said": said, "file": base64.b64encode(seal_answer(said, sender, recipient)).decode()})
    named = {name: {"seed": one.seed.hex(), "text": one.text, "code": one.code, "fingerprint": one.fingerprint.hex()}
             for name, one in (("sender", sender), ("recipient", recipient))}
    return {"device": device[0].hex(), "organisations": named, "packages": packages, "answers": answers}


def check(fixture):
    found = []
    organisations = {}
    for name, said in fixture["organisations"].items():
        one = organisations[name] = Organisation(bytes.fromhex(said["seed"]))
        if (one.text, one.code, one.fingerprint.hex()) != (said["text"], said["code"], said["fingerprint"]):
            found.append(f"{name}: another key, code or fingerprint")
    sender, recipient = organisations["sender"], organisations["recipient"]
    for package in fixture["packages"]:
        file = base64.b64decode(package["file"])
        try:
            cover, content = open_package(file, recipient, sender)
            if cover != package["cover"] or blake(content).hex() != package["content_hash"]:
                found.append(f"{package['name']}: says something else")
        except (AssertionError, BadSignatureError, CryptoError, ValueError) as problem:
            found.append(f"{package['name']}: {problem}")
        for at in (5, 20, 60, 300, len(file) - 1):
            spoilt = file[:at] + bytes([file[at] ^ 1]) + file[at + 1:]
            try:
                open_package(spoilt, recipient, sender)
                found.append(f"{package['name']}: opens although byte {at} was changed")
            except (AssertionError, BadSignatureError, CryptoError, ValueError, RuntimeError):
                pass
    for answer in fixture["answers"]:
        try:
            if open_answer(base64.b64decode(answer["file"]), sender, recipient) != answer["said"]:
                found.append("an answer says something else")
        except (AssertionError, BadSignatureError, CryptoError, ValueError) as problem:
            found.append(f"an answer: {problem}")
    return found


def main():
    path = sys.argv[1]
    if "--make" in sys.argv[2:]:
        with open(path, "w", encoding="utf-8") as out:
            json.dump(make(), out, ensure_ascii=False, indent=1)
            out.write("\n")
    with open(path, encoding="utf-8") as fixture:
        found = check(json.load(fixture))
    print("\n".join(found) if found else "every package and every answer is read")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
