// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migration.h"

#include <span>

namespace indaro::casework {

/// Every step the vault's schema ever took, oldest first. tests/fixtures/vaults keeps a file of each frozen version, and
/// tests/core/casework migrates it and compares the tables.
[[nodiscard]] std::span<const store::Migration> migrations();

} // namespace indaro::casework
