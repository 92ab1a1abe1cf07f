// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/sync/log_lines.h"
#include "core/sync/operation.h"

#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

namespace indaro::sync {

/// A table and a record of it.
struct RecordKey
{
    std::uint16_t table;
    RecordId record;
    friend auto operator<=>(const RecordKey &, const RecordKey &) = default;
};

struct RecordKeyHash
{
    std::size_t operator()(const RecordKey &key) const noexcept
    {
        return std::hash<RecordId>()(key.record) ^ (std::size_t(key.table) << 48);
    }
};

/// The rows of the change log, as Operation values. Remembers which number stands for which device and user;
/// that memory is dropped when a transaction was rolled back. Whatever it writes, rewrites or takes away becomes a line of
/// the chain (log_lines.h). Lives beside its connection on the store
/// thread. Every call may give the store's errors; reading also OperationDamaged.
class OperationRows
{
public:
    explicit OperationRows(store::Connection &db) : m_db(&db), m_lines(db) {}

    /// False when there is an operation of that name already. Needs a write permit.
    [[nodiscard]] base::Result<bool> insert(const Operation &operation);
    /// Needs a write permit.
    [[nodiscard]] base::Result<void> remove(const Operation &operation);
    /// Writes the operation's values anew (compaction takes values out of births). Needs a write permit.
    [[nodiscard]] base::Result<void> replaceContent(const Operation &operation);
    /// All operations on the record, oldest first.
    [[nodiscard]] base::Result<std::vector<Operation>> ofRecord(RecordKey key);
    [[nodiscard]] base::Result<bool> hasAny(RecordKey key);
    /// At most `limit` operations of one device's stream, by sequence from `from` on.
    [[nodiscard]] base::Result<std::vector<Operation>> ofDevice(const DeviceId &device, Stream stream, std::uint64_t from,
                                                                std::size_t limit);
    /// How many of them are here, from `from` to `to`.
    [[nodiscard]] base::Result<std::uint64_t> count(const DeviceId &device, Stream stream, std::uint64_t from,
                                                    std::uint64_t to);
    /// The newest decisions on conflicts, newest first; those that opened one again among them. Of `bases` only the first.
    [[nodiscard]] base::Result<std::vector<Operation>> newestDecisions(std::size_t limit);
    /// The newest deletions of what somebody else has deleted too, newest first: "it stays deleted" is among them.
    /// Of `bases` only the first.
    [[nodiscard]] base::Result<std::vector<Operation>> newestRepeatedDeletions(std::size_t limit);
    /// Calls `take` for every operation in the log, by device, stream and sequence, until it says false.
    [[nodiscard]] base::Result<void> forEach(const std::function<base::Result<bool>(Operation &&)> &take);
    /// The same in pages of at most `limit`, beginning after `last`; the log may grow between two.
    [[nodiscard]] base::Result<std::vector<Operation>> after(const std::optional<Dot> &last, std::size_t limit);
    /// 0 when the device wrote nothing.
    [[nodiscard]] base::Result<std::uint64_t> lastSequence(const DeviceId &device, Stream stream);

    [[nodiscard]] base::Result<std::int64_t> deviceNumber(const DeviceId &device);
    [[nodiscard]] base::Result<DeviceId> device(std::int64_t number);

private:
    template <class Tag> struct Dictionary
    {
        std::unordered_map<base::Id<Tag>, std::int64_t> numbers;
        std::unordered_map<std::int64_t, base::Id<Tag>> ids;
    };
    void forgetAfterRollback();
    [[nodiscard]] base::Result<std::vector<Operation>> newest(const char *sql, std::size_t limit);
    template <class Tag>
    [[nodiscard]] base::Result<std::int64_t> number(Dictionary<Tag> &dictionary, const char *table, const base::Id<Tag> &id);
    template <class Tag>
    [[nodiscard]] base::Result<base::Id<Tag>> id(Dictionary<Tag> &dictionary, const char *table, std::int64_t number);
    [[nodiscard]] base::Result<Operation> read(store::Statement &row);
    [[nodiscard]] base::Result<void> insertMoreBases(const Operation &operation);
    [[nodiscard]] base::Result<void> readMoreBases(RecordKey key, std::span<Operation> operations);

    store::Connection *m_db;
    LogLines m_lines;
    Dictionary<DeviceTag> m_devices;
    Dictionary<UserTag> m_users;
    std::uint64_t m_rollbacks = 0;
};

} // namespace indaro::sync
