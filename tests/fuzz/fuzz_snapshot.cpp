// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/snapshot_manifest.h"
#include "tests/fuzz/fuzzed.h"

namespace indaro {

/// The manifest of a snapshot, alone and as a stick carries it: with its parts as blobs behind it.
INDARO_FUZZED(snapshot, input)
{
    if (const auto view = wire::parseSnapshotManifest(input)) {
        INDARO_CHECK(!view->manifest.parts.empty());
        INDARO_CHECK(!wire::verifySnapshotManifest(*view, crypto::SignPublicKey{}));
    }
    base::ByteReader in(input);
    const auto manifest = in.blob();
    std::size_t inside = 4 + manifest.size();
    while (in.isValid() && !in.atEnd())
        inside += 4 + in.blob().size();
    INDARO_CHECK(!in.isValid() || inside == input.size());
    (void)wire::parseSnapshotManifest(manifest);
}

} // namespace indaro
