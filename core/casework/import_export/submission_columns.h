// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/import_export/csv_table.h"
#include "core/forms/form_definition.h"

#include <vector>

namespace indaro::casework {

/// What one column of a table of submissions is.
struct SubmissionColumn
{
    enum class Kind { Unknown, Answer, Code, InstanceId, Begun, Finished, CaseCode, Ignored };
    Kind kind = Kind::Unknown;
    const forms::FormItem *item = nullptr; ///< of Answer and Code
    QString code{};                        ///< of Code: one of the item's choices, ticked or not
};

/// Each column by its head, in the spellings of ODK Central and KoboToolbox.
[[nodiscard]] std::vector<SubmissionColumn> recogniseColumns(const forms::FormDefinition &form, const QStringList &heads);

} // namespace indaro::casework
