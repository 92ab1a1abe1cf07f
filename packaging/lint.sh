#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks the format of the C++ files that differ from main (or from $BASE); with --tidy also runs clang-tidy on them, with
# --all on every file. BUILD_DIR: the configured build folder whose compile_commands.json clang-tidy reads. CLANG_TIDY: another
# one than clang-tidy-19 (16 is the oldest that knows std::source_location).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tidy=no
all=no
for argument in "$@"; do
    case $argument in
        --tidy) tidy=yes ;;
        --all) all=yes ;;
        *) echo "usage: packaging/lint.sh [--all] [--tidy]" >&2; exit 2 ;;
    esac
done
if [ $all = yes ]; then
    mapfile -t files < <(git ls-files '*.cpp' '*.h')
else
    base=$(git merge-base HEAD "${BASE:-main}")
    mapfile -t files < <({ git diff --name-only --diff-filter=d "$base" -- '*.cpp' '*.h'
        git ls-files --others --exclude-standard -- '*.cpp' '*.h'; } | sort -u)
fi
[ ${#files[@]} -gt 0 ] || { echo "no C++ file to check"; exit 0; }
status=0
clang-format --dry-run --Werror "${files[@]}" || status=1
if [ $tidy = yes ]; then
    build=${BUILD_DIR:-build-dev}
    [ -f "$build/compile_commands.json" ] || { echo "configure first: cmake --preset dev" >&2; exit 2; }
    mapfile -t sources < <(printf '%s\n' "${files[@]}" | grep '\.cpp$' || true)
    [ ${#sources[@]} -eq 0 ] || "${CLANG_TIDY:-clang-tidy-19}" -p "$build" --quiet "${sources[@]}" || status=1
fi
echo "${#files[@]} files checked"
exit $status
