#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes indaro_fr.ts and indaro_rn.ts from the sources and from strings.fr.tsv and strings.rn.tsv.

A line of a table: English source, tab, translation; \\n stands for a line break, || parts singular and plural.
French must be complete. Kirundi is a draft that nobody has reviewed: the program marks it and shows the French with it.

    update_ts.py            writes the two files
    update_ts.py --check    changes nothing; fails when a French text is missing, a place holder differs, a Kirundi text
                            has a Kinyarwanda form, or a .ts file is not what this would write
"""
import copy
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
# Spellings of Kinyarwanda that must not slip into Kirundi.
KINYARWANDA = ["cyangwa", "cyane", "ibyo", "byose", "yego", "ishuri", "kujya", "gushaka", "kohereza", "gusobanura", "icyumweru"]


def table(language):
    lines = {}
    for number, line in enumerate((HERE / f"strings.{language}.tsv").read_text("utf-8").splitlines(), 1):
        source, tab, text = line.partition("\t")
        if not tab or not text:
            sys.exit(f"strings.{language}.tsv:{number}: no tab or no translation")
        lines[source.replace("\\n", "\n")] = text.replace("\\n", "\n")
    return lines


def lupdate():
    for candidate in ["/usr/lib/qt6/bin/lupdate", "lupdate6", "lupdate"]:
        try:
            subprocess.run([candidate, "-version"], capture_output=True, check=True)
            return candidate
        except (OSError, subprocess.CalledProcessError):
            continue
    sys.exit("lupdate is missing: install qt6-l10n-tools")


def extract(folder):
    file = pathlib.Path(folder) / "all.ts"
    subprocess.run([lupdate(), "-silent", "-no-obsolete", "-locations", "none", "-I", str(ROOT), "ui", "app", "core",
                    "-ts", str(file)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return file


def full_names():
    """Class name → its names with namespaces, read from the headers."""
    names = {}
    for header in sorted([*ROOT.glob("ui/**/*.h"), *ROOT.glob("app/**/*.h")]):
        space = ""
        for line in header.read_text("utf-8").splitlines():
            if match := re.match(r"namespace (\S+) \{", line):
                space = match[1]
            elif (match := re.match(r"class (\w+)[^;]*$", line)) and space:
                names.setdefault(match[1], set()).add(f"{space}::{match[1]}")
    return names


def repeat_under_full_names(tree):
    """lupdate files some `AdmitPage::tr()` under "AdmitPage", but the program asks with the namespace: give both."""
    full = full_names()
    for context in tree.findall("context"):
        for name in sorted(full.get(context.find("name").text, ())):
            again = copy.deepcopy(context)
            again.find("name").text = name
            tree.getroot().append(again)


def fill(extracted, language, strings):
    """The text of one .ts file and the sources without a translation."""
    tree = ElementTree.parse(extracted)
    tree.getroot().set("language", f"{language}_BI")
    repeat_under_full_names(tree)
    missing = []
    for message in tree.iter("message"):
        source = message.find("source").text
        translation = message.find("translation")
        translation.attrib.pop("type", None)
        for form in list(translation):
            translation.remove(form)
        translation.text = None
        text = strings.get(source)
        if text is None:
            missing.append(source)
            translation.set("type", "unfinished")
        if message.get("numerus") == "yes":
            forms = (text or "||").split("||")
            for form in [forms[0], forms[-1]]:
                ElementTree.SubElement(translation, "numerusform").text = form
        else:
            translation.text = text
    ElementTree.indent(tree, " ")
    body = ElementTree.tostring(tree.getroot(), encoding="unicode")
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + body + "\n", missing


def problems(language, strings):
    for source, text in strings.items():
        for part in text.split("||"):
            if sorted(re.findall(r"%\d|%n", source)) != sorted(re.findall(r"%\d|%n", part)):
                yield f"{language}: place holders differ: {source!r}"
        if language == "rn":
            for word in re.findall(r"\w+", text.lower()):
                if word in KINYARWANDA:
                    yield f"rn: Kinyarwanda form {word!r} in {text!r}"


def main():
    check = "--check" in sys.argv[1:]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        extracted = extract(folder)
        total = len({m.find("source").text for m in ElementTree.parse(extracted).iter("message")})
        for language in ["fr", "rn"]:
            strings = table(language)
            found += problems(language, strings)
            text, missing = fill(extracted, language, strings)
            if language == "fr":
                found += [f"fr: no translation for {source!r}" for source in sorted(set(missing))]
            print(f"{language}: {total - len(set(missing))} of {total} texts")
            file = HERE / f"indaro_{language}.ts"
            if not check:
                file.write_text(text, "utf-8")
            elif not file.exists() or file.read_text("utf-8") != text:
                found.append(f"{file.name} is not up to date: run translations/update_ts.py")
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
