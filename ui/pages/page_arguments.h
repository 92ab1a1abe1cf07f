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
/// To erase this person everywhere; with no argument the page asks for the case code.
struct OpenErase
{
    sync::RecordId person;
};
struct OpenInterview
{
    sync::RecordId person;
    std::optional<sync::RecordId> interview; ///< none: choose a form and begin
};
struct OpenReferral
{
    sync::RecordId person;
    std::optional<sync::RecordId> referral; ///< none: a new one
};
/// The settings, with the backups in front.
struct OpenBackups
{
};

} // namespace indaro::ui::pages
