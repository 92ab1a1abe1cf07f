#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of texts find what they are for."""
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "translations"), str(ROOT / "tests" / "translations")]
import check_formats  # noqa: E402
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


class Texts(unittest.TestCase):
    def problems(self, language, source, text, has_plural=False):
        return list(update_ts.text_problems(language, source, text, has_plural))

    def test_wrong_texts_are_found(self):
        for language, source, text, has_plural in (
                ("fr", "Wait %1", "Attendez", False), ("fr", "%n person(s)", "%n personnes", True),
                ("fr", "The file", "l'ordinateur", False), ("rn", "Open", "Fungura", False),
                ("rn", "Kept secret", "Ni ibanga.", False)):
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


if __name__ == "__main__":
    unittest.main()
