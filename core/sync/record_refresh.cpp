// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change_log.h"
#include "core/sync/change_log_sql.h"
#include "core/sync/ownership.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

Value shownValue(const RecordState &state, const FieldDefinition &field)
{
    const FieldState *found = state.findField(field.field);
    return found != nullptr ? found->value : Value();
}

/// The owner's id as one of a record's first values, or nothing.
std::optional<RecordId> ownerAmong(const Ownership &owner, const std::vector<FieldValue> &values)
{
    for (const auto &[field, value] : values) {
        if (field == owner.field && value.bytes() != nullptr)
            return RecordId::fromBytes(*value.bytes());
    }
    return std::nullopt;
}

} // namespace

Result<void> ChangeLog::insertBirth(const TableDefinition &table, const Operation &birth)
{
    INDARO_TRY_ASSIGN(auto insert, m_db->prepare(m_insertSql[table.table]));
    insert.bind(1, birth.record);
    for (const auto &[number, value] : birth.values) {
        if (const FieldDefinition *field = table.findField(number))
            insert.bind(static_cast<int>(field - table.fields.data()) + 2, canonical(*field, value));
    }
    return insert.run();
}

Result<std::vector<std::uint16_t>> ChangeLog::refresh(RecordKey key, std::span<const Operation> operations)
{
    const TableDefinition *table = m_schema->findTable(key.table);
    if (table == nullptr)
        return std::vector<std::uint16_t>();
    const RecordState state = mergeRecord(*table, operations);
    INDARO_TRY_ASSIGN(auto changed, refreshRow(*table, key.record, state));
    INDARO_TRY_ASSIGN(const auto disputed, refreshConflicts(key, state));
    for (const std::uint16_t field : disputed) {
        if (std::find(changed.begin(), changed.end(), field) == changed.end())
            changed.push_back(field);
    }
    INDARO_TRY(setTangled(key, isTangle(operations, state)));
    return changed;
}

Result<void> ChangeLog::refreshOwn(RecordKey key, std::uint16_t told)
{
    INDARO_TRY_ASSIGN(const auto operations, m_rows.ofRecord(key));
    INDARO_TRY_ASSIGN(const auto changed, refresh(key, operations));
    for (const std::uint16_t field : changed) {
        if (field != told)
            tell(key, field, false);
    }
    return {};
}

Result<std::vector<std::uint16_t>> ChangeLog::refreshRow(const TableDefinition &table, const RecordId &record,
                                                         const RecordState &state)
{
    std::vector<std::uint16_t> changed;
    bool isThere = false;
    {
        INDARO_TRY_ASSIGN(auto row, m_db->prepare(sql::selectRow(table)));
        row.bind(1, record);
        INDARO_TRY_ASSIGN(isThere, row.step());
        for (std::size_t i = 0; isThere && state.exists && i < table.fields.size(); ++i) {
            if (!(row.value(static_cast<int>(i) + 1) == shownValue(state, table.fields[i])))
                changed.push_back(table.fields[i].field);
        }
    }
    if (isThere && !state.exists) {
        INDARO_TRY_ASSIGN(auto gone, m_db->prepare(sql::deleteRow(table)));
        gone.bind(1, record);
        INDARO_TRY(gone.run());
        return std::vector<std::uint16_t>{0};
    }
    if (!isThere && state.exists) {
        INDARO_TRY_ASSIGN(auto insert, m_db->prepare(m_insertSql[table.table]));
        insert.bind(1, record);
        for (std::size_t i = 0; i < table.fields.size(); ++i)
            insert.bind(static_cast<int>(i) + 2, shownValue(state, table.fields[i]));
        INDARO_TRY(insert.run());
        return std::vector<std::uint16_t>{0};
    }
    for (const std::uint16_t number : changed) {
        const FieldDefinition &field = *table.findField(number);
        INDARO_TRY_ASSIGN(auto update, m_db->prepare(sql::updateField(table, field)));
        update.bind(1, shownValue(state, field));
        update.bind(2, record);
        INDARO_TRY(update.run());
    }
    return changed;
}

Result<std::vector<std::uint16_t>> ChangeLog::refreshConflicts(RecordKey key, const RecordState &state)
{
    struct Row
    {
        std::uint16_t field;
        std::int64_t kind;
        std::int64_t openedAt;
        bool operator==(const Row &) const = default;
    };
    std::vector<Row> wanted;
    for (const Conflict &conflict : state.conflicts)
        wanted.push_back({conflict.field, static_cast<std::int64_t>(conflict.kind), utcMsOf(conflict.since)});
    std::sort(wanted.begin(), wanted.end(), [](const Row &a, const Row &b) { return a.field < b.field; });
    std::vector<Row> present;
    {
        INDARO_TRY_ASSIGN(auto rows, m_db->prepare(sql::ConflictsOfRecord));
        rows.bind(1, static_cast<std::int64_t>(key.table));
        rows.bind(2, key.record);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                break;
            present.push_back({static_cast<std::uint16_t>(rows.integer(0)), rows.integer(1), rows.integer(2)});
        }
    }
    std::vector<std::uint16_t> changed;
    if (present == wanted)
        return changed;
    for (const auto *rows : {&present, &wanted}) {
        for (const Row &row : *rows) {
            const auto &others = rows == &present ? wanted : present;
            if (std::find(others.begin(), others.end(), row) == others.end() &&
                std::find(changed.begin(), changed.end(), row.field) == changed.end())
                changed.push_back(row.field);
        }
    }
    INDARO_TRY_ASSIGN(auto clear, m_db->prepare("DELETE FROM conflict WHERE record_table = ?1 AND record = ?2"));
    clear.bind(1, static_cast<std::int64_t>(key.table));
    clear.bind(2, key.record);
    INDARO_TRY(clear.run());
    INDARO_TRY_ASSIGN(auto insert, m_db->prepare(sql::InsertConflict));
    for (const Row &row : wanted) {
        insert.bind(1, static_cast<std::int64_t>(key.table));
        insert.bind(2, key.record);
        insert.bind(3, static_cast<std::int64_t>(row.field));
        insert.bind(4, row.kind);
        insert.bind(5, row.openedAt);
        INDARO_TRY(insert.run());
    }
    return changed;
}

bool ChangeLog::isTangle(std::span<const Operation> operations, const RecordState &state) const
{
    if (!state.conflicts.empty())
        return true;
    // Two wrote the same into one field, perhaps a form behind the other: what is written next must name both.
    const TableDefinition *table = operations.empty() ? nullptr : m_schema->findTable(operations.front().table);
    for (const FieldState &field : state.fields) {
        const FieldDefinition *definition = table != nullptr ? table->findField(field.field) : nullptr;
        if (field.leaves.size() > 1 && definition != nullptr && definition->type != FieldType::Set)
            return true;
    }
    std::size_t births = 0;
    bool isOwn = true;
    bool hasDelete = false;
    bool hasForeignChange = false;
    for (const Operation &operation : operations) {
        const bool isBirth = operation.kind == OperationKind::Birth;
        const bool isForeign = operation.dot.device != m_device;
        births += isBirth ? 1 : 0;
        isOwn = isOwn && !isForeign;
        hasDelete = hasDelete || operation.kind == OperationKind::Delete;
        hasForeignChange = hasForeignChange || (isForeign && !isBirth);
        if (operation.time > m_clock.last())
            return true; // of a clock so far ahead that what is written here does not come after it
    }
    return !isOwn && (hasForeignChange || hasDelete || births > 1);
}

Result<void> ChangeLog::setTangled(RecordKey key, bool isTangled)
{
    if (m_tangled.contains(key) == isTangled)
        return {};
    INDARO_TRY_ASSIGN(auto change,
                      m_db->prepare(isTangled ? "INSERT OR IGNORE INTO tangled_record (record_table, record) VALUES (?1, ?2)"
                                              : "DELETE FROM tangled_record WHERE record_table = ?1 AND record = ?2"));
    change.bind(1, static_cast<std::int64_t>(key.table));
    change.bind(2, key.record);
    INDARO_TRY(change.run());
    if (isTangled)
        m_tangled.insert(key);
    else
        m_tangled.erase(key);
    return {};
}

Result<std::optional<RecordId>> ChangeLog::ownerOf(RecordKey key)
{
    for (int depth = 0; depth < 4; ++depth) { // answer, interview, person: no more than that
        const TableDefinition *table = m_schema->findTable(key.table);
        if (table == nullptr || table->owner.kind == Ownership::Kind::Nobody)
            return std::optional<RecordId>();
        if (table->owner.kind == Ownership::Kind::Itself)
            return std::optional(key.record);
        const FieldDefinition *field = table->findField(table->owner.field);
        INDARO_CHECK(field != nullptr);
        INDARO_TRY_ASSIGN(auto select, m_db->prepare(sql::selectField(*table, *field)));
        select.bind(1, key.record);
        INDARO_TRY_ASSIGN(const bool found, select.step());
        auto next = found ? select.id<RecordTag>(0) : std::nullopt;
        if (!found) { // deleted: its births still say whose it was
            INDARO_TRY_ASSIGN(const auto operations, m_rows.ofRecord(key));
            for (const Operation &operation : operations) {
                if (operation.kind == OperationKind::Birth && !next)
                    next = ownerAmong(table->owner, operation.values);
            }
        }
        if (!next)
            return std::optional<RecordId>();
        key = {table->owner.through, *next};
    }
    return std::optional<RecordId>();
}

Result<Stream> ChangeLog::streamOf(RecordKey key, const std::vector<FieldValue> &values)
{
    if (m_houseOnly.empty())
        return Stream::General;
    std::vector<RecordKey> owners{key};
    if (const TableDefinition *table = m_schema->findTable(key.table); table != nullptr) {
        if (table->owner.kind == Ownership::Kind::Field && ownerAmong(table->owner, values))
            owners.clear(); // a birth: there is no row to look in yet
        for (const auto &[field, value] : values) {
            for (const RecordId &named : ownersNamed(*table, field, value))
                owners.push_back({field == table->owner.field ? table->owner.through : table->owner.alsoThrough, named});
        }
        INDARO_TRY(addOthersOf(*table, key.record, owners));
    }
    for (const RecordKey &each : owners) {
        INDARO_TRY_ASSIGN(const auto person, ownerOf(each));
        if (person && m_houseOnly.contains(*person))
            return Stream::House; // one of those it is of asked for it: that is enough
    }
    return Stream::General;
}

Result<void> ChangeLog::addOthersOf(const TableDefinition &table, const RecordId &record, std::vector<RecordKey> &owners)
{
    const FieldDefinition *field = table.findField(table.owner.also);
    if (table.owner.kind != Ownership::Kind::Field || field == nullptr)
        return {};
    INDARO_TRY_ASSIGN(auto select, m_db->prepare(sql::selectField(table, *field)));
    select.bind(1, record);
    INDARO_TRY_ASSIGN(const bool found, select.step());
    for (const RecordId &named : found ? ownersNamed(table, field->field, select.value(0)) : std::vector<RecordId>())
        owners.push_back({table.owner.alsoThrough, named});
    return {};
}

Result<void> ChangeLog::setHouseOnly(const RecordId &person, bool isHouseOnly)
{
    INDARO_TRY(readCountersAfterRollback());
    if (m_houseOnly.contains(person) == isHouseOnly)
        return {};
    INDARO_TRY_ASSIGN(auto change, m_db->prepare(isHouseOnly ? "INSERT OR IGNORE INTO house_only (person) VALUES (?1)"
                                                             : "DELETE FROM house_only WHERE person = ?1"));
    change.bind(1, person);
    INDARO_TRY(change.run());
    if (isHouseOnly)
        m_houseOnly.insert(person);
    else
        m_houseOnly.erase(person);
    return {};
}

} // namespace indaro::sync
