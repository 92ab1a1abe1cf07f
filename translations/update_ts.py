#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the texts of the screens complete, and makes Qt's .ts files from them. See README.md beside this file.

    update_ts.py            adds the new texts of the sources to strings.fr.tsv, drops those that no source has any more,
                            sorts the tables, and says what is left to translate and how much Kirundi there is; of
                            strings.en.tsv, which has the texts with a count only, it does the same
    update_ts.py --check    changes nothing; exit status 1 when something is missing, unused or against the rules
    update_ts.py --ts DIR   writes indaro_fr.ts, indaro_rn.ts, indaro_rn_reviewed.ts and indaro_en.ts from the tables alone;
                            the build does this
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import kirundi

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
TABLES = ("fr", "rn", "rn_reviewed", "en")
# One context for every text of ours: ui/kit/translations.cpp asks for this one, whichever class the text is in.
CONTEXT = "indaro"
PLURAL = "||"
# Before : ; ? ! » and after « French has a space that no line may break at; U+202F before ; ? !, U+00A0 elsewhere.
NARROW, WIDE = "\u202f", "\u00a0"


def escaped(text):
    return text.replace("\n", "\\n")


def table(name):
    """The lines of one table: (first column, …) → last column. The last may be empty: not translated yet."""
    lines, problems = {}, []
    for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), 1):
        *key, text = [cell.replace("\\n", "\n") for cell in line.split("\t")]
        key = key[0] if len(key) == 1 else tuple(key)
        if not key:
            problems.append(f"{name}:{number}: no tab")
        elif key in lines:
            problems.append(f"{name}:{number}: {key!r} is there twice")
        lines[key] = text
    return lines, problems


def write_table(name, lines):
    text = "".join(f"{escaped(source)}\t{escaped(lines[source])}\n" for source in sorted(lines))
    (HERE / name).write_text(text, "utf-8")


def french(text):
    """A French text with its spaces where a line must not break."""
    text = re.sub(r"[ \u00a0\u202f]+([;?!])", NARROW + r"\1", text)
    return re.sub("«[ \u00a0\u202f]*", "«" + WIDE, re.sub("[ \u00a0\u202f]+([:»%])(?!\\d)", WIDE + r"\1", text))


def lupdate():
    for candidate in ["/usr/lib/qt6/bin/lupdate", "lupdate6", "lupdate"]:
        try:
            subprocess.run([candidate, "-version"], capture_output=True, check=True)
            return candidate
        except (OSError, subprocess.CalledProcessError):
            continue
    sys.exit("lupdate is missing: install qt6-l10n-tools")


def extract():
    """Every text of the sources → whether it has plural forms. Contexts and disambiguation do not matter to us."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "all.ts"
        subprocess.run([lupdate(), "-silent", "-no-obsolete", "-locations", "none", "-I", str(ROOT), "ui", "app", "core",
                        "-ts", str(file)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        texts = {}
        for message in ElementTree.parse(file).iter("message"):
            source = message.find("source").text
            texts[source] = texts.get(source, False) or message.get("numerus") == "yes"
        return texts


def add_message(context, source, text):
    message = ElementTree.SubElement(context, "message")
    ElementTree.SubElement(message, "source").text = source
    translation = ElementTree.SubElement(message, "translation")
    if PLURAL in text:
        message.set("numerus", "yes")
        for form in text.split(PLURAL):
            ElementTree.SubElement(translation, "numerusform").text = form
    else:
        translation.text = text


def ts_text(name):
    """One .ts file: our texts, each once, under one context; in French also Qt's own under theirs."""
    language = name[:2]
    country = "GB" if language == "en" else "BI"
    root = ElementTree.Element("TS", version="2.1", language=f"{language}_{country}", sourcelanguage="en")
    contexts = {}

    def add(context, source, text):
        if context not in contexts:
            contexts[context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[context], "name").text = context
        add_message(contexts[context], source, french(text) if language == "fr" else text)

    for source, text in sorted(table(f"strings.{name}.tsv")[0].items()):
        if text:
            add(CONTEXT, source, text)
    if language == "fr":
        for (context, source), text in sorted(table("qt.fr.tsv")[0].items()):
            add(context, source, text)
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + body + "\n"


def place_holders(text):
    return sorted(set(re.findall(r"%\d|%n|%L\d", text)))


def text_problems(language, source, text, has_plural):
    forms = text.split(PLURAL)
    if len(forms) != (2 if has_plural else 1):
        yield f"{language}: {source!r} needs {'singular||plural' if has_plural else 'one form'}"
    for form in forms:
        if place_holders(source) != place_holders(form):
            yield f"{language}: place holders differ: {source!r}"
    if "'" in text and language in ("fr", "en"):
        yield f"{language}: straight apostrophe in {text!r}"
    if language not in ("fr", "en"):
        for problem in kirundi.problems(text):
            yield f"{language}: {problem}, in {text!r}"
        if "ibanga" in re.findall(r"\w+", text.lower()) and not ("kiretse" in text.lower() and "kaga" in text.lower()):
            yield f"{language}: a promise of secrecy without its limits: {text!r}"


def glossary():
    """The rows of the three-language word list, the first table in GLOSSARY.md, as dictionaries."""
    rows = []
    for line in (HERE / "GLOSSARY.md").read_text("utf-8").splitlines():
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif rows:
            break
    return [dict(zip(rows[0], row)) for row in rows[2:]]


def glossary_problems(tables):
    """A text that is a term of the glossary, alone, says the glossary's word; and no text uses a word it rules out."""
    for row in glossary():
        for language, column in (("fr", "French"), ("rn", "Kirundi"), ("rn_reviewed", "Kirundi")):
            text = tables[language].get(row["English"], "")
            if text and row[column] not in ("", "—") and text.lower() != row[column].lower():
                yield f"{language}: {row['English']!r} is {text!r}, but GLOSSARY.md says {row[column]!r}"
        for word in filter(None, (word.strip() for word in row["not in French"].split(","))):
            for source, text in tables["fr"].items():
                if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
                    yield f"fr: {word!r} in {text!r}: GLOSSARY.md says {row['French']!r}"


def coverage(language, texts, lines):
    done = sum(1 for source in texts if lines.get(source))
    return f"{language}: {done} of {len(texts)} texts ({100 * done // max(1, len(texts))} %)"


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["--ts"] and len(arguments) == 2:
        for name in TABLES:
            (pathlib.Path(arguments[1]) / f"indaro_{name}.ts").write_text(ts_text(name), "utf-8")
        return 0
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    texts = extract()
    tables, found = {}, table("qt.fr.tsv")[1]
    for language in TABLES:
        lines, problems = table(f"strings.{language}.tsv")
        found += problems
        wanted = {source: has_plural for source, has_plural in texts.items() if has_plural or language != "en"}
        unused = [source for source in lines if source not in wanted]
        if not arguments:
            lines = {source: text for source, text in lines.items() if source in wanted}
            if language in ("fr", "en"):
                lines.update({source: "" for source in wanted if source not in lines})
            write_table(f"strings.{language}.tsv", lines)
        else:
            found += [f"{language}: no source has {source!r} any more: run translations/update_ts.py" for source in unused]
        for source, text in lines.items():
            if text and source in texts:
                found += text_problems(language, source, text, texts[source])
        tables[language] = lines
        print(coverage(language, wanted, lines))
    found += [f"fr: no translation for {source!r}" for source in sorted(texts) if not tables["fr"].get(source)]
    found += [f"en: no 'singular||plural' for {source!r}" for source in sorted(texts)
              if texts[source] and not tables["en"].get(source)]
    found += [f"rn: {source!r} is reviewed and also a draft" for source in tables["rn"] if source in tables["rn_reviewed"]]
    found += glossary_problems(tables)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
