// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/import_export/csv_table.h"
#include "core/forms/form_definition.h"

#include <optional>

namespace indaro::casework {

/// The form the submissions were made with.
struct SubmissionForm
{
    std::optional<sync::RecordId> record{}; ///< forms/form_store.h; unset: shipped
    QString formId{};
    QString version{};
    const forms::FormDefinition *definition = nullptr; ///< never null; outlives the call
};

/// A cell that is in the interview as it stands, though the form would not have taken it.
struct OddValue
{
    int line = 0; ///< of the table, its head being 1
    QString column{};
    QString value{};
};

struct SubmissionReport
{
    int taken = 0;         ///< new interviews
    int alreadyHere = 0;   ///< by their instanceID
    int newFiles = 0;      ///< case files opened for submissions that name no case code known here
    QStringList notRead{}; ///< columns that mean nothing in this form
    std::vector<OddValue> oddValues{};
    QStringList noIdentity{}; ///< lines without an instanceID: left out, or they would come twice with the next import
};

/// Takes submissions of a form in as signed interviews: the CSV of ODK Central ("group-question", KEY) or of KoboToolbox
/// ("group/question", _uuid; the codes of a select_multiple also in columns of their own). Labels in the place of codes are
/// read where a list has only one such label. An interview goes into the file of the column or question `case_code`, else
/// into a new file of its own. Rows of repeats are other tables and not read. Everything or nothing; the same submissions
/// again change nothing, also when another laptop took them in.
/// Errors: NotFound (no column names anything in the form), the store's. Thread: the store's.
[[nodiscard]] base::Result<SubmissionReport> importSubmissions(Desk &desk, const SubmissionForm &form,
                                                               const CsvTable &table);

} // namespace indaro::casework
