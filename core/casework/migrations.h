// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migration.h"

#include <span>

namespace indaro::casework {

/// Every step the vault's schema ever took, oldest first. tests/core/casework keeps a vault file of each released
/// version and migrates it.
[[nodiscard]] std::span<const store::Migration> migrations();

} // namespace indaro::casework
