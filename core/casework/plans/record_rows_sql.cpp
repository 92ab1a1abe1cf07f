// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/plans/record_rows.h"

#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/first_values.h"
#include "core/casework/people/people_sql.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

/// Keeps the ids a hidden record holds: whose it is, and what it belongs to.
Value shownOf(const sync::FieldDefinition &field, Value value, bool isHidden)
{
    return isHidden && field.type != sync::FieldType::Blob ? Value() : std::move(value);
}

Result<void> readRecords(Desk &desk, bool isHidden, std::uint16_t number, std::string_view column, sync::RecordId key,
                         std::vector<PlanRecord> &found)
{
    const sync::TableDefinition *table = model::schema().findTable(number);
    INDARO_CHECK(table != nullptr);
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(sql::selectRecords(*table, column)));
    rows.bind(1, key);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        PlanRecord record{{number, *id, {}}, isHidden};
        for (std::size_t i = 0; i < table->fields.size(); ++i)
            record.record.values.push_back(shownOf(table->fields[i], rows.value(static_cast<int>(i) + 1), isHidden));
        found.push_back(std::move(record));
    }
}

} // namespace

std::optional<sync::RecordId> PlanRecord::idOf(sync::FieldId field) const
{
    const Value held = value(field);
    return held.bytes() != nullptr ? sync::RecordId::fromBytes(*held.bytes()) : std::nullopt;
}

std::optional<base::UtcMs> PlanRecord::momentAt(sync::FieldId field) const
{
    const Value held = value(field);
    return held.integer() != nullptr ? std::optional<base::UtcMs>(*held.integer()) : std::nullopt;
}

Result<std::vector<PlanRecord>> recordsAbout(Desk &desk, CaseId person, std::initializer_list<std::uint16_t> tables)
{
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    std::vector<PlanRecord> found;
    for (const std::uint16_t table : tables)
        INDARO_TRY(readRecords(desk, !readable.allows(table), table, "case_file", person, found));
    return found;
}

Result<PlanRecord> findRecord(Desk &desk, sync::RecordId id, std::initializer_list<std::uint16_t> tables)
{
    std::vector<PlanRecord> found;
    for (const std::uint16_t table : tables) {
        INDARO_TRY(readRecords(desk, false, table, "id", id, found));
        if (!found.empty())
            return std::move(found.front());
    }
    return Error(Errc::UnknownRecord, {{"table", std::int64_t(*tables.begin())}});
}

Result<CaseId> personOf(const PlanRecord &record)
{
    // Every kind names its person in its first field [core/model/plan_fields.h].
    if (const auto person = record.idOf({record.record.table, 1}))
        return *person;
    return Error(Errc::UnknownRecord, {{"table", std::int64_t(record.record.table)}});
}

Result<sync::RecordId> bearRecord(Desk &desk, std::uint16_t table, const sync::FieldValues &facts)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] : facts)
        INDARO_TRY(values.add(fieldIn(table, field), value));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({table, id}, values.values()));
    return id;
}

Result<bool> changeRecord(Desk &desk, sync::RecordId id, const sync::FieldValues &facts)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    bool isChanged = false;
    for (const auto &[field, value] : facts) {
        INDARO_TRY_ASSIGN(const Value checked, model::checkField(field, value, today));
        INDARO_TRY_ASSIGN(const bool isOther, desk.log.edit(field, id, checked));
        isChanged = isChanged || isOther;
    }
    return isChanged;
}

Result<void> checkPerson(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({model::fields::case_file::Table, person}));
    if (!isThere)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(model::fields::case_file::Table)}});
    return {};
}

Error neededField(sync::FieldId field)
{
    return {Errc::InvalidArgument, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

Value ownAccount(Desk &desk)
{
    return idValue(sync::RecordId::sameAs(desk.log.user()));
}

} // namespace indaro::casework
