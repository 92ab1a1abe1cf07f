#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a writing program at random moments and checks that nothing it acknowledged is lost.

usage: kill_and_check.py PROGRAM [--kills N] [--longest S] [--seed N]

`PROGRAM write FILE FIRST` writes answers FIRST, FIRST+1, … for ever and prints `ack N` after each durable commit.
`PROGRAM check FILE` opens the file, checks its integrity and prints `has N` for each answer in it; exit code 0 = sound.
Also: a full disk (a file size limit) and a read-only folder must end in a clear error with everything acknowledged kept.
"""
import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path


BLOCK = 1_000_000  # more answers than one writer lives to write


def numbers(output, word):
    lines = output.split("\n")[:-1]  # a line cut short by the kill was not acknowledged
    return [int(line.split()[1]) for line in lines if line.startswith(word + " ")]


def limit_file_size(size):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that writing fails with an error, as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def check(program, file, acknowledged, what):
    result = subprocess.run([program, "check", file], capture_output=True, text=True, timeout=60)
    if result.returncode != 0:
        sys.exit(f"FAILED after {what}: the file does not open or is damaged\n{result.stderr}")
    lost = acknowledged - set(numbers(result.stdout, "has"))
    if lost:
        sys.exit(f"FAILED after {what}: {len(lost)} acknowledged answers lost, first {min(lost)}")


def kill_often(program, file, kills, longest, chance):
    acknowledged, effective = set(), 0
    for kill in range(kills):
        first = (kill + 1) * BLOCK  # past whatever an earlier writer wrote without being able to acknowledge it
        with subprocess.Popen([program, "write", file, str(first)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              bufsize=0) as child:
            # Every second writer may acknowledge something first: on a busy machine the others die while they start.
            begun = child.stdout.read(4096) if kill % 2 else b""
            try:
                output, errors = child.communicate(timeout=chance.uniform(0.005, longest))
                sys.exit(f"FAILED: the writer ended by itself before kill {kill}\n{errors.decode()}")
            except subprocess.TimeoutExpired:
                child.kill()
                output, _ = child.communicate()
        new = numbers((begun + output).decode(), "ack")
        effective += bool(new)
        acknowledged.update(new)
        check(program, file, acknowledged, f"kill {kill}")
    if effective < max(1, kills // 20):
        sys.exit(f"FAILED: only {effective} of {kills} writers had acknowledged anything: this tests nothing")
    return acknowledged


def fill_disk(program, file, acknowledged):
    size = os.path.getsize(file) + 40960
    result = subprocess.run([program, "write", file, str(max(acknowledged) + 1000 * BLOCK)], capture_output=True, text=True,
                            timeout=300, preexec_fn=lambda: limit_file_size(size))
    if result.returncode <= 0 or not result.stderr.strip():
        sys.exit(f"FAILED: a full disk ended with {result.returncode} and «{result.stderr}»")
    acknowledged.update(numbers(result.stdout, "ack"))
    check(program, file, acknowledged, "a full disk")
    print("disk full:", result.stderr.strip().split("\n")[-1])


def close_folder(program, file, acknowledged):
    """Without write permission; root is not held back by it, so root drops to an account that owns nothing."""
    folder = Path(file).parent
    drop = (lambda: os.setuid(65534)) if os.geteuid() == 0 else None
    os.chmod(file, 0o444)
    os.chmod(folder, 0o555)
    try:
        result = subprocess.run([program, "write", file, str(max(acknowledged) + 1000 * BLOCK)], capture_output=True, text=True,
                                timeout=60, preexec_fn=drop)
    finally:
        os.chmod(folder, 0o755)
        os.chmod(file, 0o644)
    if result.returncode <= 0 or numbers(result.stdout, "ack") or not result.stderr.strip():
        sys.exit(f"FAILED: a read-only folder ended with {result.returncode} and «{result.stderr}»")
    check(program, file, acknowledged, "a read-only folder")
    print("read-only folder:", result.stderr.strip().split("\n")[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--longest", type=float, default=0.2, help="seconds a writer may live")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = parser.parse_args()
    print("seed", options.seed, flush=True)
    folder = tempfile.mkdtemp()
    try:
        os.chmod(folder, 0o755)
        file = os.path.join(folder, "vault.db")
        # A copy, because the account of close_folder() may not be able to reach the build folder.
        program = shutil.copy(options.program, folder)
        acknowledged = kill_often(program, file, options.kills, options.longest, random.Random(options.seed))
        print(f"{options.kills} kills, {len(acknowledged)} acknowledged answers, 0 lost")
        fill_disk(program, file, acknowledged)
        close_folder(program, file, acknowledged)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
