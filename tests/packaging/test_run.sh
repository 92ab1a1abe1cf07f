#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What packaging/run.sh starts, with and without a display: the program with its arguments, or the tour under a virtual
# display with its pictures named. dpkg's answers, CMake and the programs are stand-ins: nothing is installed or built.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

expect() # name, wanted, got
{
    if [ "$2" = "$3" ]; then echo "ok: $1"; else
        printf 'FAILED: %s\n--- wanted\n%s\n--- got\n%s\n' "$1" "$2" "$3"
        failed=1
    fi
}
program() # name, what it does
{
    printf '#!/usr/bin/env bash\n%s\n' "$2" >"$1"
    chmod +x "$1"
}
mkdir -p "$scratch/tools" "$scratch/build/bin" "$scratch/build/notes"
program "$scratch/tools/dpkg-query" 'case "$*" in *Version*) echo 4.6.1 ;; *) printf installed ;; esac' # nothing to install
program "$scratch/tools/cmake" "echo \"\$*\" >>'$scratch/cmake.log'"
program "$scratch/build/bin/indaro" 'echo "program $DISPLAY $*"'
program "$scratch/build/bin/indaro-tour" '
    [ -n "$DISPLAY" ] && [ "$1" = --out ] || exit 3
    mkdir -p "$2/fr" && echo x >"$2/fr/01_home.png" && echo x >"$2/referral.pdf" && echo x >"$2/notes.txt"'
echo "not a program" >"$scratch/build/notes/indaro-tour"

run() { env -u WAYLAND_DISPLAY PATH="$scratch/tools:$PATH" BUILD_DIR="$scratch/build" "$@" 2>/dev/null; }

expect "with a display: the program and its arguments" "program :7 --vault /v" \
    "$(run DISPLAY=:7 bash "$root/packaging/run.sh" --vault /v)"
expect "and the program is what is built" "--build $scratch/build indaro" \
    "$(sed -n 's/ -j [0-9]* --target//; /^--build/p' "$scratch/cmake.log")"
rm "$scratch/cmake.log"
expect "without one: the tour, and where its pictures and documents are" "Screenshots and PDFs of the tour: $scratch/build/tour
$scratch/build/tour/fr/01_home.png
$scratch/build/tour/referral.pdf" "$(run DISPLAY= bash "$root/packaging/run.sh")"
expect "and the tour is what is built, for use" "--preset release -DINDARO_UNITY=ON -B $scratch/build
--build $scratch/build indaro-tour" "$(sed 's/ -j [0-9]* --target//' "$scratch/cmake.log")"
expect "another folder for the pictures" "Screenshots and PDFs of the tour: $scratch/out" \
    "$(run DISPLAY= TOUR_OUT="$scratch/out" bash "$root/packaging/run.sh" | head -n 1)"
program "$scratch/build/bin/indaro-tour" 'exit 3'
expect "a tour that fails is a failure" 3 "$(run DISPLAY= bash "$root/packaging/run.sh" >/dev/null; echo $?)"
exit $failed
