#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets the program crash with a name in every field of a page, and looks for that name in all that is left behind.

usage: crash_canaries.py CRASH_PROBE DESKTOP SPY

What is searched: what the program says on its output (a session's journal keeps that), everything below its home, its
temporary and its working folder, and what it wrote and deleted before (SPY). Memory dumps are allowed as large as they like
before the program starts: it must forbid them itself. A program that does not is caught, where the system writes dumps to
files; where it hands them to another program, that is said and only the forbidding itself is looked at.
"""
import os
import resource
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import leak_scan  # noqa: E402

PLACES = ("admission", "people", "file", "stay", "referral", "notes")
SIGNALS = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS)
FOLDERS = ("home", "home/.config", "home/.local/share", "home/.cache", "run", "tmp", "work")


def word():
    return "Zz" + "".join(secrets.choice("bcdfghjkmnpqrstvw") for _ in range(14))


def with_dumps():
    """In the child: the largest dump the system allows."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def environment(folder, spy=None):
    for name in FOLDERS:
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    os.chmod(os.path.join(folder, "run"), 0o700)
    home = os.path.join(folder, "home")
    out = dict(os.environ, HOME=home, TMPDIR=os.path.join(folder, "tmp"), XDG_CONFIG_HOME=os.path.join(home, ".config"),
               XDG_DATA_HOME=os.path.join(home, ".local/share"), XDG_CACHE_HOME=os.path.join(home, ".cache"),
               XDG_RUNTIME_DIR=os.path.join(folder, "run"), QT_QPA_PLATFORM="offscreen")
    if spy is not None:
        os.makedirs(os.path.join(folder, "spied"))
        out.update(LD_PRELOAD=spy, INDARO_WRITE_SPY=os.path.join(folder, "spied"))
    return out


def crash(program, arguments, folder, how, name=None, spy=None):
    """(number of fields that were typed into, what it said). The program is ended by the signal."""
    # Its complaints go to a file without a name, so that it never waits for us to read them.
    with tempfile.TemporaryFile() as errors, subprocess.Popen(
            [program, *arguments], env=environment(folder, spy), cwd=os.path.join(folder, "work"), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=errors, preexec_fn=with_dumps) as child:
        try:
            said, typed = b"", 0
            if name is not None:
                child.stdin.write(name.encode() + b"\n")
                child.stdin.flush()
                for line in iter(child.stdout.readline, b""):
                    said += line
                    if line.startswith(b"typed "):
                        typed = int(line.split()[1])
                        break
            else:
                until_window(child, folder)
            child.send_signal(how)
            ended = child.wait(timeout=60)
        finally:
            child.kill()
        errors.seek(0)
        said += errors.read()
    if ended != -how:
        sys.exit(f"FAILED: the program ended with {ended} and not by signal {how}\n{said.decode(errors='replace')}")
    return typed, said


def until_window(child, folder):
    """The program has drawn its first window when it runs its event loop: it then sleeps, with its libraries loaded."""
    end = time.monotonic() + 60
    while time.monotonic() < end and child.poll() is None:
        with open(f"/proc/{child.pid}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        # State, and clock ticks it has worked so far.
        if fields[0] == "S" and int(fields[11]) + int(fields[12]) > 10:
            return
        time.sleep(0.05)
    sys.exit("FAILED: the program does not start")


def dumps_in(folder):
    """Files that begin as an ELF core (type 4) does."""
    found = []
    for path in Path(folder).rglob("*"):
        if path.is_file():
            with open(path, "rb") as file:
                head = file.read(18)
            if head[:4] == b"\x7fELF" and head[16:18] == b"\x04\x00":
                found.append(str(path))
    return found


def search(folder, said, name):
    scanner = leak_scan.Scanner([name])
    hits = list(scanner.scan_path(folder)) + list(scanner.scan(said, "what it said"))
    return hits, scanner.bytes


def main():
    probe, desktop, spy = sys.argv[1:4]
    pattern = Path("/proc/sys/kernel/core_pattern").read_text(encoding="utf-8").strip()
    is_file = not pattern.startswith(("|", "/")) and resource.getrlimit(resource.RLIMIT_CORE)[1] != 0
    fields = 0
    for number, place in enumerate(PLACES):
        name, how = word(), SIGNALS[number % len(SIGNALS)]
        with tempfile.TemporaryDirectory() as folder:
            folder = os.path.realpath(folder)
            typed, said = crash(probe, [os.path.join(folder, "home/vault"), place], folder, how, name, spy)
            if typed == 0:
                sys.exit(f"FAILED: {place}: nothing was typed\n{said.decode(errors='replace')}")
            if not any("vault.db" in file for file in os.listdir(os.path.join(folder, "spied"))):
                sys.exit(f"FAILED: {place}: the write spy saw nothing go to the vault: this tests nothing")
            hits, size = search(folder, said, name)
            for where, _, encoding in hits:
                print(f"LEAK as {encoding} in {where}")
            if hits or dumps_in(folder):
                sys.exit(f"FAILED: {place}: after {how.name} something is left; dumps: {dumps_in(folder)}")
            fields += typed
            print(f"{place}: {typed} fields, ended by {how.name}, {size} bytes searched, 0 hits", flush=True)
    if fields < 20:
        sys.exit(f"FAILED: only {fields} fields were typed into")
    # The program itself, as main() begins it.
    with tempfile.TemporaryDirectory() as folder:
        _, said = crash(desktop, [], os.path.realpath(folder), signal.SIGSEGV)
        if dumps_in(folder):
            sys.exit("FAILED: the desktop program leaves its memory behind when it crashes")
        print(f"the desktop program: no dump; it said {len(said)} bytes")
    if not is_file:
        print(f"dumps do not go to files here (core_pattern {pattern!r}): that one would be seen could not be shown")
        return
    with tempfile.TemporaryDirectory() as folder:
        folder, name = os.path.realpath(folder), word()
        _, said = crash(probe, [os.path.join(folder, "home/vault"), "admission", "--bare"], folder, signal.SIGSEGV, name)
        dumps = dumps_in(folder)
        forms = leak_scan.forms_of(name)
        # As it stands there: what could be inflated in a whole memory takes an hour to try.
        if not any(form in Path(dump).read_bytes() for dump in dumps for form in forms):
            sys.exit(f"FAILED: a program that allows dumps was not caught: this tests nothing\n{said.decode(errors='replace')}")
        print("a program that allows dumps is caught")


if __name__ == "__main__":
    main()
