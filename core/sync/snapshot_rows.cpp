// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/snapshot_rows.h"

namespace indaro::sync {

using base::Result;

namespace {
constexpr std::int64_t Loading = 0; // snapshot.state
}

Result<base::Bytes> loadingManifest(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT manifest FROM snapshot WHERE state = ?1"));
    find.bind(1, Loading);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? base::Bytes(find.blob(0).begin(), find.blob(0).end()) : base::Bytes();
}

Result<std::vector<base::Bytes>> loadedParts(store::Connection &db, const crypto::Digest &snapshot)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT bytes FROM snapshot_part WHERE snapshot = ?1 ORDER BY part"));
    rows.bind(1, base::ByteView(snapshot));
    std::vector<base::Bytes> out;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return out;
        out.emplace_back(rows.blob(0).begin(), rows.blob(0).end());
    }
}

Result<void> beginLoading(store::Connection &db, const wire::SnapshotManifestView &view, base::ByteView manifest,
                          base::UtcMs now)
{
    INDARO_TRY(endLoading(db));
    INDARO_TRY_ASSIGN(auto put, db.prepare("INSERT OR REPLACE INTO snapshot (hash, device, manifest, state, at) "
                                           "VALUES (?1, ?2, ?3, ?4, ?5)"));
    put.bind(1, base::ByteView(view.hash));
    put.bind(2, view.manifest.device);
    put.bind(3, manifest);
    put.bind(4, Loading);
    put.bind(5, now);
    return put.run();
}

Result<void> keepPart(store::Connection &db, const crypto::Digest &snapshot, std::size_t part, base::ByteView bytes)
{
    INDARO_TRY_ASSIGN(auto put,
                      db.prepare("INSERT OR REPLACE INTO snapshot_part (snapshot, part, bytes) VALUES (?1, ?2, ?3)"));
    put.bind(1, base::ByteView(snapshot));
    put.bind(2, static_cast<std::int64_t>(part));
    put.bind(3, bytes);
    return put.run();
}

Result<void> endLoading(store::Connection &db)
{
    for (const char *sql : {"DELETE FROM snapshot_part WHERE snapshot IN (SELECT hash FROM snapshot WHERE state = 0)",
                            "DELETE FROM snapshot WHERE state = 0"}) {
        INDARO_TRY_ASSIGN(auto drop, db.prepare(sql));
        INDARO_TRY(drop.run());
    }
    return {};
}

} // namespace indaro::sync
