// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/read_hold.h"

namespace indaro::store {

base::Result<Statement> holdForReading(Connection &db)
{
    // One that stands at its first row: SQLite keeps the lock, and what it knows of the pages, until the last such one ends.
    INDARO_TRY_ASSIGN(auto held, db.prepare("SELECT 1 FROM sqlite_schema"));
    INDARO_TRY(held.step());
    return held;
}

} // namespace indaro::store
