; npqdesk-VERSION-setup.exe: for one person, without an administrator.  packaging/windows/build gives VERSION, NUMBERS,
; FOLDER (the application folder), OUT, ICON, PANEL (the picture beside the last page), KILOBYTES, LONGEST (how many
; characters the path of the folder may have) and, where there is a certificate, SIGN (a command).
;
;   /S            says and asks nothing          /D=FOLDER    where to (last on the line, without quotes)
;   /DESKTOP      a link on the desktop          /DOWNGRADE   over a newer version too
;
; What is new is laid down beside what is there, which works until the last moment: app is what runs, new what is being
; laid down, old what was.  A folder that a stop left behind is cleared away the next time.  Records are never touched.

Unicode true
Target amd64-unicode
!ifndef QUICK
    SetCompressor /SOLID lzma
    SetCompressorDictSize 64
!endif
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
XPStyle on
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh
!include nsDialogs.nsh

!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\npqdesk"
!define RECORDS "$LOCALAPPDATA\npqdesk"
; What the program that started this is told.
!define IS_OPEN 4
!define IS_NEWER 5
!define CANNOT_RUN_HERE 6
!define IS_TOO_LONG 7

Name "npqdesk"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\npqdesk"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
BrandingText "npqdesk ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "npqdesk"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "npqdesk: install or upgrade"
VIAddVersionKey CompanyName "npqdesk"
VIAddVersionKey LegalCopyright "MIT licence"

!ifdef SIGN
    !finalize '${SIGN} "%1"'
    !uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PANEL}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_DIRECTORYPAGE_TEXT_TOP "npqdesk is installed for you alone, and no administrator is needed. If it is here already, it is brought up to date, and your records stay as they are."
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\app\npqdesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open npqdesk now"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.AskAboutRecords un.RecordsAnswered
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var RemoveRecords
Var KeepButton
Var RemoveButton

; Says WORDS, unless nothing is to be said, and ends with CODE.
!macro Stop CODE WORDS
    SetErrorLevel ${CODE}
    MessageBox MB_OK|MB_ICONSTOP "${WORDS}" /SD IDOK
    Quit
!macroend

; Goes on once no npqdesk runs from this folder: Windows lets nobody write to a program that runs.
!macro WaitUntilClosed UN
Function ${UN}WaitUntilClosed
    again:
    StrCpy $1 ""
    ${For} $2 1 2
        StrCpy $3 "$INSTDIR\app\npqdesk.exe"
        ${If} $2 = 2
            StrCpy $3 "$INSTDIR\app\npqdesk-cli.exe"
        ${EndIf}
        ${If} ${FileExists} $3
            ClearErrors
            FileOpen $0 $3 a
            ${If} ${Errors}
                StrCpy $1 open
            ${Else}
                FileClose $0
            ${EndIf}
        ${EndIf}
    ${Next}
    ${If} $1 == open
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "npqdesk is open. Please close it, then choose Retry.$\n$\nWhat you entered is kept." /SD IDCANCEL IDRETRY again
        SetErrorLevel ${IS_OPEN}
        Quit
    ${EndIf}
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Function .onInit
    SetShellVarContext current
    ${IfNot} ${AtLeastWin10}
    ${OrIfNot} ${RunningX64}
        !insertmacro Stop ${CANNOT_RUN_HERE} "npqdesk needs Windows 10 or 11, 64-bit. Nothing was changed."
    ${EndIf}
    ReadRegStr $0 HKCU "${ENTRY}" "DisplayVersion"
    ${GetParameters} $1
    ClearErrors
    ${GetOptions} $1 "/DOWNGRADE" $2
    ${If} ${Errors}
    ${AndIf} $0 != ""
        ${VersionCompare} $0 "${VERSION}" $2
        ${If} $2 = 1
            MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "npqdesk $0 is here already, and it is newer than ${VERSION}. An older npqdesk may not be able to open your records.$\n$\nGo back to ${VERSION} all the same?" /SD IDNO IDYES go_back
            SetErrorLevel ${IS_NEWER}
            Quit
            go_back:
        ${EndIf}
    ${EndIf}
FunctionEnd

Function .onVerifyInstDir
    StrLen $0 $INSTDIR
    ${If} $0 > ${LONGEST}
        Abort
    ${EndIf}
FunctionEnd

Section "npqdesk" Main
    SectionIn RO
    StrLen $0 $INSTDIR
    ${If} $0 > ${LONGEST}
        !insertmacro Stop ${IS_TOO_LONG} "The path of that folder has more than ${LONGEST} characters. Please choose a shorter one. Nothing was changed."
    ${EndIf}
    Call WaitUntilClosed
    ${IfNot} ${FileExists} "$INSTDIR\app\npqdesk.exe"
    ${AndIf} ${FileExists} "$INSTDIR\old\npqdesk.exe"
        Rename "$INSTDIR\old" "$INSTDIR\app"
    ${EndIf}
    RMDir /r "$INSTDIR\old"
    RMDir /r "$INSTDIR\new"

    SetOutPath "$INSTDIR\new"
    File /r "${FOLDER}/*"
    SetOutPath "$INSTDIR"

    Call WaitUntilClosed
    ${If} ${FileExists} "$INSTDIR\app"
        ClearErrors
        Rename "$INSTDIR\app" "$INSTDIR\old"
        ${If} ${Errors}
            RMDir /r "$INSTDIR\new"
            !insertmacro Stop ${IS_OPEN} "A file of npqdesk is in use. Please close npqdesk, or start the computer again, then install once more. Nothing was changed."
        ${EndIf}
    ${EndIf}
    Rename "$INSTDIR\new" "$INSTDIR\app"
    RMDir /r "$INSTDIR\old"

    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\npqdesk.lnk" "$INSTDIR\app\npqdesk.exe" "" "" 0 SW_SHOWNORMAL "" "NPQ funding for a whole school office"
    WriteRegStr HKCU "${ENTRY}" "DisplayName" "npqdesk"
    WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\app\npqdesk.exe"
    WriteRegStr HKCU "${ENTRY}" "Publisher" "npqdesk"
    WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KILOBYTES}
    WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
    WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
SectionEnd

Section /o "A link on the desktop" Desktop
    CreateShortcut "$DESKTOP\npqdesk.lnk" "$INSTDIR\app\npqdesk.exe"
SectionEnd

Section
    ${GetParameters} $1
    ClearErrors
    ${GetOptions} $1 "/DESKTOP" $2
    ${IfNot} ${Errors}
        CreateShortcut "$DESKTOP\npqdesk.lnk" "$INSTDIR\app\npqdesk.exe"
    ${EndIf}
SectionEnd

; Stopped, or no space left: what was there is there still.
Function .onInstFailed
    SetOutPath "$TEMP"
    RMDir /r "$INSTDIR\new"
    RMDir "$INSTDIR"
FunctionEnd

; --- Removing npqdesk.  /S keeps the records; /S /REMOVEDATA removes them too. ---

Function un.onInit
    SetShellVarContext current
    StrCpy $RemoveRecords no
    ${GetParameters} $1
    ClearErrors
    ${GetOptions} $1 "/REMOVEDATA" $2
    ${IfNot} ${Errors}
        StrCpy $RemoveRecords yes
    ${EndIf}
FunctionEnd

Function un.AskAboutRecords
    ${IfNot} ${FileExists} "${RECORDS}\*"
        Abort
    ${EndIf}
    !insertmacro MUI_HEADER_TEXT "Your records" "npqdesk goes from this computer. What about what you kept with it?"
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateFirstRadioButton} 0 0 100% 12u "&Keep my records (they are there when npqdesk is installed again)"
    Pop $KeepButton
    ${NSD_CreateAdditionalRadioButton} 0 18u 100% 12u "&Delete my records too: staff, answers, letters, settings"
    Pop $RemoveButton
    ${NSD_CreateLabel} 0 42u 100% 36u "They are in ${RECORDS}.$\nDeleted records cannot be brought back. Letters that you saved elsewhere, and records on a shared drive, stay in any case."
    Pop $0
    ${NSD_Check} $KeepButton
    ${If} $RemoveRecords == yes
        ${NSD_Uncheck} $KeepButton
        ${NSD_Check} $RemoveButton
    ${EndIf}
    nsDialogs::Show
FunctionEnd

Function un.RecordsAnswered
    ${NSD_GetState} $RemoveButton $0
    StrCpy $RemoveRecords no
    ${If} $0 = ${BST_CHECKED}
        StrCpy $RemoveRecords yes
    ${EndIf}
FunctionEnd

Section "Uninstall"
    Call un.WaitUntilClosed
    SetOutPath "$TEMP"
    RMDir /r "$INSTDIR\app"
    RMDir /r "$INSTDIR\new"
    RMDir /r "$INSTDIR\old"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\npqdesk.lnk"
    Delete "$DESKTOP\npqdesk.lnk"
    DeleteRegKey HKCU "${ENTRY}"
    ${If} $RemoveRecords == yes
        RMDir /r "${RECORDS}"
        DeleteRegKey HKCU "Software\npqdesk"
    ${EndIf}
SectionEnd
