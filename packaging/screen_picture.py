#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of what a virtual display shows, from the file in which Xvfb -fbdir keeps its screen (XWD). Exits 1 while the screen is
of one colour, which it is before a window is drawn.

usage: screen_picture.py XVFB-SCREEN OUT.png
"""
import struct
import sys
import zlib


def read(path):
    """(width, height, rows of RGB) of 24-bit colour."""
    with open(path, "rb") as file:
        data = file.read()
    header, version, _, depth, width, height = struct.unpack(">6I", data[:24])
    assert version == 7 and depth == 24, (version, depth)
    order = struct.unpack(">I", data[28:32])[0]
    bits, per_line = struct.unpack(">2I", data[44:52])
    colours = struct.unpack(">I", data[76:80])[0]
    assert bits == 32, bits
    start = header + colours * 12
    rows = []
    for y in range(height):
        line = data[start + y * per_line:start + y * per_line + width * 4]
        first = (2, 1, 0) if order == 0 else (1, 2, 3)
        rows.append(bytes(byte for pixel in zip(*(line[i::4] for i in first)) for byte in pixel))
    return width, height, rows


def write(path, width, height, rows):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 6)) + chunk(b"IEND", b""))


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    width, height, rows = read(sys.argv[1])
    write(sys.argv[2], width, height, rows)
    first = rows[0][:3]
    return 0 if any(row != first * width for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
