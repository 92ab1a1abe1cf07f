// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/learned_fields.h"

#include "core/sync/apply.h"
#include "core/sync/local_meta.h"
#include "core/sync/ownership.h"
#include "core/sync/snapshot.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Result;

namespace {

constexpr std::string_view Key = "sync.unknown";

Result<UnknownFields> readUnknown(store::Connection &db)
{
    UnknownFields unknown;
    INDARO_TRY_ASSIGN(const auto row, findMeta(db, Key));
    if (!row)
        return unknown;
    base::ByteReader in(*row);
    while (!in.atEnd() && in.isValid()) {
        const auto table = in.u16();
        unknown.emplace(table, in.u16());
    }
    return unknown;
}

Result<void> writeUnknown(store::Connection &db, const UnknownFields &unknown)
{
    base::ByteWriter out;
    for (const auto &[table, field] : unknown) {
        out.u16(table);
        out.u16(field);
    }
    return setMeta(db, Key, out.bytes());
}

/// The records with operations on one field, or of one table. A birth holds many fields: it is read.
Result<void> findRecords(store::Connection &db, std::uint16_t table, std::uint16_t field, std::set<RecordKey> &records)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT record, kind, content FROM operation WHERE record_table = ?1 AND "
                                            "(?2 = 0 OR field = ?2 OR kind = ?3)"));
    rows.bind(1, static_cast<std::int64_t>(table));
    rows.bind(2, static_cast<std::int64_t>(field));
    rows.bind(3, static_cast<std::int64_t>(OperationKind::Birth));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            return {};
        const auto record = rows.id<RecordTag>(0);
        if (!record)
            continue;
        if (field != 0 && rows.integer(1) == static_cast<std::int64_t>(OperationKind::Birth)) {
            INDARO_TRY_ASSIGN(const auto values, decodeValues(rows.blob(2)));
            if (std::none_of(values.begin(), values.end(), [&](const auto &value) { return value.first == field; }))
                continue;
        }
        records.insert({table, *record});
    }
}

/// Its person was erased while nobody here knew whose it was.
Result<bool> isOfErased(store::Connection &db, const TableDefinition &table, std::span<const Operation> operations)
{
    for (const Operation &operation : operations) {
        for (const RecordId &owner : ownersNamed(table, operation)) {
            INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT 1 FROM erased WHERE record = ?1"));
            find.bind(1, owner);
            INDARO_TRY_ASSIGN(const bool isListed, find.step());
            if (isListed)
                return true;
        }
    }
    return false;
}

class Rebuilding
{
public:
    explicit Rebuilding(ChangeLog &log) : m_log(log), m_db(log.connection()) {}

    Result<void> run(const std::set<RecordKey> &records)
    {
        const store::Connection::WritePermit permit(m_db);
        for (const RecordKey &key : records) // parents have the lower table numbers
            INDARO_TRY(one(key));
        return {};
    }
    UnknownFields stillUnknown; ///< fields of a table that was learned in part

private:
    Result<void> one(const RecordKey &key)
    {
        const TableDefinition *table = m_log.schema().findTable(key.table);
        INDARO_TRY_ASSIGN(auto operations, m_log.rows().ofRecord(key));
        INDARO_TRY_ASSIGN(const bool isHers, isOfErased(m_db, *table, operations));
        if (isHers) {
            for (const Operation &operation : operations)
                INDARO_TRY(m_log.rows().remove(operation));
            return rememberErased(m_log, key.record);
        }
        std::vector<Operation> good;
        for (Operation &operation : operations) {
            const Shape shape = shapeOf(m_log.schema(), operation);
            if (shape == Shape::Bad)
                INDARO_TRY(putAside(operation));
            else
                good.push_back(std::move(operation));
            if (shape == Shape::Unknown)
                collectUnknown(m_log.schema(), good.back(), stillUnknown);
        }
        INDARO_TRY(m_log.refresh(key, good));
        return {};
    }

    Result<void> putAside(const Operation &operation)
    {
        INDARO_TRY_ASSIGN(auto put, m_db.prepare("INSERT INTO quarantine (reason, detail, device, stream, number, sequence, "
                                                 "bytes, received_at) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7)"));
        put.bind(1, base::errcName(Errc::OperationDamaged));
        put.bind(2, "table=" + std::to_string(operation.table));
        put.bind(3, operation.dot.device);
        put.bind(4, static_cast<std::int64_t>(operation.dot.stream));
        put.bind(5, static_cast<std::int64_t>(operation.dot.sequence));
        const auto content = encodeContent(operation);
        put.bind(6, base::ByteView(content));
        put.bind(7, m_log.nowUtc());
        INDARO_TRY(put.run());
        return m_log.rows().remove(operation);
    }

    ChangeLog &m_log;
    store::Connection &m_db;
};

} // namespace

void collectUnknown(const Schema &schema, const Operation &operation, UnknownFields &unknown)
{
    const TableDefinition *table = schema.findTable(operation.table);
    if (table == nullptr) {
        unknown.emplace(operation.table, 0);
        return;
    }
    if (operation.field != 0 && table->findField(operation.field) == nullptr)
        unknown.emplace(operation.table, operation.field);
    for (const auto &[field, value] : operation.values) {
        if (field != 0 && table->findField(field) == nullptr)
            unknown.emplace(operation.table, field);
    }
}

Result<void> rememberUnknown(store::Connection &db, const UnknownFields &unknown)
{
    INDARO_TRY_ASSIGN(auto all, readUnknown(db));
    const auto before = all.size();
    all.insert(unknown.begin(), unknown.end());
    return all.size() == before ? Result<void>() : writeUnknown(db, all);
}

Result<std::size_t> rebuildLearned(ChangeLog &log)
{
    store::Connection &db = log.connection();
    INDARO_TRY_ASSIGN(auto unknown, readUnknown(db));
    std::set<RecordKey> records;
    UnknownFields learned;
    for (const auto &[number, field] : unknown) {
        const TableDefinition *table = log.schema().findTable(number);
        if (table == nullptr || (field != 0 && table->findField(field) == nullptr))
            continue;
        learned.emplace(number, field);
        INDARO_TRY(findRecords(db, number, field, records));
    }
    if (learned.empty())
        return std::size_t{0};
    for (const auto &field : learned)
        unknown.erase(field);
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    Rebuilding rebuilding(log);
    INDARO_TRY(rebuilding.run(records));
    unknown.merge(rebuilding.stillUnknown);
    INDARO_TRY(writeUnknown(db, unknown));
    INDARO_TRY(transaction.commit());
    return records.size();
}

} // namespace indaro::sync
