// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change_log.h"

#include "core/sync/change_log_sql.h"
#include "core/sync/learned_fields.h"
#include "core/sync/local_meta.h"
#include "core/sync/sync_tables.h"

#include <algorithm>
#include <cmath>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

constexpr std::string_view Elsewhere = "sync.compartments_elsewhere"; ///< one byte, a bit for each

base::Bytes encodeOne(std::uint16_t field, const Value &value)
{
    base::ByteWriter out;
    encodeValues(out, {{field, value}});
    return std::move(out).take();
}

Result<HybridTime> timeBefore(store::Connection &db, const DeviceId &device)
{
    INDARO_TRY_ASSIGN(const auto saved, findMeta(db, meta::Clock));
    const HybridTime last = saved ? base::ByteReader(*saved).u64() : 0;
    INDARO_TRY_ASSIGN(auto newest, db.prepare(sql::LastOwnTime));
    newest.bind(1, device);
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, newest.step());
    return std::max(last, static_cast<HybridTime>(newest.integer(0)));
}

} // namespace

bool fits(const FieldDefinition &field, const Value &value) noexcept
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
        return value.real() != nullptr && !std::isnan(*value.real());
    case FieldType::Blob:
        return value.bytes() != nullptr && value.bytes()->size() != 1;
    }
    return false;
}

Value canonical(const FieldDefinition &field, const Value &value)
{
    return field.type == FieldType::Set && value.text() != nullptr ? Value(canonicalSet(*value.text())) : value;
}

ChangeLog::ChangeLog(store::Connection &db, const Schema &schema, HybridClock clock, DeviceId device, UserId user)
    : m_db(&db), m_schema(&schema), m_clock(clock), m_device(device), m_user(user), m_rows(db)
{
}

Result<void> ChangeLog::createTables(store::Connection &db)
{
    INDARO_TRY(db.execute(sql::CreateLog));
    return createSyncTables(db);
}

Result<ChangeLog> ChangeLog::open(store::Connection &db, const Schema &schema, const base::Clock &clock, UserId user)
{
    INDARO_TRY_ASSIGN(const auto deviceBytes, findMeta(db, meta::DeviceId));
    const auto device = deviceBytes ? DeviceId::fromBytes(*deviceBytes) : std::nullopt;
    if (!device)
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(const HybridTime last, timeBefore(db, *device));
    ChangeLog log(db, schema, HybridClock(clock, last), *device, user);
    INDARO_TRY(log.readCounters());
    INDARO_TRY_ASSIGN(const auto elsewhere, findMeta(db, Elsewhere));
    if (elsewhere && !elsewhere->empty())
        log.m_elsewhere = std::to_integer<std::uint8_t>(elsewhere->front());
    for (const auto &table : schema.tables())
        log.m_insertSql[table.table] = sql::insertRow(table);
    INDARO_TRY(rebuildLearned(log));
    return log;
}

Result<void> ChangeLog::readCounters()
{
    m_rollbacks = m_db->rollbackCount();
    m_areSealsRead = false;
    for (const Stream stream : {Stream::General, Stream::House}) {
        INDARO_TRY_ASSIGN(m_sequence[stream], m_rows.lastSequence(m_device, stream));
    }
    m_tangled.clear();
    INDARO_TRY_ASSIGN(auto tangled, m_db->prepare("SELECT record_table, record FROM tangled_record"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, tangled.step());
        if (!found)
            break;
        if (const auto record = tangled.id<RecordTag>(1))
            m_tangled.insert({static_cast<std::uint16_t>(tangled.integer(0)), *record});
    }
    m_houseOnly.clear();
    INDARO_TRY_ASSIGN(auto people, m_db->prepare("SELECT person FROM house_only"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, people.step());
        if (!found)
            return {};
        if (const auto person = people.id<RecordTag>(0))
            m_houseOnly.insert(*person);
    }
}

Result<void> ChangeLog::readCountersAfterRollback()
{
    if (m_rollbacks != m_db->rollbackCount())
        INDARO_TRY(readCounters()); // numbers of a rolled-back transaction are used again: no gaps
    return {};
}

void ChangeLog::setListener(Listener listener)
{
    m_listener = std::move(listener);
}

void ChangeLog::tell(const RecordKey &key, std::uint16_t field, bool isForeign) const
{
    if (m_schema->seal() && m_schema->seal()->table == key.table)
        m_areSealsRead = false;
    if (m_listener)
        m_listener(key, field, isForeign);
}

std::uint64_t ChangeLog::lastSequence(Stream stream) const
{
    const auto found = m_sequence.find(stream);
    return found != m_sequence.end() ? found->second : 0;
}

Result<void> ChangeLog::saveClock()
{
    base::ByteWriter out;
    out.u64(m_clock.last());
    return setMeta(*m_db, meta::Clock, out.bytes());
}

Result<void> ChangeLog::keepCounters()
{
    INDARO_TRY_ASSIGN(auto put, m_db->prepare("INSERT INTO compacted (device, stream, sequence) VALUES (?1, ?2, ?3) "
                                              "ON CONFLICT (device, stream) DO UPDATE SET "
                                              "sequence = max(sequence, excluded.sequence)"));
    for (const auto &[stream, sequence] : m_sequence) {
        put.bind(1, m_device);
        put.bind(2, static_cast<std::int64_t>(stream));
        put.bind(3, static_cast<std::int64_t>(sequence));
        INDARO_TRY(put.run());
    }
    return {};
}

Result<ChangeLog::Target> ChangeLog::find(FieldId id) const
{
    const TableDefinition *table = m_schema->findTable(id.table);
    const FieldDefinition *field = table != nullptr ? table->findField(id.field) : nullptr;
    if (field == nullptr)
        return Error(Errc::UnknownField, {{"table", id.table}, {"field", id.field}});
    return Target{table, field};
}

Result<void> ChangeLog::refuseElsewhere(std::uint16_t number) const
{
    const TableDefinition *table = m_schema->findTable(number);
    if (table == nullptr || !isElsewhere(table->compartment))
        return {};
    return Error(Errc::SyncKeyMissing, {{"group", static_cast<std::int64_t>(table->compartment)}, {"table", number}});
}

Result<void> ChangeLog::checkWrite(std::uint16_t table) const
{
    return m_gate != nullptr ? m_gate->checkWrite(table) : Result<void>();
}

/// Asked when there is a row that says whose it is: a birth has written it, a deletion has not taken it yet.
Result<void> ChangeLog::refuseSealed(RecordKey key)
{
    const auto &seal = m_schema->seal();
    if (!seal || std::ranges::find(seal->open, key.table) != seal->open.end())
        return {};
    if (!m_areSealsRead)
        INDARO_TRY(readSeals(*seal));
    if (m_sealed.empty())
        return {};
    INDARO_TRY_ASSIGN(const auto person, ownerOf(key));
    if (person && m_sealed.contains(*person))
        return Error(Errc::FileSealed, {{"table", std::int64_t(key.table)}});
    return {};
}

Result<void> ChangeLog::readSeals(const SealRule &seal)
{
    m_sealed.clear();
    const TableDefinition *table = m_schema->findTable(seal.table);
    INDARO_CHECK(table != nullptr && table->findField(seal.ended) != nullptr);
    const FieldDefinition *owner = table->findField(table->owner.field);
    INDARO_CHECK(owner != nullptr);
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare("SELECT " + std::string(owner->column) + " FROM " + std::string(table->name) +
                                               " WHERE " + std::string(table->findField(seal.ended)->column) + " IS NULL"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, rows.step());
        if (!found)
            break;
        if (const auto person = rows.id<RecordTag>(0))
            m_sealed.insert(*person);
    }
    m_areSealsRead = true;
    return {};
}

Result<Dot> ChangeLog::append(OperationKind kind, RecordKey key, std::uint16_t field, std::vector<FieldValue> values,
                              std::vector<Dot> bases, std::vector<Dot> seen)
{
    INDARO_CHECK(m_db->isInTransaction());
    if (kind != OperationKind::Erase)
        INDARO_TRY(refuseElsewhere(key.table));
    INDARO_TRY(checkWrite(key.table));
    INDARO_TRY(readCountersAfterRollback());
    if (kind != OperationKind::Erase)
        INDARO_TRY(refuseSealed(key));
    INDARO_TRY_ASSIGN(const Stream stream, streamOf(key, values));
    const Dot dot{m_device, stream, m_sequence[stream] + 1};
    INDARO_TRY_ASSIGN(const bool isNew, m_rows.insert({kind, dot, m_clock.next(), m_user, key.table, key.record, field,
                                                       std::move(values), std::move(bases), std::move(seen)}));
    if (!isNew)
        return Error(Errc::StoreConstraint);
    m_sequence[stream] = dot.sequence;
    tell(key, field, false);
    return dot;
}

Result<Dot> ChangeLog::birth(RecordKey key, const FieldValues &values)
{
    const TableDefinition *table = m_schema->findTable(key.table);
    if (table == nullptr)
        return Error(Errc::UnknownField, {{"table", key.table}});
    INDARO_TRY(refuseElsewhere(key.table));
    INDARO_TRY(checkWrite(key.table));
    INDARO_TRY_ASSIGN(auto insert, m_db->prepare(m_insertSql[key.table]));
    insert.bind(1, key.record);
    std::vector<FieldValue> logged;
    logged.reserve(values.size());
    for (const auto &[id, value] : values) {
        const FieldDefinition *field = id.table == key.table ? table->findField(id.field) : nullptr;
        if (field == nullptr || !fits(*field, value))
            return Error(Errc::UnknownField, {{"table", id.table}, {"field", id.field}});
        if (value.isNull())
            continue;
        Value stored = canonical(*field, value);
        insert.bind(static_cast<int>(field - table->fields.data()) + 2, stored);
        logged.emplace_back(id.field, std::move(stored));
    }
    const store::Connection::WritePermit permit(*m_db);
    if (auto inserted = insert.run(); !inserted)
        return inserted.error().code == Errc::StoreConstraint ? Error(Errc::RecordExists) : inserted.error();
    INDARO_TRY(readCountersAfterRollback());
    INDARO_TRY_ASSIGN(auto deletions, deletionsBefore(key));
    INDARO_TRY_ASSIGN(const Dot dot, append(OperationKind::Birth, key, 0, std::move(logged), std::move(deletions)));
    if (m_tangled.contains(key))
        INDARO_TRY(refreshOwn(key, 0)); // what was written by somebody who did not know of the deletion may come back
    return dot;
}

Result<std::vector<Dot>> ChangeLog::deletionsBefore(RecordKey key)
{
    if (!m_tangled.contains(key)) {
        INDARO_TRY_ASSIGN(const auto deletion, findHead(sql::DeletesOfRecord, key, 0, {}));
        return deletion ? std::vector<Dot>{*deletion} : std::vector<Dot>{};
    }
    INDARO_TRY_ASSIGN(const RecordState before, mergedState(key));
    return before.deletions;
}

Result<bool> ChangeLog::edit(FieldId id, RecordId record, const Value &value)
{
    INDARO_TRY(refuseElsewhere(id.table)); // first: the row may not even be here
    INDARO_TRY_ASSIGN(const Value before, valueOf(id, record));
    INDARO_TRY_ASSIGN(const Target target, find(id));
    if (!fits(*target.field, value))
        return Error(Errc::UnknownField, {{"table", id.table}, {"field", id.field}});
    const Value after = canonical(*target.field, value);
    if (before == after)
        return false;
    INDARO_TRY(readCountersAfterRollback());
    const RecordKey key{id.table, record};
    const store::Connection::WritePermit permit(*m_db);
    const bool isSet = target.field->type == FieldType::Set;
    const bool isCodeByCode = isSet && before.text() != nullptr && after.text() != nullptr;
    if (m_tangled.contains(key) || (isSet && !isCodeByCode)) {
        INDARO_TRY(editMerged(key, *target.field, after, nullptr));
        return true;
    }
    if (isCodeByCode) {
        INDARO_TRY(editSet(key, *target.field, before, *after.text()));
    } else {
        INDARO_TRY_ASSIGN(const auto base, findHead(sql::HeadOfField, key, id.field, {}));
        INDARO_TRY(append(OperationKind::Edit, key, id.field, {{id.field, after}},
                          base ? std::vector<Dot>{*base} : std::vector<Dot>{}));
    }
    INDARO_TRY_ASSIGN(auto update, m_db->prepare(sql::updateField(*target.table, *target.field)));
    update.bind(1, after);
    update.bind(2, record);
    INDARO_TRY(update.run());
    return true;
}

Result<bool> ChangeLog::edit(FieldId id, RecordId record, const Value &value, const Seen &seen)
{
    INDARO_TRY(refuseElsewhere(id.table));
    INDARO_TRY_ASSIGN(const Target target, find(id));
    if (!fits(*target.field, value))
        return Error(Errc::UnknownField, {{"table", id.table}, {"field", id.field}});
    const Value after = canonical(*target.field, value);
    const auto now = look(id, record);
    if (now && now->head == seen.head && now->value == seen.value)
        return edit(id, record, value);
    if (!now) {
        INDARO_TRY_ASSIGN(const auto deletion, findHead(sql::DeletesOfRecord, {id.table, record}, 0, {}));
        const bool isDeletedElsewhere = deletion && deletion->device != m_device;
        if (now.error().code != Errc::UnknownRecord || !isDeletedElsewhere || !seen.head)
            return now.error();
    }
    if (after == seen.value || (now && after == now->value))
        return false; // the form changed nothing, or somebody else wrote the same
    const store::Connection::WritePermit permit(*m_db);
    INDARO_TRY(editMerged({id.table, record}, *target.field, after, &seen));
    return true;
}

Result<void> ChangeLog::editSet(RecordKey key, const FieldDefinition &field, const Value &before, const std::string &after)
{
    const auto had = codesOf(before.textOr({}));
    const auto has = codesOf(after);
    const auto log = [&](OperationKind kind, const std::string &code) -> Result<void> {
        INDARO_TRY_ASSIGN(const auto base, findHead(sql::HeadOfCode, key, field.field, code));
        INDARO_TRY(
            append(kind, key, field.field, {{field.field, code}}, base ? std::vector<Dot>{*base} : std::vector<Dot>{}));
        return {};
    };
    for (const auto &code : has) {
        if (!std::binary_search(had.begin(), had.end(), code))
            INDARO_TRY(log(OperationKind::SetAdd, code));
    }
    for (const auto &code : had) {
        if (!std::binary_search(has.begin(), has.end(), code))
            INDARO_TRY(log(OperationKind::SetRemove, code));
    }
    return {};
}

Result<void> ChangeLog::editMerged(RecordKey key, const FieldDefinition &field, const Value &after, const Seen *seen)
{
    INDARO_TRY_ASSIGN(const auto operations, m_rows.ofRecord(key));
    const FieldState now = mergeField(field, operations);
    const Value &before = seen != nullptr ? seen->value : now.value;
    if (field.type == FieldType::Set && before.text() != nullptr && after.text() != nullptr) {
        INDARO_TRY(editCodes(key, field, operations, *before.text(), *after.text()));
        return refreshOwn(key, field.field);
    }
    std::vector<Dot> bases = now.replaced;
    const bool isBehind = seen != nullptr && now.shown != seen->head;
    if (isBehind)
        bases = seen->head ? std::vector<Dot>{*seen->head} : std::vector<Dot>{};
    if (bases.empty() && !isBehind) {
        INDARO_TRY_ASSIGN(const auto birth, findHead(sql::HeadOfField, key, field.field, {}));
        if (birth)
            bases.push_back(*birth);
    }
    INDARO_TRY(append(OperationKind::Edit, key, field.field, {{field.field, after}}, std::move(bases)));
    return refreshOwn(key, field.field);
}

Result<void> ChangeLog::editCodes(RecordKey key, const FieldDefinition &field, std::span<const Operation> operations,
                                  const std::string &before, const std::string &after)
{
    const auto had = codesOf(before);
    const auto has = codesOf(after);
    const auto log = [&](OperationKind kind, const std::string &code) -> Result<void> {
        INDARO_TRY(append(kind, key, field.field, {{field.field, code}}, leavesOfCode(field, operations, code)));
        return {};
    };
    for (const auto &code : has) {
        if (!std::binary_search(had.begin(), had.end(), code))
            INDARO_TRY(log(OperationKind::SetAdd, code));
    }
    for (const auto &code : had) {
        if (!std::binary_search(has.begin(), has.end(), code))
            INDARO_TRY(log(OperationKind::SetRemove, code));
    }
    return {};
}

Result<void> ChangeLog::remove(RecordKey key)
{
    INDARO_TRY_ASSIGN(const bool isThere, exists(key));
    if (!isThere)
        return Error(Errc::UnknownRecord);
    std::vector<Dot> seen;
    {
        INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::SeenOfRecord));
        rows.bind(1, key.record);
        rows.bind(2, static_cast<std::int64_t>(key.table));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                break;
            INDARO_TRY_ASSIGN(const DeviceId device, m_rows.device(rows.integer(0)));
            seen.push_back({device, static_cast<Stream>(rows.integer(1)), static_cast<std::uint64_t>(rows.integer(2))});
        }
    }
    return bury(key, std::move(seen));
}

/// A tombstone by somebody who saw, of each device and stream, the operations on this record up to these.
Result<void> ChangeLog::bury(RecordKey key, std::vector<Dot> seen)
{
    INDARO_TRY_ASSIGN(const Stream stream, streamOf(key, {})); // while there is still a row that says whose it is
    // Of its own stream a Delete always covers what is before it.
    std::erase_if(seen, [&](const Dot &dot) { return dot.device == m_device && dot.stream == stream; });
    std::sort(seen.begin(), seen.end());
    const TableDefinition *table = m_schema->findTable(key.table);
    const store::Connection::WritePermit permit(*m_db);
    INDARO_TRY(append(OperationKind::Delete, key, 0, {}, {}, std::move(seen)));
    INDARO_TRY_ASSIGN(auto gone, m_db->prepare(sql::deleteRow(*table)));
    gone.bind(1, key.record);
    INDARO_TRY(gone.run());
    return m_tangled.contains(key) ? refreshOwn(key, 0) : Result<void>();
}

Result<void> ChangeLog::setElsewhere(std::uint8_t compartments)
{
    if (compartments == m_elsewhere)
        return {};
    INDARO_TRY(setMeta(*m_db, Elsewhere, base::Bytes{static_cast<std::byte>(compartments)}));
    m_elsewhere = compartments;
    return {};
}

bool ChangeLog::isElsewhere(Compartment compartment) const
{
    return (m_elsewhere >> static_cast<unsigned>(compartment) & 1U) != 0;
}

Result<Dot> ChangeLog::logErasure(RecordKey person)
{
    const store::Connection::WritePermit permit(*m_db);
    return append(OperationKind::Erase, person, 0, {}, {});
}

Result<Value> ChangeLog::load(FieldId id, RecordId record)
{
    INDARO_TRY_ASSIGN(Value value, valueOf(id, record));
    return mayRead(id) ? value : Value();
}

Result<Value> ChangeLog::valueOf(FieldId id, RecordId record)
{
    INDARO_TRY_ASSIGN(const Target target, find(id));
    INDARO_TRY_ASSIGN(auto select, m_db->prepare(sql::selectField(*target.table, *target.field)));
    select.bind(1, record);
    INDARO_TRY_ASSIGN(const bool found, select.step());
    if (!found)
        return Error(Errc::UnknownRecord, {{"table", id.table}});
    return select.value(0);
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

Result<std::optional<Dot>> ChangeLog::findHead(const char *sql, RecordKey key, std::uint16_t field, std::string_view code)
{
    INDARO_TRY_ASSIGN(auto find, m_db->prepare(sql));
    find.bind(1, key.record);
    find.bind(2, static_cast<std::int64_t>(key.table));
    if (sql != sql::DeletesOfRecord)
        find.bind(3, static_cast<std::int64_t>(field));
    if (sql == sql::HeadOfCode)
        find.bind(4, base::ByteView(encodeOne(field, std::string(code))));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return std::optional<Dot>();
    INDARO_TRY_ASSIGN(const DeviceId device, m_rows.device(find.integer(0)));
    return std::optional(Dot{device, static_cast<Stream>(find.integer(1)), static_cast<std::uint64_t>(find.integer(2))});
}

Result<Dot> ChangeLog::head(FieldId id, RecordId record)
{
    const RecordKey key{id.table, record};
    INDARO_TRY(readCountersAfterRollback());
    if (m_tangled.contains(key)) {
        INDARO_TRY_ASSIGN(const Target target, find(id));
        INDARO_TRY_ASSIGN(const auto operations, m_rows.ofRecord(key));
        if (const FieldState now = mergeField(*target.field, operations); now.shown)
            return *now.shown;
    }
    INDARO_TRY_ASSIGN(const auto dot, findHead(sql::HeadOfField, key, id.field, {}));
    if (!dot)
        return Error(Errc::UnknownRecord);
    return *dot;
}

Result<Seen> ChangeLog::look(FieldId id, RecordId record)
{
    INDARO_TRY_ASSIGN(Value value, load(id, record));
    INDARO_TRY_ASSIGN(const Dot dot, head(id, record));
    return Seen{dot, std::move(value)};
}

Result<RecordState> ChangeLog::state(RecordKey key)
{
    INDARO_TRY_ASSIGN(RecordState state, mergedState(key));
    for (FieldState &field : state.fields) {
        if (!mayRead({key.table, field.field}))
            field.value = Value();
    }
    for (Conflict &conflict : state.conflicts) {
        if (conflict.field == 0 || mayRead({key.table, conflict.field}))
            continue;
        for (Alternative &alternative : conflict.alternatives)
            alternative.value = Value();
    }
    return state;
}

std::vector<Operation> ChangeLog::forReader(std::vector<Operation> operations) const
{
    for (Operation &operation : operations) {
        for (auto &[field, value] : operation.values) {
            if (field != 0 && !mayRead({operation.table, field}))
                value = Value();
        }
    }
    return operations;
}

Result<RecordState> ChangeLog::mergedState(RecordKey key)
{
    const TableDefinition *table = m_schema->findTable(key.table);
    if (table == nullptr)
        return Error(Errc::UnknownField, {{"table", key.table}});
    INDARO_TRY_ASSIGN(const auto operations, m_rows.ofRecord(key));
    return mergeRecord(*table, operations);
}

} // namespace indaro::sync
