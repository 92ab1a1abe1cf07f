#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every Kirundi text of the tree: how sure it is, and whether it keeps the rules. See README.md beside this file.

    kirundi.py              how much Kirundi there is, by kind and confidence, and where reviewing would help most
    kirundi.py --check      each text against the rules; exit status 1 when one breaks them
    kirundi.py --weakest N  the N texts of the screens that rest on the fewest attested words, weakest first
    kirundi.py --wording F  writes what the review page of the program shows into F; the build does this
    kirundi.py --take F     takes in what a reviewer exported from that page: into strings.rn_reviewed.tsv, strings.rn.tsv and the
                            code lists; says what it could not take in and why

Confidence, of what was written down beside a text or is worked out from it:
    reviewed   a native speaker has approved it
    high       the wording was seen in a published text
    medium     put together from words that were seen; of the screens, where at least half of its words were
    low        less than that
"""
import csv
import json
import pathlib
import re
import sys
import tomllib
import unicodedata
from collections import Counter, namedtuple

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
# where: file and line or key. english: what it is a translation of, where known. kind: "screens", "code lists", …
# key: of the screens the English text, of a code list its name and the code.
Text = namedtuple("Text", "kind where english kirundi confidence french key", defaults=("", ""))
LEVELS = ("reviewed", "high", "medium", "low", "none")
SHEET_STATUS = {"attested_high": "high", "unreviewed": "medium", "to_translate": "none"}

# Forms that Kirundi does not have, by the reason. Each is a pattern over one text in lower case with straight apostrophes.
KINYARWANDA = (
    r"cy|by", r"\bcyangwa\b", r"\byego\b", r"\bishuri\b", r"\w+shya\b", r"\b(u?mu|i?mi)nsi\b", r"\biminsi\b", r"\w+fite\b",
    r"\bkujya\b", r"\bgutangira\b", r"\breba\b", r"\bkugeza\b", r"\bgushak(a|isha) (ku|gu)sh\w+", r"\b(gu)?shakisha\b",
    r"\bkohereza\b", r"\w*sobanu\w*", r"\bkarindwi\b", r"\bicyumweru\b", r"\bnyamuneka\b", r"\burukiko\b", r"\bumushinjac",
    r"\bubutabera\b", r"\bicuruzwa\b", r"\bkomini\b", r"\bumuturanyi\b", r"\bmutarama\b", r"\bgashyantare\b", r"\bukuboza\b",
    r"\bkwishyura\b", r"\b(n|tu|ba|u|a)za(ku|gu|ba|mu|ki|bi|ha)\w{3,}")
OLD_SPELLING = (r"\b[a-z]*[bm]g[aeiou]\w*",)
# Words with a second, hurtful or ambiguous sense, and Swahili.
SECOND_SENSE = (
    r"\bejo\b(?! ha)", r"\bkubabaza\b", r"\byarishe\b", r"\b(gu)?shingura\b", r"\b(gu)?pfunga\b", r"\bfungura\b", r"\bfuta\b",
    r"\bsiba\b", r"\bnyoko\b", r"\bkurya\b", r"\bikimuga\b", r"\bindaya\b", r"\bumumaraya\b", r"\babagumyabanga\b",
    r"\bkwihangana\b", r"\bkomera\b", r"\bubwoko\b", r"\btafuta\b", r"\bhifadhi\b", r"\bndiyo\b")
# A short month is Kinyarwanda's in every library, and "Nya." is July to one reader and September to the next; a year of two
# digits may be a day.
AMBIGUOUS_DATE = (r"\b(mut|gas|wer|mat|gic|kam|nya|kan|nze|ukw|ugu|uku)\.(?=\s*(\d|%))", r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2}\b(?!\d)")
# Whether the connective loses its vowel, and which class it agrees with, depends on what is put in: a colon instead. A number
# stands after its noun, where its digits hide the agreement.
AGREEMENT = (r"\b(n|y|w|mw|kw|nk|b|c|vy|ry|z|rw|bw|k|tw|h)'%", r"(?<![\w'])(na|nka|ya|wa|ba|ca|vya|rya|za|ka|kwa|ha|bwa|twa|rwa|nta|ata|mu|ku) %\d",
             r"^%n \w", r"(?<![\w'])(ca|ya|wa|ba|vya|rya|za|ka|kwa|bwa|rwa) %n")
RULES = {"Kinyarwanda": KINYARWANDA, "old spelling": OLD_SPELLING, "has a second sense": SECOND_SENSE,
         "a date read in two ways": AMBIGUOUS_DATE, "agrees with what is put in": AGREEMENT}
PATTERNS = [(reason, re.compile(pattern)) for reason, patterns in RULES.items() for pattern in patterns]


def plain(text):
    return text.lower().replace("\u2019", "'").replace("\u02bc", "'")


def problems(text):
    """What is wrong with one Kirundi text: sentences, none when it keeps the rules."""
    # What stands between « » or after "English:" is not Kirundi: the name of a button elsewhere, the note for a helper.
    for form in re.sub(r"«[^»]*»|English: .*", "", text).split("||"):
        low = plain(form)
        for reason, pattern in PATTERNS:
            found = pattern.search(low)
            if found:
                yield f"{found.group()!r}: {reason}"
        if any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", form)):
            yield "a tone mark"
        if "'" in form:
            yield "a straight apostrophe"


def words_of(text):
    """Words as they are compared: without what is put in, marks and digits."""
    return [word for word in re.findall(r"[a-z']+", re.sub(r"%L?[0-9n]|<[^>]*>|\$\{\w+\}", " ", plain(text))) if len(word.strip("'")) > 1]


def tsv(name):
    for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), 1):
        source, _, text = line.partition("\t")
        yield number, source, text


def csv_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from enumerate(csv.DictReader(file), 2)


def code_lists():
    for path in sorted((ROOT / "resources" / "codelists").glob("*.csv")):
        for number, row in csv_rows(path):
            if "rn" in row:
                level = {"reviewed": "reviewed"}.get(row.get("rn_status"), row.get("rn_status") or "low")
                yield Text("code lists", f"{path.name}:{number}", row["en"], row["rn"], level if row["rn"] else "none",
                           row["fr"], f"{path.stem}/{row['code']}")


def form_sheets():
    for path in sorted((ROOT / "resources" / "forms").glob("*/*.csv")):
        for number, row in csv_rows(path):
            for column in [name for name in row if name and name.endswith("::Kirundi (rn)")]:
                base = column.split("::")[0]
                english = row.get(f"{base}::English (en)") or row.get(f"{base}::French (fr)") or ""
                if english:
                    name = {"hint": "hint_", "constraint_message": "message_", "required_message": "message_"}.get(base, "")
                    status = row.get(f"indaro::kirundi_{name}status") or "unreviewed"
                    level = SHEET_STATUS.get(status, "medium") if row[column] else "none"
                    yield Text("interviews", f"{path.parent.name}/{path.name}:{number}", english, row[column], level)


def languages_in(value, where):
    """Every {"en": …, "rn": …} inside a JSON or TOML value."""
    if isinstance(value, dict):
        if "fr" in value and all(isinstance(value.get(name, ""), str) for name in ("en", "fr", "rn")):
            yield where, value.get("en") or value["fr"], value.get("rn", ""), value.get("rn_status", "")
        else:
            for key, inner in value.items():
                yield from languages_in(inner, f"{where} {key}" if len(where) < 80 else where)
    elif isinstance(value, list):
        for inner in value:
            yield from languages_in(inner, where)


def papers():
    for path in sorted((ROOT / "resources" / "templates").glob("**/*.json")):
        for where, english, kirundi, status in languages_in(json.loads(path.read_text("utf-8")), path.stem):
            yield Text("papers", where, english, kirundi, (status if status in LEVELS else "medium") if kirundi else "none")


def procedure():
    path = ROOT / "resources" / "sop" / "shelter-burundi.toml"
    pack = tomllib.loads(path.read_text("utf-8"))
    for where, english, kirundi, status in languages_in(pack, path.stem):
        yield Text("procedure", where, english, kirundi, ("reviewed" if status == "reviewed" else "medium") if kirundi else "none")


def attested():
    """The texts, as words, that were seen in a published source: headwords, their plurals, and sentences."""
    for path in (HERE / "kirundi_words.csv", ROOT / "resources" / "forms" / "kirundi_attested.csv"):
        for _, row in csv_rows(path):
            yield tuple(words_of(row["kirundi"]))


def vocabulary():
    """Every word of a text whose wording was seen in a published source."""
    known = {word for words in attested() for word in words}
    for text in [*code_lists(), *form_sheets()]:
        if text.confidence in ("high", "reviewed"):
            known.update(words_of(text.kirundi))
    return known


def screens():
    known, whole = vocabulary(), set(attested())
    drafts = {source: (number, text) for number, source, text in tsv("strings.rn.tsv")}
    reviewed = {source: (number, text) for number, source, text in tsv("strings.rn_reviewed.tsv")}
    for _, source, in_french in tsv("strings.fr.tsv"):
        if source in reviewed:
            number, text = reviewed[source]
            yield Text("screens", f"strings.rn_reviewed.tsv:{number}", source, text, "reviewed", in_french, source)
        elif drafts.get(source, (0, ""))[1]:
            number, text = drafts[source]
            words = words_of(text)
            seen = sum(1 for word in words if word in known)
            level = "high" if tuple(words) in whole else "medium" if 2 * seen >= len(words) else "low"
            yield Text("screens", f"strings.rn.tsv:{number}", source, text, level, in_french, source)
        else:
            yield Text("screens", "strings.fr.tsv", source, "", "none", in_french, source)


def all_texts():
    return [*screens(), *code_lists(), *form_sheets(), *papers(), *procedure()]


def report(texts):
    counts = {}
    for text in texts:
        counts.setdefault(text.kind, Counter())[text.confidence if text.confidence in LEVELS else "low"] += 1
    lines = ["| | " + " | ".join(LEVELS) + " | Kirundi |", "|---|" + "---|" * (len(LEVELS) + 1)]
    for kind, levels in counts.items():
        total = sum(levels.values())
        cells = " | ".join(str(levels[level]) for level in LEVELS)
        lines.append(f"| {kind} | {cells} | {100 * (total - levels['none']) // max(1, total)} % |")
    return lines


def weakest(texts, count):
    known = vocabulary()
    ranked = []
    for text in texts:
        if text.kind == "screens" and text.kirundi and text.confidence != "reviewed":
            words = words_of(text.kirundi)
            unknown = [word for word in words if word not in known]
            if unknown:
                ranked.append((-len(unknown) / len(words), text.where, text, unknown))
    for share, _, text, unknown in sorted(ranked)[:count]:
        yield f"{text.where}: {text.kirundi} [{text.english}]: not attested: {', '.join(unknown)}"


def write_wording(path):
    """One text a line: kind, key, English, French, Kirundi, confidence. Only what stands on a screen, word for word."""
    lines = ["\t".join((text.kind, text.key, text.english, text.french, text.kirundi, text.confidence))
             for text in [*screens(), *code_lists()]]
    pathlib.Path(path).write_text("\n".join(lines) + "\n", "utf-8")


def write_table(name, lines):
    (HERE / name).write_text("".join(f"{source}\t{text}\n" for source, text in sorted(lines.items())), "utf-8")


def holders(text):
    return sorted(set(re.findall(r"%\d|%n|%L\d", text)))


def take(path):
    """Yields a sentence for each remark of a reviewer's file: what was done, or why nothing was."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        remarks = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not remarks or not {"kind", "key", "verdict", "kirundi", "note", "reviewer"} <= set(remarks[0]):
        raise SystemExit(f"{path}: not a file of the review page")
    drafts = {source: text for _, source, text in tsv("strings.rn.tsv")}
    reviewed = {source: text for _, source, text in tsv("strings.rn_reviewed.tsv")}
    known = {source for _, source, _ in tsv("strings.fr.tsv")}
    lists = {}
    for remark in remarks:
        kind, key, verdict = remark["kind"], remark["key"], remark["verdict"]
        text, who = remark["kirundi"], remark["reviewer"]
        faults = [] if verdict == "wrong" else list(problems(text))
        if verdict not in ("good", "changed", "wrong"):
            yield f"left out: {key}: no such verdict: {verdict}"
        elif not who:
            yield f"left out: {key}: nobody says who reviewed it"
        elif faults:
            yield f"left out: {key}: {faults[0]}, in {text!r}"
        elif kind == "screens":
            if key not in known:
                yield f"left out: {key}: no screen says it any more"
            elif verdict == "wrong":
                drafts.pop(key, None)
                reviewed.pop(key, None)
                yield f"taken back: {key}: {remark['note']}"
            elif verdict == "good" and text not in (drafts.get(key), reviewed.get(key)):
                yield f"left out: {key}: the draft has changed since it was approved"
            elif holders(text) != holders(key) or ("||" in text) != ("%n" in key):
                yield f"left out: {key}: place holders or plural forms differ in {text!r}"
            else:
                drafts.pop(key, None)
                reviewed[key] = text
                yield f"{'approved' if verdict == 'good' else 'changed'}: {key}"
        elif kind == "code lists":
            name, _, code = key.partition("/")
            file = ROOT / "resources" / "codelists" / f"{name}.csv"
            if not re.fullmatch(r"[a-z0-9_]+", name) or not file.exists():
                yield f"left out: {key}: no such list"
                continue
            if name not in lists:
                with open(file, newline="", encoding="utf-8") as source:
                    lists[name] = list(csv.reader(source))
            header, *rows = lists[name]
            row = next((row for row in rows if row[header.index("code")] == code), None)
            if row is None:
                yield f"left out: {key}: no such code"
            elif verdict == "wrong":
                row[header.index("rn")] = row[header.index("rn_status")] = ""
                yield f"taken back: {key}: {remark['note']}"
            else:
                row[header.index("rn")], row[header.index("rn_status")] = text, "reviewed"
                yield f"{'approved' if verdict == 'good' else 'changed'}: {key}"
        else:
            yield f"left out: {key}: to be changed by hand where it stands ({kind})"
    write_table("strings.rn.tsv", drafts)
    write_table("strings.rn_reviewed.tsv", reviewed)
    for name, rows in lists.items():
        with open(ROOT / "resources" / "codelists" / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def main():
    arguments = sys.argv[1:]
    if len(arguments) == 2 and arguments[0] == "--wording":
        write_wording(arguments[1])
        return 0
    if len(arguments) == 2 and arguments[0] == "--take":
        print(*take(arguments[1]), sep="\n")
        return 0
    texts = all_texts()
    if arguments == ["--check"]:
        found = [f"{text.where}: {problem}, in {text.kirundi!r}" for text in texts for problem in problems(text.kirundi)]
        print(*found, sep="\n")
        print(f"{len(texts)} texts, {sum(1 for text in texts if text.kirundi)} in Kirundi, {len(found)} against the rules")
        return 1 if found else 0
    if len(arguments) == 2 and arguments[0] == "--weakest" and arguments[1].isdigit():
        print(*weakest(texts, int(arguments[1])), sep="\n")
        return 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    print(*report(texts), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
