#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every place from which data can leave the program has a line in core/casework/consents/ways_out.csv that says which rule it
obeys; one that obeys the consents of a person names the test that proves it. A new print, export or file without a line, and a
line about a place that is gone, are reported; exits 1 when there is any.

usage: check_ways_out.py ROOT
"""
import csv
import re
import sys
from pathlib import Path

LEAVES = re.compile(r"\b(?:printPagesOf|printPapersOf|writePapersOf|writePdfOf|writePdfAt|exportPdf|printDocument|layOutAllCopies|layOut|layOutPapers"
                    r"|layOutToGive|writeFileDurably|writeOut)\s*\(|->(?:printPages|writePdf)\s*\("
                    r"|\bprint::Paper\s*\{|\bPrintRun\b|\b(?:putOnPaper|printOnceNoted)\s*\(\s*(?:context\(\)|m_context)"
                    r"|\bQSaveFile\b|->saveFile\s*\(|\bsetClipboard\w*\s*\(|\bQClipboard\b|\bQDesktopServices\b|\bQDrag\b"
                    r"|\bexport[A-Z]\w*\s*\(|\bsealFor\s*\(|\bsealPackage\w*\s*\(")
VERB = re.compile(r'^    \{"([a-z-]+)",', re.M)
# Where these are made, and the file that is written in one step.
MACHINERY = ("core/base/file.h", "core/base/platform/posix/file_posix.cpp", "core/base/platform/windows/file_windows.cpp",
             "ui/print/document_view.h", "ui/pages/referrals/referrals_page.h",
             "ui/pages/paper_work.h", "ui/print/print_run.h",
             "ui/pages/noted_paper.h", "ui/pages/noted_paper.cpp",
             "core/wire/package.h", "core/wire/package.cpp", "core/wire/package_reply.h", "core/wire/package_reply.cpp",
             "core/casework/referrals/package.h", "core/casework/referrals/package_rows.h",
             "core/casework/referrals/package_rows_sql.cpp", "ui/kit/ask.h", "ui/kit/ask.cpp", "app/cli/verbs.h", "app/cli/reply.h")
RULES = {"consent", "house", "sealed", "nobody"}


def without_comments(text):
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.S)


def places(root):
    found = set()
    for top in ("core", "ui", "app"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.suffix in (".h", ".cpp") and path not in MACHINERY:
                if LEAVES.search(without_comments(file.read_text(encoding="utf-8"))):
                    found.add(path)
    found |= {"verb:" + name for name in VERB.findall((root / "app/cli/main.cpp").read_text(encoding="utf-8"))}
    return found


def findings(root):
    with open(root / "core/casework/consents/ways_out.csv", newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    named = [row["where"] for row in rows]
    actual = places(root)
    for place in sorted(actual - set(named)):
        yield f"{place}: data can leave here; say in core/casework/consents/ways_out.csv what it obeys"
    for place in sorted(set(named) - actual):
        yield f"{place}: a line in ways_out.csv about a place from which nothing leaves"
    for row in rows:
        if named.count(row["where"]) > 1:
            yield f"{row['where']}: more than one line"
        if row["rule"] not in RULES or not row["what"]:
            yield f"{row['where']}: no such rule, or not said what leaves"
        if row["rule"] == "consent":
            file, _, function = row["test"].partition(" ")
            text = (root / file).read_text(encoding="utf-8") if file and (root / file).is_file() else ""
            if not function or not re.search(rf"\b{re.escape(function)}\(\)", text):
                yield f"{row['where']}: its test is not there: {row['test'] or 'none'}"


if __name__ == "__main__":
    problems = list(findings(Path(sys.argv[1])))
    print("\n".join(problems) if problems else "every way out has its line")
    sys.exit(1 if problems else 0)
