#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts of the manual against the program: every name in [[…]] is a text of the catalogue that has its French, every link leads to
a task, every picture is made by the guided tour, every page has exactly one task, and French and English say the same. Exits 1 when
anything is wrong. See resources/manual/README.md.

usage: check_manual.py ROOT
"""
import csv
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "translations"))
import kirundi  # noqa: E402
import update_ts  # noqa: E402

PAGE_FILES = ("ui/pages/page_ids.h", "ui/roads/sync_page.h", "ui/pages/first_run/first_run_page.cpp",
              "ui/pages/sign_in/sign_in_page.cpp", "ui/pages/settings/settings_page.h")
NAME = re.compile(r"\[\[([^\]]+)\]\]")
LINK = re.compile(r"\]\(task:([a-z0-9-]+)\)")
PICTURE = re.compile(r"^!\[[^\]]+\]\(picture:([a-z0-9-]+)\)$")
# What is never called so in French, and what must not stand in unreviewed Kirundi [kirundi/NOTES.md 1].
NOT_FRENCH = re.compile(r"\bvictimes?\b", re.I)
DELICATE = re.compile(r"kwiyahura|ku nguvu|SIDA|gufatwa|iterabwoba|ubwoba", re.I)


def kind(line):
    """What a line is, for the comparison of two languages."""
    if re.match(r"\d+\. ", line):
        return "step " + line.split(".")[0]
    for start, name in (("# ", "title"), ("## ", "heading"), ("> ", "warning"), ("- ", "point"), ("keywords:", "keywords")):
        if line.startswith(start):
            return name
    picture = PICTURE.match(line)
    return "picture " + picture.group(1) if picture else "paragraph"


def lines_of(path):
    return [line for line in path.read_text("utf-8").splitlines() if line]


def pages_of(root):
    text = "".join((root / name).read_text("utf-8") for name in PAGE_FILES)
    return set(re.findall(r'PageId(?: \w+)?\{"([a-z_]+)"\}', text))


def tour_pictures(root):
    text = "".join(path.read_text("utf-8") for path in sorted((root / "tests/tour").glob("*.cpp")))
    return set(re.findall(r'\bpictures\(u"([a-z0-9-]+)"_s\)', text))


def findings(root):
    folder = root / "resources/manual"
    names, _ = update_ts.table(str(root / "translations/strings.fr.tsv"))
    with open(folder / "index.csv", newline="", encoding="utf-8") as file:
        tasks = {row["id"]: row for row in csv.DictReader(file)}
    with open(root / "resources/codelists/manual_group.csv", newline="", encoding="utf-8") as file:
        groups = {row["code"] for row in csv.DictReader(file)}
    known = pages_of(root)
    helped = [page for row in tasks.values() for page in row["pages"].split()]
    for page in sorted(known - set(helped)):
        yield f"index.csv: no task helps with the page {page}"
    for page in sorted(set(helped) - known):
        yield f"index.csv: there is no page {page}"
    for page in sorted({page for page in helped if helped.count(page) > 1}):
        yield f"index.csv: two tasks help with the page {page}"
    pictures = tour_pictures(root)
    for task, row in tasks.items():
        if row["group"] not in groups:
            yield f"index.csv: {task} is in no group of manual_group.csv"
        texts = {}
        for language in ("fr", "en", "rn"):
            path = folder / f"{task}.{language}.markdown"
            if path.exists():
                texts[language] = lines_of(path)
                yield from findings_of(path.name, language, texts[language], names, tasks, pictures)
            elif language != "rn":
                yield f"{path.name}: missing"
        if "fr" in texts and "en" in texts:
            yield from differences(task, texts["fr"], texts["en"])
    for path in sorted(folder.glob("*.markdown")):
        if path.name.split(".")[0] not in tasks or path.name.count(".") != 2:
            yield f"{path.name}: no such task in index.csv"


def findings_of(file, language, lines, names, tasks, pictures):
    if [kind(line) for line in lines[:2]] != ["title", "keywords"]:
        yield f"{file}: begins with a title, then keywords"
    step = 0
    for line in lines:
        if kind(line) == "heading":
            step = 0
        if kind(line).startswith("step "):
            step += 1
            if kind(line) != f"step {step}":
                yield f"{file}: steps count from 1 after each heading: {line[:40]}"
        for name in NAME.findall(line):
            if not names.get(name):
                yield f"{file}: no text of the screens is called “{name}”, or it has no French"
            elif "%" in name:
                yield f"{file}: “{name}” has a place to fill in"
        for target in LINK.findall(line):
            if target not in tasks:
                yield f"{file}: there is no task {target}"
        picture = PICTURE.match(line)
        if picture and picture.group(1) not in pictures:
            yield f"{file}: the tour makes no picture {picture.group(1)}"
        words = NAME.sub("", line)
        if "'" in words:
            yield f"{file}: a straight apostrophe: {words[:40]}"
        if language == "fr" and NOT_FRENCH.search(words):
            yield f"{file}: say “personne”: {words[:40]}"
        if language == "fr" and kind(line) != "keywords" and update_ts.french(line) != line:
            yield f"{file}: a space where a line must not break: {words[:40]}"
        if language == "rn":
            if kind(line) == "point" and " | " not in line:
                yield f"{file}: Kirundi without its French: {line[:40]}"
            if kind(line) not in ("title", "keywords", "heading", "point"):
                yield f"{file}: only phrases, each with its French: {line[:40]}"
            rundi = line.split(" | ")[0].lower()
            for problem in kirundi.problems(line.split(" | ")[0]):
                yield f"{file}: {problem}"
            if DELICATE.search(rundi):
                yield f"{file}: delicate, a native speaker words it: {line[:40]}"


def differences(task, french, english):
    if [kind(line) for line in french] != [kind(line) for line in english]:
        at = next((i for i, (one, other) in enumerate(zip(french, english)) if kind(one) != kind(other)),
                  min(len(french), len(english)))
        yield f"{task}: French and English differ from line {at + 1} of text on"
        return
    for one, other in zip(french, english):
        for what in (NAME, LINK):
            if sorted(what.findall(one)) != sorted(what.findall(other)):
                yield f"{task}: other names or links in French than in English: {one[:50]}"


def main():
    found = list(findings(Path(sys.argv[1]).resolve()))
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
