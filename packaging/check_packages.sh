#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the packages in a fresh root of Debian that has no network, starts the program there under a virtual display, runs the
# guided tour from the installed files, updates from a signed stick, removes everything, and looks whether the vault is as it was.
# For developers: it takes root, a network for the first steps, 4 GB of disk and some minutes. Nothing of this machine's own
# system is changed.
#
# usage: packaging/check_packages.sh [--root-of bookworm|trixie] [--packages FOLDER] [--out FOLDER]
#   --root-of   which Debian (that of this machine). For another one the packages are built inside a root of it, from what is
#               committed here, which takes long.
#   --packages  where cpack has written the packages of this machine's Debian (build-release/packages)
#   --out       where the stick, the pictures and the logs go (a new folder below /var/tmp)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=packaging/install_dependencies.sh
. "$here/install_dependencies.sh"

say() { printf '\n== %s\n' "$*"; }
die() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
# shellcheck source=/dev/null
ours=$(. /etc/os-release && echo "$VERSION_CODENAME")
suite=$ours
packages=$here/../build-release/packages
out=
while [ $# -gt 0 ]; do
    case $1 in
        --root-of) suite=${2:?} ;;
        --packages) packages=${2:?} ;;
        --out) out=${2:?} ;;
        *) sed -n 's/^# \?//; /^usage/,/^set /{/^set /d; p}' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
    esac
    shift 2
done
[ "$(id -u)" -eq 0 ] || die "roots are made and entered as root"
for tool in debootstrap minisign apt-ftparchive Xvfb unshare python3; do
    command -v "$tool" >/dev/null || die "$tool is missing: apt install debootstrap minisign apt-utils xvfb util-linux"
done
[ -n "$out" ] || out=$(mktemp -d /var/tmp/indaro-check.XXXXXX)
mkdir -p "$out"
out=$(cd "$out" && pwd)
cache=${INDARO_ROOTS:-/var/tmp/indaro-roots}
mkdir -p "$cache"
mirror=$(sed -n 's/^URIs: *//p' <(indaro_derive_source "$ours" "$suite" /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources) | head -n 1)
[ -n "$mirror" ] || die "no mirror of Debian among the apt sources of this machine"

# Runs a command inside a root: its own processes and mounts, and with "none" no network at all.
inside() # network|none, root, words…
{
    local net=$1 root=$2
    shift 2
    local apart=(--mount --pid --fork --kill-child)
    [ "$net" = network ] || apart+=(--net)
    # shellcheck disable=SC2016 # of the inner shell
    unshare "${apart[@]}" sh -c '
        root=$1; shift
        mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" && mount -t tmpfs tmpfs "$root/run" &&
            mkdir -p "$root/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix" || exit 99
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive \
            TZ=Africa/Bujumbura chroot "$root" "$@"' inside "$root" "$@"
}
as_aline() { inside none "$1" setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/aline DISPLAY=":$display" QT_QPA_PLATFORM=xcb "${@:2}"; }

fresh_root() # folder
{
    if [ ! -f "$cache/$suite.tar" ]; then
        say "making a root of $suite"
        debootstrap --variant=minbase "$suite" "$cache/$suite.part" "$mirror" >"$out/debootstrap.log" 2>&1 || die "debootstrap: see $out/debootstrap.log"
        tar -C "$cache/$suite.part" -cf "$cache/$suite.tar.part" .
        rm -rf "$cache/$suite.part"
        mv "$cache/$suite.tar.part" "$cache/$suite.tar"
    fi
    rm -rf "$1"
    mkdir -p "$1" /tmp/.X11-unix
    tar -C "$1" -xf "$cache/$suite.tar"
}

work=$(mktemp -d /var/tmp/indaro-roots.XXXXXX)
xvfb=
cleanup()
{
    [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
failed=
trap cleanup EXIT

# --- the packages and the stick
if [ "$suite" != "$ours" ]; then
    build=$work/build-root
    fresh_root "$build"
    say "building for $suite inside its root"
    for each in "$suite" "$suite-updates"; do
        indaro_derive_source "$ours" "$each" /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources
        echo
    done >"$build/etc/apt/sources.list.d/check.sources"
    : >"$build/etc/apt/sources.list"
    cp /etc/resolv.conf "$build/etc/" 2>/dev/null || true
    apt-config dump | grep '^Acquire::' >"$build/etc/apt/apt.conf.d/90check" || true # how this machine reaches the mirror
    mkdir "$build/source"
    git -C "$here/.." archive HEAD | tar -C "$build/source" -xf -
    # shellcheck disable=SC2016 # of the inner shell
    inside network "$build" bash -c 'set -e; cd /source; . packaging/install_dependencies.sh; indaro_install_dependencies
        apt-get -q -y install apt-utils minisign >/dev/null
        cmake --preset release -DINDARO_UNITY=ON -DINDARO_BENCH=OFF -B /build
        cmake --build /build -j "${JOBS:-$(nproc)}" --target indaro_packages manual_pictures && cd /build && cpack' >"$out/build.log" 2>&1 ||
        die "building: see $out/build.log"
    packages=$work/packages
    mkdir "$packages"
    cp "$build"/build/packages/*.deb "$build/build/packages/guide.pdf" "$packages/"
fi
packages=$(cd "$packages" && pwd)
tour=$(find "$packages" -name 'indaro-tour_*.deb' | head -n 1)
[ -n "$tour" ] || die "no packages in $packages"

if command -v lintian >/dev/null; then
    say "lintian"
    # Not of the archive of Debian: nobody asked there for it.
    lintian --fail-on error --suppress-tags no-copyright-file,initial-upload-closes-no-bugs,debian-changelog-file-missing-or-wrong-name \
        --tag-display-limit 0 "$packages"/*.deb || die "lintian"
fi

say "making the stick"
mkdir -p "$work/keys"
for name in one two three; do minisign -G -W -f -p "$work/keys/$name.pub" -s "$work/keys/$name.key" >/dev/null; done
stick=$out/stick
rm -rf "$stick"
if [ "$suite" = "$ours" ]; then
    bash "$here/bundle.sh" "$stick" --packages "$packages" --with libqt6test6 --key "$work/keys/one.key" --key "$work/keys/two.key" </dev/null
else
    mkdir -p "$build/keys" && cp "$work"/keys/*.key "$build/keys/"
    inside network "$build" bash /source/packaging/bundle.sh /stick --packages /build/packages --with libqt6test6 --key /keys/one.key --key /keys/two.key </dev/null
    cp -r "$build/stick" "$stick"
    rm -rf --one-file-system "$build"
fi

# --- a computer that has never been online
root=$work/root
fresh_root "$root"
mkdir -p "$root/media/ma clé"
cp -r "$stick" "$root/media/ma clé/indaro"
inside none "$root" useradd --create-home --uid 1000 aline
say "no network in there"
inside none "$root" sh -c '! grep -v -e "lo:" -e "|" /proc/net/dev | grep -q .' || die "there is a network"
say "installing from the stick"
inside none "$root" sh "/media/ma clé/indaro/installer.sh" || failed=yes
cp "$root/var/log/indaro-installer.log" "$out/installer.log" || true
[ -z "$failed" ] || die "the installer: see $out/installer.log"
inside none "$root" dpkg --audit | grep . && die "dpkg finds fault"
[ "$(cat "$root/var/lib/indaro/newest-version")" = "$(sed -n 's/^version //p' "$stick/RELEASE")" ] || die "the version was not noted"
inside none "$root" sh "/media/ma clé/indaro/installer.sh" && die "it installs over itself"

display=$((90 + $$ % 100))
Xvfb ":$display" -screen 0 1366x768x24 -fbdir "$work" -nolisten tcp -ac >/dev/null 2>&1 &
xvfb=$!
for _ in $(seq 100); do [ -S "/tmp/.X11-unix/X$display" ] && break; sleep 0.1; done

say "the program, started from the menu's line"
(as_aline "$root" "$(sed -n 's/^Exec=//p' "$root/usr/share/applications/indaro.desktop")" >"$out/program.log" 2>&1) &
program=$!
for _ in $(seq 100); do
    python3 "$here/screen_picture.py" "$work/Xvfb_screen0" "$out/program.png" && break
    sleep 0.2
done
python3 "$here/screen_picture.py" "$work/Xvfb_screen0" "$out/program.png" || die "no window: see $out/program.log"
sleep 2
python3 "$here/screen_picture.py" "$work/Xvfb_screen0" "$out/program.png"
kill -0 $program 2>/dev/null || die "the program ended: see $out/program.log"
kill $program
wait $program 2>/dev/null || true

say "the guided tour from the installed files"
cp "$tour" "$root/tmp/tour.deb"
# What it needs for itself is on the stick; nothing else is.
inside none "$root" sh -c 'dpkg --install /media/*/indaro/*/libqt6test6*.deb /tmp/tour.deb' >"$out/tour-install.log" 2>&1 || die "see $out/tour-install.log"
as_aline "$root" /usr/lib/indaro/indaro-tour --out /home/aline/tour >"$out/tour.log" 2>&1 || failed=yes
rm -rf "$out/tour"
cp -r "$root/home/aline/tour" "$out/tour"
[ -z "$failed" ] || { tail -n 5 "$out/tour.log"; die "the tour: see $out/tour.log and $out/tour"; }
pictures=$(find "$out/tour" -name '*.png' | wc -l)
[ "$pictures" -gt 50 ] || die "the tour made $pictures pictures only"

# It belongs to this very version and is on no stick.
inside none "$root" dpkg --purge indaro-tour >/dev/null

# --- a vault, an update, the way out
say "a vault, and an update from a stick of the next version"
vault=/srv/vault
passphrase="soleil panier riviere tambour"
printf '%s\n' "$passphrase" | inside none "$root" indaro-cli init --vault $vault --user Aline --shelter Maison --passphrase-stdin >/dev/null
mkdir -p "$root/usr/share/indaro/release-keys" "$work/next"
cp "$work"/keys/*.pub "$root/usr/share/indaro/release-keys/"
number=$(sed -n 's/^version //p' "$stick/RELEASE")
next=${number%.*}.$((${number##*.} + 1))
for file in "$packages"/indaro_*.deb "$packages"/indaro-cli_*.deb; do
    tree=$work/tree
    rm -rf "$tree"
    dpkg-deb --raw-extract "$file" "$tree"
    sed -i "s/^Version: $number/Version: $next/; s/(= $number/(= $next/" "$tree/DEBIAN/control"
    [ ! -d "$tree/usr/lib/indaro" ] || { mkdir -p "$tree/usr/share/indaro/release-keys" && cp "$work"/keys/*.pub "$tree/usr/share/indaro/release-keys/"; }
    dpkg-deb --root-owner-group -Zgzip --build "$tree" "$work/next" >/dev/null
done
system=$suite-$(dpkg --print-architecture)
sign_stick() # folder, version, package folder
{
    mkdir -p "$1/$system"
    cp "$3"/*.deb "$1/$system/"
    (cd "$1/$system" && apt-ftparchive packages . >Packages && apt-ftparchive release . >"$work/Release" && mv "$work/Release" Release)
    printf 'indaro-release 1\nversion %s\nday 2026-11-28\nsystem %s %s\n' "$2" "$suite" "${system##*-}" >"$1/RELEASE"
    (cd "$1" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >"$work/sums" && mv "$work/sums" SHA256SUMS)
    for name in one two; do
        minisign -S -s "$work/keys/$name.key" -m "$1/SHA256SUMS" -x "$1/SHA256SUMS.$name.minisig" >/dev/null
    done
    mv "$1/SHA256SUMS.one.minisig" "$1/SHA256SUMS.1.minisig"
    mv "$1/SHA256SUMS.two.minisig" "$1/SHA256SUMS.2.minisig"
}
sign_stick "$root/media/next" "$next" "$work/next"
apply() { printf '%s\n' "$passphrase" | inside none "$root" indaro-cli update apply "$1" --vault $vault --user Aline --passphrase-stdin; }
# shellcheck disable=SC2016 # of dpkg-query
version_of() { inside none "$root" dpkg-query -W -f '${Version}' "$1"; }
apply /media/next || die "the update"
[[ "$(version_of indaro)" == "$next"+* && "$(version_of indaro-cli)" == "$next"+* ]] || die "the next version is not installed"
[ "$(cat "$root/var/lib/indaro/newest-version")" = "$next" ] || die "the version was not noted"

say "an update whose program cannot open the vault is undone"
after=${number%.*}.$((${number##*.} + 2))
rm -rf "$work/broken" && mkdir "$work/broken"
for file in "$work"/next/*.deb; do
    rm -rf "$work/tree"
    dpkg-deb --raw-extract "$file" "$work/tree"
    sed -i "s/^Version: $next/Version: $after/; s/(= $next/(= $after/" "$work/tree/DEBIAN/control"
    [ ! -f "$work/tree/usr/bin/indaro-cli" ] || printf '#!/bin/sh\necho garbage >>%s/vault.db\nexit 1\n' $vault >"$work/tree/usr/bin/indaro-cli"
    dpkg-deb --root-owner-group -Zgzip --build "$work/tree" "$work/broken" >/dev/null
done
sign_stick "$root/media/broken" "$after" "$work/broken"
apply /media/broken && die "it calls that done"
[[ "$(version_of indaro)" == "$next"+* && "$(version_of indaro-cli)" == "$next"+* ]] || die "the former version is not back"
printf '%s\n' "$passphrase" | inside none "$root" indaro-cli unlock-check --vault $vault --user Aline --passphrase-stdin || die "the vault does not open"

say "removing leaves the vault alone"
before=$(cd "$root$vault" && sha256sum -- *)
settings=$(find "$root/home/aline" -type f | LC_ALL=C sort | xargs -d '\n' sha256sum)
inside none "$root" apt-get -q -y purge indaro indaro-cli >"$out/remove.log" 2>&1 || die "removing: see $out/remove.log"
[ "$before" = "$(cd "$root$vault" && sha256sum -- *)" ] || die "the vault was touched"
[ "$settings" = "$(find "$root/home/aline" -type f | LC_ALL=C sort | xargs -d '\n' sha256sum)" ] || die "files of a person were touched"
rm -rf "$root/usr/share/indaro/release-keys" # this script's own
left=$(cd "$root" && find usr var/lib etc -ipath '*indaro*' ! -path 'var/lib/dpkg/*' ! -path 'var/lib/apt/*')
[ -z "$left" ] || die "left behind: $left"

say "the server, in another root"
fresh_root "$root"
cp -r "$stick" "$root/media/stick"
inside none "$root" sh /media/stick/installer.sh --server || die "the installer of the server"
# shellcheck disable=SC2016 # of the inner shell
inside none "$root" sh -c 'ip link set lo up 2>/dev/null; indaro-server --data /var/lib/s >/tmp/log & for i in 1 2 3 4 5 6 7 8 9; do grep -q listening /tmp/log && exit 0; sleep 1; done; cat /tmp/log; exit 1' ||
    die "the server does not start"
inside none "$root" apt-get -q -y purge indaro-server >>"$out/remove.log" 2>&1 || die "removing the server"
[ -d "$root/var/lib/s" ] || die "the database of the server was touched"

say "passed for $suite: $pictures pictures of the tour, the program, the stick and the logs are in $out"
