#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates, times and amounts are written in one place, ui/kit/date_text.cpp: dd/MM/yyyy, 24 hours, 25.000 FBu. Qt's own forms
are wrong for Kirundi (its short months are Kinyarwanda's), and its date editors show them. French and Kirundi on paper have the
apostrophe ’ as on the screen.

Usage: check_formats.py ROOT      exits with 1 and one line per finding
"""
import pathlib
import re
import sys

ONE_PLACE = "ui/kit/date_text.cpp"
RULES = [
    (re.compile(r'toString\(\s*(?:u|QStringLiteral\()?"[^"]*(?:dd|MM|yy|HH|hh)'), "a date or time format of its own"),
    (re.compile(r"\bQLocale::(?:Short|Long|Narrow)Format\b|\bQLocale\(\)\.(?:toString|toCurrencyString)\b"), "Qt's own format"),
    (re.compile(r"\bQt::(?:TextDate|RFC2822Date)\b"), "Qt's own format"),
    (re.compile(r"\bQ(?:Date|Time|DateTime)Edit\b"), "a Qt date editor, which shows month names"),
    (re.compile(r'"[^"]*%\d ?FBu'), "an amount put together by hand"),
]
STRAIGHT = re.compile(r'"(?:fr|rn)": "[^"]*\'')


def findings(root):
    for file in sorted([*root.glob("ui/**/*.cpp"), *root.glob("ui/**/*.h"), *root.glob("app/desktop/*.cpp")]):
        name = file.relative_to(root).as_posix()
        if name == ONE_PLACE:
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            code = line.split("//")[0]
            for pattern, what in RULES:
                if pattern.search(code):
                    yield f"{name}:{number}: {what}; use ui/kit/date_text.h"
    for file in sorted(root.glob("resources/templates/*/*.json")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if STRAIGHT.search(line):
                yield f"{file.relative_to(root).as_posix()}:{number}: a straight apostrophe; write ’"


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    found = list(findings(pathlib.Path(sys.argv[1])))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
