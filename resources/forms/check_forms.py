#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check the form sheets: languages, Kirundi rules, names, references, choice lists, and the built workbooks.

Prints the counts of each form; exits 1 when anything is wrong, each problem on its own line.
    check_forms.py [FOLDER ...]    default: every form beside this file
"""
import csv
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import build_forms

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1] / "translations"))
import kirundi  # noqa: E402

ENGLISH, FRENCH, KIRUNDI = "English (en)", "French (fr)", "Kirundi (rn)"
NOT_SHOWN = {"calculate", "hidden", "start", "end", "today", "end_group", "end_repeat"}
METADATA = {"start", "end", "today"}
TYPES = NOT_SHOWN | {"text", "integer", "decimal", "date", "time", "note", "begin_group", "begin_repeat"}
STATUSES = {"attested_high", "unreviewed", "to_translate"}
# Where a Kirundi text comes from: kirundi_attested.csv, a sentence or a word of the collected lists (with the confidence
# noted there), Unicode's CLDR, or put together by us from attested words.
SOURCES = {"attested", "CLDR", "composed"} | {f"{kind}, {confidence}" for kind in ("phrase", "word")
                                              for confidence in ("high", "medium", "low")}
# Why there is none yet: delicate wording needs a source or a trained speaker, other wording a word that was not found.
DELICATE_WAITS, WORD_WAITS = "waits: delicate", "waits: no word"
WORK_LIST = HERE.parents[1] / "translations" / "GLOSSARY.md"
COMPARTMENTS = {"case", "identity", "health", "perpetrator"}
ALERTS = {"danger_to_life", "suicidal_thoughts", "trafficker_near", "child_without_guardian"}
MESSAGES = ("constraint_message", "required_message")
# Messages that say only how an answer is given, and nothing of the topic: on a delicate row, no other has a draft.
FILLING_IN = {"Un nombre de 0 à 10.", "« Aucun » ou « Rien » se coche sans autre réponse."}
STATUS_COLUMNS = {"label": "indaro::kirundi_status", "hint": "indaro::kirundi_hint_status",
                  **dict.fromkeys(MESSAGES, "indaro::kirundi_message_status")}
DELICATE = {"sexual_violence", "suicide", "hiv", "threats", "legal"}
PROPERTIES = {"family_name", "given_names", "known_as", "sex", "birth_date", "age_years", "age_estimated", "nationality",
              "languages", "marital_status", "education", "occupation", "phone", "safe_contact", "origin_place",
              "identity_papers", "papers_held_by", "pregnant", "disability"}
EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count", "default", "indaro::alert_when")
FUNCTIONS = {"if", "selected", "not", "count-selected", "count", "today", "date", "decimal-date-time", "int", "regex",
             "concat", "coalesce", "number", "substr"}

FRENCH_SMALL_WORDS = {"les", "des", "une", "vous", "avez", "etes", "est", "que", "qui", "quel", "quelle", "quels", "quelles",
                      "pour", "par", "sur", "avec", "dans", "cette", "etre", "avoir", "plus", "pas"}

def words(text):
    """The form under which an attested string is compared: one case, one apostrophe, no closing mark."""
    return re.sub(r"[\s?!.…]+$", "", text.replace("\u2019", "'").strip().lower())


def sense(french):
    """First letters of the content words: two French texts that share one are taken to mean the same thing."""
    plain = "".join(c for c in unicodedata.normalize("NFD", french.lower()) if not unicodedata.combining(c))
    return {word[:4] for word in re.findall(r"[a-z]{3,}", plain) if word not in FRENCH_SMALL_WORDS}


def read_attested():
    """{Kirundi: content words of every French meaning it was seen with}."""
    attested = {}
    with open(HERE / "kirundi_attested.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            attested.setdefault(words(row["kirundi"]), set()).update(sense(row["french"]))
    return attested


def table(rows):
    header = rows[0]
    return header, [dict(zip(header, row)) for row in rows[1:]]


class Checker:
    def __init__(self, folder, attested):
        self.folder = folder
        self.attested = attested
        self.work_list = WORK_LIST.read_text("utf-8")
        self.problems = []
        self.statuses = Counter()
        sheets = build_forms.read_form(folder)
        for name in ("survey", "choices", "settings"):
            if name not in sheets:
                raise SystemExit(f"{folder.name}: no sheet {name}")
        for name, rows in sheets.items():
            for number, row in enumerate(rows, start=1):
                if len(row) != len(rows[0]):
                    self.problems.append(f"{folder.name}/{name}.csv:{number}: {len(row)} cells, {len(rows[0])} headers")
        self.survey_header, self.survey = table(sheets["survey"])
        _, self.choices = table(sheets["choices"])
        _, self.entities = table(sheets.get("entities", [["list_name"]]))
        self.settings = table(sheets["settings"])[1][0]

    def problem(self, sheet, index, name, text):
        self.problems.append(f"{self.folder.name}/{sheet}.csv:{index + 2}: {name}: {text}")

    def kirundi(self, sheet, index, row, column, status, delicate):
        """One Kirundi cell against the rules: orthography, attestation, delicate topics, promises of secrecy."""
        text = row[f"{column}::{KIRUNDI}"]
        name = row["name"]
        if status is not None:
            if status not in STATUSES:
                return self.problem(sheet, index, name, f"{column}: status '{status}'")
            self.statuses[status] += 1
            source = row[STATUS_COLUMNS[column].replace("_status", "_source")]
            if text and (source not in SOURCES or (status == "attested_high") != (source == "attested")):
                self.problem(sheet, index, name, f"{column}: '{source}' does not say where the Kirundi comes from")
            if not text and source != (DELICATE_WAITS if delicate else WORD_WAITS):
                self.problem(sheet, index, name, f"{column}: '{source}' does not say why there is no Kirundi")
            if not text and f"| {row[f'{column}::{FRENCH}']} |" not in self.work_list:
                self.problem(sheet, index, name, f"{column}: waits for Kirundi, but is not in the work list of {WORK_LIST.name}")
            if (text == "") != (status == "to_translate"):
                self.problem(sheet, index, name, f"{column}: Kirundi and status '{status}' do not agree")
            if status == "attested_high" and not self.attested.get(words(text), set()) & sense(row[f"{column}::{FRENCH}"]):
                self.problem(sheet, index, name, f"{column}: '{text}' with this meaning is not in kirundi_attested.csv")
        if not text:
            return
        if delicate and column != "hint" and status != "attested_high" and row[f"{column}::{FRENCH}"] not in FILLING_IN:
            self.problem(sheet, index, name, f"{column}: delicate ({delicate}) and not attested: leave the Kirundi empty")
        for problem in kirundi.problems(text):
            self.problem(sheet, index, name, f"{column}: {problem}")
        lower = kirundi.plain(text)
        if "ibanga" in lower and not ("kiretse" in lower and "umwana" in lower and "kaga" in lower):
            self.problem(sheet, index, name, f"{column}: a promise of secrecy without its limits")

    def languages(self, sheet, index, row, column, needed):
        english, french = row.get(f"{column}::{ENGLISH}", ""), row.get(f"{column}::{FRENCH}", "")
        if needed and not (english and french):
            self.problem(sheet, index, row["name"], f"{column}: English and French are both needed")
        elif bool(english) != bool(french):
            self.problem(sheet, index, row["name"], f"{column}: English and French must come together")
        if not french and row.get(f"{column}::{KIRUNDI}", ""):
            self.problem(sheet, index, row["name"], f"{column}: Kirundi alone")
        return bool(french)

    def check_choices(self):
        seen = set()
        for i, row in enumerate(self.choices):
            key = (row["list_name"], row["name"])
            if key in seen:
                self.problem("choices", i, row["name"], f"twice in list {row['list_name']}")
            seen.add(key)
            if not re.fullmatch(r"\S+", row["name"]):
                self.problem("choices", i, row["name"], "code with a space or empty")
            self.languages("choices", i, row, "label", True)
            self.check_delicate("choices", i, row)
            self.kirundi("choices", i, row, "label", row["indaro::kirundi_status"], row["indaro::delicate"])

    def check_delicate(self, sheet, index, row):
        if row["indaro::delicate"] not in DELICATE | {""}:
            self.problem(sheet, index, row["name"], f"delicate topic '{row['indaro::delicate']}'")

    def check_expression(self, index, row, column, names):
        text = row[column]
        for reference in re.findall(r"\$\{([^}]*)\}", text):
            if reference not in names:
                self.problem("survey", index, row["name"], f"{column}: ${{{reference}}} does not exist")
        bare = re.sub(r"'[^']*'|\"[^\"]*\"|\$\{[^}]*\}", "", text)
        if "'" in bare or '"' in bare or bare.count("(") != bare.count(")"):
            self.problem("survey", index, row["name"], f"{column}: quotes or brackets do not close")
        for function in re.findall(r"([a-z][a-z-]*)\s*\(", bare):
            if function not in FUNCTIONS and function not in ("and", "or", "div"):
                self.problem("survey", index, row["name"], f"{column}: function {function}()")
        # a code compared with a question must be offered by that question
        for reference, code in re.findall(r"\$\{(\w+)\}\s*!?=\s*'([^']+)'", text) + re.findall(r"selected\(\$\{(\w+)\},\s*'([^']+)'\)", text):
            self.check_code(index, row, column, names.get(reference), reference, code)
        for code in re.findall(r"selected\(\.,\s*'([^']+)'\)", text):
            self.check_code(index, row, column, row, row["name"], code)
        if row["type"].startswith("select_"):
            for code in re.findall(r"(?:^|[\s(])\.\s*!?=\s*'([^']+)'", text):
                self.check_code(index, row, column, row, row["name"], code)

    def check_code(self, index, row, column, question, reference, code):
        if question is None or not question["type"].startswith("select_"):
            return
        codes = self.lists.get(question["type"].split()[1], ())
        if code not in codes:
            self.problem("survey", index, row["name"], f"{column}: '{code}' is not a choice of {reference}")

    def check_survey(self):
        self.lists = {}
        for row in self.choices:
            self.lists.setdefault(row["list_name"], set()).add(row["name"])
        names = {}
        for i, row in enumerate(self.survey):
            if row["type"] in ("end_group", "end_repeat"):
                continue
            if not re.fullmatch(r"[a-z][a-z0-9_]*", row["name"]):
                self.problem("survey", i, row["name"], "name must be lower case letters, digits and _")
            if row["name"] in names:
                self.problem("survey", i, row["name"], "name used twice")
            names[row["name"]] = row
        used = {self.settings.get("indaro::no_answer_list", "")}
        properties = Counter()
        open_groups = []
        for i, row in enumerate(self.survey):
            kind = row["type"]
            if kind.startswith("select_"):
                parts = kind.split()
                if len(parts) != 2 or parts[0] not in ("select_one", "select_multiple"):
                    self.problem("survey", i, row["name"], f"type '{kind}'")
                else:
                    used.add(parts[1])
                    if parts[1] not in self.lists:
                        self.problem("survey", i, row["name"], f"choice list {parts[1]} does not exist")
            elif kind not in TYPES:
                self.problem("survey", i, row["name"], f"type '{kind}'")
            if kind.startswith("begin_"):
                if kind == "begin_group" and not open_groups and not row["indaro::compartment"]:
                    self.problem("survey", i, row["name"], "a page needs a compartment")
                open_groups.append(kind[6:])
            elif kind.startswith("end_"):
                if not open_groups or open_groups.pop() != kind[4:]:
                    self.problem("survey", i, row["name"], f"{kind} without its beginning")
            elif kind not in NOT_SHOWN and not open_groups:
                self.problem("survey", i, row["name"], "question outside every page")
            self.check_row(i, row, names)
            if row["save_to"]:
                properties[row["save_to"]] += 1
                if row["save_to"] not in PROPERTIES:
                    self.problem("survey", i, row["name"], f"save_to '{row['save_to']}' is not a person property")
                if "repeat" in open_groups:
                    self.problem("survey", i, row["name"], "save_to inside a repeat")
        if open_groups:
            self.problems.append(f"{self.folder.name}/survey.csv: {len(open_groups)} group(s) not closed")
        for name in sorted(set(self.lists) - used):
            self.problems.append(f"{self.folder.name}/choices.csv: list {name} is not used")
        for name in sorted(used - set(self.lists) - {""}):
            self.problems.append(f"{self.folder.name}/settings.csv: list {name} does not exist")
        if self.entities:
            for name in sorted(PROPERTIES - set(properties)):
                self.problems.append(f"{self.folder.name}/survey.csv: property {name} is not written by any question")
            for entity in self.entities:
                for value in entity.values():
                    for reference in re.findall(r"\$\{([^}]*)\}", value):
                        if reference not in names:
                            self.problems.append(f"{self.folder.name}/entities.csv: ${{{reference}}} does not exist")
        elif properties:
            self.problems.append(f"{self.folder.name}/survey.csv: save_to without an entities sheet")
        for name, count in properties.items():
            if count > 1:
                self.problems.append(f"{self.folder.name}/survey.csv: property {name} is written by {count} questions")
        for key in ("form_title", "form_id", "version", "default_language"):
            if not self.settings.get(key):
                self.problems.append(f"{self.folder.name}/settings.csv: no {key}")
        if not re.fullmatch(r"\d{10}", self.settings.get("version", "")):
            self.problems.append(f"{self.folder.name}/settings.csv: version must be yyyymmddNN")

    def check_row(self, index, row, names):
        kind = row["type"]
        shown = kind not in NOT_SHOWN
        has_label = self.languages("survey", index, row, "label", shown or kind == "calculate")
        delicate = row["indaro::delicate"]
        self.check_delicate("survey", index, row)
        if shown and has_label:
            self.kirundi("survey", index, row, "label", row["indaro::kirundi_status"], delicate)
        if self.languages("survey", index, row, "hint", False):
            self.kirundi("survey", index, row, "hint", row["indaro::kirundi_hint_status"], delicate)
        if self.languages("survey", index, row, "guidance_hint", False):
            self.kirundi("survey", index, row, "guidance_hint", None, delicate)
        messages = [column for column in MESSAGES if self.languages("survey", index, row, column, False)]
        for column in messages:
            self.kirundi("survey", index, row, column, row[STATUS_COLUMNS[column]], delicate)
        if bool(messages) != bool(row["indaro::kirundi_message_status"]):
            self.problem("survey", index, row["name"], "a message and its Kirundi status must come together")
        for pattern in re.findall(r"regex\([^,]*,\s*'([^']*)'", row["constraint"]):
            if not (pattern.startswith("^") and pattern.endswith("$")):
                self.problem("survey", index, row["name"], f"constraint: '{pattern}' needs ^ and $, other tools search in the text")
        for column in EXPRESSIONS:
            if row[column]:
                self.check_expression(index, row, column, names)
        name = row["name"]
        if row["constraint"] and not row[f"constraint_message::{FRENCH}"]:
            self.problem("survey", index, name, "constraint without a message")
        if row["required"] and not row["indaro::gate"]:
            self.problem("survey", index, name, "required, but only the gates may block")
        if row["indaro::compartment"] not in COMPARTMENTS | {""}:
            self.problem("survey", index, name, f"compartment '{row['indaro::compartment']}'")
        if bool(row["indaro::alert"]) != bool(row["indaro::alert_when"]) or row["indaro::alert"] not in ALERTS | {""}:
            self.problem("survey", index, name, "alert and its condition must come together, with a known code")
        if delicate and row["indaro::sensitive"] != "yes":
            self.problem("survey", index, name, "delicate rows are sensitive")
        if kind not in ("end_group", "end_repeat") and kind not in METADATA and not row["indaro::source"]:
            self.problem("survey", index, name, "no source")
        if re.search(r"\b(hiv|vih)\b", (row[f"label::{ENGLISH}"] + " " + row[f"label::{FRENCH}"]).lower()) and kind != "note":
            self.problem("survey", index, name, "HIV status is never asked")

    def check_workbook(self):
        target = self.folder / f"{self.folder.name}.xlsx"
        data = build_forms.workbook_bytes(build_forms.sheets_of(self.folder))
        if not target.exists() or target.read_bytes() != data:
            self.problems.append(f"{self.folder.name}: the workbook differs from its sheets; run build_forms.py")

    def run(self):
        self.check_choices()
        self.check_survey()
        self.check_workbook()
        kinds = Counter(row["type"].split()[0] for row in self.survey)
        questions = sum(count for kind, count in kinds.items()
                        if kind not in NOT_SHOWN and kind not in ("note", "begin_group", "begin_repeat"))
        pages = 0
        depth = 0
        for row in self.survey:
            pages += depth == 0 and row["type"] == "begin_group"
            depth += row["type"].startswith("begin_") - row["type"].startswith("end_")
        print(f"{self.folder.name}: pages {pages}, questions {questions}, notes {kinds['note']}, repeats {kinds['begin_repeat']}, "
              f"calculations {kinds['calculate']}, choice lists {len(self.lists)}, choices {len(self.choices)}, "
              + ", ".join(f"{status} {self.statuses[status]}" for status in sorted(STATUSES)))
        return self.problems


def main(arguments):
    folders = [Path(argument).resolve() for argument in arguments] or build_forms.forms()
    attested = read_attested()
    problems = []
    for folder in folders:
        problems += Checker(folder, attested).run()
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
