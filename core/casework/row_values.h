// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/model/field_rules.h"
#include "core/store/statement.h"
#include "core/sync/schema.h"

#include <QString>

namespace indaro::casework {

/// A text column; empty when it is null or holds a reason instead of an answer.
[[nodiscard]] inline QString toText(const store::Statement &row, int column)
{
    return model::toText(row.value(column));
}

/// Runs `take()` for each row of a statement, which it reads there. Errors: the store's, and the first of `take`.
template <class Take> [[nodiscard]] base::Result<void> forEachRow(store::Statement &rows, Take take)
{
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        INDARO_TRY(take());
    }
}

/// A record's id as the value of a field that names it.
[[nodiscard]] inline base::Value idValue(const sync::RecordId &id)
{
    return base::Bytes(id.bytes().begin(), id.bytes().end());
}

} // namespace indaro::casework
