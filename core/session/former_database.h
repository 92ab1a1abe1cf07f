// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <filesystem>

namespace indaro::session {

/// The database as it was before the last change of its schema, beside it in the vault's folder and under the same key: the
/// way back should a new program spoil it.
inline constexpr const char *FormerDatabaseName = "before-migration.db";

/// Removes it: somebody was erased, and it would still hold her. Nothing when there is none. Errors: FileNotWritable.
[[nodiscard]] base::Result<void> removeFormerDatabase(store::Connection &db);

} // namespace indaro::session
