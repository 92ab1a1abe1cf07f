#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of texts find what they are for."""
import csv
import hashlib
import json
import pathlib
import shutil
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMS = ROOT / "resources" / "forms"
sys.path[:0] = [str(ROOT / "translations"), str(ROOT / "tests" / "translations"), str(FORMS)]
import check_formats  # noqa: E402
import check_forms  # noqa: E402
import check_manual  # noqa: E402
import kirundi  # noqa: E402
import update_ts  # noqa: E402


class Formats(unittest.TestCase):
    def found(self, line):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "ui" / "pages" / "page.cpp"
            file.parent.mkdir(parents=True)
            file.write_text(line + "\n", "utf-8")
            return list(check_formats.findings(pathlib.Path(folder)))

    def test_other_formats_are_found(self):
        for line in ('x.toString(u"dd.MM.yyyy"_s);', 'x.toString(QStringLiteral("hh:mm"));', "QLocale().toString(date);",
                     "QLocale::ShortFormat", "new QDateEdit(this);", 'tr("%1 FBu").arg(pay);', "d.toString(Qt::TextDate);"):
            self.assertEqual(len(self.found(line)), 1, line)

    def test_straight_apostrophes_on_paper_are_found(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "resources" / "templates" / "x" / "x.json"
            file.parent.mkdir(parents=True)
            file.write_text('"fr": "l\'enfant"\n"rn": "l’enfant"\n"en": "it\'s"\n', "utf-8")
            self.assertEqual(len(list(check_formats.findings(pathlib.Path(folder)))), 1)

    def test_the_right_way_passes(self):
        for line in ("kit::dateText(day);", "kit::amountText(pay);", "x.toString(Qt::ISODate);", "// dd/MM/yyyy"):
            self.assertEqual(self.found(line), [], line)


class Kirundi(unittest.TestCase):
    def test_what_is_not_kirundi_is_found(self):
        for text, reason in (("Ibyo byose", "Kinyarwanda"), ("Ego cyangwa oya", "Kinyarwanda"), ("nzakubwira", "Kinyarwanda"),
                             ("umukobga", "old spelling"), ("Siba", "second sense"), ("gushika ejo", "second sense"),
                             ("9 Nya. 2025", "read in two ways"), ("Nze. %1", "read in two ways"), ("09/07/25", "read in two ways"),
                             ("Dosiye ya %1", "agrees"), ("n’%1", "agrees"), ("%n dosiye", "agrees"), ("amazina ya %n", "agrees"),
                             ("ûmuntu", "tone mark"), ("n'umuntu", "straight apostrophe")):
            self.assertIn(reason, " ".join(kirundi.problems(text)), text)

    def test_kirundi_passes(self):
        for text in ("Dosiye: %1", "dosiye %n zabitswe", "gushika ejo hazoza", "09/07/2025", "Intara ya Muyinga", "Dosiye||Dosiye",
                     "« Réglages » canke « Siba »", "vyose, canke, ivyo"):
            self.assertEqual(list(kirundi.problems(text)), [], text)

    def test_confidence_is_of_the_words(self):
        levels = {text.english: text.confidence for text in kirundi.screens()}
        self.assertEqual(levels["Age"], "high")
        self.assertIn("low", levels.values())
        counts = kirundi.report([kirundi.Text("screens", "a", "b", "c", level) for level in kirundi.LEVELS])
        self.assertEqual(counts[-1], "| screens | 1 | 1 | 1 | 1 | 1 | 80 % |")


class Forms(unittest.TestCase):
    def problems(self, name, **cells):
        """What is wrong with the row of that name in the first contact form when these cells are changed, beside the workbook."""
        with tempfile.TemporaryDirectory() as folder:
            form = pathlib.Path(folder) / "first_contact"
            shutil.copytree(FORMS / "first_contact", form)
            with open(form / "survey.csv", newline="", encoding="utf-8") as file:
                rows = list(csv.reader(file))
            row = next(row for row in rows if row[1] == name)
            for column, text in cells.items():
                row[next(i for i, header in enumerate(rows[0]) if header.split("::")[-1] == column or header == column)] = text
            with open(form / "survey.csv", "w", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)
            checker = check_forms.Checker(form, check_forms.read_attested())
            checker.check_choices()
            checker.check_survey()
            return checker.problems

    def test_messages_and_patterns_are_held_to_the_rules(self):
        self.assertEqual(self.problems("urgent"), [])
        message = "constraint_message::Kirundi (rn)"
        delicate = {"delicate": "threats", "sensitive": "yes"}
        for expected, cells in (("must come together", {"kirundi_message_status": ""}),
                                ("do not agree", {"kirundi_message_status": "to_translate"}),
                                ("does not say where", {"kirundi_message_source": "attested"}),
                                ("waits for Kirundi", {message: ""}), ("'cy': Kinyarwanda", {message: "Ego cyangwa."}),
                                ("'fungura': has a second sense", {message: "Fungura."}),
                                ("constraint_message: delicate", {**delicate, "constraint_message::French (fr)": "Menace."}),
                                ("needs ^ and $", {"constraint": "regex(., '[0-9]+')"})):
            self.assertIn(expected, "\n".join(self.problems("urgent", **cells)))
        self.assertNotIn("constraint_message: delicate", "\n".join(self.problems("urgent", **delicate)))


class ManualTexts(unittest.TestCase):
    """What resources/manual/README.md asks of a text of the manual."""
    GOOD = ["# Title", "keywords: word", "Press [[Print]].", "1. See [](task:beds).", "![Seen](picture:home)"]

    def found(self, language, *more):
        names = {"Print": "Imprimer", "Untranslated": "", "Revision %1": "Révision %1"}
        return list(check_manual.findings_of("x", language, [*self.GOOD, *more], names, {"beds": {}}, {"home"}))

    def test_what_is_right_passes(self):
        for language in ("fr", "en"):
            self.assertEqual(self.found(language), [])
        self.assertEqual(list(check_manual.findings_of("x", "rn", ["# Uburiri", "keywords: uburiri", "- Murashaka amazi? | De l’eau ?"],
                                                       {}, {}, set())), [])

    def test_names_links_and_pictures_must_exist(self):
        for line in ("[[Prynt]]", "[[Untranslated]]", "[[Revision %1]]", "[](task:nowhere)", "![Seen](picture:nothing)",
                     "it's straight", "3. The second step"):
            self.assertEqual(len(self.found("en", line)), 1, line)

    def test_french_and_kirundi_keep_their_rules(self):
        self.assertEqual(len(self.found("fr", "La victime dort.")), 1)
        self.assertEqual(len(self.found("fr", "Qui dort ? Elle.")), 1)  # a plain space before the question mark
        for line in ("- Murashaka amazi?", "- Cyane. | Très.", "- Kwiyahura? | …"):
            self.assertEqual(len(list(check_manual.findings_of("x", "rn", ["# T", "keywords: k", line], {}, {}, set()))), 1, line)

    def test_two_languages_say_the_same(self):
        self.assertEqual(list(check_manual.differences("x", self.GOOD, self.GOOD)), [])
        self.assertTrue(list(check_manual.differences("x", self.GOOD, self.GOOD[:-1])))
        self.assertTrue(list(check_manual.differences("x", self.GOOD, [line.replace("[[Print]]", "it") for line in self.GOOD])))

    def test_pages_and_pictures_are_found_where_they_are_made(self):
        self.assertTrue({"home", "sync", "sign_in", "first_run", "manual"} <= check_manual.pages_of(ROOT))
        self.assertIn("house-board", check_manual.tour_pictures(ROOT))


class Tables(unittest.TestCase):
    """Code lists and the tables whose cells are codes of them. A name with a hyphen is a table of another shape."""
    LISTS = ROOT / "resources" / "codelists"

    def rows(self, file):
        with open(file, newline="", encoding="utf-8") as lines:
            return list(csv.DictReader(lines))

    def codes(self, name):
        return {row["code"] for row in self.rows(self.LISTS / f"{name}.csv")}

    def test_every_list_says_what_the_program_reads(self):
        for file in sorted(self.LISTS.glob("*.csv")):
            if "-" in file.stem:
                continue
            for row in self.rows(file):
                with self.subTest(list=file.stem, code=row["code"]):
                    self.assertEqual(list(row), ["code", "en", "fr", "rn", "rn_status", "source"])
                    self.assertTrue(row["code"] and row["en"] and row["fr"] and row["source"])
                    self.assertEqual(bool(row["rn"]), bool(row["rn_status"]))
                    self.assertNotIn("'", row["fr"] + row["rn"])

    def test_a_list_that_others_use_has_a_version_of_its_codes(self):
        """Whoever adds or takes a code gives the list its next version, with the sum of its codes."""
        rows = {row["list"]: row for row in self.rows(self.LISTS / "list-versions.csv")}
        self.assertIn("referral_service", rows)
        for name, row in rows.items():
            with self.subTest(list=name):
                codes = " ".join(line["code"] for line in self.rows(self.LISTS / f"{name}.csv"))
                self.assertGreaterEqual(int(row["version"]), 1)
                self.assertEqual(row["codes"], hashlib.sha256(codes.encode()).hexdigest()[:16])

    def test_the_form_of_a_referral_says_which_list_of_services_it_is(self):
        version = {row["list"]: row["version"] for row in self.rows(self.LISTS / "list-versions.csv")}["referral_service"]
        form = json.loads((ROOT / "resources" / "templates" / "referral" / "referral.json").read_text(encoding="utf-8"))
        fields = [field for part in form["parts"] for section in part["sections"] for row in section["rows"]
                  for field in row["fields"] if field.get("name") == "services"]
        self.assertEqual(len(fields), 1)
        self.assertIn(f"(liste, version {version})", fields[0]["label"]["fr"])
        self.assertEqual({option["name"] for option in fields[0]["options"]}, self.codes("referral_service"))

    def test_what_is_offered_to_a_recipient_is_in_the_lists(self):
        rows = self.rows(self.LISTS / "consent-offer.csv")
        self.assertEqual(len({(row["recipient"], row["data_group"]) for row in rows}), len(rows))
        self.assertLessEqual({row["recipient"] for row in rows}, self.codes("consent_recipient"))
        self.assertLessEqual({row["data_group"] for row in rows}, self.codes("consent_data_group"))
        self.assertEqual({row["offer"] for row in rows}, {"first", "ask"})
        self.assertNotIn("location", {row["data_group"] for row in rows})  # where she stays is never offered

    def test_the_directory_is_in_the_lists_and_verified_by_nobody(self):
        rows = self.rows(ROOT / "resources" / "directory" / "institutions.csv")
        self.assertEqual(len({row["id"] for row in rows}), len(rows))
        for row in rows:
            with self.subTest(institution=row["id"]):
                self.assertIn(row["category"], self.codes("directory_category"))
                self.assertLessEqual(set(row["services"].split()), self.codes("referral_service"))
                self.assertEqual((row["phone"], row["contact"], row["verified_on"]), ("", "", ""))
                self.assertTrue(row["source"] and row["note"].startswith("À vérifier (to be verified)"))


class Texts(unittest.TestCase):
    def problems(self, language, source, text, has_plural=False):
        return list(update_ts.text_problems(language, source, text, has_plural))

    def test_wrong_texts_are_found(self):
        for language, source, text, has_plural in (
                ("fr", "Wait %1", "Attendez", False), ("fr", "%n person(s)", "%n personnes", True),
                ("en", "%n person(s)", "%n people", True), ("fr", "The file", "l'ordinateur", False),
                ("rn", "Open", "Fungura", False), ("rn", "Kept secret", "Ni ibanga.", False)):
            self.assertNotEqual(self.problems(language, source, text, has_plural), [], text)

    def test_right_texts_pass(self):
        self.assertEqual(self.problems("fr", "%n person(s)", "%n personne||%n personnes", True), [])
        self.assertEqual(self.problems("rn", "Cancel", "Heba"), [])

    def test_french_gets_its_unbreakable_spaces(self):
        self.assertEqual(update_ts.french("Qui ? « Moi » : %1 ; fin !"),
                         "Qui\u202f? «\u00a0Moi\u00a0»\u00a0: %1\u202f; fin\u202f!")
        self.assertEqual(update_ts.french("14:32, http://x"), "14:32, http://x")

    def test_the_glossary_is_followed(self):
        tables = {"fr": {"Passphrase": "Mot de passe", "Close": "Fermer"}, "rn": {"Close": "Funga"}, "rn_reviewed": {}}
        found = list(update_ts.glossary_problems(tables))
        self.assertEqual(len(found), 3, found)  # not the term; a word that is ruled out; not the Kirundi term


class Remarks(unittest.TestCase):
    """What a reviewer of the Kirundi exported is taken in, in a copy of the tables."""

    HEAD = "kind\tkey\tverdict\tkirundi\tnote\treviewer\tat\n"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "translations").mkdir()
        for name in ("strings.fr.tsv", "strings.rn.tsv", "strings.rn_reviewed.tsv"):
            shutil.copy(ROOT / "translations" / name, self.root / "translations")
        (self.root / "resources" / "codelists").mkdir(parents=True)
        shutil.copy(ROOT / "resources" / "codelists" / "sex.csv", self.root / "resources" / "codelists")
        for name, value in (("HERE", self.root / "translations"), ("ROOT", self.root)):
            self.addCleanup(setattr, kirundi, name, getattr(kirundi, name))
            setattr(kirundi, name, value)

    def take(self, *lines):
        file = self.root / "remarks.tsv"
        file.write_text(self.HEAD + "".join("\t".join(line) + "\n" for line in lines), "utf-8")
        return list(kirundi.take(file))

    def table(self, name):
        return {source: text for _, source, text in kirundi.tsv(f"strings.{name}.tsv")}

    def test_what_was_approved_is_no_draft_any_more(self):
        draft = self.table("rn")["Lock"]
        others = self.table("rn")
        self.assertEqual(self.take(("screens", "Lock", "good", draft, "", "Odette", "1")), ["approved: Lock"])
        self.assertEqual(self.table("rn_reviewed")["Lock"], draft)
        del others["Lock"]
        self.assertEqual(self.table("rn"), others)  # and nothing else moved

    def test_what_was_changed_stands_in_its_new_words(self):
        self.take(("screens", "Lock", "changed", "Ugara", "", "Odette", "1"))
        self.assertEqual(self.table("rn_reviewed")["Lock"], "Ugara")
        self.assertNotIn("Lock", self.table("rn"))

    def test_what_is_wrong_is_said_no_more(self):
        self.assertEqual(self.take(("screens", "Lock", "wrong", "", "hurts", "Odette", "1")), ["taken back: Lock: hurts"])
        self.assertNotIn("Lock", self.table("rn") | self.table("rn_reviewed"))

    def test_a_choice_of_a_list_is_taken_in(self):
        self.take(("code lists", "sex/F", "changed", "Umugore mukuru", "", "Odette", "1"))
        with open(self.root / "resources" / "codelists" / "sex.csv", newline="", encoding="utf-8") as file:
            rows = {row["code"]: row for row in csv.DictReader(file)}
        self.assertEqual((rows["F"]["rn"], rows["F"]["rn_status"]), ("Umugore mukuru", "reviewed"))
        self.assertEqual(rows["F"]["fr"], "féminin")

    def test_what_cannot_be_taken_in_is_said_and_changes_nothing(self):
        before = {name: (self.root / "translations" / f"strings.{name}.tsv").read_text("utf-8")
                  for name in ("rn", "rn_reviewed")}
        refused = (
            ("screens", "Lock", "good", "something else", "", "Odette", "1"),       # the draft is another by now
            ("screens", "Lock", "changed", "Ugara %1", "", "Odette", "1"),          # nothing is put in there
            ("screens", "Lock", "changed", "Komini", "", "Odette", "1"),            # Kinyarwanda
            ("screens", "Lock", "changed", "Ugara", "", "", "1"),                   # nobody says so
            ("screens", "Lock", "perhaps", "Ugara", "", "Odette", "1"),
            ("screens", "No page says this", "changed", "Ugara", "", "Odette", "1"),
            ("code lists", "sex/X9", "changed", "Ugara", "", "Odette", "1"),
            ("code lists", "../sex/F", "changed", "Ugara", "", "Odette", "1"),
            ("papers", "exit", "changed", "Ugara", "", "Odette", "1"))
        for line in refused:
            with self.subTest(line=line):
                said = self.take(line)
                self.assertEqual(len(said), 1)
                self.assertTrue(said[0].startswith("left out: "), said)
                for name, text in before.items():
                    self.assertEqual((self.root / "translations" / f"strings.{name}.tsv").read_text("utf-8"), text)

    def test_another_file_is_refused(self):
        file = self.root / "remarks.tsv"
        file.write_text("a\tb\nc\td\n", "utf-8")
        with self.assertRaises(SystemExit):
            list(kirundi.take(file))

    def test_the_review_page_is_given_every_text_with_its_standing(self):
        file = self.root / "wording.tsv"
        for name in ("kirundi_words.csv",):
            shutil.copy(ROOT / "translations" / name, self.root / "translations")
        shutil.copytree(ROOT / "resources" / "forms", self.root / "resources" / "forms")
        kirundi.write_wording(file)
        lines = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
        self.assertEqual({len(line) for line in lines}, {6})
        self.assertEqual(len({(line[0], line[1]) for line in lines}), len(lines))  # each once
        by_key = {line[1]: line for line in lines}
        self.assertEqual(by_key["Lock"][2:5], ["Lock", self.table("fr")["Lock"], self.table("rn")["Lock"]])
        self.assertIn("sex/F", by_key)
        self.assertLessEqual({line[5] for line in lines}, set(kirundi.LEVELS))


if __name__ == "__main__":
    unittest.main()
