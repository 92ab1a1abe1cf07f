// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/apply.h"

#include <functional>
#include <limits>
#include <map>
#include <span>
#include <utility>
#include <vector>

/// Letting go of operations without letting go of what they say: compaction, snapshots for newcomers,
/// erasure.
namespace indaro::sync {

/// Per device and stream, the last operation of which, and of all before it, something is known.
using CoveredSequences = std::map<std::pair<DeviceId, Stream>, std::uint64_t>;
[[nodiscard]] bool isCovered(const CoveredSequences &covered, const Dot &dot);

/// What compaction leaves of one record.
struct CompactedRecord
{
    std::vector<Operation> kept;
    std::vector<Operation> dropped;
    std::vector<Dot> shortened; ///< births in `kept` that lost values which were replaced
};

/// Pure. Drops operations that somebody who had seen them replaced before `keepSince`, when they and their bases are
/// covered: nothing that could still come would make them, or what they replaced, count again. What a decision that
/// stands decided between stays. The merge of what is kept is the merge of all, now and with anything added later. At
/// most `most` now: each costs time in proportion to the record's operations.
[[nodiscard]] CompactedRecord compactRecord(const TableDefinition &table, std::span<const Operation> operations,
                                            HybridTime keepSince, const CoveredSequences &covered,
                                            std::size_t most = std::numeric_limits<std::size_t>::max());

struct CompactOptions
{
    base::UtcMs keepSinceUtc;                                   ///< history newer than this stays: the retention rule's
    CoveredSequences covered;                                   ///< what came without gaps, of every device
    std::size_t most = std::numeric_limits<std::size_t>::max(); ///< operations dropped in one call
};

/// Compacts the log inside the caller's transaction; remembers how far, so that an old envelope that comes
/// again does no harm. Gives the number of operations dropped. Errors: the store's.
[[nodiscard]] base::Result<std::size_t> compact(ChangeLog &log, const CompactOptions &options);
/// The same for some records.
[[nodiscard]] base::Result<std::size_t> compactRecords(ChangeLog &log, const CompactOptions &options,
                                                       std::span<const RecordKey> keys);

/// Some of the operations a newcomer needs.
struct SnapshotOperations
{
    std::vector<Operation> operations;
    std::optional<Dot> last; ///< to go on after; nothing: that was all
};
/// By device, stream and sequence, those after `last`, at most `limit`. Run compact() first. House operations are left out
/// when the snapshot goes to an internet server. Errors: the store's.
[[nodiscard]] base::Result<SnapshotOperations> snapshotOperations(ChangeLog &log, bool withHouse,
                                                                  const std::optional<Dot> &last, std::size_t limit);

/// Takes a snapshot (all of its parts) into an empty log or one that has operations of its own, inside the
/// caller's transaction. `covered`: what it stands for. What one side has replaced and let go of, and the
/// other still has, goes. Errors: the store's alone.
[[nodiscard]] base::Result<ApplyReport> takeSnapshot(ChangeLog &log, std::span<const Operation> operations,
                                                     const CoveredSequences &covered, const ApplyOptions &options = {});

/// How far each device's operations have been compacted, or taken from a snapshot. Errors: the store's.
[[nodiscard]] base::Result<CoveredSequences> compactedSequences(store::Connection &db);

/// Removes every operation and row of one person: her records, deleted ones and those only the log still
/// knows too. What comes later of her is dropped. The Erase operation that ordered it stays, and holds only
/// her record's number. Inside the caller's transaction. Gives what is gone. Errors: the store's.
[[nodiscard]] base::Result<std::vector<RecordKey>> eraseRecords(ChangeLog &log, RecordKey person);
/// One record of an erased person, with what is here of it; later operations on it are dropped. Inside the caller's
/// transaction and write permit. Errors: the store's.
[[nodiscard]] base::Result<void> eraseRecord(ChangeLog &log, const RecordKey &key);
/// Takes the values out of all that was ever written of a record that is deleted for good, the Delete stays and travels on:
/// the laptops agree that it is gone, and no history tells what it said. Where somebody who had not seen the Delete writes
/// it again, the row that comes back has that alone. False: there was nothing to take out. Inside the caller's transaction.
/// Errors: WrongState (it is there), and the store's.
[[nodiscard]] base::Result<bool> emptyDeleted(ChangeLog &log, const RecordKey &key);
/// From now on operations on this record are dropped. Errors: the store's.
[[nodiscard]] base::Result<void> rememberErased(ChangeLog &log, const RecordId &record);

} // namespace indaro::sync
