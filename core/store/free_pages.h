// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace indaro::store {

/// Writes every page of the file that is free. SQLite keeps no copy of what stood in a free page before it uses it again, so
/// that a power cut in that transaction leaves it torn: nothing is lost, but its HMAC is wrong, checkPages() calls the file
/// damaged and a backup cannot read it. In one transaction; the contents of the file stay as they are.
/// Errors: as Connection::execute.
[[nodiscard]] base::Result<void> rewriteFreePages(Connection &db);

} // namespace indaro::store
