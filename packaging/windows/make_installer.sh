#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes an installer for Windows of everything in a folder, with NSIS (Debian: apt-get install nsis).
#
# usage: packaging/windows/make_installer.sh FOLDER PROGRAM OUTPUT.exe
# FOLDER: what is installed. PROGRAM: the file in it the start menu opens.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ $# -ne 3 ]; then
    sed -n '3,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
folder=$(cd "$1" && pwd)
program=$2
output=$(realpath -m "$3")
version=$(sed -n 's/^project(indaro VERSION \([0-9.]*\).*/\1/p' "$here/../../CMakeLists.txt")
[ -f "$folder/$program" ] || { echo "indaro: there is no $program in $folder" >&2; exit 1; }
command -v makensis >/dev/null || { echo "indaro: makensis is missing (on Debian: apt-get install nsis)" >&2; exit 1; }

lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT
# Each file by its name, and each folder only when it is empty: what is not of the installer is not touched.
python3 - "$folder" "$lists" <<'PY'
import sys
from pathlib import Path

root, lists = Path(sys.argv[1]), Path(sys.argv[2])
files = sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())
folders = sorted({parent for path in files for parent in path.parents if parent != Path(".")}, key=lambda path: (-len(path.parts), path))


def windows(path):
    name = "$INSTDIR" + ("" if path == Path(".") else "\\" + "\\".join(path.parts).replace("$", "$$"))
    if '"' in name:
        sys.exit(f"a name Windows does not know: {path}")
    return name


install = [line for path in files for line in (f'SetOutPath "{windows(path.parent)}"', f'File "{root / path}"')]
remove = [f'Delete "{windows(path)}"' for path in files] + [f'RMDir "{windows(path)}"' for path in folders]
(lists / "files.nsh").write_text("\n".join(install) + "\n", encoding="utf-8")
(lists / "unfiles.nsh").write_text("\n".join(remove) + "\n", encoding="utf-8")
PY
makensis -V2 -WX -INPUTCHARSET UTF8 "-DVERSION=$version" "-DPROGRAM=$program" "-DOUTPUT=$output" "-DLISTS=$lists" \
    "-DLICENCE=$here/../../LICENSE" "-DSIZE_KB=$(du -sk "$folder" | cut -f1)" "$here/indaro.nsi"
