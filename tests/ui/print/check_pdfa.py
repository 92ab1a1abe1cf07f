#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a PDF keeps the main requirements of PDF/A-1b (ISO 19005-1): no validator of the standard is packaged for Debian.
It reads the file itself, object by object, and asks pdffonts and pdfinfo. Prints what it finds; exits 1 when there is any.

usage: check_pdfa.py [--prove] FILE.pdf …
--prove: each file is also spoiled in one way after another, and each of these must be found.
"""
import re
import subprocess
import sys
import zlib
from pathlib import Path

# Scripts, actions, forms, enclosures, media, what points outside, and newer ways to pack a file.
NEVER = ("Encrypt", "JavaScript", "JS", "Launch", "URI", "GoToR", "SubmitForm", "ImportData", "ResetForm", "AA", "OpenAction",
         "EmbeddedFiles", "EmbeddedFile", "Filespec", "AcroForm", "XFA", "Movie", "Sound", "RichMedia", "3D",
         "OCProperties", "Transparency", "LZWDecode", "JPXDecode", "ObjStm", "XRef", "Alternates", "OPI", "PS", "TR")
OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b")


class Pdf:
    """The objects of a file: dictionary text, and stream, by number."""

    def __init__(self, data):
        self.data = data
        self.dictionaries, self.streams = {}, {}
        at = 0
        while (found := OBJECT.search(data, at)) is not None:
            number = int(found.group(1))
            end, begin = data.find(b"endobj", found.end()), data.find(b"stream", found.end())
            if begin < 0 or end < begin:
                self.dictionaries[number] = data[found.end():end]
                at = end
                continue
            head = data[found.end():begin]
            body = begin + (8 if data[begin + 6:begin + 8] == b"\r\n" else 7)
            length = self.length_of(head)
            self.dictionaries[number] = head
            self.streams[number] = data[body:body + length]
            at = body + length

    def length_of(self, head):
        found = re.search(rb"/Length (\d+)( 0 R)?", head)
        if found is None:
            raise ValueError("a stream without a length")
        if not found.group(2):
            return int(found.group(1))
        kept = re.search(rb"(?:^|[\r\n])%s 0 obj\s+(\d+)" % found.group(1), self.data)
        return int(kept.group(1))

    def reference(self, text, key):
        found = re.search(rb"/%s\s*\[?\s*(\d+) 0 R" % key.encode(), text)
        return int(found.group(1)) if found else None

    def content(self, number):
        body = self.streams[number]
        return zlib.decompress(body) if b"/FlateDecode" in self.dictionaries[number] else body


def names_in(text):
    """Without what stands in strings."""
    return {name.decode("latin-1") for name in re.findall(rb"/([A-Za-z0-9]+)", re.sub(rb"\((?:\\.|[^\\()])*\)", b"", text))}


def frame_faults(pdf):
    data = pdf.data
    first, _, rest = data.partition(b"\n")
    if first.strip() != b"%PDF-1.4":
        yield "not of version 1.4"
    if not rest.startswith(b"%") or len([byte for byte in rest[1:5] if byte > 127]) < 4:
        yield "its second line does not say that it is binary"
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)
    if start is None or not data[int(start.group(1)):].startswith(b"xref"):
        return (yield "no table of objects where it should be")
    table = data[int(start.group(1)):]
    entries = re.findall(rb"(\d{10}) (\d{5}) ([nf])", table)
    for number, (offset, _, kind) in enumerate(entries):
        if kind == b"n" and not data[int(offset):].lstrip().startswith(b"%d 0 obj" % number):
            yield f"object {number} is not where the table says"
    trailer = table[table.find(b"trailer"):]
    if not re.search(rb"/ID\s*\[\s*(<[0-9a-fA-F]{32}>|\(.+?\))\s*(<[0-9a-fA-F]{32}>|\(.+?\))\s*\]", trailer, re.S):
        yield "no identifier in the trailer"
    if b"/Encrypt" in trailer:
        yield "it is encrypted"


def catalogue_faults(pdf):
    root = pdf.reference(pdf.data[pdf.data.rfind(b"trailer"):], "Root")
    if root is None:
        return (yield "no catalogue")
    catalogue = pdf.dictionaries[root]
    intent = re.search(rb"/OutputIntents\s*\[(.*?)\]", catalogue, re.S)
    text = intent.group(1) if intent else b""
    if (inner := re.match(rb"\s*(\d+) 0 R", text)) is not None:
        text = pdf.dictionaries[int(inner.group(1))]
    profile = pdf.reference(text, "DestOutputProfile")
    if b"/GTS_PDFA1" not in text or profile is None:
        yield "no output intent for the archive"
    elif pdf.content(profile)[36:40] != b"acsp" or b"/N 3" not in pdf.dictionaries[profile]:
        yield "the profile of its colours is none"
    metadata = pdf.reference(catalogue, "Metadata")
    if metadata is None:
        return (yield "no metadata")
    if b"/Filter" in pdf.dictionaries[metadata]:
        yield "the metadata is packed"
    said = pdf.streams[metadata].decode("utf-8")
    part = re.search(r'pdfaid:part(?:="|>)(\d)', said)
    conformance = re.search(r'pdfaid:conformance(?:="|>)([A-Z])', said)
    if part is None or part.group(1) != "1" or conformance is None or conformance.group(1) != "B":
        yield "the metadata does not say PDF/A-1b"


def object_faults(pdf):
    for number, text in pdf.dictionaries.items():
        names = names_in(text)
        for name in NEVER:
            if name in names:
                yield f"object {number}: /{name}"
        if b"/Annots" in text:
            kept = pdf.reference(text, "Annots")
            above = pdf.dictionaries.get(kept, b"") if kept else text[text.find(b"/Annots") + 7:]
            if not re.match(rb"\s*\[\s*\]", above):
                yield f"object {number}: something lies over the page"
        if re.search(rb"/SMask\s+(?!/None)", text):
            yield f"object {number}: a soft mask"
        for opacity in re.findall(rb"/(?:ca|CA)\s+([0-9.]+)", text):
            if float(opacity) != 1:
                yield f"object {number}: transparent"
        if re.search(rb"/BM\s*/(?!Normal|Compatible)", text):
            yield f"object {number}: blended"
        if b"/Interpolate true" in text:
            yield f"object {number}: an interpolated picture"
        if number in pdf.streams and re.search(rb"/F\s+[(<\d]", text):
            yield f"object {number}: its content is in another file"
        packed = set(re.findall(rb"/(\w+Decode)\b", text)) - {b"FlateDecode", b"DCTDecode"}
        if packed:
            yield f"object {number}: packed as {sorted(packed)}"
        if number in pdf.streams and b"/FlateDecode" in text:
            try:
                pdf.content(number)
            except zlib.error as error:
                yield f"object {number}: cannot be unpacked ({error})"
        if re.search(rb"/Type\s*/FontDescriptor", text) and not re.search(rb"/FontFile[23]?\b", text):
            yield f"object {number}: a font that is not in the file"
        if re.search(rb"/Subtype\s*/CIDFontType2", text) and b"/CIDToGIDMap" not in text:
            yield f"object {number}: a font without its map"


def tool_faults(path):
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    if not fonts:
        yield "no font"
    for line in fonts:
        if not re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$", line) or line.split()[-5] != "yes":
            yield f"pdffonts: not in the file: {line}"
    info = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    for key, wanted in (("JavaScript", "no"), ("Encrypted", "no"), ("Form", "none")):
        if not re.search(rf"^{key}:\s+{wanted}", info, re.M):
            yield f"pdfinfo: {key} is not {wanted}"


def faults(data):
    try:
        pdf = Pdf(data)
        return [*frame_faults(pdf), *catalogue_faults(pdf), *object_faults(pdf)]
    except (AttributeError, KeyError, ValueError, UnicodeDecodeError, zlib.error) as error:
        return [f"it cannot be read: {error!r}"]


def other(digit):
    return str((int(digit) + 5) % 10).encode()


def spoiled(data):
    """The file with one thing after another wrong, at the same length so that all else stays as it was."""
    def put(old, new):
        if old not in data:
            raise ValueError(f"{old!r} is not in the file: this check proves nothing")
        return data.replace(old, new.ljust(len(old)), 1)
    yield "version", put(b"%PDF-1.4", b"%PDF-1.7")
    yield "intent", put(b"/GTS_PDFA1", b"/GTS_PDFX1")
    yield "part", put(b"pdfaid:part=\"1\"", b"pdfaid:part=\"3\"")
    yield "conformance", put(b"pdfaid:conformance=\"B\"", b"pdfaid:conformance=\"U\"")
    yield "font", put(b"/FontFile2", b"/FontFil_2")
    yield "script", put(b"/Type /Catalog", b"/JS (alert)")
    yield "annotation", re.sub(rb"/Annots (\d+)", lambda m: b"/Annots " + b"1".rjust(len(m.group(1)), b"0"), data, count=1)
    yield "opacity", put(b"/CA 1", b"/CA 0")
    yield "identifier", data.replace(b"/ID", b"/Id")
    yield "table", re.sub(rb"(startxref\s+)(\d)", lambda m: m.group(1) + other(m.group(2)), data)
    yield "object", re.sub(rb"(\d{9})(\d)( 00000 n)", lambda m: m.group(1) + other(m.group(2)) + m.group(3), data, count=1)


def main(arguments):
    is_proof = "--prove" in arguments
    found = []
    for path in map(Path, (argument for argument in arguments if argument != "--prove")):
        data = path.read_bytes()
        found += [f"{path.name}: {fault}" for fault in [*faults(data), *tool_faults(path)]]
        for name, bad in spoiled(data) if is_proof else ():
            if bad == data or not faults(bad):
                found.append(f"{path.name}: spoiled ({name}), and it is not found")
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
