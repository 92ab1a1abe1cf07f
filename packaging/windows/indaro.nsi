; SPDX-License-Identifier: GPL-3.0-or-later
; The installer for Windows, for everybody who uses the laptop. Made by make_installer.sh, which says what is installed: VERSION,
; SIZE_KB, PROGRAM (what the start menu opens) and two lists, files.nsh and unfiles.nsh.
; It takes away what it has put there, file by file, and nothing else: a vault is data of people and stays wherever it is, even
; in the folder of the program. There is no question about it, because no answer could be undone.
Target amd64-unicode ; it starts on no Windows that could not run the program
!include "MUI2.nsh"
!include "WinVer.nsh"

Name "Indaro"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\Indaro"
InstallDirRegKey HKLM "Software\Indaro" "Folder"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ManifestSupportedOS Win10
BrandingText "Indaro ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Indaro"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Indaro"
VIAddVersionKey /LANG=0 "LegalCopyright" "GPL-3.0-or-later"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Indaro"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(VaultsStay)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "English"

LangString VaultsStay ${LANG_FRENCH} "Le programme est retiré. Les coffres, avec tout ce qui y est écrit, restent où ils sont, ainsi que les sauvegardes."
LangString VaultsStay ${LANG_ENGLISH} "The program is removed. Vaults, with everything written in them, stay where they are, and so do backups."
LangString Needs10 ${LANG_FRENCH} "Indaro demande Windows 10 ou 11. Rien n’a été changé."
LangString Needs10 ${LANG_ENGLISH} "Indaro needs Windows 10 or 11. Nothing has been changed."
LangString IsRunning ${LANG_FRENCH} "Indaro est ouvert, ou un de ses fichiers est utilisé. Fermez-le, puis recommencez. Rien n’a été changé."
LangString IsRunning ${LANG_ENGLISH} "Indaro is open, or one of its files is in use. Close it, then start again. Nothing has been changed."

; A program that runs keeps its file from being written to.
!macro StopIfRunning
    IfFileExists "$INSTDIR\${PROGRAM}" 0 +7
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    IfErrors 0 +3
    MessageBox MB_OK|MB_ICONSTOP "$(IsRunning)" /SD IDOK
    Abort
    FileClose $0
!macroend

Function .onInit
    ${IfNot} ${AtLeastWin10}
        MessageBox MB_OK|MB_ICONSTOP "$(Needs10)" /SD IDOK
        Abort
    ${EndIf}
    SetRegView 64
    SetShellVarContext all
    ReadRegStr $0 HKLM "Software\Indaro" "Folder"
    StrCmp $0 "" +2
    StrCpy $INSTDIR $0
FunctionEnd

Function un.onInit
    SetRegView 64
    SetShellVarContext all
FunctionEnd

Section "Indaro"
    !insertmacro StopIfRunning
    !include "${LISTS}/files.nsh"
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\Indaro.lnk" "$INSTDIR\${PROGRAM}"
    WriteRegStr HKLM "Software\Indaro" "Folder" "$INSTDIR"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "Indaro"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
    WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
    !insertmacro StopIfRunning
    !include "${LISTS}/unfiles.nsh"
    Delete "$SMPROGRAMS\Indaro.lnk"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR" ; only when it is empty
    DeleteRegKey HKLM "${UNINSTALL_KEY}"
    DeleteRegKey HKLM "Software\Indaro"
SectionEnd
