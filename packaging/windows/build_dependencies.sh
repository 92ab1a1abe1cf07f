#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds libsodium, zstd, libcrypto of OpenSSL and SQLCipher for Windows with Debian's MinGW cross-compiler, as static
# libraries: what the Qt-free kernel needs (preset windows-cross). Every source is pinned by its SHA-256; other bytes are
# refused. What was built stays, and is not built again as long as its pin and its recipe are the same.
#
# usage: packaging/windows/build_dependencies.sh [--print-prefix]
# INDARO_WINDOWS_PREFIX: where the libraries go.  INDARO_WINDOWS_SOURCES: a folder that holds the files named below already,
# for a machine without a network.  JOBS: compilers at a time (1).
set -euo pipefail

host=x86_64-w64-mingw32
prefix=${INDARO_WINDOWS_PREFIX:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/indaro/windows-x86_64}
if [ "${1:-}" = --print-prefix ]; then
    printf '%s\n' "$prefix"
    exit 0
fi

say() { printf 'indaro: %s\n' "$*" >&2; }

# name version file sha256 urls… : Debian's own copies, which are the projects' own bytes (zstd's without two folders that are
# not free, and not needed), then where they last when Debian has moved on.
sources=(
    "libsodium 1.0.18 libsodium_1.0.18.orig.tar.gz d59323c6b712a1519a5daf710b68f5e7fde57040845ffec53850911f10a5d4f4
        http://deb.debian.org/debian/pool/main/libs/libsodium/libsodium_1.0.18.orig.tar.gz
        https://github.com/jedisct1/libsodium/archive/refs/tags/1.0.18.tar.gz"
    "libsodium-patches 1.0.18-1+deb12u1 libsodium_1.0.18-1+deb12u1.debian.tar.xz f410474e46346b06b162defa05b1be26906aeed6cf309e3d4ebe30b4d1350733
        http://deb.debian.org/debian/pool/main/libs/libsodium/libsodium_1.0.18-1+deb12u1.debian.tar.xz
        http://deb.debian.org/debian-security/pool/updates/main/libs/libsodium/libsodium_1.0.18-1+deb12u1.debian.tar.xz"
    "zstd 1.5.4 libzstd_1.5.4+dfsg2.orig.tar.xz 8cf4bbb65e77ec348d052c8d6230eba66d435bddf64c8b5be2fcb16880c19953
        http://deb.debian.org/debian/pool/main/libz/libzstd/libzstd_1.5.4+dfsg2.orig.tar.xz"
    "openssl 3.0.22 openssl_3.0.22.orig.tar.gz 67ebca7e50d17383028045486653492195b83db95f8558709701bb47b5c1ef81
        http://deb.debian.org/debian-security/pool/updates/main/o/openssl/openssl_3.0.22.orig.tar.gz
        http://deb.debian.org/debian/pool/main/o/openssl/openssl_3.0.22.orig.tar.gz
        https://github.com/openssl/openssl/releases/download/openssl-3.0.22/openssl-3.0.22.tar.gz"
    "sqlcipher 4.6.1 sqlcipher_4.6.1.orig.tar.gz d8f9afcbc2f4b55e316ca4ada4425daf3d0b4aab25f45e11a802ae422b9f53a3
        http://deb.debian.org/debian/pool/main/s/sqlcipher/sqlcipher_4.6.1.orig.tar.gz
        https://github.com/sqlcipher/sqlcipher/archive/refs/tags/v4.6.1.tar.gz"
)

# Prints the path of the pinned file of $1, fetched when it is not there yet.
source_file()
{
    local entry name version file sha url urls target
    for entry in "${sources[@]}"; do
        # shellcheck disable=SC2086 # the entry is words
        set -- "$1" $entry
        name=$2 version=$3 file=$4 sha=$5
        [ "$name" = "$1" ] || { set -- "$1"; continue; }
        urls=("${@:6}")
        target=$prefix/sources/$file
        mkdir -p "$prefix/sources"
        if [ -n "${INDARO_WINDOWS_SOURCES:-}" ] && [ -f "$INDARO_WINDOWS_SOURCES/$file" ]; then
            cp "$INDARO_WINDOWS_SOURCES/$file" "$target"
        fi
        for url in "${urls[@]}"; do
            printf '%s  %s\n' "$sha" "$target" | sha256sum --check --status 2>/dev/null && break
            rm -f "$target"
            # apt's own downloader: always there, and through the proxy apt goes through.
            /usr/lib/apt/apt-helper download-file "$url" "$target" "SHA256:$sha" >&2 || rm -f "$target"
        done
        if ! printf '%s  %s\n' "$sha" "$target" | sha256sum --check --status 2>/dev/null; then
            say "the source of $name $version could not be had, or is not the pinned one (SHA-256 $sha)." \
                "Without a network, put $file into a folder and name it in INDARO_WINDOWS_SOURCES."
            return 1
        fi
        printf '%s\n' "$target"
        return 0
    done
    say "no source is called $1"
    return 1
}

unpack() { mkdir -p "$2" && tar -xf "$(source_file "$1")" -C "$2" --strip-components=1; }

missing=()
for tool in "$host-gcc-posix" "$host-g++-posix" "$host-ar" make perl tclsh cc patch pkg-config automake libtoolize; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
    say "missing: ${missing[*]} (on Debian: apt-get install g++-mingw-w64-x86-64-posix make perl tcl gcc patch pkg-config automake libtool libssl-dev)"
    exit 1
fi

# What a thief of a laptop may try is the same on every system, hence the same defences as on Linux.
flags="-O2 -fstack-protector-strong -D_WIN32_WINNT=0x0A00"
work=$prefix/work
mkdir -p "$prefix/lib/pkgconfig" "$prefix/include"

build_libsodium()
{
    unpack libsodium "$1"
    unpack libsodium-patches "$1/debian"
    cd "$1"
    if [ -f debian/patches/series ]; then
        while read -r name _; do
            case "$name" in '' | \#*) continue ;; esac
            patch -p1 <"debian/patches/$name"
        done <debian/patches/series
    fi
    [ -x configure ] || ./autogen.sh
    ./configure --host="$host" --prefix="$prefix" --disable-shared --enable-static --disable-dependency-tracking \
        CC="$host-gcc-posix" CFLAGS="$flags"
    make -j"${JOBS:-1}"
    make install
}

build_zstd()
{
    unpack zstd "$1"
    cd "$1"
    make -C lib -j"${JOBS:-1}" libzstd.a CC="$host-gcc-posix" AR="$host-ar" CFLAGS="$flags" ZSTD_LEGACY_SUPPORT=0 \
        ZSTD_NO_ASM=1 TARGET_SYSTEM=Windows_NT
    cp lib/libzstd.a "$prefix/lib/"
    cp lib/zstd.h lib/zdict.h lib/zstd_errors.h "$prefix/include/"
    cat >"$prefix/lib/pkgconfig/libzstd.pc" <<PC
prefix=$prefix
Name: zstd
Description: compression of what laptops send each other
Version: 1.5.4
Libs: -L\${prefix}/lib -lzstd
Cflags: -I\${prefix}/include
PC
}

build_openssl()
{
    unpack openssl "$1"
    cd "$1"
    # Only the library SQLCipher encrypts with, and in it AES, SHA, HMAC, PBKDF2 and random numbers: no TLS, no certificates of
    # elliptic curves, no program, no engine that would be loaded from the disk.
    ./Configure mingw64 --cross-compile-prefix="$host-" --prefix="$prefix" --libdir=lib --openssldir=C:/nowhere \
        no-shared no-tests no-engine no-dso no-module no-autoload-config no-legacy no-ui-console no-ssl no-tls no-dtls \
        no-comp no-cms no-ts no-ocsp no-srp no-ct no-psk no-ec no-dh no-dsa no-des no-cmac no-scrypt no-siphash no-siv \
        no-blake2 no-chacha no-poly1305 no-ocb no-rmd160 no-idea no-mdc2 no-rc2 no-rc4 no-rc5 no-bf no-cast no-camellia \
        no-seed no-whirlpool no-md4 no-sm2 no-sm3 no-sm4 no-aria "$flags"
    make build_generated
    make -j"${JOBS:-1}" libcrypto.a
    cp libcrypto.a "$prefix/lib/"
    cp -R include/openssl "$prefix/include/"
    cat >"$prefix/lib/pkgconfig/libcrypto.pc" <<PC
prefix=$prefix
Name: OpenSSL-libcrypto
Description: what SQLCipher encrypts with
Version: 3.0.22
Libs: -L\${prefix}/lib -lcrypto -lws2_32 -lgdi32 -lcrypt32 -lbcrypt -ladvapi32 -luser32
Cflags: -I\${prefix}/include
PC
}

build_sqlcipher()
{
    unpack sqlcipher "$1"
    cd "$1"
    # As on Linux [packaging/install_dependencies.sh], but for what Windows has not. The one file of its source is put together
    # by programs of this machine, then compiled for the other.
    local set="-DSQLITE_HAS_CODEC -DSQLITE_TEMP_STORE=2 -DSQLITE_THREADSAFE=1 -DSQLITE_SECURE_DELETE
        -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_UNLOCK_NOTIFY
        -DSQLITE_MAX_VARIABLE_NUMBER=250000 -DHAVE_STDINT_H=1"
    set=$(printf '%s' "$set" | tr -s ' \n' ' ')
    ./configure --disable-shared --disable-tcl --enable-tempstore=yes CFLAGS="-O2 $set" LDFLAGS=-lcrypto
    make sqlite3.c
    # shellcheck disable=SC2086 # the flags are words
    "$host-gcc-posix" $flags $set -I"$prefix/include" -c sqlite3.c -o sqlite3.o
    rm -f "$prefix/lib/libsqlcipher.a"
    "$host-ar" rcs "$prefix/lib/libsqlcipher.a" sqlite3.o
    mkdir -p "$prefix/include/sqlcipher"
    cp sqlite3.h sqlite3ext.h "$prefix/include/sqlcipher/"
    cat >"$prefix/lib/pkgconfig/sqlcipher.pc" <<PC
prefix=$prefix
Name: SQLCipher
Description: SQLite with encryption, 4.6.1, for Windows
Version: $(cat VERSION)
Requires: libcrypto
Libs: -L\${prefix}/lib -lsqlcipher
Cflags: -I\${prefix}/include/sqlcipher -DSQLITE_HAS_CODEC
PC
}

# The library $1, unless it was built by this very recipe from these very sources.
build()
{
    local name=$1 mark
    mark=$( (declare -f "build_$name" && printf '%s\n' "$flags" "${sources[@]}") | sha256sum)
    if [ "$(cat "$prefix/$name.built" 2>/dev/null)" = "$mark" ]; then
        return 0
    fi
    say "building $name for Windows"
    rm -rf "${work:?}/$name"
    mkdir -p "$work"
    # In a shell of its own, not as a condition: set -e must hold in it.
    local status=0
    set +e
    (
        set -e
        "build_$name" "$work/$name"
    ) >"$work/$name.log" 2>&1
    status=$?
    set -e
    if [ $status -ne 0 ]; then
        tail -n 25 "$work/$name.log" >&2
        say "building $name failed; the whole log is $work/$name.log"
        return 1
    fi
    printf '%s\n' "$mark" >"$prefix/$name.built"
    rm -rf "${work:?}/$name"
}

for library in libsodium zstd openssl sqlcipher; do
    build "$library"
done
say "the libraries for Windows are in $prefix"
