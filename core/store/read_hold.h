// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/store/statement.h"

namespace indaro::store {

/// While what it gives lives, the file stays read: many statements outside a transaction do not each ask the disk anew
/// whether somebody else wrote meanwhile, which takes longer than most of them. Through this connection one writes as ever;
/// another one's writes wait. Thread: the connection's. Errors: as Statement::step.
[[nodiscard]] base::Result<Statement> holdForReading(Connection &db);

} // namespace indaro::store
