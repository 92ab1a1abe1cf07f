#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action a procedure may hold back (core/sop/pack.h) has a line in core/casework/checklists/guards.csv that says where the
program asks, or writes down what was missing, and which test goes through that place. An action that nobody asks, a place that no
longer does, and a test that is gone are reported; exits 1 when there is any.

usage: check_guards.py ROOT
"""
import csv
import re
import sys
from pathlib import Path

ACTION = re.compile(r'X\((\w+), "([a-z-]+)"\)')
CALL = {"asked": re.compile(r"\b(?:checkGuards|blockadeOf|printingGuards)\b"), "noted": re.compile(r"\b(?:noteUnguarded|tellUnguarded)\b")}


def actions(root):
    text = (root / "core/sop/pack.h").read_text(encoding="utf-8")
    start = text.index("#define INDARO_SOP_ACTION_LIST")
    return {name: enumerator for enumerator, name in ACTION.findall(text[start:text.index("enum class Action", start)])}


def findings(root):
    with open(root / "core/casework/checklists/guards.csv", newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    known = actions(root)
    for name in sorted(set(known) - {row["action"] for row in rows}):
        yield f"{name}: nobody asks the steps that guard it; say where in core/casework/checklists/guards.csv"
    for row in rows:
        name, where = row["action"], row["where"]
        if name not in known:
            yield f"{name}: no action of a procedure"
        elif row["how"] == "nobody":
            if len(row["test"]) < 20:
                yield f"{name}: not said why nobody asks"
        elif row["how"] not in CALL:
            yield f"{name}: asked, noted or nobody"
        else:
            text = (root / where).read_text(encoding="utf-8") if where and (root / where).is_file() else ""
            if not re.search(rf"\bAction::{known[name]}\b", text) or not CALL[row["how"]].search(text):
                yield f"{name}: is not {row['how']} in {where or 'any place'}"
            file, _, function = row["test"].partition(" ")
            proof = (root / file).read_text(encoding="utf-8") if file and (root / file).is_file() else ""
            if not function or not re.search(rf"\b{re.escape(function)}\(\)", proof):
                yield f"{name}: its test is not there: {row['test'] or 'none'}"


if __name__ == "__main__":
    problems = list(findings(Path(sys.argv[1])))
    print("\n".join(problems) if problems else "every guarded action is asked")
    sys.exit(1 if problems else 0)
