#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the memory of the program before and after locking: afterwards no passphrase, key or name is in it.

usage: memory_scan.py LOCK_PROBE

Before the lock they must be found, or the scan proves nothing; and a lock that does not replace the process must be
caught. Passphrase and name are made up anew for every run and are in no argument, environment or file of the program.
"""
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import leak_scan  # noqa: E402

CHUNK = 1 << 24


def word(length=12):
    return "".join(secrets.choice("bcdfghjkmnpqrstvw") for _ in range(length))


class Patterns:
    def __init__(self, named):
        self.of = named
        self.longest = max(len(form) for forms in named.values() for form in forms)

    def find(self, pid):
        """Which of the names are somewhere in the memory of the process, and how many bytes could be read."""
        found, read = set(), 0
        with open(f"/proc/{pid}/maps", encoding="utf-8") as maps:
            areas = [line.split() for line in maps]
        with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
            for area in areas:
                if area[-1] in ("[vvar]", "[vvar_vclock]", "[vsyscall]"):
                    continue
                at, end = (int(part, 16) for part in area[0].split("-"))
                tail = b""
                while at < end:
                    try:
                        memory.seek(at)
                        data = memory.read(min(CHUNK, end - at))
                    except (OSError, ValueError, OverflowError):
                        break
                    if not data:
                        break
                    read += len(data)
                    piece = tail + data
                    found.update(name for name, forms in self.of.items()
                                 if name not in found and any(form in piece for form in forms))
                    tail = data[-self.longest:]
                    at += len(data)
        return found, read


def look(probe, is_replaced):
    """What was found in memory when the passphrase was typed, with the vault open, and when locked."""
    passphrase, name = f"{word()} {word()} {word()}", "Zz" + word()
    tail = passphrase[-20:]
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, HOME=folder, TMPDIR=folder, QT_QPA_PLATFORM="offscreen")
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            environment.pop(variable, None)
        arguments = [probe, os.path.join(folder, "vault")] + ([] if is_replaced else ["--without-exec"])
        with subprocess.Popen(arguments, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as child:
            try:
                child.stdin.write(f"{passphrase}\n{name}\n".encode())
                keys, found = [], {}
                for line in iter(child.stdout.readline, b""):
                    line = line.decode().strip()
                    if line.startswith("key "):
                        keys.append(line.split()[1])
                        continue
                    named = {"passphrase": list(leak_scan.forms_of(tail)), "name": list(leak_scan.forms_of(name))}
                    for number, key in enumerate(keys):
                        raw = bytes.fromhex(key)
                        named[f"key {number}"] = [raw, raw[:16], raw[16:], key.encode(), key.upper().encode()]
                    found[line], read = Patterns(named).find(child.pid)
                    print(f"{line}: {sorted(found[line])} in {read} bytes")
                    if read < 1 << 20:
                        sys.exit("FAILED: the memory of the program cannot be read: this tests nothing")
                    child.stdin.write(b"\n")
                if child.wait(timeout=30) != 0 or len(keys) != 2 or set(found) != {"typed", "open", "locked"}:
                    sys.exit(f"FAILED: the program ended with {child.returncode} after {list(found)}")
                return found
            finally:
                child.kill()


def main():
    probe = sys.argv[1]
    found = look(probe, is_replaced=True)
    if "passphrase" not in found["typed"]:
        sys.exit("FAILED: a passphrase being typed was not found: this tests nothing")
    if not {"name", "key 0", "key 1"} <= found["open"]:
        sys.exit("FAILED: the name or a key of an open vault was not found: this tests nothing")
    if found["locked"]:
        sys.exit(f"LEAK after locking: {sorted(found['locked'])}")
    without = look(probe, is_replaced=False)
    if not without["locked"]:
        sys.exit("FAILED: a lock that keeps the process was not caught: this tests nothing")
    print("after locking: 0 hits; a lock that keeps the process is caught by", sorted(without["locked"]))


if __name__ == "__main__":
    main()
