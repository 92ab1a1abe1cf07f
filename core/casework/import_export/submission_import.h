// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/attachments/attachment_store.h"
#include "core/casework/desk.h"
#include "core/casework/import_export/submission_rules.h"
#include "core/casework/import_export/submission_tables.h"
#include "core/forms/form_definition.h"

#include <QHash>

#include <functional>
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

/// What came beside the tables, by the names the answers say.
struct SubmissionFiles
{
    QHash<QString, QByteArray> content{};
    /// Makes of a picture what the store takes (models::prepareAttachment); unset: it is taken as it is or refused.
    std::function<base::Result<QByteArray>(AttachmentKind, const QByteArray &)> prepare{};
};

struct SubmissionReport
{
    int taken = 0;         ///< new interviews
    int alreadyHere = 0;   ///< by their instanceID, also interviews that were held here and left as a file
    int newFiles = 0;      ///< case files opened for submissions that name no case code known here
    QStringList notRead{}; ///< columns that mean nothing in this form
    std::vector<OddValue> oddValues{};
    QStringList noIdentity{};   ///< lines without an instanceID: left out, or they would come twice with the next import
    QStringList otherTables{};  ///< tables that are no repeat of this form: left out
    QStringList orphans{};      ///< "table: line" of rows that hang on no submission of the file: left out
    int listRows = 0;           ///< entities written into lists of the house (entities/entity_store.h)
    int filesTaken = 0;         ///< pictures, recordings and files that answers name
    QStringList filesMissing{}; ///< named by an answer and not in the archive, or not to be kept: each by its name
    QStringList keptBack{};     ///< "dataset: property" of answers that stay out of lists, each once
};

/// Takes submissions of a form in as signed interviews: the tables of ODK Central ("group-question", KEY, PARENT_KEY) or of
/// KoboToolbox ("group/question", _uuid, _index; the codes of a select_multiple also in columns of their own). Labels in the
/// place of codes are read where a list has only one such label. The answers are kept as they were sent and run through the
/// rules of the form: what it works out beside them is added, what does not fit is reported, nothing is taken away. Entities
/// are written as at a signature, and what `files` has of the answers' pictures and recordings; the register is not, for
/// nobody has confirmed it. An interview goes into the file of the column or question `case_code`, else into a new file of
/// its own. Everything or nothing; the same submissions again change nothing, also when another laptop took them in. Errors:
/// NotFound (no column names anything in the form), the store's. Thread: the store's.
[[nodiscard]] base::Result<SubmissionReport> importSubmissions(Desk &desk, const SubmissionForm &form,
                                                               const std::vector<SubmissionTable> &tables,
                                                               const SubmissionFiles &files = {});

} // namespace indaro::casework
