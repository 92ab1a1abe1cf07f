// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/operation_rows.h"

#include "core/sync/change_log_sql.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

void OperationRows::forgetAfterRollback()
{
    if (m_rollbacks == m_db->rollbackCount())
        return;
    m_rollbacks = m_db->rollbackCount();
    m_devices = {};
    m_users = {};
}

template <class Tag>
Result<std::int64_t> OperationRows::number(Dictionary<Tag> &dictionary, const char *table, const base::Id<Tag> &id)
{
    forgetAfterRollback();
    if (const auto known = dictionary.numbers.find(id); known != dictionary.numbers.end())
        return known->second;
    const std::string name(table);
    {
        INDARO_TRY_ASSIGN(auto add, m_db->prepare("INSERT OR IGNORE INTO " + name + " (id) VALUES (?1)"));
        add.bind(1, id);
        INDARO_TRY(add.run());
    }
    INDARO_TRY_ASSIGN(auto find, m_db->prepare("SELECT number FROM " + name + " WHERE id = ?1"));
    find.bind(1, id);
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, find.step());
    const std::int64_t number = find.integer(0);
    dictionary.numbers.insert_or_assign(id, number);
    dictionary.ids.insert_or_assign(number, id);
    return number;
}

template <class Tag>
Result<base::Id<Tag>> OperationRows::id(Dictionary<Tag> &dictionary, const char *table, std::int64_t number)
{
    forgetAfterRollback();
    if (const auto known = dictionary.ids.find(number); known != dictionary.ids.end())
        return known->second;
    INDARO_TRY_ASSIGN(auto find, m_db->prepare("SELECT id FROM " + std::string(table) + " WHERE number = ?1"));
    find.bind(1, number);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto id = found ? find.id<Tag>(0) : std::nullopt;
    if (!id)
        return Error(Errc::OperationDamaged);
    dictionary.numbers.insert_or_assign(*id, number);
    dictionary.ids.insert_or_assign(number, *id);
    return *id;
}

Result<std::int64_t> OperationRows::deviceNumber(const DeviceId &device)
{
    return number(m_devices, "log_device", device);
}

Result<DeviceId> OperationRows::device(std::int64_t number)
{
    return id(m_devices, "log_device", number);
}

Result<bool> OperationRows::insert(const Operation &operation)
{
    INDARO_TRY_ASSIGN(const std::int64_t device, deviceNumber(operation.dot.device));
    INDARO_TRY_ASSIGN(const std::int64_t user, number(m_users, "log_user", operation.user));
    INDARO_TRY_ASSIGN(auto insert, m_db->prepare(sql::InsertOperation));
    insert.bind(1, device);
    insert.bind(2, static_cast<std::int64_t>(operation.dot.stream));
    insert.bind(3, static_cast<std::int64_t>(operation.dot.sequence));
    insert.bind(4, static_cast<std::int64_t>(operation.kind));
    insert.bind(5, static_cast<std::int64_t>(operation.time));
    insert.bind(6, user);
    insert.bind(7, static_cast<std::int64_t>(operation.table));
    insert.bind(8, operation.record);
    insert.bind(9, static_cast<std::int64_t>(operation.field));
    insert.bind(10, base::ByteView(encodeContent(operation)));
    if (!operation.bases.empty()) {
        const Dot &base = operation.bases.front();
        INDARO_TRY_ASSIGN(const std::int64_t baseDevice, deviceNumber(base.device));
        insert.bind(11, baseDevice);
        insert.bind(12, static_cast<std::int64_t>(base.stream));
        insert.bind(13, static_cast<std::int64_t>(base.sequence));
    }
    INDARO_TRY(insert.run());
    if (m_db->changedRows() == 0)
        return false;
    if (operation.bases.size() > 1)
        INDARO_TRY(insertMoreBases(operation));
    INDARO_TRY(m_lines.wrote(device, operation));
    return true;
}

Result<void> OperationRows::insertMoreBases(const Operation &operation)
{
    INDARO_TRY_ASSIGN(const std::int64_t device, deviceNumber(operation.dot.device));
    INDARO_TRY_ASSIGN(auto insert, m_db->prepare(sql::InsertBase));
    for (std::size_t i = 1; i < operation.bases.size(); ++i) {
        const Dot &base = operation.bases[i];
        INDARO_TRY_ASSIGN(const std::int64_t baseDevice, deviceNumber(base.device));
        insert.bind(1, operation.record);
        insert.bind(2, static_cast<std::int64_t>(operation.table));
        insert.bind(3, device);
        insert.bind(4, static_cast<std::int64_t>(operation.dot.stream));
        insert.bind(5, static_cast<std::int64_t>(operation.dot.sequence));
        insert.bind(6, static_cast<std::int64_t>(i));
        insert.bind(7, baseDevice);
        insert.bind(8, static_cast<std::int64_t>(base.stream));
        insert.bind(9, static_cast<std::int64_t>(base.sequence));
        INDARO_TRY(insert.run());
    }
    return {};
}

Result<void> OperationRows::remove(const Operation &operation)
{
    INDARO_TRY_ASSIGN(const std::int64_t device, deviceNumber(operation.dot.device));
    for (const char *sql : {sql::DeleteOperation, sql::DeleteBases}) {
        INDARO_TRY_ASSIGN(auto gone, m_db->prepare(sql));
        gone.bind(1, device);
        gone.bind(2, static_cast<std::int64_t>(operation.dot.stream));
        gone.bind(3, static_cast<std::int64_t>(operation.dot.sequence));
        if (sql == sql::DeleteBases) {
            gone.bind(4, operation.record);
            gone.bind(5, static_cast<std::int64_t>(operation.table));
        }
        INDARO_TRY(gone.run());
    }
    return m_lines.letGo(device, operation.dot);
}

Result<void> OperationRows::replaceContent(const Operation &operation)
{
    INDARO_TRY_ASSIGN(const std::int64_t device, deviceNumber(operation.dot.device));
    INDARO_TRY_ASSIGN(auto update, m_db->prepare(sql::UpdateContent));
    update.bind(1, device);
    update.bind(2, static_cast<std::int64_t>(operation.dot.stream));
    update.bind(3, static_cast<std::int64_t>(operation.dot.sequence));
    update.bind(4, base::ByteView(encodeContent(operation)));
    INDARO_TRY(update.run());
    INDARO_TRY(m_lines.letGo(device, operation.dot));
    return m_lines.wrote(device, operation);
}

Result<Operation> OperationRows::read(store::Statement &row)
{
    INDARO_TRY_ASSIGN(const DeviceId writer, device(row.integer(1)));
    INDARO_TRY_ASSIGN(const UserId user, id(m_users, "log_user", row.integer(5)));
    const auto record = row.id<RecordTag>(7);
    if (!record)
        return Error(Errc::OperationDamaged);
    Operation operation{static_cast<OperationKind>(row.integer(0)),
                        {writer, static_cast<Stream>(row.integer(2)), static_cast<std::uint64_t>(row.integer(3))},
                        static_cast<HybridTime>(row.integer(4)),
                        user,
                        static_cast<std::uint16_t>(row.integer(6)),
                        *record,
                        static_cast<std::uint16_t>(row.integer(8)),
                        {},
                        {},
                        {}};
    INDARO_TRY(decodeContent(row.blob(9), operation));
    if (!row.isNull(10)) {
        INDARO_TRY_ASSIGN(const DeviceId base, device(row.integer(10)));
        operation.bases.push_back({base, static_cast<Stream>(row.integer(11)), static_cast<std::uint64_t>(row.integer(12))});
    }
    return operation;
}

Result<void> OperationRows::readMoreBases(RecordKey key, std::span<Operation> operations)
{
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::BasesOfRecord));
    rows.bind(1, key.record);
    rows.bind(2, static_cast<std::int64_t>(key.table));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return {};
        INDARO_TRY_ASSIGN(const DeviceId writer, device(rows.integer(0)));
        const Dot dot{writer, static_cast<Stream>(rows.integer(1)), static_cast<std::uint64_t>(rows.integer(2))};
        INDARO_TRY_ASSIGN(const DeviceId base, device(rows.integer(3)));
        for (Operation &operation : operations) {
            if (operation.dot == dot)
                operation.bases.push_back(
                    {base, static_cast<Stream>(rows.integer(4)), static_cast<std::uint64_t>(rows.integer(5))});
        }
    }
}

Result<std::vector<Operation>> OperationRows::ofRecord(RecordKey key)
{
    std::vector<Operation> operations;
    bool hasBases = false;
    {
        INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::OperationsOfRecord));
        rows.bind(1, key.record);
        rows.bind(2, static_cast<std::int64_t>(key.table));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                break;
            INDARO_TRY_ASSIGN(auto operation, read(rows));
            hasBases = hasBases || !operation.bases.empty();
            operations.push_back(std::move(operation));
        }
    }
    if (hasBases)
        INDARO_TRY(readMoreBases(key, operations));
    return operations;
}

Result<bool> OperationRows::hasAny(RecordKey key)
{
    INDARO_TRY_ASSIGN(auto find, m_db->prepare(sql::AnyOfRecord));
    find.bind(1, key.record);
    find.bind(2, static_cast<std::int64_t>(key.table));
    return find.step();
}

Result<std::vector<Operation>> OperationRows::ofDevice(const DeviceId &device, Stream stream, std::uint64_t from,
                                                       std::size_t limit)
{
    INDARO_TRY_ASSIGN(const std::int64_t number, deviceNumber(device));
    std::vector<Operation> operations;
    {
        INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::OperationsOfDevice));
        rows.bind(1, number);
        rows.bind(2, static_cast<std::int64_t>(stream));
        rows.bind(3, static_cast<std::int64_t>(from));
        rows.bind(4, static_cast<std::int64_t>(limit));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                break;
            INDARO_TRY_ASSIGN(auto operation, read(rows));
            operations.push_back(std::move(operation));
        }
    }
    for (Operation &operation : operations) {
        if (!operation.bases.empty())
            INDARO_TRY(readMoreBases({operation.table, operation.record}, {&operation, 1}));
    }
    return operations;
}

Result<std::vector<Operation>> OperationRows::newestDecisions(std::size_t limit)
{
    return newest(sql::NewestDecisions, limit);
}

Result<std::vector<Operation>> OperationRows::newestRepeatedDeletions(std::size_t limit)
{
    return newest(sql::NewestRepeatedDeletions, limit);
}

Result<std::vector<Operation>> OperationRows::newest(const char *sql, std::size_t limit)
{
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql));
    rows.bind(1, static_cast<std::int64_t>(limit));
    std::vector<Operation> operations;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return operations;
        INDARO_TRY_ASSIGN(auto operation, read(rows));
        operations.push_back(std::move(operation)); // further bases are not read: nobody asks them of these
    }
}

Result<void> OperationRows::forEach(const std::function<Result<bool>(Operation &&)> &take)
{
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::AllOperations));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return {};
        INDARO_TRY_ASSIGN(auto operation, read(rows));
        if (!operation.bases.empty())
            INDARO_TRY(readMoreBases({operation.table, operation.record}, {&operation, 1}));
        INDARO_TRY_ASSIGN(const bool goesOn, take(std::move(operation)));
        if (!goesOn)
            return {};
    }
}

Result<std::vector<Operation>> OperationRows::after(const std::optional<Dot> &last, std::size_t limit)
{
    std::int64_t number = 0; // before the first
    if (last) {
        INDARO_TRY_ASSIGN(number, deviceNumber(last->device));
    }
    std::vector<Operation> operations;
    {
        INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::OperationsAfter));
        rows.bind(1, number);
        rows.bind(2, last ? static_cast<std::int64_t>(last->stream) : -1);
        rows.bind(3, last ? static_cast<std::int64_t>(last->sequence) : -1);
        rows.bind(4, static_cast<std::int64_t>(limit));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                break;
            INDARO_TRY_ASSIGN(auto operation, read(rows));
            operations.push_back(std::move(operation));
        }
    }
    for (Operation &operation : operations) {
        if (!operation.bases.empty())
            INDARO_TRY(readMoreBases({operation.table, operation.record}, {&operation, 1}));
    }
    return operations;
}

Result<std::uint64_t> OperationRows::count(const DeviceId &device, Stream stream, std::uint64_t from, std::uint64_t to)
{
    INDARO_TRY_ASSIGN(const std::int64_t number, deviceNumber(device));
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare("SELECT count(*) FROM operation WHERE device = ?1 AND stream = ?2 AND "
                                               "sequence BETWEEN ?3 AND ?4"));
    rows.bind(1, number);
    rows.bind(2, static_cast<std::int64_t>(stream));
    rows.bind(3, static_cast<std::int64_t>(from));
    rows.bind(4, static_cast<std::int64_t>(to));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, rows.step());
    return static_cast<std::uint64_t>(rows.integer(0));
}

Result<std::uint64_t> OperationRows::lastSequence(const DeviceId &device, Stream stream)
{
    INDARO_TRY_ASSIGN(const std::int64_t number, deviceNumber(device));
    std::uint64_t last = 0;
    {
        INDARO_TRY_ASSIGN(auto newest,
                          m_db->prepare("SELECT max(sequence) FROM operation WHERE device = ?1 AND stream = ?2"));
        newest.bind(1, number);
        newest.bind(2, static_cast<std::int64_t>(stream));
        INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, newest.step());
        last = static_cast<std::uint64_t>(newest.integer(0));
    }
    // Erasure and compaction may have taken the last operation itself: its number is never given again.
    INDARO_TRY_ASSIGN(auto gone, m_db->prepare("SELECT sequence FROM compacted WHERE device = ?1 AND stream = ?2"));
    gone.bind(1, device);
    gone.bind(2, static_cast<std::int64_t>(stream));
    INDARO_TRY_ASSIGN(const bool found, gone.step());
    return found ? std::max(last, static_cast<std::uint64_t>(gone.integer(0))) : last;
}

} // namespace indaro::sync
