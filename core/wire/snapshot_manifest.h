// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/wire/have_vector.h"
#include "core/wire/limits.h"

namespace indaro::wire {

inline constexpr std::string_view SnapshotContext = "indaro/v1/snapshot";

/// The signed list of a snapshot's parts. The parts are envelopes of type Snapshot, numbered 1 … n and
/// chained by prev; `covers` is the vector of operation envelopes they stand for, visible so that a server
/// can drop what is covered.
struct SnapshotManifest
{
    ShelterId shelter;
    DeviceId device;
    std::uint64_t snapshot; ///< of this device, rising
    Stream stream;          ///< House: holds house operations too, never for an internet server
    base::UtcMs time;       ///< a label
    HaveVector covers;
    struct Part
    {
        crypto::Digest hash;
        std::uint32_t length;
        friend bool operator==(const Part &, const Part &) = default;
    };
    std::vector<Part> parts;
};

[[nodiscard]] base::Bytes signSnapshotManifest(const SnapshotManifest &manifest, const crypto::SignKeyPair &keys);

struct SnapshotManifestView
{
    SnapshotManifest manifest;
    base::ByteView signedPart;
    crypto::Signature signature;
    crypto::Digest hash; ///< of signedPart: the snapshot's name
};
/// Errors: WireDamaged, WireTooNew, WireTooLarge.
[[nodiscard]] base::Result<SnapshotManifestView> parseSnapshotManifest(base::ByteView bytes);
/// Errors: CryptoAuthFailed.
[[nodiscard]] base::Result<void> verifySnapshotManifest(const SnapshotManifestView &view,
                                                        const crypto::SignPublicKey &signKey);

} // namespace indaro::wire
