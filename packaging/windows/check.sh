#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds for Windows what can be built on Debian (the libraries below, the kernel, its tests, an installer) and runs all of it
# under Wine. Not part of CI: from nothing it compiles OpenSSL, SQLCipher and the kernel. What it cannot show is in README.md beside it.
#
# usage: packaging/windows/check.sh [arguments for ctest]
# needs: apt-get install g++-mingw-w64-x86-64-posix wine wine64 nsis automake libtool make perl tcl gcc patch libssl-dev
# INDARO_WINDOWS_PREFIX: where the libraries are built (build_dependencies.sh).  JOBS: compilers at a time (1).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for tool in x86_64-w64-mingw32-g++-posix x86_64-w64-mingw32-windres wine makensis cmake ninja; do
    command -v "$tool" >/dev/null || { echo "indaro: $tool is missing; packaging/windows/check.sh names the packages" >&2; exit 1; }
done

packaging/windows/build_dependencies.sh
INDARO_WINDOWS_PREFIX=$(packaging/windows/build_dependencies.sh --print-prefix)
export INDARO_WINDOWS_PREFIX

build="build-windows-cross"
export WINEPREFIX=$PWD/$build/wine WINEDEBUG=-all LC_ALL=C.UTF-8
mkdir -p "$build"
wine wineboot --init # once, or the first test would wait for it
wine winecfg /v win10
cmake --preset windows-cross
cmake --build --preset windows-cross -j "${JOBS:-1}"
ctest --preset windows-cross "$@"

files=$build/installed
rm -rf "$files" && mkdir -p "$files"
cp "$build/tests/kernel/indaro-kernel-check.exe" LICENSE "$files/"
installer=$build/indaro-kernel-check-installer.exe
packaging/windows/make_installer.sh "$files" indaro-kernel-check.exe "$installer"
packaging/windows/check_installer.sh "$installer" indaro-kernel-check.exe
