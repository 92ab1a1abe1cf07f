// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QDate>

#include <optional>

namespace indaro::casework {

/// A stay is a line of the register; her first has the id of her file.
using StayId = sync::RecordId;

/// The stay a person who is in the house has now. Errors: WrongState when she is not, and the store's.
[[nodiscard]] base::Result<StayId> presentStayOf(Desk &desk, CaseId person);

/// The night a moment belongs to, by the date of its evening: until noon it is still the night before.
[[nodiscard]] QDate nightOf(base::UtcMs at);

/// A moment as the value of an `_at` field, and back.
[[nodiscard]] inline base::Value momentValue(base::UtcMs at)
{
    return base::Value(std::int64_t(at));
}
[[nodiscard]] std::optional<base::UtcMs> momentOf(const base::Value &value);

} // namespace indaro::casework
