// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"

#include <QString>

#include <optional>

namespace indaro::ui::pages {

/// What the pages about one person are opened with (kit::PageArgument).
struct OpenCaseFile
{
    sync::RecordId person;
};
/// The procedure of a person, with one step in front where it names one; with no argument it is the house's.
struct OpenChecklist
{
    std::optional<sync::RecordId> person;
    QString step{};
};
/// The routines of the house with this one in front.
struct OpenRoutine
{
    QString step;
};
/// Somebody announced by telephone has come: what was said then fills the page.
struct OpenAdmission
{
    sync::RecordId hold;
};
/// Somebody a referral announced has come: what it says fills the page, and it is filed with her.
struct OpenAnnouncedAdmission
{
    sync::RecordId package;
};
/// The house tonight with this person in front; with no argument the house.
struct OpenHouse
{
    sync::RecordId person;
};
/// The stay of a person, and her leaving of the house.
struct OpenStay
{
    sync::RecordId person;
};
/// The plan of a person, with its risks.
struct OpenPlan
{
    sync::RecordId person;
};
/// The proceedings of a person.
struct OpenJustice
{
    sync::RecordId person;
};
/// Forms on paper: filled for a person, or blank; with one of them in front.
struct OpenPaperForms
{
    std::optional<sync::RecordId> person{};
    QString form{}; ///< documents::Template::name
};
/// The registry record of a person: trafficking in the words of the law.
struct OpenRegistry
{
    sync::RecordId person;
};
/// The trafficking cases with this one in front; with no argument the list.
struct OpenTraffickingCase
{
    sync::RecordId traffickingCase;
};
/// What a person agreed to: to whom, which data, until when.
struct OpenConsents
{
    sync::RecordId person;
};
/// To erase this person everywhere; with no argument the page asks for the case code.
struct OpenErase
{
    sync::RecordId person;
    bool keepsNumbers = false; ///< of a closed file whose day has come: what can be counted stays
};
/// How the file of a person ends.
struct OpenClosing
{
    sync::RecordId person;
};
struct OpenInterview
{
    sync::RecordId person;
    std::optional<sync::RecordId> interview; ///< none: choose a form and begin
    bool isFromPaper = false;                ///< a new one, typed in from paper
    QString paperSerial{};                   ///< the number that stands on that paper
};
struct OpenReferral
{
    sync::RecordId person;
    std::optional<sync::RecordId> referral; ///< none: a new one
    bool isSlipBack = false;                ///< its slip came back, and is typed in now
    std::optional<sync::RecordId> scan{};   ///< the slip, as an attachment of the file
};
/// Referrals that came in, with this one in front; with no argument the list.
struct OpenIncoming
{
    sync::RecordId package;
};
/// Two files that may be of one person, side by side.
struct OpenFilePair
{
    sync::RecordId one, other;
};
/// What was written on paper is typed in now: for this person, or for whom a serial names.
struct OpenPaperEntry
{
    std::optional<sync::RecordId> person{};
};
/// The settings, with the journal in front: of one person's file, or of everything.
struct OpenJournal
{
    std::optional<sync::RecordId> person{};
};
/// The manual with this task in front.
struct OpenManual
{
    QString task;
};
/// The review of the Kirundi, with these texts of the sources in front.
struct OpenWording
{
    QStringList sources;
};
/// The settings, with the backups in front.
struct OpenBackups
{
};

/// The settings, with the checks of the computer in front.
struct OpenMachine
{
};

} // namespace indaro::ui::pages
