#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that leak_scan can fail: planted words are found however they are wrapped, and a database that lets temporary
tables go to a file is caught by the write spy. usage: test_leak_scan.py [SPY SPILL_PROGRAM]"""
import base64
import gzip
import io
import os
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import leak_scan  # noqa: E402

WORD = "Zzplantée-Canari"
SPY, SPILL = (sys.argv.pop(1), sys.argv.pop(1)) if len(sys.argv) > 2 else (None, None)


def hits(content):
    return list(leak_scan.Scanner([WORD]).scan(content, "planted"))


class LeakScan(unittest.TestCase):
    def test_every_wrapping_is_seen_through(self):
        plain = b"before " + WORD.encode() + b" after"
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as inner:
            inner.writestr("xl/sharedStrings.xml", plain)
        pdf = b"%PDF-1.4\n1 0 obj <</Filter /FlateDecode>> stream\n" + zlib.compress(plain) + b"\nendstream"
        wrapped = {
            "utf-8": plain, "utf-16-le": WORD.encode("utf-16-le"), "utf-16-be": WORD.encode("utf-16-be"),
            "latin-1": WORD.encode("latin-1"), "upper case": WORD.upper().encode(), "hex": WORD.encode().hex().encode(),
            "base64": base64.b64encode(plain), "base64 shifted": base64.b64encode(b"x" + plain),
            "zlib": b"junk" + zlib.compress(plain, 9) + b"junk", "gzip": gzip.compress(plain), "zip": archive.getvalue(),
            "zip in noise": b"junk" + archive.getvalue(), "pdf": pdf, "gzip of zip": gzip.compress(archive.getvalue()),
        }
        for name, content in wrapped.items():
            with self.subTest(name):
                self.assertTrue(hits(content))

    def test_names_of_files_are_searched_and_the_exit_code_tells(self):
        with tempfile.TemporaryDirectory() as folder:
            run = [sys.executable, "-B", leak_scan.__file__, "--word", WORD, folder]
            Path(folder, "random").write_bytes(os.urandom(1 << 20))
            self.assertEqual(0, subprocess.run(run, stdout=subprocess.DEVNULL).returncode)
            Path(folder, WORD).touch()
            self.assertEqual(1, subprocess.run(run, stdout=subprocess.DEVNULL).returncode)

    def test_noise_is_no_hit(self):
        self.assertFalse(hits(os.urandom(1 << 20)))

    @unittest.skipUnless(SPY, "needs the write spy")
    def test_a_database_that_spills_to_a_file_is_caught(self):
        """The same sort with temp_store=MEMORY, as in the product, and with temp_store=FILE."""
        for mode, is_clean in (("memory", True), ("file", False)):
            with self.subTest(mode), tempfile.TemporaryDirectory() as folder:
                spied = Path(folder, "spied")
                spied.mkdir()
                environment = dict(os.environ, LD_PRELOAD=SPY, INDARO_WRITE_SPY=str(spied), TMPDIR=folder)
                subprocess.run([SPILL, str(Path(folder, "vault.db")), mode, WORD], env=environment, check=True)
                self.assertTrue(any("vault.db" in name for name in os.listdir(spied)), "the spy saw nothing")
                found = list(leak_scan.Scanner([WORD]).scan_path(str(spied)))
                self.assertEqual(is_clean, not found, found[:3])


if __name__ == "__main__":
    unittest.main()
