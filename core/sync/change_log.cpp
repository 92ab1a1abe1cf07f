// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change_log.h"

#include "core/sync/change_log_sql.h"
#include "core/sync/local_meta.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

std::set<std::string> codesOf(std::string_view text)
{
    std::istringstream words{std::string(text)};
    std::set<std::string> codes;
    for (std::string code; words >> code;)
        codes.insert(code);
    return codes;
}

bool fits(const FieldDefinition &field, const Value &value)
{
    if (!value.isKnown())
        return true;
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Set:
        return value.text() != nullptr;
    case FieldType::Integer:
        return value.integer() != nullptr;
    case FieldType::Real:
        return value.real() != nullptr;
    case FieldType::Blob:
        return value.bytes() != nullptr;
    }
    return false;
}

base::Bytes encodeOne(std::uint16_t field, const Value &value)
{
    base::ByteWriter out;
    encodeValues(out, {{field, value}});
    return std::move(out).take();
}

/// What a Set field holds after `operation`, given what it held before.
Value foldSet(const Value &before, const Operation &operation)
{
    if (operation.values.empty())
        return before;
    const Value &value = operation.values.front().second;
    if (operation.kind == OperationKind::Edit)
        return value;
    auto codes = codesOf(before.textOr({}));
    if (operation.kind == OperationKind::SetAdd)
        codes.insert(value.textOr({}));
    else
        codes.erase(value.textOr({}));
    std::string text;
    for (const auto &code : codes)
        text += (text.empty() ? "" : " ") + code;
    return text;
}

Result<std::optional<Dot>> readDot(store::Statement &row, int firstColumn)
{
    if (row.isNull(firstColumn))
        return std::optional<Dot>();
    const auto device = row.id<DeviceTag>(firstColumn);
    if (!device)
        return Error(Errc::OperationDamaged);
    return std::optional(Dot{*device, static_cast<Stream>(row.integer(firstColumn + 1)),
                             static_cast<std::uint64_t>(row.integer(firstColumn + 2))});
}

} // namespace

std::string canonicalSet(std::string_view text)
{
    std::string out;
    for (const auto &code : codesOf(text))
        out += (out.empty() ? "" : " ") + code;
    return out;
}

ChangeLog::ChangeLog(store::Connection &db, const Schema &schema, HybridClock clock, DeviceId device, UserId user)
    : m_db(&db), m_schema(&schema), m_clock(clock), m_device(device), m_user(user)
{
}

Result<void> ChangeLog::createTables(store::Connection &db)
{
    return db.execute(sql::CreateLog);
}

Result<ChangeLog> ChangeLog::open(store::Connection &db, const Schema &schema, const base::Clock &clock, UserId user)
{
    INDARO_TRY_ASSIGN(const auto deviceBytes, findMeta(db, meta::DeviceId));
    const auto device = deviceBytes ? DeviceId::fromBytes(*deviceBytes) : std::nullopt;
    if (!device)
        return Error(Errc::NotFound);
    HybridTime last = 0;
    {
        INDARO_TRY_ASSIGN(auto newest, db.prepare("SELECT max(time) FROM operation"));
        INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, newest.step());
        last = static_cast<HybridTime>(newest.integer(0));
    }
    ChangeLog log(db, schema, HybridClock(clock, last), *device, user);
    INDARO_TRY(log.readCounters());
    for (const auto &table : schema.tables())
        log.m_insertSql[table.table] = sql::insertRow(table);
    return log;
}

Result<void> ChangeLog::readCounters()
{
    m_rollbacks = m_db->rollbackCount();
    INDARO_TRY_ASSIGN(m_deviceNumber, dictionaryNumber("log_device", m_device.bytes()));
    INDARO_TRY_ASSIGN(m_userNumber, dictionaryNumber("log_user", m_user.bytes()));
    m_sequence.clear();
    INDARO_TRY_ASSIGN(auto sequences,
                      m_db->prepare("SELECT stream, max(sequence) FROM operation WHERE device = ?1 GROUP BY stream"));
    sequences.bind(1, m_deviceNumber);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, sequences.step());
        if (!row)
            return {};
        m_sequence[static_cast<Stream>(sequences.integer(0))] = static_cast<std::uint64_t>(sequences.integer(1));
    }
}

void ChangeLog::setListener(std::function<void(const RecordKey &, std::uint16_t)> listener)
{
    m_listener = std::move(listener);
}

Result<std::int64_t> ChangeLog::dictionaryNumber(std::string_view table, base::ByteView id)
{
    const std::string name(table);
    {
        INDARO_TRY_ASSIGN(auto add, m_db->prepare("INSERT OR IGNORE INTO " + name + " (id) VALUES (?1)"));
        add.bind(1, id);
        INDARO_TRY(add.run());
    }
    INDARO_TRY_ASSIGN(auto find, m_db->prepare("SELECT number FROM " + name + " WHERE id = ?1"));
    find.bind(1, id);
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, find.step());
    return find.integer(0);
}

Result<Dot> ChangeLog::append(OperationKind kind, RecordKey key, std::uint16_t field, base::ByteView values,
                              const std::optional<Dot> &base)
{
    INDARO_CHECK(m_db->isInTransaction());
    if (m_rollbacks != m_db->rollbackCount())
        INDARO_TRY(readCounters()); // numbers of a rolled-back transaction are used again: no gaps
    const Stream stream = Stream::General;
    const std::uint64_t sequence = m_sequence[stream] + 1;
    INDARO_TRY_ASSIGN(auto insert, m_db->prepare(sql::InsertOperation));
    insert.bind(1, m_deviceNumber);
    insert.bind(2, static_cast<std::int64_t>(stream));
    insert.bind(3, static_cast<std::int64_t>(sequence));
    insert.bind(4, static_cast<std::int64_t>(kind));
    insert.bind(5, static_cast<std::int64_t>(m_clock.next()));
    insert.bind(6, m_userNumber);
    insert.bind(7, static_cast<std::int64_t>(key.table));
    insert.bind(8, key.record);
    insert.bind(9, static_cast<std::int64_t>(field));
    insert.bind(10, values);
    if (base) {
        INDARO_TRY_ASSIGN(const std::int64_t number, dictionaryNumber("log_device", base->device.bytes()));
        insert.bind(11, number);
        insert.bind(12, static_cast<std::int64_t>(base->stream));
        insert.bind(13, static_cast<std::int64_t>(base->sequence));
    }
    INDARO_TRY(insert.run());
    m_sequence[stream] = sequence;
    if (m_listener)
        m_listener(key, field);
    return Dot{m_device, stream, sequence};
}

Result<Dot> ChangeLog::birth(RecordKey key, const FieldValues &values)
{
    const TableDefinition *table = m_schema->findTable(key.table);
    if (table == nullptr)
        return Error(Errc::UnknownField, {{"table", key.table}});
    INDARO_TRY_ASSIGN(auto insert, m_db->prepare(m_insertSql[key.table]));
    insert.bind(1, key.record);
    std::vector<std::pair<std::uint16_t, Value>> logged;
    logged.reserve(values.size());
    for (const auto &[id, value] : values) {
        const FieldDefinition *field = id.table == key.table ? table->findField(id.field) : nullptr;
        if (field == nullptr || !fits(*field, value))
            return Error(Errc::UnknownField, {{"table", id.table}, {"field", id.field}});
        if (value.isNull())
            continue;
        Value stored = field->type == FieldType::Set && value.text() != nullptr ? Value(canonicalSet(*value.text())) : value;
        insert.bind(static_cast<int>(field - table->fields.data()) + 2, stored);
        logged.emplace_back(id.field, std::move(stored));
    }
    const store::Connection::WritePermit permit(*m_db);
    if (auto inserted = insert.run(); !inserted)
        return inserted.error().code == Errc::StoreConstraint ? Error(Errc::RecordExists) : inserted.error();
    base::ByteWriter out;
    encodeValues(out, logged);
    return append(OperationKind::Birth, key, 0, out.bytes(), std::nullopt);
}

Result<bool> ChangeLog::edit(FieldId id, RecordId record, const Value &value)
{
    INDARO_TRY_ASSIGN(const Value before, load(id, record));
    const TableDefinition *table = m_schema->findTable(id.table);
    const FieldDefinition *field = table->findField(id.field);
    if (!fits(*field, value))
        return Error(Errc::UnknownField, {{"table", id.table}, {"field", id.field}});
    const bool isSet = field->type == FieldType::Set && value.text() != nullptr;
    const Value after = isSet ? Value(canonicalSet(*value.text())) : value;
    if (before == after)
        return false;
    const RecordKey key{id.table, record};
    const store::Connection::WritePermit permit(*m_db);
    if (isSet && !before.isMissing()) {
        INDARO_TRY(editSet(key, *field, before, *after.text()));
    } else {
        INDARO_TRY_ASSIGN(const auto base, findHead(key, id.field, {}));
        INDARO_TRY_ASSIGN([[maybe_unused]] const Dot dot,
                          append(OperationKind::Edit, key, id.field, encodeOne(id.field, after), base));
    }
    INDARO_TRY_ASSIGN(auto update, m_db->prepare(sql::updateField(*table, *field)));
    update.bind(1, after);
    update.bind(2, record);
    INDARO_TRY(update.run());
    return true;
}

Result<void> ChangeLog::editSet(RecordKey key, const FieldDefinition &field, const Value &before, const std::string &after)
{
    const auto had = codesOf(before.textOr({}));
    const auto has = codesOf(after);
    const auto log = [&](OperationKind kind, const std::string &code) -> Result<void> {
        INDARO_TRY_ASSIGN(const auto base, findHead(key, field.field, code));
        INDARO_TRY_ASSIGN([[maybe_unused]] const Dot dot,
                          append(kind, key, field.field, encodeOne(field.field, code), base));
        return {};
    };
    for (const auto &code : has) {
        if (!had.contains(code))
            INDARO_TRY(log(OperationKind::SetAdd, code));
    }
    for (const auto &code : had) {
        if (!has.contains(code))
            INDARO_TRY(log(OperationKind::SetRemove, code));
    }
    if (had == has) { // from "nothing yet" to "none of them": an answer too
        INDARO_TRY_ASSIGN(const auto base, findHead(key, field.field, {}));
        INDARO_TRY_ASSIGN([[maybe_unused]] const Dot dot,
                          append(OperationKind::Edit, key, field.field, encodeOne(field.field, after), base));
    }
    return {};
}

Result<void> ChangeLog::remove(RecordKey key)
{
    const TableDefinition *table = m_schema->findTable(key.table);
    if (table == nullptr)
        return Error(Errc::UnknownField, {{"table", key.table}});
    INDARO_TRY_ASSIGN(const auto base, findHead(key, 0, {}));
    const store::Connection::WritePermit permit(*m_db);
    INDARO_TRY_ASSIGN(auto gone, m_db->prepare(sql::deleteRow(*table)));
    gone.bind(1, key.record);
    INDARO_TRY(gone.run());
    if (m_db->changedRows() == 0)
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN([[maybe_unused]] const Dot dot, append(OperationKind::Delete, key, 0, {}, base));
    return {};
}

Result<Value> ChangeLog::load(FieldId id, RecordId record)
{
    const TableDefinition *table = m_schema->findTable(id.table);
    const FieldDefinition *field = table != nullptr ? table->findField(id.field) : nullptr;
    if (field == nullptr)
        return Error(Errc::UnknownField, {{"table", id.table}, {"field", id.field}});
    INDARO_TRY_ASSIGN(auto find, m_db->prepare(sql::selectField(*table, *field)));
    find.bind(1, record);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::UnknownRecord, {{"table", id.table}});
    return find.value(0);
}

Result<bool> ChangeLog::exists(RecordKey key)
{
    const TableDefinition *table = m_schema->findTable(key.table);
    if (table == nullptr)
        return Error(Errc::UnknownField, {{"table", key.table}});
    INDARO_TRY_ASSIGN(auto find, m_db->prepare("SELECT 1 FROM " + std::string(table->name) + " WHERE id = ?1"));
    find.bind(1, key.record);
    return find.step();
}

Result<std::optional<Dot>> ChangeLog::findHead(RecordKey key, std::uint16_t field, std::string_view code)
{
    INDARO_TRY_ASSIGN(auto find, m_db->prepare(code.empty() ? sql::HeadOfField : sql::HeadOfCode));
    find.bind(1, key.record);
    find.bind(2, static_cast<std::int64_t>(key.table));
    find.bind(3, static_cast<std::int64_t>(field));
    if (!code.empty())
        find.bind(4, base::ByteView(encodeOne(field, std::string(code))));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return std::optional<Dot>();
    return readDot(find, 0);
}

Result<Dot> ChangeLog::head(FieldId id, RecordId record)
{
    INDARO_TRY_ASSIGN(const auto dot, findHead({id.table, record}, id.field, {}));
    if (!dot)
        return Error(Errc::UnknownRecord);
    return *dot;
}

Result<std::vector<HistoryEntry>> ChangeLog::history(RecordKey key)
{
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::OperationsOfRecord));
    rows.bind(1, key.record);
    rows.bind(2, static_cast<std::int64_t>(key.table));
    std::vector<HistoryEntry> entries;
    std::map<std::uint16_t, Value> present;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        INDARO_TRY_ASSIGN(const auto dot, readDot(rows, 1));
        const auto user = rows.id<UserTag>(5);
        if (!dot || !user)
            return Error(Errc::OperationDamaged);
        Operation operation{static_cast<OperationKind>(rows.integer(0)), *dot, static_cast<HybridTime>(rows.integer(4)), *user,
                            key.table, key.record, static_cast<std::uint16_t>(rows.integer(6)), {}, std::nullopt};
        if (operation.kind != OperationKind::Delete) {
            INDARO_TRY_ASSIGN(operation.values, decodeValues(rows.blob(7)));
        }
        INDARO_TRY_ASSIGN(operation.base, readDot(rows, 8));
        const bool isLocal = dot->device == m_device;
        const bool isSetChange = operation.kind == OperationKind::SetAdd || operation.kind == OperationKind::SetRemove;
        for (const auto &[field, value] : operation.values) {
            present[field] = isSetChange ? foldSet(present[field], operation) : value;
            entries.push_back({operation, field, present[field], isLocal});
        }
        if (operation.values.empty())
            entries.push_back({operation, 0, {}, isLocal});
    }
    return entries;
}

} // namespace indaro::sync
