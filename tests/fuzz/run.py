#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the seeds and lets the plain fuzzer run. usage: run.py PROGRAM [--seconds N] [--seed N] [--reader NAME]"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

import seeds


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("program", type=pathlib.Path)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--reader")
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds.write(pathlib.Path(folder))
        command = [asked.program.resolve(), folder, str(asked.seconds), str(asked.seed)] + ([asked.reader] if asked.reader else [])
        sys.exit(subprocess.run(command, check=False).returncode and 1)


if __name__ == "__main__":
    main()
