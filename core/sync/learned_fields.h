// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/change_log.h"

#include <set>

/// Operations with a table or field of a newer program are kept and shown by nobody. When the program here has learned
/// them by an update, what they say has to be seen: the rows are built again, once.
namespace indaro::sync {

/// A table and a field number of it; field 0: the table itself.
using UnknownFields = std::set<std::pair<std::uint16_t, std::uint16_t>>;

/// Adds what of this operation the schema does not know.
void collectUnknown(const Schema &schema, const Operation &operation, UnknownFields &unknown);
/// In the caller's transaction. Errors: the store's.
[[nodiscard]] base::Result<void> rememberUnknown(store::Connection &db, const UnknownFields &unknown);

/// Builds the rows of all records that have operations with what was unknown and is known now; how many. An operation
/// that cannot be right now that its field is known is put aside. Does nothing, and costs one look, when nothing was
/// learned; else it is one transaction. Called by ChangeLog::open. Errors: OperationDamaged, and the store's.
[[nodiscard]] base::Result<std::size_t> rebuildLearned(ChangeLog &log);

} // namespace indaro::sync
