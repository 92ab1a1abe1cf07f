#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the build dependencies, configures, builds and runs every test. The last line reads "N passed, N failed"; the exit
# code is 0 only when something passed and nothing failed. BUILD_DIR: another build folder. Arguments go to ctest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/install_dependencies.sh
build=${BUILD_DIR:-build-test}
phases=()

phase()
{
    local name=$1 started=$SECONDS status=0
    shift
    printf '\n== %s\n' "$name"
    "$@" </dev/null || status=$?
    phases+=("$name $((SECONDS - started)) s")
    return $status
}

jobs()
{
    # One compiler per processor, but at least 1 GB of memory for each.
    local memory processors
    memory=$(awk '/^MemTotal/ {print int($2 / 1048576)}' /proc/meminfo)
    processors=$(nproc)
    [ "$memory" -ge 1 ] || memory=1
    echo $((processors < memory ? processors : memory))
}

count='
import sys, xml.etree.ElementTree as tree
cases = list(tree.parse(sys.argv[1]).getroot().iter("testcase"))
passed = sum(case.get("status") == "run" for case in cases)
print(f"{passed} passed, {len(cases) - passed} failed")
sys.exit(0 if cases and passed == len(cases) else 1)
'

installed=$SECONDS
indaro_install_dependencies
phases+=("install $((SECONDS - installed)) s")
export CCACHE_DIR=${CCACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/ccache}
# ccache takes what the compiler says a file includes instead of preprocessing it once more, precompiled headers too.
export CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros
# Lines for a debugger cost time and a gigabyte of disk in a hundred test programs that nobody debugs here.
phase configure cmake --preset dev -DINDARO_UNITY=ON -DINDARO_PCH=ON -DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -B "$build"
phase build cmake --build "$build" -j "$(jobs)"
status=0
rm -f "$build/junit.xml"
# Some tests wait for slow links and for servers: one more than there are processors.
phase test ctest --test-dir "$build" --output-on-failure -j "$(($(jobs) + 1))" --no-tests=error --output-junit junit.xml "$@" || status=$?
printf '\nTime: %s\n' "$(printf '%s, ' "${phases[@]}" | sed 's/, $//')"
[ -f "$build/junit.xml" ] || { echo "0 passed, 1 failed"; exit 1; }
python3 -c "$count" "$build/junit.xml" || status=1
exit $status
