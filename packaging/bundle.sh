#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the folder that goes onto a stick: packages of Indaro and all they need, checksums, signatures, the installer and the
# printed guide (core/release/stick.h says what it looks like). Runs on the system the packages were built on, with a network;
# run on another system with the same DIR it adds that system's folder.
#
# usage: packaging/bundle.sh DIR [--packages FOLDER] [--key SECRET.key]… [--with PACKAGE]…
#   --packages  where cpack has written the packages (build-release/packages)
#   --key       a secret key of minisign that signs, up to 9; a release needs two. Asks for its passphrase.
#   --with      one more package to carry
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=packaging/install_dependencies.sh
. "$here/install_dependencies.sh"

usage() { sed -n 's/^# \?//; /^usage/,/^set /{/^set /d; p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
die() { indaro_say "$@"; exit 1; }
folder_for=
packages=$here/../build-release/packages
keys=()
extra=()
while [ $# -gt 0 ]; do
    case $1 in
        --packages) packages=${2:?}; shift ;;
        --key) keys+=("${2:?}"); shift ;;
        --with) extra+=("${2:?}"); shift ;;
        -*) usage ;;
        *) [ -z "$folder_for" ] || usage; folder_for=$1 ;;
    esac
    shift
done
[ -n "$folder_for" ] || usage
for tool in apt-ftparchive dpkg-deb sha256sum; do
    command -v "$tool" >/dev/null || die "$tool is missing: install apt-utils and dpkg"
done
[ ${#keys[@]} -eq 0 ] || command -v minisign >/dev/null || die "minisign is missing: install it to sign"

shopt -s nullglob
desktop=("$packages"/indaro_*.deb)
[ ${#desktop[@]} -eq 1 ] || die "there must be one indaro_*.deb in $packages; cmake --build … --target indaro_packages manual_pictures, then cpack"
version=$(dpkg-deb --field "${desktop[0]}" Version)
number=${version%%+*}
# shellcheck source=/dev/null
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
architecture=$(dpkg --print-architecture)
folder=$codename-$architecture

mkdir -p "$folder_for"
target_folder=$(cd "$folder_for" && pwd)
if [ -f "$target_folder/RELEASE" ] && [ "$(sed -n 's/^version //p' "$target_folder/RELEASE")" != "$number" ]; then
    die "$target_folder holds another version: take an empty folder"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# apt runs its downloads as a user of its own.
chmod 755 "$work"
mkdir -p "$work"/{own,lists/partial,archives/partial,etc}
for name in indaro indaro-cli indaro-server; do
    for file in "$packages/${name}_$version"_*.deb; do cp "$file" "$work/own/"; done
done
(cd "$work/own" && apt-ftparchive packages . >Packages)

# --- all they need, as for a machine with nothing on it, from the mirrors this one uses and from Debian or Ubuntu alone
sources=(/etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources)
for suite in "$codename" "$codename-updates" "$codename-security" "$codename-backports"; do
    indaro_derive_source "$suite" "$suite" "${sources[@]}"
    echo
done >"$work/etc/archive.sources"
grep -q '^Suites:' "$work/etc/archive.sources" || die "no apt source for $codename found on this machine"
grep -q universe /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null &&
    sed -i 's/^Components: main$/Components: main universe/' "$work/etc/archive.sources"
printf 'Types: deb\nURIs: file:%s\nSuites: ./\nTrusted: yes\n' "$work/own" >"$work/etc/own.sources"
: >"$work/status"
apt=(-q -y -o Dpkg::Use-Pty=0 -o "Dir::Etc::sourceparts=$work/etc" -o Dir::Etc::sourcelist=/dev/null -o "Dir::State::lists=$work/lists"
    -o "Dir::State::status=$work/status" -o "Dir::Cache::archives=$work/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
    -o Acquire::Languages=none -o APT::Install-Recommends=false -o Debug::NoLocking=true
    -o APT::Keep-Downloaded-Packages=true -o DPkg::Post-Invoke= -o APT::Update::Post-Invoke= -o APT::Update::Post-Invoke-Success= -o APT::Sandbox::User=root)
indaro_say "reading the lists of packages"
apt-get "${apt[@]}" update >"$work/log" 2>&1 || { cat "$work/log" >&2; die "the lists of packages could not be read"; }
wanted=()
for file in "$work"/own/*.deb; do wanted+=("$(dpkg-deb --field "$file" Package)"); done
# What the packages recommend, so that sound and printing work where nothing can be fetched; and who asks for the password.
wanted+=(ffmpeg alsa-utils cups-client "${extra[@]}")
indaro_say "fetching what they need"
apt-get "${apt[@]}" --download-only install "${wanted[@]}" >"$work/log" 2>&1 || { cat "$work/log" >&2; die "not everything could be fetched"; }

rm -rf "${target_folder:?}/$folder"
mkdir "$target_folder/$folder"
cp "$work"/own/*.deb "$work"/archives/*.deb "$target_folder/$folder/"
(cd "$target_folder/$folder" && apt-ftparchive packages . >Packages && apt-ftparchive release . >"$work/Release" && mv "$work/Release" Release)

# --- what the folder says of itself
{
    echo "indaro-release 1"
    echo "version $number"
    echo "day $(head -n 1 "$here/RELEASE_DAY")"
    for each in "$target_folder"/*-*/Packages; do
        name=$(basename "$(dirname "$each")")
        echo "system ${name%-*} ${name##*-}"
    done
} >"$target_folder/RELEASE"
cp "$here/installer.sh" "$target_folder/installer.sh"
cp "$here/../LICENSE" "$target_folder/LICENSE"
guide=("$packages"/guide.pdf)
[ ${#guide[@]} -eq 0 ] || cp "${guide[0]}" "$target_folder/guide.pdf"
rm -f "$target_folder"/SHA256SUMS*
(cd "$target_folder" && find . -type f ! -name 'SHA256SUMS*' -printf '%P\n' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum >"$work/sums")
mv "$work/sums" "$target_folder/SHA256SUMS"
chmod 644 "$target_folder/SHA256SUMS"
number_of=0
for key in "${keys[@]}"; do
    number_of=$((number_of + 1))
    minisign -S -s "$key" -m "$target_folder/SHA256SUMS" -x "$target_folder/SHA256SUMS.$number_of.minisig" \
        -t "indaro $number $(head -n 1 "$here/RELEASE_DAY")" >"$work/log" || { cat "$work/log" >&2; die "$key did not sign"; }
done
[ $number_of -ge 2 ] || indaro_say "signed by $number_of; an update needs two: minisign -S -m SHA256SUMS -x SHA256SUMS.N.minisig"
printf '%s: Indaro %s for %s, %s files, %s\n' "$target_folder" "$number" "$folder" "$(wc -l <"$target_folder/SHA256SUMS")" "$(du -sh "$target_folder" | cut -f 1)"
