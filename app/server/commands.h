// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/options.h"

#include <memory>

namespace indaro::server {

/// PostgreSQL when a database is named, else the embedded store. Errors: as the stores' open().
[[nodiscard]] base::Result<std::unique_ptr<relay::RelayStore>> openStore(const Options &options);

/// Everything but serving: does it, prints, and gives the exit code (0 done, 1 failed, 2 wrongly called,
/// which is also to name a folder without a database).
[[nodiscard]] int runCommand(const Options &options, const base::Clock &clock);

} // namespace indaro::server
