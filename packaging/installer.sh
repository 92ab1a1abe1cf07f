#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs Indaro on a computer that has no network, from the folder this lies in:  sudo sh installer.sh
#   --server  the server instead of the program for a laptop
# Says in French and English what it does and what went wrong. A computer that has Indaro already is updated by Indaro itself,
# which knows who may sign (Settings, New version from a stick).
set -u
umask 022

say() { printf '\nIndaro : %s\nIndaro: %s\n' "$1" "$2"; }
fail() { printf '\nERREUR : %s\nERROR: %s\n' "$1" "$2" >&2; exit 1; }

names="indaro indaro-cli"
case ${1:-} in
    '') ;;
    --server) names=indaro-server ;;
    *) echo "usage: sudo sh installer.sh [--server]" >&2; exit 2 ;;
esac
here=$(cd "$(dirname "$0")" && pwd) || exit 1
[ -f "$here/RELEASE" ] || fail "le fichier RELEASE manque : copiez de nouveau tout le dossier sur la clé." \
    "the file RELEASE is missing: copy the whole folder to the stick again."
version=$(sed -n 's/^version //p' "$here/RELEASE")
codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release | tr -d '"')
architecture=$(dpkg --print-architecture 2>/dev/null)
system=$codename-$architecture
say "installation de la version $version sur ce système : $system." "installing version $version on this system: $system."

[ "$(id -u)" -eq 0 ] || fail "il faut les droits de l’administrateur. Tapez : sudo sh $here/installer.sh" \
    "this needs the rights of the administrator. Type: sudo sh $here/installer.sh"
[ -d "$here/$system" ] || fail "cette clé n’a pas de paquets pour $system ; elle en a pour : $(sed -n 's/^system //p' "$here/RELEASE" | tr '\n' ';')" \
    "this stick has no packages for $system; it has some for: $(sed -n 's/^system //p' "$here/RELEASE" | tr '\n' ';')"
if [ "$(dpkg-query -W -f '${db:Status-Status}' "${names%% *}" 2>/dev/null)" = installed ]; then
    fail "Indaro est déjà installé. Pour une nouvelle version : Réglages, Nouvelle version par clé USB." \
        "Indaro is installed already. For a new version: Settings, New version from a stick."
fi

say "chaque fichier de la clé est vérifié (quelques minutes)…" "every file of the stick is checked (some minutes)…"
(cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) ||
    fail "un fichier de la clé est abîmé ou manque. Rien n’a été installé. Copiez de nouveau tout le dossier sur la clé." \
        "a file of the stick is damaged or missing. Nothing was installed. Copy the whole folder to the stick again."

free=$(df -Pk /usr | awk 'NR == 2 {print int($4 / 1024)}')
[ "${free:-0}" -ge 1024 ] || fail "il faut 1 Gio libre sur le disque ; il y a $free Mio." "1 GiB must be free on the disk; there are $free MiB."

work=$(mktemp -d /var/tmp/indaro.XXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work/lists/partial" "$work/archives/partial"
# From this folder and from nowhere else, whatever else the computer knows; its name may hold blanks, which apt's lists may not.
ln -s "$here/$system" "$work/packages"
echo "deb [trusted=yes] file:$work/packages ./" >"$work/sources.list"
set -- -q -y -o Dpkg::Use-Pty=0 -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$work/lists" \
    -o "Dir::Cache::archives=$work/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root -o Acquire::Languages=none
export DEBIAN_FRONTEND=noninteractive
log=/var/log/indaro-installer.log
say "les paquets sont installés…" "the packages are installed…"
# shellcheck disable=SC2086 # names are words
if ! { apt-get "$@" update && apt-get "$@" --no-remove install $names; } </dev/null >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "l’installation n’a pas réussi ; ce que dit le système est ci-dessus et dans $log. Vos données ne sont pas touchées." \
        "installing failed; what the system says is above and in $log. Your data is not touched."
fi
for name in $names; do
    if ! { [ "$name" = indaro-server ] && indaro-server --help || QT_QPA_PLATFORM=offscreen "$name" --version; } >/dev/null 2>>"$log"; then
        fail "$name est installé mais ne démarre pas ; voir $log." "$name is installed but does not start; see $log."
    fi
done
case $names in
    *indaro-cli*)
        mkdir -p /var/lib/indaro
        [ -f /var/lib/indaro/newest-version ] || printf '%s\n' "$version" >/var/lib/indaro/newest-version
        ;;
esac
say "c’est fait : Indaro $version est installé. Vous le trouverez dans le menu, sous Bureautique." \
    "done: Indaro $version is installed. You find it in the menu, under Office."
