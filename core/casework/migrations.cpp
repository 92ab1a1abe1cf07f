// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations.h"

#include "core/model/field_table.h"
#include "core/sync/change_log.h"
#include "core/sync/local_meta.h"

namespace indaro::casework {

using base::Result;

namespace {

// Tables of this laptop alone. `audit` is append-only; its chain is over commitments, so that content can be erased
// and the chain still verifies [contracts.md 6]. `draft` holds what is typed but not yet a record: a page's state.
constexpr char LocalTables[] = R"(
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    user BLOB NOT NULL,
    verb TEXT NOT NULL,
    object BLOB,
    detail TEXT NOT NULL,
    salt BLOB NOT NULL,
    commitment BLOB NOT NULL,
    chain BLOB NOT NULL
);
CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows stay'); END;
CREATE TABLE draft (
    key TEXT NOT NULL PRIMARY KEY,
    user BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    content BLOB NOT NULL
) WITHOUT ROWID;
)";

Result<void> createFirstSchema(store::Connection &db)
{
    INDARO_TRY(sync::createLocalMeta(db));
    INDARO_TRY(sync::ChangeLog::createTables(db));
    for (const auto &table : model::schema().tables())
        INDARO_TRY(sync::createSyncedTable(db, table));
    return db.execute(LocalTables);
}

constexpr store::Migration Steps[] = {
    {1, "first schema", createFirstSchema},
};

} // namespace

std::span<const store::Migration> migrations()
{
    return Steps;
}

} // namespace indaro::casework
