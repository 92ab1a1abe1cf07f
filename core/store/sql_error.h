// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

struct sqlite3;

namespace indaro::store {

/// Turns the last error of a handle (or `code` when there is no handle) into one of ours. Private to this library.
[[nodiscard]] base::Error sqlError(sqlite3 *db, int code);

/// RAISE(ABORT, …) text of the triggers that guard synced tables.
inline constexpr char UnloggedWriteMessage[] = "unlogged write";

} // namespace indaro::store
