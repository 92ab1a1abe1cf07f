#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What moc does for the tests of the kernel where there is no Qt: writes down the slots of every class with Q_OBJECT.

usage: slots.py SOURCE OUTPUT
"""
import re
import sys
from pathlib import Path

CLASS = re.compile(r"^class (\w+)(?: final)? : public ([\w:]+)\n\{\n    Q_OBJECT\n(.*?)^\};", re.M | re.S)
SECTION = re.compile(r"^(?:public|protected|private)(?: (Q_SLOTS))?:\n", re.M)
SLOT = re.compile(r"^    void (\w+)\(\)", re.M)


def namespace_of(text):
    """The named namespace that is open at the end of it."""
    opened = re.findall(r"^namespace ([\w:]+) \{$", text, re.M)
    closed = re.findall(r"^\} // namespace ([\w:]+)$", text, re.M)
    return opened[-1] if len(opened) > len(closed) else None


def written(text):
    out = ["// Written by tests/kernel/slots.py"]
    for match in CLASS.finditer(text):
        name, base, body = match.groups()
        parts = SECTION.split(body)
        # parts: before the first section, then (is it one of slots, its text) again and again
        slots = [slot for kind, part in zip(parts[1::2], parts[2::2]) if kind for slot in SLOT.findall(part)]
        if not slots and base == "QObject":
            raise SystemExit(f"{name} has no slots: it would test nothing")
        inside = namespace_of(text[:match.start()])
        if inside:
            out.append(f"namespace {inside} {{")
        out += [f"std::vector<QObject::Slot> {name}::qtSlots()", "{", f"    std::vector<QObject::Slot> slots = {base}::qtSlots();"]
        out += [f'    slots.push_back({{"{slot}", [](QObject &test) {{ static_cast<{name} &>(test).{slot}(); }}}});' for slot in slots]
        out += ["    return slots;", "}"]
        if inside:
            out.append("}")
    if len(out) == 1:
        raise SystemExit("no class with Q_OBJECT")
    return "\n".join(out) + "\n"


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    Path(sys.argv[2]).write_text(written(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
