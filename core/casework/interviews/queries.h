// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/interviews/interview_draft.h"

#include <QDate>

#include <utility>

namespace indaro::casework {

/// Queries of the interview; store thread; all may fail with the store's errors.

/// Errors: UnknownRecord.
[[nodiscard]] base::Result<LoadedInterview> loadInterview(Desk &desk, InterviewId interview);
/// Newest first, corrections too; without those that were given up.
[[nodiscard]] base::Result<std::vector<InterviewLine>> listInterviews(Desk &desk, sync::RecordId caseFile);
/// Every interview that is not signed, newest first.
[[nodiscard]] base::Result<std::vector<InterviewLine>> listInterviewDrafts(Desk &desk);
/// The answers of the last signed interview with her that was held with this form, the version that holds: what
/// `${last-saved#name}` of the next one reads. Empty: there is none.
[[nodiscard]] base::Result<std::vector<SavedAnswer>> loadLastSaved(Desk &desk, sync::RecordId caseFile,
                                                                   const QString &formId);
/// Alerts of a person that nobody has dealt with, oldest first.
[[nodiscard]] base::Result<std::vector<OpenAlert>> listOpenAlerts(Desk &desk, sync::RecordId caseFile);

/// Compares the answers mapped to the register (ODK Entities save_to → value) with what it holds.
/// A property is the name of a column of the tables case_file, identity or health, or one of the synonyms in
/// register_update.cpp ("age_years"). A place of origin (origin_place) is one line and six fields. An empty answer is no
/// difference, except in a correction: `former` is what the version before it said, and what the register has from there and
/// the correction took away may be taken out of it. An age that stands for a birth date
/// (model::SaidAge), and an age in years, is the register's estimate with its day: the one it was said on, `day` of the
/// interview otherwise. Beside a birth date the register has, it is shown against that date and only where the two do not
/// agree. Errors: UnknownRecord.
[[nodiscard]] base::Result<RegisterComparison>
compareWithRegister(Desk &desk, sync::RecordId caseFile, const std::vector<std::pair<QString, QString>> &properties,
                    const std::vector<std::pair<QString, QString>> &former = {}, QDate day = {});

/// Whether the register has a field for such a property. Thread: any.
[[nodiscard]] bool isRegisterProperty(const QString &property);
/// The field of the register it writes; nothing where there is none.
[[nodiscard]] std::optional<sync::FieldId> registerFieldOf(const QString &property);

} // namespace indaro::casework
