// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/sync/operation.h"
#include "core/wire/snapshot_manifest.h"

#include <vector>

/// A snapshot on its way in (sync_tables.h): one at a time. Every call may give the store's errors; those that write want
/// the caller's transaction.
namespace indaro::sync {

/// Empty when none is loading.
[[nodiscard]] base::Result<base::Bytes> loadingManifest(store::Connection &db);
/// In order, from the first.
[[nodiscard]] base::Result<std::vector<base::Bytes>> loadedParts(store::Connection &db, const crypto::Digest &snapshot);
/// Forgets any other that is loading.
[[nodiscard]] base::Result<void> beginLoading(store::Connection &db, const wire::SnapshotManifestView &view,
                                              base::ByteView manifest, base::UtcMs now);
[[nodiscard]] base::Result<void> keepPart(store::Connection &db, const crypto::Digest &snapshot, std::size_t part,
                                          base::ByteView bytes);
[[nodiscard]] base::Result<void> endLoading(store::Connection &db);

} // namespace indaro::sync
