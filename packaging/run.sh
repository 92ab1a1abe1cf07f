#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the build dependencies, builds Indaro and starts it; arguments go to the program. Where there is no display it
# runs the guided tour instead, which drives the real program and writes a picture of every page and the printed documents.
# BUILD_DIR: another build folder. TOUR_OUT: where the tour writes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/install_dependencies.sh
build=${BUILD_DIR:-build-release}

program()
{
    # Executables sit in the build folder of their source folder.
    find "$build" -type f -name "$1" -perm -u+x | head -n 1
}

indaro_install_dependencies
memory=$(awk '/^MemTotal/ {print int($2 / 1048576)}' /proc/meminfo)
jobs=$(($(nproc) < memory ? $(nproc) : memory))
[ "$jobs" -ge 1 ] || jobs=1
cmake --preset release -DINDARO_UNITY=ON -B "$build" >&2
display=yes
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || display=no
goal=indaro
[ $display = yes ] || goal=indaro-tour
cmake --build "$build" -j "$jobs" --target "$goal" >&2
if [ $display = yes ]; then
    exec "$(program indaro)" "$@"
fi
out=${TOUR_OUT:-$build/tour}
mkdir -p "$out"
out=$(cd "$out" && pwd)
indaro_say "there is no display here, so the guided tour runs under a virtual one"
# The real window system, not Qt's own pretence of one: there the window has the size it has on a laptop.
QT_QPA_PLATFORM=xcb xvfb-run -a -s '-screen 0 1366x768x24' "$(program indaro-tour)" --out "$out" "$@" </dev/null
echo "Screenshots and PDFs of the tour: $out"
find "$out" -type f \( -name '*.png' -o -name '*.pdf' \) | sort
