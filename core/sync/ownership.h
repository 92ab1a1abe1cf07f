// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"

namespace indaro::sync {

/// The records a value of a field says a record belongs to: its owner's id, and the ids of the others it is of as well
/// (Ownership::also), written as one id or as a Set of ids in hexadecimal digits. Empty where the field says nothing of it.
/// When any of them is erased, the record goes; where any of them stays in the house, so does it. An owner that was written
/// later and replaced by another (two files made one, and taken apart again) is none any more; the first one always is.
[[nodiscard]] std::vector<RecordId> ownersNamed(const TableDefinition &table, std::uint16_t field, const base::Value &value);

/// The same of all values of an operation.
[[nodiscard]] std::vector<RecordId> ownersNamed(const TableDefinition &table, const Operation &operation);

} // namespace indaro::sync
