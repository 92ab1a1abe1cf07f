// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/desk_pieces.h"
#include "core/transport/exchange_folder.h"
#include "core/wire/exchange.h"

#include <map>
#include <set>

/// What lies in an exchange folder, by the names of its files:
///   b-<32 hex>.dat  a bundle: whole envelopes one after the other; the name is the start of its BLAKE2b hash
///   h-<32 hex>.dat  a device's signed have statement; the name is the start of a hash of shelter and device
///   s-<32 hex>.dat  a snapshot: the manifest, then each part, as blobs; named like a bundle
///   r-<32 hex>.dat  roster blocks (as in an upload, PROTOCOL.md); named like a bundle
/// Everything else is not ours and is never touched.
namespace indaro::transport {

enum class FileKind : std::uint8_t {
    Bundle,
    Have,
    Roster,
    Snapshot,
    Unfinished, ///< what a pulled-out stick left of one of the others
    Strange
};
[[nodiscard]] FileKind kindOf(std::string_view name);
/// "b-", "h-", "r-" or "s-", start of the hash, ".dat".
[[nodiscard]] std::string fileName(FileKind kind, const crypto::Digest &hash);
[[nodiscard]] std::string haveFileName(const wire::ShelterId &shelter, const wire::DeviceId &device);

inline constexpr std::size_t BundleSize = 1 * wire::MiB; ///< about; a bundle is read and written in one piece
inline constexpr std::size_t LargestFile = BundleSize + wire::MaxEnvelope + 8 * wire::MiB;

/// One envelope somewhere in the folder.
struct CarriedEnvelope
{
    wire::StreamKey key;
    std::uint64_t number;
    crypto::Digest hash;
    friend auto operator<=>(const CarriedEnvelope &, const CarriedEnvelope &) = default;
};

struct Bundle
{
    std::string name;
    std::size_t bytes = 0;
    std::vector<CarriedEnvelope> envelopes;
    bool isWhole = true; ///< its name fits its content, and it holds nothing but envelopes of this house
};

struct FolderContents
{
    std::vector<Bundle> bundles; ///< with at least one envelope of this house
    std::set<CarriedEnvelope> envelopes;
    std::map<wire::DeviceId, wire::HaveStatement> statements; ///< signed by a device of the roster
    std::set<crypto::Digest> rosterBlocks;
    std::map<std::string, wire::HaveVector> snapshots; ///< whole ones of this house: what each stands for
    std::vector<std::string> rosterFiles;              ///< of this house and whole
    std::vector<std::string> unfinished;
    std::size_t strangeFiles = 0; ///< of others, or what nobody here can make sense of
    std::size_t damagedFiles = 0; ///< cut short or changed; what was whole in them counts
};

/// What came into the vault while reading.
struct FolderIntake
{
    std::size_t applied = 0, known = 0, waiting = 0, held = 0, quarantined = 0, refused = 0; ///< envelopes
    std::size_t rosterBlocks = 0;
    std::size_t snapshotParts = 0; ///< of the snapshot a new laptop took
    std::vector<sync::ChangedField> changed;
};

/// Reads everything and takes in what is new: roster blocks first, then, on a laptop that has nothing of the others yet, a
/// snapshot, then envelopes. A file that cannot be read or that is damaged never stops the others. Errors: the store's, the
/// folder's list(), and `run`'s.
[[nodiscard]] base::Result<FolderContents> readFolder(const OnDesk &run, ExchangeFolder &folder, const sync::Road &road,
                                                      FolderIntake &intake);

} // namespace indaro::transport
