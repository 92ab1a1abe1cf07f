// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/import_export/csv_table.h"
#include "core/forms/form_definition.h"

#include <vector>

namespace indaro::casework {

/// What one column of a table of submissions is.
struct SubmissionColumn
{
    enum class Kind {
        Unknown,
        Answer,
        Code,
        InstanceId, ///< in a table of a repeat, of the row
        ParentKey,
        Index,
        ParentIndex,
        ParentTable,
        Begun,
        Finished,
        CaseCode,
        WithoutAnswer, ///< our own: what could not or would not be said
        Said,          ///< our own: the ages that dates stand for
        Ignored
    };
    Kind kind = Kind::Unknown;
    const forms::FormItem *item = nullptr; ///< of Answer and Code
    QString code{};                        ///< of Code: one of the item's choices, ticked or not
};

/// Each column by its head, in the spellings of ODK Central and KoboToolbox. `repeat`: the item whose rows the table has;
/// null for the submissions themselves.
[[nodiscard]] std::vector<SubmissionColumn> recogniseColumns(const forms::FormDefinition &form, const QStringList &heads,
                                                             const forms::FormItem *repeat = nullptr);

/// The repeat whose rows a table of this name has: "visit-family-child" (Central), "child" (KoboToolbox, cut to the 31
/// characters a sheet's name may have). Null: none, or several would do.
[[nodiscard]] const forms::FormItem *findRepeatOf(const forms::FormDefinition &form, const QString &table);

/// The innermost repeat an item is in, itself left out; null outside repeats.
[[nodiscard]] const forms::FormItem *repeatAround(const forms::FormDefinition &form, const forms::FormItem &item);

} // namespace indaro::casework
