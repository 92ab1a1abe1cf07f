#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what building and testing needs on Debian 12, Debian 13 and Ubuntu 24.04 or newer. Run by run.sh and test.sh;
# sourcing it only defines the functions. Asks nothing, and needs no network when everything is there already.
# INDARO_PREFIX: where a SQLCipher built from source goes.  INDARO_SQLCIPHER_TARBALL: its source, already on this machine.

indaro_packages=(
    g++ cmake ninja-build ccache pkg-config mold
    qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-svg-dev
    qt6-charts-dev
    libgl1-mesa-dev libquazip1-qt6-dev libqrencode-dev libzxing-dev libsodium-dev libzstd-dev libxml2-dev libtomlplusplus-dev
    libboost-dev libssl-dev libpq-dev
    fonts-noto-core python3 python3-nacl python3-openpyxl poppler-utils ffmpeg alsa-utils xvfb xauth zstd strace
    # for the tests of the server only: a real database and a real reverse proxy
    postgresql nginx curl openssl
    # for the tests of packages and updates
    minisign desktop-file-utils appstream dpkg-dev file
    # for the test of what a print service leaves behind: a real one, of its own
    cups-daemon cups-client cups-filters
    # for the test of bad links: networks of its own (where the kernel allows them)
    iproute2 nftables
)
# Packages other systems have inside one of the above. Qt's reader of SVG pictures (the ticks and arrows of the style) is
# one of its own from Debian 13 on; what Qt Charts asks of OpenGL to be configured is one of its own on Debian 12.
indaro_packages_where_split=(qt6-svg-plugins libqt6opengl6-dev)
indaro_sqlcipher_minimum=4.6
indaro_sqlcipher_version=4.6.1
# The same bytes are Debian's sqlcipher_4.6.1.orig.tar.gz and GitHub's archive of the tag v4.6.1.
indaro_sqlcipher_sha256=d8f9afcbc2f4b55e316ca4ada4425daf3d0b4aab25f45e11a802ae422b9f53a3
indaro_sqlcipher_urls=(
    "http://deb.debian.org/debian/pool/main/s/sqlcipher/sqlcipher_4.6.1.orig.tar.gz"
    "https://github.com/sqlcipher/sqlcipher/archive/refs/tags/v4.6.1.tar.gz"
)

indaro_say() { printf 'indaro: %s\n' "$*" >&2; }

indaro_is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# A version of libsqlcipher-dev ($1) that is new enough?
indaro_is_new_enough() { [ -n "$1" ] && dpkg --compare-versions "$1" ge "$indaro_sqlcipher_minimum"; }

indaro_has_sqlcipher_package()
{
    indaro_is_installed libsqlcipher-dev &&
        indaro_is_new_enough "$(dpkg-query -W -f '${Version}' libsqlcipher-dev 2>/dev/null)"
}

indaro_as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        indaro_say "packages must be installed, which needs root: run this once as root, or install sudo."
        return 1
    fi
}

indaro_apt() { indaro_as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 "$@" </dev/null; }

# Prints the first enabled binary entry of the apt source files given whose suite is one of $1 (words), as a deb822 stanza
# for suite $2 and component main. Keeps mirrors, key, architectures and trust. Prints nothing when there is none.
indaro_derive_source()
{
    local suites=$1 target=$2 file
    shift 2
    for file in "$@"; do
        [ -f "$file" ] || continue
        case "$file" in
            *.sources) indaro_derive_from_deb822 "$suites" "$target" "$file" ;;
            *) indaro_derive_from_list "$suites" "$target" "$file" ;;
        esac | grep . && return 0
    done
    return 0
}

indaro_derive_from_list()
{
    awk -v suites="$1" -v target="$2" '
        BEGIN { n = split(suites, s, " "); for (i = 1; i <= n; i++) wanted[s[i]] = 1 }
        { sub(/#.*/, "") }
        done || $1 != "deb" { next }
        {
            line = $0; sub(/^[ \t]*deb[ \t]+/, "", line); options = ""
            if (line ~ /^\[/) {
                options = substr(line, 2, index(line, "]") - 2)
                line = substr(line, index(line, "]") + 1)
            }
            split(line, word, " "); suite = word[2]; sub(/\/$/, "", suite)
            if (!(suite in wanted) || word[1] ~ /^cdrom:/) next
            print "Types: deb"; print "URIs: " word[1]; print "Suites: " target; print "Components: main"
            m = split(options, option, " ")
            for (i = 1; i <= m; i++) {
                eq = index(option[i], "="); key = substr(option[i], 1, eq - 1); value = substr(option[i], eq + 1)
                gsub(/,/, " ", value)
                if (key == "signed-by") print "Signed-By: " value
                if (key == "arch") print "Architectures: " value
                if (key == "trusted") print "Trusted: " value
            }
            done = 1
        }' "$3"
}

# A stanza ends at an empty line; a value goes on in the indented lines that follow (an embedded key does).
indaro_derive_from_deb822()
{
    awk -v suites="$1" -v target="$2" '
        BEGIN { n = split(suites, s, " "); for (i = 1; i <= n; i++) wanted[s[i]] = 1 }
        function finish(   i, count, word, hit) {
            count = split(field["suites"], word, /[ \t\n]+/); hit = 0
            for (i = 1; i <= count; i++) { sub(/\/$/, "", word[i]); if (word[i] in wanted) hit = 1 }
            if (!done && hit && (" " field["types"] " ") ~ /[ \t]deb[ \t]/ && tolower(field["enabled"]) !~ /no|false|off|^ *0/ &&
                field["uris"] !~ /cdrom:/) {
                print "Types: deb"; print "URIs:" field["uris"]; print "Suites: " target; print "Components: main"
                if ("signed-by" in field) print "Signed-By:" field["signed-by"]
                if ("architectures" in field) print "Architectures:" field["architectures"]
                if ("trusted" in field) print "Trusted:" field["trusted"]
                done = 1
            }
            split("", field); key = ""
        }
        /^#/ { next }
        /^[ \t]*$/ { finish(); next }
        /^[ \t]/ { if (key != "") field[key] = field[key] "\n" $0; next }
        { colon = index($0, ":"); key = tolower(substr($0, 1, colon - 1)); field[key] = substr($0, colon + 1) }
        END { finish() }' "$3"
}

# Debian 12: makes apt see bookworm-backports, from the mirror and key this machine already uses.
indaro_enable_backports()
{
    local codename=$1 etc=${2:-/etc/apt} entry files
    files=("$etc/sources.list" "$etc"/sources.list.d/*.list "$etc"/sources.list.d/*.sources)
    entry=$(indaro_derive_source "$codename-backports" "$codename-backports" "${files[@]}")
    [ -z "$entry" ] || return 0
    entry=$(indaro_derive_source "$codename" "$codename-backports" "${files[@]}")
    [ -n "$entry" ] || entry=$(indaro_derive_source "oldstable stable oldoldstable" "$codename-backports" "${files[@]}")
    if [ -z "$entry" ]; then
        indaro_say "no apt source for $codename found below $etc, so $codename-backports cannot be derived from it."
        return 1
    fi
    indaro_say "adding $codename-backports to the apt sources (only SQLCipher is taken from it)"
    printf '# Written by packaging/install_dependencies.sh of Indaro; only SQLCipher is taken from here.\n%s\n' "$entry" |
        indaro_as_root tee "$etc/sources.list.d/indaro-backports.sources" >/dev/null
}

indaro_prefix()
{
    printf '%s\n' "${INDARO_PREFIX:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/indaro/sqlcipher-$indaro_sqlcipher_version}"
}

# Puts the pinned source at $1, from INDARO_SQLCIPHER_TARBALL or the network; refuses any other bytes.
indaro_fetch_sqlcipher()
{
    local tarball=$1 url
    if [ -n "${INDARO_SQLCIPHER_TARBALL:-}" ]; then
        cp "$INDARO_SQLCIPHER_TARBALL" "$tarball" || return 1
    else
        for url in "${indaro_sqlcipher_urls[@]}"; do
            # apt's own downloader: it is always there and goes through the proxy apt goes through.
            /usr/lib/apt/apt-helper download-file "$url" "$tarball" "SHA256:$indaro_sqlcipher_sha256" >&2 && break
            rm -f "$tarball"
        done
    fi
    if ! printf '%s  %s\n' "$indaro_sqlcipher_sha256" "$tarball" | sha256sum --check --status 2>/dev/null; then
        indaro_say "the source of SQLCipher $indaro_sqlcipher_version could not be had, or is not the pinned one (SHA-256" \
            "$indaro_sqlcipher_sha256). Without a network, set INDARO_SQLCIPHER_TARBALL to the file."
        rm -f "$tarball"
        return 1
    fi
}

# Builds SQLCipher into indaro_prefix as a static library that pkg-config finds there.
indaro_build_sqlcipher()
{
    local prefix work staging
    prefix=$(indaro_prefix)
    [ -f "$prefix/lib/pkgconfig/sqlcipher.pc" ] && return 0
    indaro_say "this system's SQLCipher is older than $indaro_sqlcipher_minimum: building $indaro_sqlcipher_version into $prefix"
    work=$(mktemp -d) || return 1
    staging=$work/prefix
    if (
        set -e
        mkdir -p "$work/source" "$staging/include/sqlcipher" "$staging/lib/pkgconfig"
        indaro_fetch_sqlcipher "$work/sqlcipher.tar.gz"
        tar -xzf "$work/sqlcipher.tar.gz" -C "$work/source" --strip-components=1
        cd "$work/source"
        flags="-DSQLITE_HAS_CODEC -DSQLITE_TEMP_STORE=2 -DSQLITE_THREADSAFE=1 -DSQLITE_SECURE_DELETE
            -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_UNLOCK_NOTIFY
            -DSQLITE_MAX_VARIABLE_NUMBER=250000 -DHAVE_USLEEP=1 -DHAVE_STDINT_H=1"
        flags=$(printf '%s' "$flags" | tr -s ' \n' ' ')
        ./configure --disable-shared --disable-tcl --enable-tempstore=yes CFLAGS="-O2 -fPIC $flags" LDFLAGS=-lcrypto
        make sqlite3.c
        # shellcheck disable=SC2086 # the flags are words
        ${CC:-cc} -O2 -fPIC -fstack-protector-strong $flags -c sqlite3.c -o sqlite3.o
        ar rcs "$staging/lib/libsqlcipher.a" sqlite3.o
        cp sqlite3.h sqlite3ext.h "$staging/include/sqlcipher/"
        cat >"$staging/lib/pkgconfig/sqlcipher.pc" <<PC
prefix=$prefix
libdir=\${prefix}/lib
includedir=\${prefix}/include
Name: SQLCipher
Description: SQLite with encryption, $indaro_sqlcipher_version, built by Indaro's packaging
Version: $(cat VERSION)
Libs: -L\${libdir} -lsqlcipher -lcrypto -lm -ldl -lpthread
Cflags: -I\${includedir}/sqlcipher -DSQLITE_HAS_CODEC
PC
    ) >"$work/log" 2>&1; then
        mkdir -p "$(dirname "$prefix")" && rm -rf "$prefix" && cp -R "$staging" "$prefix" && rm -rf "$work"
    else
        tail -n 20 "$work/log" >&2
        indaro_say "building SQLCipher failed; the whole log is $work/log"
        return 1
    fi
}

# Does apt know a package of this name here? By its lists: after the first `apt-get update` also on a fresh machine.
indaro_exists() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

# Prints what apt would still have to install. $1: how SQLCipher is had (package | source).
indaro_missing_packages()
{
    local name wanted=("${indaro_packages[@]}")
    [ "$1" = source ] && [ ! -f "$(indaro_prefix)/lib/pkgconfig/sqlcipher.pc" ] && wanted+=(libssl-dev tcl make)
    [ "$1" = source ] && [ -f "$(indaro_prefix)/lib/pkgconfig/sqlcipher.pc" ] && wanted+=(libssl-dev)
    for name in "${wanted[@]}"; do
        indaro_is_installed "$name" || printf '%s\n' "$name"
    done
    for name in "${indaro_packages_where_split[@]}"; do
        indaro_is_installed "$name" || ! indaro_exists "$name" || printf '%s\n' "$name"
    done
}

indaro_sqlcipher_candidate() { apt-cache madison libsqlcipher-dev 2>/dev/null | awk -F'|' '{gsub(/ /, "", $2); print $2}' | sort -rV | head -n 1; }

# The whole job. Exports PKG_CONFIG_PATH when SQLCipher had to be built.
indaro_install_dependencies()
{
    local id version codename how=package missing
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        indaro_say "this script knows Debian 12, Debian 13 and Ubuntu 24.04 or newer; packaging/DEPENDENCIES.md lists what to install elsewhere."
        return 1
    fi
    # shellcheck source=/dev/null
    read -r id version codename < <(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-0} ${VERSION_CODENAME:-}")
    if [ "$id" = ubuntu ] && dpkg --compare-versions "$version" lt 24.04; then
        indaro_say "Ubuntu $version is too old: its Qt is older than 6.4. Ubuntu 24.04 or newer is needed."
        return 1
    fi
    if ! indaro_has_sqlcipher_package && [ -f "$(indaro_prefix)/lib/pkgconfig/sqlcipher.pc" ]; then
        how=source
    fi
    mapfile -t missing < <(indaro_missing_packages "$how")
    if [ ${#missing[@]} -gt 0 ] || { [ "$how" = package ] && ! indaro_has_sqlcipher_package; }; then
        indaro_install_with_apt "$id" "$codename" || return 1
        indaro_has_sqlcipher_package || how=source
    fi
    if [ "$how" = source ]; then
        indaro_build_sqlcipher || return 1
        PKG_CONFIG_PATH="$(indaro_prefix)/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
        export PKG_CONFIG_PATH
    fi
}

# Updates the lists and installs: first SQLCipher where apt has it new enough, then the rest.
indaro_install_with_apt()
{
    local id=$1 codename=$2 how=package missing target=()
    if [ "$id" = debian ] && [ "$codename" = bookworm ] && ! indaro_has_sqlcipher_package; then
        indaro_enable_backports "$codename" || return 1
        target=(-t "$codename-backports")
    fi
    indaro_apt update || { indaro_say "the package lists could not be updated: is there a network?"; return 1; }
    if ! indaro_has_sqlcipher_package; then
        if indaro_is_new_enough "$(indaro_sqlcipher_candidate)"; then
            indaro_apt install --no-install-recommends "${target[@]}" libsqlcipher-dev || return 1
        else
            how=source
        fi
    fi
    mapfile -t missing < <(indaro_missing_packages "$how")
    [ ${#missing[@]} -eq 0 ] || indaro_apt install --no-install-recommends "${missing[@]}" ||
        { indaro_say "apt could not install: ${missing[*]} (on Ubuntu the component 'universe' must be enabled)"; return 1; }
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    set -u
    indaro_install_dependencies
fi
