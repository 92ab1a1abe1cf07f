#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the guided tour and searches every byte it wrote, kept or deleted, for the canary names it used.

usage: tour_leaks.py TOUR SPY [OUT]

The tour's home, temporary files and vault are in one scratch folder; what stays there is searched, and what the write spy
saw go to any file, wherever it was. The exported referral is the one declared exception.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import leak_scan  # noqa: E402

EXPECTED = ("-case-file-fr.png", "-case-file-rn.png", "-case-file-en.png", "-interview-consent-fr.png", "-sign-in-fr.png",
            "-search-variant-en.png", "-case-file-fr-dark.png", "-exit-fr.png", "-closed-fr.png", "-training-record-fr.png",
            "/manual/house-board-fr.png", "/week.pdf", "/scale2-people-fr.png", "/referral.pdf", "/blank-referral.pdf")


def run(tour, spy, out, scratch, spied):
    # Preloaded by the loader for the tour only, not for Python.
    environment = dict(os.environ, LD_PRELOAD=spy, INDARO_WRITE_SPY=str(spied), QT_QPA_PLATFORM="offscreen")
    result = subprocess.run([tour, "--out", out, "--scratch", scratch], env=environment, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, timeout=420)
    if result.returncode != 0:
        sys.exit(f"FAILED: the tour ended with {result.returncode}\n{result.stderr}")
    return result


def main():
    tour, spy = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        out = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else os.path.join(folder, "out")
        scratch, spied = os.path.join(folder, "scratch"), os.path.join(folder, "spied")
        os.mkdir(spied)
        result = run(tour, spy, out, scratch, spied)
        lines = result.stdout.splitlines()
        canaries = [line.split(" ", 1)[1] for line in lines if line.startswith("canary ")]
        files = [line for line in lines if line.startswith("/")]
        missing = [end for end in EXPECTED if not any(file.endswith(end) and os.path.getsize(file) for file in files)]
        if missing or len(canaries) < 10:
            sys.exit(f"FAILED: the tour wrote no {missing}, or named too few canaries ({len(canaries)})")
        captured = os.listdir(spied)
        for must in ("vault.db", "vault.db-journal", "slots.a", "indaro.ini"):
            if not any(must in name for name in captured):
                sys.exit(f"FAILED: the write spy saw nothing go to {must}: this tests nothing")
        scanner = leak_scan.Scanner(canaries)
        hits = list(scanner.scan_path(scratch))
        exception = os.path.join(out, "referral.pdf").replace("/", "!")
        for name in captured:
            if exception not in name:
                hits += scanner.scan_path(os.path.join(spied, name))
        hits += scanner.scan(result.stderr.encode(), "standard error")
        for where, word, encoding in hits:
            print(f"LEAK {word!r} as {encoding} in {where}")
        print(f"{len(files)} pictures and PDFs; {len(captured)} files written, {scanner.bytes} bytes searched for "
              f"{len(canaries)} names: {len(hits)} hits")
        sys.exit(1 if hits else 0)


if __name__ == "__main__":
    main()
