// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/connection.h"
#include "core/sync/hybrid_clock.h"
#include "core/sync/operation.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace indaro::sync {

using FieldValues = std::vector<std::pair<FieldId, base::Value>>;

/// A table and a record of it.
struct RecordKey
{
    std::uint16_t table;
    RecordId record;
    friend auto operator<=>(const RecordKey &, const RecordKey &) = default;
};

/// One line of a field's history, newest last.
struct HistoryEntry
{
    Operation operation;
    std::uint16_t field;
    base::Value value; ///< what the field became; for a Set: its whole content after this operation
    bool isLocal;      ///< written on this device
};

/// The only way to write a synced table: each call writes the row and its operation, inside the caller's transaction.
/// Owns nothing but counters; lives beside its connection on the store thread.
class ChangeLog
{
public:
    /// Creates `operation` and its dictionaries; part of the first migration.
    [[nodiscard]] static base::Result<void> createTables(store::Connection &db);
    /// Reads the counters. `user` is who is signed in. Errors: as Connection::execute; NotFound when local_meta has no
    /// device id.
    [[nodiscard]] static base::Result<ChangeLog> open(store::Connection &db, const Schema &schema,
                                                      const base::Clock &clock, UserId user);

    /// A new record with its first values. A missing field stays NULL.
    /// Errors: RecordExists, UnknownField (also: a value of another type than its column), and the store's.
    [[nodiscard]] base::Result<Dot> birth(RecordKey key, const FieldValues &values);
    /// Changes one field; writes nothing when the value is the same. A Set field takes its codes separated by spaces and
    /// logs an add or remove per code. Errors: UnknownRecord, UnknownField, and the store's.
    [[nodiscard]] base::Result<bool> edit(FieldId field, RecordId record, const base::Value &value);
    /// A tombstone: the row goes, its history stays until erasure. Errors: UnknownRecord, and the store's.
    [[nodiscard]] base::Result<void> remove(RecordKey key);

    /// The field's present value. Errors: UnknownRecord, UnknownField.
    [[nodiscard]] base::Result<base::Value> load(FieldId field, RecordId record);
    [[nodiscard]] base::Result<bool> exists(RecordKey key);
    /// Every operation on the record, oldest first, unfolded per field.
    [[nodiscard]] base::Result<std::vector<HistoryEntry>> history(RecordKey key);
    /// The dot of the value the field has now: the base of the next edit, and what an open form remembers.
    [[nodiscard]] base::Result<Dot> head(FieldId field, RecordId record);

    [[nodiscard]] const Schema &schema() const noexcept { return *m_schema; }
    [[nodiscard]] const DeviceId &device() const noexcept { return m_device; }
    [[nodiscard]] const UserId &user() const noexcept { return m_user; }
    [[nodiscard]] store::Connection &connection() const noexcept { return *m_db; }
    /// Told after each written operation, still inside the transaction: what a notifier collects.
    void setListener(std::function<void(const RecordKey &, std::uint16_t field)> listener);

private:
    ChangeLog(store::Connection &db, const Schema &schema, HybridClock clock, DeviceId device, UserId user);
    [[nodiscard]] base::Result<Dot> append(OperationKind kind, RecordKey key, std::uint16_t field, base::ByteView values,
                                           const std::optional<Dot> &base);
    [[nodiscard]] base::Result<std::optional<Dot>> findHead(RecordKey key, std::uint16_t field, std::string_view code);
    [[nodiscard]] base::Result<void> editSet(RecordKey key, const FieldDefinition &field, const base::Value &before,
                                             const std::string &after);
    [[nodiscard]] base::Result<void> readCounters();
    [[nodiscard]] base::Result<std::int64_t> dictionaryNumber(std::string_view table, base::ByteView id);

    store::Connection *m_db;
    const Schema *m_schema;
    HybridClock m_clock;
    DeviceId m_device;
    UserId m_user;
    std::int64_t m_deviceNumber = 0;
    std::int64_t m_userNumber = 0;
    std::map<Stream, std::uint64_t> m_sequence;
    std::uint64_t m_rollbacks = 0; ///< of the connection, when m_sequence was read
    std::map<std::uint16_t, std::string> m_insertSql; ///< per table, made once
    std::function<void(const RecordKey &, std::uint16_t)> m_listener;
};

/// Sorted, without doubles, one space between: the one spelling of a Set's codes.
[[nodiscard]] std::string canonicalSet(std::string_view codes);

} // namespace indaro::sync
