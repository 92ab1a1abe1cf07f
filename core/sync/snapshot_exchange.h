// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/engine.h"
#include "core/sync/snapshot.h"
#include "core/wire/snapshot_manifest.h"

#include <memory>
#include <optional>
#include <unordered_map>

/// Snapshots as they travel: a signed manifest and sealed parts (core/wire/PROTOCOL.md), so that a new laptop does not
/// replay years, and so that what an erasure removed is nowhere in what is kept.
namespace indaro::sync {

struct SealedSnapshot
{
    base::Bytes manifest;
    std::vector<base::Bytes> parts;
};

/// One being made piece by piece, so that whoever saves meanwhile waits for one part at most. It stands for the envelopes
/// that are here at its start; what is written or taken in later may be in it or not, and comes as an envelope anyway. Holds
/// nothing of the vault between two calls. Lives on the store thread.
class SnapshotMaker
{
public:
    /// Cut what is pending first: a snapshot stands for whole envelopes. `partBytes`: about. Errors: WrongState (something
    /// is not cut, or not a member), and the store's.
    [[nodiscard]] static base::Result<SnapshotMaker> start(ChangeLog &log, Trust &trust, Engine &engine, bool withHouse,
                                                           std::size_t partBytes, int level);
    SnapshotMaker(SnapshotMaker &&) noexcept;
    SnapshotMaker &operator=(SnapshotMaker &&) noexcept;
    ~SnapshotMaker();

    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// The next part, sealed with the newest keys. Errors: WrongState (somebody was erased since the start, who may be in
    /// it), SyncKeyMissing, WireTooLarge, and the store's.
    [[nodiscard]] base::Result<void> goOn(ChangeLog &log, Trust &trust);
    /// Precondition: isReady(). Once.
    [[nodiscard]] SealedSnapshot take(const Trust &trust);

private:
    class Writer;
    SnapshotMaker(std::unique_ptr<Writer> writer, wire::SnapshotManifest manifest, std::int64_t erased);
    std::unique_ptr<Writer> m_writer;
    wire::SnapshotManifest m_manifest;
    std::optional<Dot> m_last;
    std::int64_t m_erased; ///< how many people were at the start
    bool m_isReady = false;
};

/// The same in one piece: of everything here. Errors: SnapshotMaker's.
[[nodiscard]] base::Result<SealedSnapshot> makeSnapshot(ChangeLog &log, Trust &trust, Engine &engine, bool withHouse,
                                                        std::size_t partBytes, int level);

/// Takes a snapshot in part by part; what has come is there to work with at once. Nothing is believed of it but what its
/// laptop, still of the house, signed. Lives on the store thread.
class SnapshotIntake
{
public:
    /// Errors: CryptoAuthFailed, SyncUnknownDevice (or shut out), WireWrongShelter, WireDamaged, WireTooNew, WrongState.
    [[nodiscard]] static base::Result<SnapshotIntake> start(ChangeLog &log, Trust &trust, base::ByteView manifest);
    [[nodiscard]] std::size_t partCount() const { return m_manifest.parts.size(); }
    [[nodiscard]] std::size_t partsTaken() const { return m_taken; }
    /// The next part. Errors: WireDamaged (another one, or changed), CryptoAuthFailed, SyncKeyMissing, SegmentDamaged,
    /// SegmentTooNew, and the store's.
    [[nodiscard]] base::Result<ApplyReport> add(base::ByteView part);
    /// After the last part: from now on it stands for the envelopes it covers. Errors: WrongState, and the store's.
    [[nodiscard]] base::Result<ApplyReport> finish();

private:
    SnapshotIntake(ChangeLog &log, Trust &trust, wire::SnapshotManifest manifest)
        : m_log(&log), m_trust(&trust), m_manifest(std::move(manifest))
    {
    }
    [[nodiscard]] ApplyOptions options() const;

    ChangeLog *m_log;
    Trust *m_trust;
    wire::SnapshotManifest m_manifest;
    std::size_t m_taken = 0;
    crypto::Digest m_last{};
    std::vector<Operation> m_operations;
    std::map<Dot, RecordId> m_records;
    CoveredSequences m_covered;
};

} // namespace indaro::sync
