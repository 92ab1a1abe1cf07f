#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the program while somebody types into its pages, and looks how much of it the vault kept.

usage: typing_kills.py TYPING_PROBE [--rounds N] [--seed N]

Whoever types without a pause may lose two seconds of it at most, wherever it is typed. Counted in letters, of which the
probe types one every 20 ms: on a machine that is busy it types fewer.
"""
import argparse
import concurrent.futures
import os
import random
import subprocess
import sys
import tempfile

PLACES = ("answer", "notes", "file", "admission", "referral")
MAY_BE_LOST = 2000 // 20


def run_and_kill(probe, place, letters, folder):
    """How many letters were typed when the program was killed, and how many of them the vault has."""
    vault = os.path.join(folder, "vault")
    environment = dict(os.environ, HOME=folder, TMPDIR=folder, QT_QPA_PLATFORM="offscreen")
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        environment.pop(variable, None)
    typed = 0
    with subprocess.Popen([probe, vault, place], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True) as child:
        for line in child.stdout:
            if line.startswith("typed "):
                typed = int(line.split()[1])
            if typed >= letters:
                break
        child.kill()
        errors = child.communicate()[1]
    if typed < letters:
        sys.exit(f"FAILED: {place}: the program ended by itself after {typed} letters\n{errors}")
    result = subprocess.run([probe, vault, "read"], env=environment, capture_output=True, text=True, timeout=60)
    if result.returncode != 0:
        sys.exit(f"FAILED: {place}: the vault does not open after the kill\n{result.stderr}")
    return typed, int(result.stdout.split()[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("probe")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = parser.parse_args()
    print("seed", options.seed, flush=True)
    chance = random.Random(options.seed)
    plan = [(place, MAY_BE_LOST + chance.randrange(30, 130)) for _ in range(options.rounds) for place in PLACES]

    def one(step):
        place, letters = step
        with tempfile.TemporaryDirectory() as folder:
            return place, *run_and_kill(options.probe, place, letters, folder)

    with concurrent.futures.ThreadPoolExecutor(len(PLACES)) as together:
        for place, typed, kept in together.map(one, plan):
            print(f"{place}: killed after {typed} letters, {typed - kept} of them lost", flush=True)
            if typed - kept > MAY_BE_LOST:
                sys.exit(f"FAILED: {place}: more than two seconds of typing were lost")


if __name__ == "__main__":
    main()
