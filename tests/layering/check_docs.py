#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports every file or folder that a text of ours (*.md) names in backticks or links to and that does not exist. SOURCES.md
files name files of other projects and are not read. Prints one line per finding and exits 1 when there is any.

usage: check_docs.py ROOT
"""
import re
import sys
from fnmatch import fnmatch
from pathlib import Path

TOPS = ("app", "core", "ui", "tests", "packaging", "resources", "translations")
NAMED = re.compile(r"`([\w./*-]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)")
SOURCE_FILE = re.compile(r"[\w-]+\.(h|cpp|py|sh|md|csv|tsv|cmake)")
STANDS_FOR_ANY = re.compile(r"\bNAME\b|_N\b")


def names_in(text):
    """(name, whether it is a link) for all in a text that means to be a file of this repository."""
    for name in LINK.findall(text):
        if "://" not in name:
            yield name, True
    for name in NAMED.findall(text):
        if not STANDS_FOR_ANY.search(name) and (name.split("/")[0] in TOPS and "/" in name or SOURCE_FILE.fullmatch(name)):
            yield name, False


def findings(root):
    files = [path.relative_to(root) for path in root.glob("*.md")]
    files += [path.relative_to(root) for top in TOPS for path in (root / top).rglob("*")]
    paths = {path.as_posix() for path in files}
    file_names = {path.name for path in files}
    for text in sorted(path for path in files if path.suffix == ".md" and path.name != "SOURCES.md"):
        for number, line in enumerate((root / text).read_text("utf-8").splitlines(), 1):
            for name, is_link in names_in(line):
                name = name.rstrip("/")
                exists = (name in paths or name in TOPS or (root / text.parent / name).exists()
                          or not is_link and "/" not in name and name in file_names
                          or "*" in name and any(fnmatch(path, name) for path in paths))
                if not exists:
                    yield f"{text.as_posix()}:{number}: there is no {name}"


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    found = list(findings(Path(sys.argv[1])))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
