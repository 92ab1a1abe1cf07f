#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports what a text of ours (*.md) names and that does not exist, one line a finding; exits 1 when there is any:

- a file or folder in backticks, or linked to: from the root, from the folder of the text, or by the end of its path
  (`plans/record_rows.h`); a name with * stands for all that match, one with NAME or N for any;
- a path from the root in a command, in a block of code;
- a function, a type or a macro in backticks (`admitPerson()`, `PersonDraft`, `INDARO_TRY`): it stands in a source.

SOURCES.md files name files of other projects and are not read.

usage: check_docs.py ROOT
"""
import re
import sys
from fnmatch import fnmatch
from pathlib import Path

TOPS = ("app", "core", "ui", "tests", "packaging", "resources", "translations")
NAMED = re.compile(r"`([\w./*-]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)")
SUFFIX = r"(?:h|cpp|py|sh|md|csv|tsv|cmake|json|toml|txt)"
SOURCE_FILE = re.compile(rf"[\w-]+\.{SUFFIX}")
END_OF_PATH = re.compile(rf"[\w.-]+(?:/[\w.-]+)+\.{SUFFIX}")
IN_COMMAND = re.compile(rf"(?<![\w./-])(?:{'|'.join(TOPS)})/[\w./-]*\w")
SYMBOL = re.compile(r"`(?:\w+::)*(\w+)\(\)`|`(?:\w+::)*([A-Z][a-z]+(?:[A-Z][a-z]+)+|INDARO_[A-Z_]+)`")
STANDS_FOR_ANY = re.compile(r"\bNAME\b|(?:\b|_)N\b")
READ_FOR_SYMBOLS = {".h", ".cpp", ".cmake", ".txt", ".sh", ".py"}


def names_in(line, is_code):
    """(name, how it is named: link, name, end or command) for all in a line that means to be a file of this repository."""
    if is_code:
        for name in IN_COMMAND.findall(line):
            if not STANDS_FOR_ANY.search(name):
                yield name, "command"
        return
    for name in LINK.findall(line):
        if "://" not in name:
            yield name, "link"
    for name in NAMED.findall(line):
        if STANDS_FOR_ANY.search(name):
            continue
        if name.split("/")[0] in TOPS and "/" in name or SOURCE_FILE.fullmatch(name):
            yield name, "name"
        elif END_OF_PATH.fullmatch(name):
            yield name, "end"


class Tree:
    def __init__(self, root):
        self.root = root
        self.files = [path.relative_to(root) for path in root.glob("*.md")]
        self.files += [path.relative_to(root) for top in TOPS for path in (root / top).rglob("*")]
        self.paths = {path.as_posix() for path in self.files}
        self.file_names = {path.name for path in self.files}
        self.words = set()
        for path in self.files:
            # This folder's tests invent names that do not exist.
            if path.suffix in READ_FOR_SYMBOLS and path.parts[:2] != ("tests", "layering"):
                self.words.update(re.findall(r"\w+", (root / path).read_text("utf-8", "replace")))

    def has(self, text, name, how):
        name = name.rstrip("/")
        if name in self.paths or name in TOPS or how != "command" and (self.root / text.parent / name).exists():
            return True
        if how == "name" and ("/" not in name and name in self.file_names
                              or "*" in name and any(fnmatch(path, name) for path in self.paths)):
            return True
        return how == "end" and any(path.endswith("/" + name) for path in self.paths)


def findings(root):
    tree = Tree(root)
    for text in sorted(path for path in tree.files if path.suffix == ".md" and path.name != "SOURCES.md"):
        is_fenced = False
        for number, line in enumerate((root / text).read_text("utf-8").splitlines(), 1):
            is_fence = line.lstrip().startswith("```")
            if is_fence:
                is_fenced = not is_fenced
            is_code = is_fenced or not is_fence and line.startswith("    ") and "`" not in line
            for name, how in names_in(line, is_code):
                if not tree.has(text, name, how):
                    yield f"{text.as_posix()}:{number}: there is no {name}"
            for function, other in SYMBOL.findall("" if is_code else line):
                if (function or other) not in tree.words:
                    yield f"{text.as_posix()}:{number}: nothing is called {function or other}"


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
