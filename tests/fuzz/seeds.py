#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""First inputs of the fuzz programs, from the golden vectors, the form fixtures and found/. usage: seeds.py FOLDER"""
import io
import json
import pathlib
import struct
import sys
import warnings
import zipfile
import zlib
from xml.sax.saxutils import escape

import openpyxl

warnings.simplefilter("ignore")  # it knows not all of what forms hold

FUZZ = pathlib.Path(__file__).resolve().parent
FIXTURES = FUZZ.parent / "fixtures"
BODIES = ["sync-request", "sync-answer", "upload-answer", "roster-blocks", "join", "join-answer", "house-offer", "house-visit"]
PLACES = [
    'name,label,"label::French (fr)",size\na1,"Hill, one",Colline,3\n"b""2",Two,Deux,\n',
    "<root><item id='1'><name>a1</name><label>Hill &amp; one</label></item><item><name>b2</name></item></root>",
    '{"type":"FeatureCollection","features":[{"type":"Feature","id":"a1","properties":{"title":"Hill","n":1},'
    '"geometry":{"type":"Point","coordinates":[30.34,-2.84]}}]}',
]


def sheet_xml(sheet):
    """A sheet with its texts inside, as the target "workbook" puts it into an archive."""
    rows = []
    for row in sheet.iter_rows(max_row=120):
        cells = "".join(f'<c r="{cell.coordinate}" t="inlineStr"><is><t>{escape(str(cell.value))}</t></is></c>'
                        for cell in row if cell.value is not None)
        rows.append(f'<row r="{row[0].row}">{cells}</row>')
    return f'<worksheet><sheetData>{"".join(rows)}</sheetData></worksheet>'.encode()


def pictures():
    """A JPEG by its segments, bare and with a place in it, a PNG with a text, a film; nobody decodes them."""
    def segment(marker, content):
        return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head, frame = segment(0xE0, b"JFIF\0"), segment(0xC0, bytes(15))
    scan = segment(0xDA, bytes(10)) + b"points\xff\x00\xff\xd0points\xff\xd9"
    yield b"\xff\xd8" + head + frame + scan
    yield b"\xff\xd8" + head + segment(0xE1, b"Exif\0\0II*\0") + frame + scan + b"behind"
    yield (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"tEXt", b"Author\0Rose")
           + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))
    yield b"\0\0\0\x18ftypisom" + bytes(12) + b"vmhd"
    yield b"RIFF\x10\0\0\0WEBPVP8 "


def write(folder):
    """Writes them and says how many they are."""
    known, count = {}, 0

    def put(target, data):
        nonlocal count
        count += 1
        (folder / target).mkdir(parents=True, exist_ok=True)
        (folder / target / str(count)).write_bytes(data)

    with open(FIXTURES / "wire" / "vectors.jsonl", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if "bytes" not in line:
                continue  # the keys, and what is spoilt: the fuzzer does that itself
            kind, data = line["kind"], bytes.fromhex(line["bytes"])
            known.setdefault(kind, []).append(data)
            if kind in BODIES:
                put("bodies", bytes([BODIES.index(kind)]) + data)
            elif kind == "receipt":
                put("bodies", bytes([7]) + data)
            elif kind == "manifest":
                put("snapshot", data)
            elif kind == "have":
                put("bundle", data)
            else:
                put(kind, data)
    put("bundle", b"".join(known["envelope"]))
    put("roster", b"".join(struct.pack("<I", len(block)) + block for block in known["roster"]))
    put("snapshot", struct.pack("<I", len(known["manifest"][0])) + known["manifest"][0] + struct.pack("<I", 3) + b"abc")
    # One birth of the first table with a label, as columns that were not compressed (SEGMENT.md).
    skeleton = bytes([1, 0, 1]) + bytes(16) + bytes([1, 1, 0, 0, 1, 1, 0, 0, 1, 1])
    skeleton += bytes([0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 2]) + bytes(12) + bytes([0, 0])
    skeleton += bytes([0, 8, 0, 3]) + b"abc"
    put("segment", bytes([0]) + struct.pack("<H", len(skeleton)) + skeleton)
    # Forms: whole files that are small, their sheets "survey", and every recorded expression once.
    for form in sorted(FIXTURES.glob("forms/open/*.xlsx")):
        if form.stat().st_size < 40_000:
            put("workbook", bytes([0]) + form.read_bytes())
            for sheet in openpyxl.load_workbook(form):
                if sheet.title.lower() == "survey":
                    put("workbook", bytes([1]) + sheet_xml(sheet)[:60_000])
    small = min(FIXTURES.glob("forms/open/*.xlsx"), key=lambda form: form.stat().st_size)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("first/survey.xlsx", small.read_bytes())
        archive.writestr("first/survey-media/places.csv", PLACES[0])
        archive.writestr("first/survey-media/house.png", b"no picture")
    put("package", bytes([0]) + packed.getvalue())
    for kind, text in enumerate(PLACES, 1):
        put("package", bytes([kind]) + text.encode())
    for picture in pictures():
        put("media", picture)
    with open(FIXTURES / "forms" / "expression-cases.tsv", encoding="utf-8") as lines:
        for expression in sorted({line.split("\t")[3] for line in lines}):
            put("expression", expression.encode())
    shipped = (FUZZ.parent.parent / "resources" / "sop" / "shelter-burundi.toml").read_bytes()
    head, *steps = shipped.split(b"[[phase.step]]")
    put("sop", head + b"[[phase.step]]" + b"[[phase.step]]".join(steps[:6]))
    put("sop", head[:2000])
    put("sop", b'[pack]\nformat = 1\n[[phase]]\nid = "1"\n[[phase.step]]\ndue = { after = "exit", within = ["1 week", "1 month"] }\n'
        b'repeat = "1 day"\n# signature: ' + b"ab" * 32 + b" " + b"cd" * 64 + b"\n")
    # What a run has found, for good.
    for found in sorted(FUZZ.glob("found/*/*")):
        put(found.parent.name, found.read_bytes())
    return count


if __name__ == "__main__":
    print(write(pathlib.Path(sys.argv[1])), "seeds")
