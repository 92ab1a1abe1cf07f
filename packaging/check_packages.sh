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
# INDARO_BUILD_ROOT: with --root-of another Debian, a folder for the root the packages are built in, which is kept: a second try
# compiles only what has changed.  INDARO_ROOTS: where fresh roots are kept packed.  JOBS: how many compilers at once.
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
for tool in debootstrap minisign apt-ftparchive Xvfb unshare ip pgrep nsenter python3; do
    command -v "$tool" >/dev/null || die "$tool is missing: apt install debootstrap minisign apt-utils xvfb util-linux iproute2 procps"
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
        net=$1 root=$2; shift 2
        { [ "$net" = network ] || ip link set lo up; } && mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" && mount -t tmpfs tmpfs "$root/run" &&
            mkdir -p "$root/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix" || exit 99
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive \
            TZ=Africa/Bujumbura chroot "$root" "$@"' inside "$net" "$root" "$@"
}
as_aline() { inside none "$1" setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/aline DISPLAY=":$display" QT_QPA_PLATFORM=xcb "${@:2}"; }

# Starts systemd in a root, as a computer would: processes, network, names and control groups of its own. `on_computer` runs words there.
computer=
start_computer() # root
{
    # shellcheck disable=SC2016 # of the inner shell
    unshare --mount sh -c '
        root=$1; groups=$(mktemp -d)
        mount -t cgroup2 cgroup2 "$groups" && mkdir -p "$groups/indaro-check-$$" && echo $$ >"$groups/indaro-check-$$/cgroup.procs" || exit 99
        exec unshare --pid --fork --kill-child --cgroup --uts --ipc --net sh -c '\''
            root=$1; ip link set lo up; hostname computer
            mount --bind "$root" "$root" && mount -t proc proc "$root/proc" && mount -t sysfs -o ro sysfs "$root/sys" &&
                mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup" && mount -t tmpfs -o mode=755 tmpfs "$root/run" &&
                mount -t tmpfs -o mode=755 tmpfs "$root/dev" && mkdir "$root/dev/pts" "$root/dev/shm" || exit 99
            for each in null zero full random urandom tty; do : >"$root/dev/$each"; mount --bind "/dev/$each" "$root/dev/$each"; done
            mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"; ln -s pts/ptmx "$root/dev/ptmx"
            mount -t tmpfs tmpfs "$root/dev/shm"; ln -s /proc/self/fd "$root/dev/fd"
            # No chroot: what is in one may make no user namespace, which the unit asks for.
            cd "$root" && pivot_root . . && umount -l . && cd / || exit 99
            exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin container=indaro-check LC_ALL=C.UTF-8 /lib/systemd/systemd --system'\'' x "$root"' x "$1" >"$out/systemd.log" 2>&1 </dev/null &
    starter=$!
    for _ in $(seq 300); do
        computer=$(pgrep --parent "$starter" --full '^/lib/systemd/systemd --system' || true)
        if [ -n "$computer" ]; then
            # Its words: with one unit of no use here that failed it says "degraded", and ends as a failure.
            case $(on_computer systemctl is-system-running 2>/dev/null || true) in running | degraded) return 0 ;; esac
        fi
        kill -0 "$starter" 2>/dev/null || break
        sleep 0.2
    done
    die "systemd does not start: see $out/systemd.log"
}
on_computer()
{
    nsenter --target "$computer" --mount --uts --ipc --net --pid --cgroup --root --wd \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive "$@"
}
stop_computer()
{
    [ -z "$starter" ] || kill -KILL "$starter" 2>/dev/null || true
    [ -z "$starter" ] || wait "$starter" 2>/dev/null || true
    starter=
}

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
    echo force-unsafe-io >"$1/etc/dpkg/dpkg.cfg.d/check" # it is thrown away
}

# Makes one folder of source like another, and leaves alone what is the same already: a build looks at the times of files.
same_tree() # from, to
{
    python3 - "$1" "$2" <<'PYTHON'
import filecmp
import os
import shutil
import sys

new, old = sys.argv[1:]


def files(top):
    return {os.path.relpath(os.path.join(folder, name), top) for folder, _, names in os.walk(top) for name in names}


for name in files(old) - files(new):
    os.remove(os.path.join(old, name))
for name in files(new):
    source, target = os.path.join(new, name), os.path.join(old, name)
    if not os.path.islink(source) and os.path.exists(target) and filecmp.cmp(source, target, shallow=False):
        continue
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.lexists(target):
        os.remove(target)
    shutil.copy(source, target, follow_symlinks=False)
PYTHON
}

work=$(mktemp -d /var/tmp/indaro-roots.XXXXXX)
xvfb=
starter=
cleanup()
{
    stop_computer
    [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
failed=
trap cleanup EXIT

# --- the packages and the stick
if [ "$suite" != "$ours" ]; then
    build=${INDARO_BUILD_ROOT:-$work/build-root}
    [ -f "$build/etc/debian_version" ] || fresh_root "$build"
    [ "$(sed -n 's/^VERSION_CODENAME=//p' "$build/etc/os-release")" = "$suite" ] || die "$build is not a root of $suite"
    build=$(cd "$build" && pwd)
    say "building for $suite inside its root"
    for each in "$suite" "$suite-updates"; do
        indaro_derive_source "$ours" "$each" /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources
        echo
    done >"$build/etc/apt/sources.list.d/check.sources"
    : >"$build/etc/apt/sources.list"
    cp /etc/resolv.conf "$build/etc/" 2>/dev/null || true
    apt-config dump | grep '^Acquire::' >"$build/etc/apt/apt.conf.d/90check" || true # how this machine reaches the mirror
    rm -rf "$work/source"
    mkdir -p "$work/source" "$build/source"
    git -C "$here/.." archive HEAD | tar -C "$work/source" -xf -
    same_tree "$work/source" "$build/source"
    # shellcheck disable=SC2016 # of the inner shell
    inside network "$build" env JOBS="${JOBS:-$(nproc)}" bash -c 'set -e; cd /source; dpkg --configure -a; . packaging/install_dependencies.sh; indaro_install_dependencies
        apt-get -q -y install apt-utils minisign >/dev/null
        cmake --preset release -DINDARO_UNITY=ON -DINDARO_BENCH=OFF -B /build
        cmake --build /build -j "$JOBS" --target indaro_packages manual_pictures && cd /build && rm -rf packages/*.deb && cpack' >"$out/build.log" 2>&1 ||
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
# What the tour and the runbook's test need beside; a stick for a shelter has none of it.
extra=()
for name in libqt6test6 postgresql nginx openssl python3-nacl systemd-sysv; do extra+=(--with "$name"); done
rm -rf "$stick"
if [ "$suite" = "$ours" ]; then
    bash "$here/bundle.sh" "$stick" --packages "$packages" "${extra[@]}" --key "$work/keys/one.key" --key "$work/keys/two.key" </dev/null
else
    mkdir -p "$build/keys" && cp "$work"/keys/*.key "$build/keys/"
    rm -rf "$build/stick"
    inside network "$build" bash /source/packaging/bundle.sh /stick --packages /build/packages "${extra[@]}" --key /keys/one.key --key /keys/two.key </dev/null
    cp -r "$build/stick" "$stick"
    rm -rf "$build/stick" "$build/keys"
    [ -n "${INDARO_BUILD_ROOT:-}" ] || rm -rf --one-file-system "$build"
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
echo "deb [trusted=yes] file:/media/stick/$system ./" >"$root/etc/apt/sources.list"
rm -f "$root"/etc/apt/sources.list.d/*
inside none "$root" sh -c 'apt-get -q update && apt-get -q -y --no-install-recommends install systemd-sysv postgresql nginx openssl python3-nacl' >"$out/server.log" 2>&1 ||
    die "see $out/server.log"
start_computer "$root"
on_computer sh /media/stick/installer.sh --server || die "the installer of the server"
on_computer systemctl is-active --quiet indaro-server || die "the service does not run: $(on_computer systemctl status --no-pager indaro-server)"
on_computer systemctl is-enabled --quiet indaro-server || die "the service would not start with the computer"
say "the service, the runbook, PostgreSQL and nginx, on the installed files"
mkdir "$root/srv/check" && cp "$here"/../tests/server/*.py "$root/srv/check/"
on_computer python3 -B /srv/check/installed.py /usr/bin/indaro-server --this-computer-is-thrown-away 2>&1 | tee -a "$out/server.log" ||
    die "the server as it was installed: see $out/server.log"

say "upgrading and removing the server leaves what it keeps alone"
rm -rf "$work/tree" && dpkg-deb --raw-extract "$packages"/indaro-server_*.deb "$work/tree"
sed -i "s/^Version: $number/Version: $next/" "$work/tree/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip --build "$work/tree" "$root/srv/check/next.deb" >/dev/null
on_computer systemctl start indaro-server
runs_since() { on_computer systemctl show --property=ActiveEnterTimestampMonotonic --value indaro-server; }
shelters=$(on_computer indaro-server-admin list)
since=$(runs_since)
[[ "$shelters" == *envelopes* ]] || die "the server kept nothing: $shelters"
on_computer dpkg --install /srv/check/next.deb >>"$out/remove.log" 2>&1 || die "upgrading the server: see $out/remove.log"
[[ "$(version_of indaro-server)" == "$next"+* ]] || die "the next version of the server is not installed"
on_computer systemctl is-active --quiet indaro-server || die "the service does not run after the upgrade"
[ "$since" != "$(runs_since)" ] || die "the former program still runs after the upgrade"
[ "$shelters" = "$(on_computer indaro-server-admin list)" ] || die "an upgrade touched the database of the server"
on_computer systemctl stop indaro-server
kept() { (cd "$root" && find var/lib/private/indaro-server var/backups/indaro* -type f | LC_ALL=C sort | xargs -d '\n' sha256sum); }
before=$(kept)
on_computer systemctl start indaro-server
on_computer apt-get -q -y purge indaro-server >>"$out/remove.log" 2>&1 || die "removing the server"
! on_computer systemctl is-active --quiet indaro-server || die "the service still runs"
stop_computer
[ "$before" = "$(kept)" ] || die "removing touched the database of the server"
left=$(cd "$root" && find usr etc -path '*indaro*' -type f ! -path 'etc/nginx/*')
[ -z "$left" ] || die "left behind: $left"

say "passed for $suite: $pictures pictures of the tour, the program, the stick with the guide and the logs are in $out"
