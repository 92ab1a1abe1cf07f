// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/local_meta.h"

namespace indaro::sync {

base::Result<void> createLocalMeta(store::Connection &db)
{
    return db.execute("CREATE TABLE local_meta (key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
}

base::Result<std::optional<base::Bytes>> findMeta(store::Connection &db, std::string_view key)
{
    INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT value FROM local_meta WHERE key = ?1"));
    find.bind(1, key);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return std::optional<base::Bytes>();
    const base::ByteView bytes = find.blob(0);
    return std::optional(base::Bytes(bytes.begin(), bytes.end()));
}

base::Result<void> setMeta(store::Connection &db, std::string_view key, base::ByteView value)
{
    INDARO_TRY_ASSIGN(auto put, db.prepare("INSERT INTO local_meta (key, value) VALUES (?1, ?2) "
                                           "ON CONFLICT (key) DO UPDATE SET value = excluded.value"));
    put.bind(1, key);
    put.bind(2, value);
    return put.run();
}

base::Result<void> removeMeta(store::Connection &db, std::string_view key)
{
    INDARO_TRY_ASSIGN(auto drop, db.prepare("DELETE FROM local_meta WHERE key = ?1"));
    drop.bind(1, key);
    return drop.run();
}

} // namespace indaro::sync
