#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs with an installer under Wine, runs what was installed, puts a vault beside it, installs again over it, removes it,
# and looks at what is left: the vault, and nothing else.
#
# usage: packaging/windows/check_installer.sh INSTALLER.exe PROGRAM   (PROGRAM must end with 0)
# WINEPREFIX: a Windows of its own, made when it is not there.
set -euo pipefail
installer=$(realpath "$1")
program=$2
: "${WINEPREFIX:?names the folder of a Windows for this test}"
export WINEDEBUG=-all LC_ALL=C.UTF-8
folder="$WINEPREFIX/drive_c/Program Files/Indaro"
menu="$WINEPREFIX/drive_c/ProgramData/Microsoft/Windows/Start Menu/Programs/Indaro.lnk"
checks=0

must()
{
    local what=$1
    shift
    if ! "$@"; then
        printf 'NOT OK %s\n' "$what"
        exit 1
    fi
    printf 'ok     %s\n' "$what"
    checks=$((checks + 1))
}
not() { ! "$@"; }

wine winecfg /v win10 # Wine is a Windows 7 unless told
must "it installs" wine "$installer" /S
must "the program is there" test -f "$folder/$program"
must "the start menu has it" test -f "$menu"
must "Windows lists it" wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Indaro' /v DisplayVersion
must "it runs" wine "$folder/$program"
mkdir -p "$folder/vault"
printf 'a vault' >"$folder/vault/vault.db"
must "it installs again over itself" wine "$installer" /S
must "the vault is untouched" grep -qx 'a vault' "$folder/vault/vault.db"
must "it is removed" wine "$folder/uninstall.exe" /S
# The uninstaller copies itself away, and goes on there.
for _ in $(seq 120); do
    [ -e "$folder/uninstall.exe" ] || break
    sleep 1
done
must "the program is gone" not test -e "$folder/$program"
must "the start menu has it no more" not test -e "$menu"
must "Windows lists it no more" not wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Indaro'
must "the vault is still untouched" grep -qx 'a vault' "$folder/vault/vault.db"
must "nothing else is left" test "$(cd "$folder" && find . -type f)" = ./vault/vault.db
printf '%d checks of the installer passed\n' "$checks"
