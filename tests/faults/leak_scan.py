#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for words that must never be in the clear in anything a program has written.

usage: leak_scan.py --word WORD [--word WORD …] FILE-OR-FOLDER [FILE-OR-FOLDER …]

Every file is searched as it is, and what can be inflated in it (zip, gzip, zlib and raw deflate streams wherever they
begin, as in PDF, PNG and XLSX) is searched again, up to three deep. Words are sought in UTF-8, UTF-16 (both orders) and
Latin-1, in the given, lower and upper case, as base64 at its three offsets, and as hexadecimal digits.
Exit code: 0 nothing found, 1 found, 2 usage.
"""
import argparse
import base64
import io
import os
import re
import sys
import zipfile
import zlib

DEEPEST = 3
LARGEST = 1 << 28  # of what one stream inflates to
# gzip headers, local file headers of a zip, zlib headers (method 8, any window, check bits right)
STREAM_STARTS = re.compile(b"|".join(
    [re.escape(b"\x1f\x8b\x08"), re.escape(b"PK\x03\x04")]
    + [re.escape(bytes((first, second))) for first in range(0x08, 0x79, 16) for second in range(256)
       if (first * 256 + second) % 31 == 0 and not second & 0x20]))


def forms_of(word):
    """Every sequence of bytes that would betray the word, with its name."""
    found = {}
    for text in {word, word.lower(), word.upper()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            try:
                found.setdefault(text.encode(encoding), encoding)
            except UnicodeEncodeError:
                continue
        plain = text.encode()
        for offset in range(3):
            # Only the characters that do not depend on what stands before and after.
            code = base64.b64encode(b"\0" * offset + plain)
            sure = code[-(-offset * 8 // 6):len(code.rstrip(b"=")) - 1]
            found.setdefault(sure, "base64")
            found.setdefault(sure.replace(b"+", b"-").replace(b"/", b"_"), "base64url")
        found.setdefault(plain.hex().encode(), "hex")
        found.setdefault(plain.hex().upper().encode(), "hex")
    return {form: name for form, name in found.items() if len(form) >= 6}


class Scanner:
    def __init__(self, words):
        self.forms = {}
        for word in words:
            for form, name in forms_of(word).items():
                self.forms.setdefault(form, (word, name))
        self.bytes = 0

    def scan(self, data, where, depth=0):
        """Yields (where, word, encoding)."""
        self.bytes += len(data)
        for word, encoding in sorted({hit for form, hit in self.forms.items() if form in data}):
            yield where, word, encoding
        if depth < DEEPEST:
            for name, inner in self.inflated(data):
                yield from self.scan(inner, f"{where} > {name}", depth + 1)

    @staticmethod
    def inflated(data):
        if data[:2] == b"PK":
            try:
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    for info in archive.infolist():
                        if info.file_size <= LARGEST:
                            yield info.filename, archive.read(info)
                return
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
                pass  # damaged: its streams are looked for one by one
        view = memoryview(data)
        for match in STREAM_STARTS.finditer(data):
            at = match.start()
            start, bits = at, 15
            if match.group() == b"\x1f\x8b\x08":
                bits = 31
            elif match.group() == b"PK\x03\x04":
                start, bits = at + 30 + int.from_bytes(data[at + 26:at + 28], "little") + int.from_bytes(
                    data[at + 28:at + 30], "little"), -15
            try:
                inner = zlib.decompressobj(bits).decompress(view[start:], LARGEST)
            except zlib.error:
                continue
            if len(inner) >= 4:
                yield f"stream at {at}", inner

    def scan_path(self, path):
        if os.path.islink(path):
            target = os.readlink(path)
            yield from self.scan(os.fsencode(target), f"{path} (link)", DEEPEST)
        elif os.path.isdir(path):
            for name in sorted(os.listdir(path)):
                yield from self.scan_path(os.path.join(path, name))
        elif os.path.isfile(path):
            yield from self.scan(os.fsencode(os.path.basename(path)), f"{path} (name)", DEEPEST)
            with open(path, "rb") as file:
                yield from self.scan(file.read(), path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--word", action="append", required=True)
    parser.add_argument("path", nargs="+")
    options = parser.parse_args()
    scanner = Scanner(options.word)
    hits = [hit for path in options.path for hit in scanner.scan_path(path)]
    for where, word, encoding in hits:
        print(f"LEAK {word!r} as {encoding} in {where}")
    print(f"{len(hits)} hits in {scanner.bytes} bytes")
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main())
