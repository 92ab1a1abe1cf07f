#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that kill_and_check can fail: a writer that acknowledges before its data is in the file must be caught."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

WRITER = """#!{python}
import os, sys
verb, name = sys.argv[1:3]
if verb == "check":
    for line in open(name) if os.path.exists(name) else ():
        print("has", line.strip())
    sys.exit(0)
number = int(sys.argv[3])
with open(name, "a", buffering={buffering}) as file:
    while True:
        file.write(str(number) + "\\n")
        print("ack", number, flush=True)
        number += 1
"""


def run(buffering):
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "writer"
        program.write_text(WRITER.format(python=sys.executable, buffering=buffering), encoding="utf-8")
        os.chmod(program, 0o755)
        harness = Path(__file__).with_name("kill_and_check.py")
        return subprocess.run([sys.executable, "-B", harness, program, "--kills", "4", "--longest", "1", "--seed", "1"],
                              capture_output=True, text=True)


class KillAndCheck(unittest.TestCase):
    def test_a_writer_that_acknowledges_too_early_is_caught(self):
        result = run(buffering=1 << 24)
        self.assertNotEqual(0, result.returncode)
        self.assertIn("acknowledged answers lost", result.stderr)

    def test_an_honest_writer_passes_every_kill(self):
        self.assertIn("acknowledged answers, 0 lost", run(buffering=1).stdout)


if __name__ == "__main__":
    unittest.main()
