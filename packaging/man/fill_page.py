#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a manual page of a template: @NAME@ is replaced, @VERBS@ and @NOTES@ come from what the program says to --help, so that
the page names what there is. Written compressed, the same bytes for the same input.

usage: fill_page.py TEMPLATE OUT.gz NAME=VALUE … [-- PROGRAM]
"""
import gzip
import os
import re
import subprocess
import sys


def roff(text):
    """Text as roff: nothing in it is taken for a request or an escape."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\n".join("\\&" + line if line.startswith((".", "\\(aq")) else line for line in text.split("\n"))


def pages_of(said):
    """(verbs, notes) of a help text: lines indented once begin an item, deeper ones go on with it."""
    verbs, notes = [], []
    for line in said.splitlines():
        if re.match(r"^ {2}\S", line):
            name, _, rest = line.strip().partition("  ")
            verbs.append(f".TP\n.B {roff(name.strip())}")
            if rest.strip():
                verbs.append(roff(rest.strip()))
        elif re.match(r"^ {3,}\S", line):
            verbs.append(roff(line.strip()))
        elif line.strip():
            notes.append(roff(line.strip()))
            if verbs:
                verbs.append(".PP")
    return "\n".join(verbs), "\n.PP\n".join(notes[1:])


def main():
    words, program = sys.argv[1:], []
    if "--" in words:
        at = words.index("--")
        words, program = words[:at], words[at + 1:]
    template, out, values = words[0], words[1], dict(word.split("=", 1) for word in words[2:])
    with open(template, encoding="utf-8") as file:
        page = file.read()
    if program:
        said = subprocess.run([*program, "--help"], check=True, capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout
        values["VERBS"], values["NOTES"] = pages_of(said)
    page = re.sub(r"@(\w+)@", lambda found: values[found[1]], page)
    with open(out, "wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(page.encode("utf-8"))


if __name__ == "__main__":
    main()
