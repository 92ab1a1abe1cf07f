#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs indaro-bench with tiny sizes and checks that every number a reader looks for is printed. Never judges a time."""

import re
import subprocess
import sys

LINE = re.compile(r"^(?P<name>.+?) +(?P<value>-?\d+\.\d{3}) ?(?P<unit>\S*)(?P<goal> +goal <= \S+ +(met|MISSED))?$")

# Name and whether the number is necessarily more than zero.
WANTED = {
    "answer: new, ratio": True,
    "answer: edited, ratio": True,
    "import: people": True,
    "import: ratio with change log and search index": True,
    "people: file made in": False,
    "search: index load": True,
    "search: people": True,
    "search: index per person": True,
    "search: people found per keystroke": True,
    "search: keystroke p99": True,
    "search: texts of a screen of 40 rows, max": True,
    "unlock: whole, median": True,
    "unlock: Argon2id alone, median": True,
    "unlock: minus Argon2id": False,
    "gui: people list loading, longest gap between ticks": True,
    "gui: rows": True,
    "gui: scroll to another screen and paint it, p99": True,
    "gui: keystroke to painted list, p99": True,
    "forms: opening it, median": True,
    "forms: pass after an answer, p99": True,
    "forms: largest form, pass after an answer, p99": True,
    "forms: repeat, pass after an answer, p99": True,
    "forms: expressions that XPath 1.0 knows": True,
    "forms: the same in libxml2": True,
    "forms: processor time, ratio to libxml2": True,
    "duplicates: files": True,
    "duplicates: all pairs": True,
    "duplicates: load and pairs, ratio to the floor": True,
    "duplicates: somebody typed in, p99": True,
    "reports: people by age and sex": True,
    "reports: people by age and sex, ratio to one scan": True,
    "reports: occupancy by month": True,
    "reports: the slowest of all indicators": True,
    "reports: the largest ratio to one scan": True,
    "reports: the same chart again": False,
    "reports: overdue steps, the first time of a day": True,
    "reports: overdue steps, again": False,
    "reports: overdue steps, after one write": True,
    "program: from exec to the sign-in page painted": True,
    "program: resident, unlocked, people list open": True,
}


def main() -> int:
    run = subprocess.run([sys.argv[1], "--smoke"], capture_output=True, text=True, check=False)
    print(run.stdout)
    print(run.stderr, file=sys.stderr)
    if run.returncode != 0:
        print(f"indaro-bench ended with {run.returncode}", file=sys.stderr)
        return 1
    numbers = {}
    for line in run.stdout.splitlines():
        match = LINE.match(line.rstrip())
        if match is None:
            print(f"not a result line: {line!r}", file=sys.stderr)
            return 1
        numbers[match["name"].rstrip()] = float(match["value"])
    bad = [name for name, positive in WANTED.items() if name not in numbers or (positive and numbers[name] <= 0)]
    for name in bad:
        print(f"missing or not positive: {name}: {numbers.get(name)}", file=sys.stderr)
    if (numbers.get("search: people"), numbers.get("gui: rows"), numbers.get("import: people")) != (300, 300, 50):
        print("the sizes are not those of --smoke", file=sys.stderr)
        return 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
