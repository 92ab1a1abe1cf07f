#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The apt entry for backports is derived from whatever sources a machine has; a wrong SQLCipher source is refused.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/packaging/install_dependencies.sh"
indaro_as_root() { "$@"; }
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
derive() { indaro_derive_source bookworm bookworm-backports "$@"; }
stanza() { printf 'Types: deb\nURIs: %s\nSuites: bookworm-backports\nComponents: main' "$1"; }

printf '%s\n' '# deb http://commented.example/debian bookworm main' 'deb-src http://src.example/debian bookworm main' \
    'deb cdrom:[Debian 12]/ bookworm main' 'deb http://security.example bookworm-security main' \
    'deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian/ bookworm main contrib # ours' >"$scratch/a.list"
expect "one-line entry, options kept" "$(stanza http://mirror.example/debian/)
Architectures: amd64
Signed-By: /k.gpg" "$(derive "$scratch/a.list")"

printf '%s\n' 'Enabled: no' 'Types: deb' 'URIs: http://off.example/debian' 'Suites: bookworm' '' \
    'Types: deb deb-src' '# a comment inside' 'URIs: http://one.example/debian' 'Suites: bookworm bookworm-updates' \
    'Components: main' 'Signed-By:' ' -----BEGIN PGP PUBLIC KEY BLOCK-----' ' .' ' abc' \
    ' -----END PGP PUBLIC KEY BLOCK-----' >"$scratch/b.sources"
expect "stanza with an embedded key, disabled one passed over" "$(stanza http://one.example/debian)
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
 -----END PGP PUBLIC KEY BLOCK-----" "$(derive "$scratch/b.sources")"

printf 'deb http://x.example/debian trixie main\n' >"$scratch/c.list"
expect "nothing that fits gives nothing" "" "$(derive "$scratch/c.list" "$scratch/absent.list")"

etc=$scratch/etc
mkdir -p "$etc/sources.list.d"
cp "$scratch/a.list" "$etc/sources.list"
indaro_enable_backports bookworm "$etc" 2>/dev/null
expect "the entry is written" "URIs: http://mirror.example/debian/" \
    "$(grep URIs "$etc/sources.list.d/indaro-backports.sources")"
before=$(stat -c '%i %Y' "$etc/sources.list.d/indaro-backports.sources"; ls "$etc/sources.list.d")
indaro_enable_backports bookworm "$etc" 2>/dev/null
expect "a second run changes nothing" "$before" \
    "$(stat -c '%i %Y' "$etc/sources.list.d/indaro-backports.sources"; ls "$etc/sources.list.d")"
rm -r "$etc"; mkdir -p "$etc/sources.list.d"
expect "no source at all is an error" 1 "$(indaro_enable_backports bookworm "$etc" 2>/dev/null; echo $?)"

wanted() # $1: "yes" where apt knows qt6-svg-plugins
{
    (
        indaro_is_installed() { [ "$1" != qt6-svg-plugins ]; }
        indaro_exists() { [ "$known" = yes ]; }
        known=$1
        indaro_missing_packages package
    )
}
expect "the reader of SVG is wanted where it is a package" qt6-svg-plugins "$(wanted yes)"
expect "and nothing is where it is not" "" "$(wanted no)"

expect "3.4.1 is refused" 1 "$(indaro_is_new_enough 3.4.1-2+b1; echo $?)"
expect "4.5.6 is refused" 1 "$(indaro_is_new_enough 4.5.6-1build2; echo $?)"
expect "4.6.1 from backports is taken" 0 "$(indaro_is_new_enough '4.6.1-2~bpo12+1'; echo $?)"

printf 'not the source' >"$scratch/wrong.tar.gz"
INDARO_SQLCIPHER_TARBALL=$scratch/wrong.tar.gz
expect "another source than the pinned one is refused" 1 \
    "$(indaro_fetch_sqlcipher "$scratch/out.tar.gz" 2>/dev/null; echo $?)"
expect "and not left behind" absent "$([ -e "$scratch/out.tar.gz" ] && echo present || echo absent)"
exit $failed
