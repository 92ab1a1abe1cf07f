// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <functional>
#include <span>

namespace indaro::store {

/// One step of the schema. `apply` spells old names out literally, so that it does the same thing for ever.
struct Migration
{
    int version; ///< the schema version after this step; the list is increasing from 1
    const char *name;
    base::Result<void> (*apply)(Connection &);
};

struct MigrationReport
{
    int from = 0;
    int to = 0;
};

/// Brings the file to the newest version in one transaction: all steps or none. `makeCopy` is called first when there
/// is something to migrate (from version > 0) and must keep a copy of the file as it is.
/// Errors: StoreTooNew (written by a newer program), StoreMigrationFailed (version=…), and makeCopy's.
[[nodiscard]] base::Result<MigrationReport> migrate(Connection &connection, std::span<const Migration> migrations,
                                                    const std::function<base::Result<void>()> &makeCopy);

} // namespace indaro::store
