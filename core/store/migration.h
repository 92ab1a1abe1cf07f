// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <functional>
#include <span>
#include <string_view>

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

/// Adds `columns` (each as ALTER TABLE … ADD COLUMN takes it) behind those of `table`, as that statement would, text of the
/// schema included. For each column of it SQLite reads the whole schema anew, which took most of the time of making a vault;
/// an empty table is made anew in one go instead, with its indexes and triggers. Inside migrate()'s transaction.
/// Errors: as Connection::execute.
[[nodiscard]] base::Result<void> addColumns(Connection &connection, std::string_view table,
                                            std::span<const std::string_view> columns);

} // namespace indaro::store
