// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/duplicates/merge_rows.h"

#include "core/casework/interviews/answer_rows.h"
#include "core/casework/people/people_sql.h"
#include "core/casework/retention/retention.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <array>

namespace indaro::casework::rows {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

/// Of the file and not of the person, or of two files, or once for each person.
constexpr std::uint16_t StayBehind[] = {
    fields::checklist::Table,        fields::file_opening::Table, fields::retention::Table,     fields::registry::Table,
    fields::duplicate_answer::Table, fields::file_merge::Table,   fields::merged_record::Table, fields::keep_apart::Table};

/// Records that exist once for each file and one of these: what the kept file has already is not moved beside it.
constexpr sync::FieldId OncePerFile[] = {fields::case_victim::TraffickingCase, fields::kept_value::Column,
                                         fields::kept_value_identity::Column, fields::kept_value_perpetrator::Column,
                                         fields::incident_person::Incident};

std::vector<const sync::TableDefinition *> findMovable()
{
    std::vector<const sync::TableDefinition *> tables;
    for (const sync::TableDefinition &table : model::schema().tables()) {
        const bool isOfFile =
            table.owner.kind == sync::Ownership::Kind::Field && table.owner.through == fields::case_file::Table;
        if (isOfFile && std::ranges::find(StayBehind, table.table) == std::end(StayBehind))
            tables.push_back(&table);
    }
    return tables;
}

ComparedField group(std::initializer_list<sync::FieldId> members)
{
    ComparedField field{.lead = *members.begin(), .members = members};
    const auto *table = model::schema().findTable(field.lead.table);
    field.isSet = table->findField(field.lead.field)->type == sync::FieldType::Set;
    return field;
}

std::vector<ComparedField> findCompared()
{
    namespace c = fields::case_file;
    namespace i = fields::identity;
    std::vector<ComparedField> compared{
        group({c::EstimatedAge, c::EstimatedOn}), group({c::FamilyUnit, c::FamilyRole}),
        group({i::OriginColline, i::OriginZone, i::OriginCommune, i::OriginProvince, i::OriginPlace, i::OriginDivision}),
        group({fields::health::ViolenceSuffered, fields::health::ViolenceOriginal})};
    const auto isElsewhere = [&compared](sync::FieldId field) {
        return std::ranges::any_of(compared, [field](const ComparedField &each) {
            return std::ranges::find(each.members, field) != each.members.end();
        });
    };
    constexpr sync::FieldId Left[] = {c::CaseCode,
                                      c::Status,
                                      c::OpenedAt,
                                      fields::registry::CaseFile,
                                      fields::registry::ChangedAt,
                                      fields::registry::ChangedBy};
    for (const std::uint16_t number : {i::Table, c::Table, fields::health::Table, fields::registry::Table}) {
        for (const auto &definition : model::schema().findTable(number)->fields) {
            const sync::FieldId field{number, definition.field};
            if (!isElsewhere(field) && std::ranges::find(Left, field) == std::end(Left))
                compared.push_back(group({field}));
        }
    }
    std::ranges::stable_sort(compared, {}, [](const ComparedField &field) {
        return std::pair(field.lead.table == i::Table ? 0 : static_cast<int>(field.lead.table), field.lead.field);
    });
    return compared;
}

} // namespace

const std::vector<const sync::TableDefinition *> &movableTables()
{
    static const std::vector<const sync::TableDefinition *> tables = findMovable();
    return tables;
}

const std::vector<ComparedField> &comparedFields()
{
    static const std::vector<ComparedField> compared = findCompared();
    return compared;
}

sync::FieldId ownerField(const sync::TableDefinition &table)
{
    return {table.table, table.owner.field};
}

Result<std::vector<MergePair>> mergesThatHold(Desk &desk)
{
    std::vector<MergePair> pairs;
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id, case_file, other_file FROM file_merge WHERE "
                                                               "undone_at IS NULL ORDER BY merged_at, id"));
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto merge = rows.id<sync::RecordTag>(0);
        const auto kept = rows.id<sync::RecordTag>(1);
        const auto other = rows.id<sync::RecordTag>(2);
        if (merge && kept && other)
            pairs.push_back({*merge, *kept, *other});
        return {};
    }));
    return pairs;
}

Result<std::vector<sync::RecordId>> recordsToMove(Desk &desk, const sync::TableDefinition &table, CaseId from, CaseId kept)
{
    const std::string name(table.name);
    std::string sql = "SELECT t.id FROM " + name + " t WHERE t.case_file = ?1";
    const auto *once = std::ranges::find(OncePerFile, table.table, &sync::FieldId::table);
    if (once != std::end(OncePerFile)) {
        const std::string column(table.findField(once->field)->column);
        // She was taken out of a case in one file: in the other she is in it. Taken out after the two became one, it was
        // said of her.
        const std::string holds = table.table == fields::case_victim::Table
                                      ? " AND (k.removed_at IS NULL OR k.removed_at > (SELECT min(m.merged_at) FROM "
                                        "file_merge m WHERE m.case_file = ?2 AND m.other_file = ?1 AND m.undone_at IS NULL))"
                                      : "";
        sql += " AND NOT EXISTS (SELECT 1 FROM " + name + " k WHERE k.case_file = ?2 AND k." + column + " = t." + column +
               holds + ")";
    } else {
        sql += " AND ?2 IS NOT NULL";
    }
    // Acts of one day follow each other by the time of the log: moved in that order, they still do.
    sql += " ORDER BY (SELECT max(o.time) FROM operation o WHERE o.record = t.id AND o.record_table = " +
           std::to_string(table.table) + "), t.id";
    std::vector<sync::RecordId> records;
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(sql));
    rows.bind(1, from);
    rows.bind(2, kept);
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            records.push_back(*id);
        return {};
    }));
    return records;
}

Result<void> moveRecords(Desk &desk, const MergePair &pair)
{
    for (const auto *table : movableTables()) {
        if (desk.log.isElsewhere(table->compartment))
            continue;
        INDARO_TRY_ASSIGN(const auto records, recordsToMove(desk, *table, pair.other, pair.kept));
        for (const sync::RecordId &record : records) {
            INDARO_TRY(desk.log.edit(ownerField(*table), record, idValue(pair.kept)));
            INDARO_TRY(rememberRecord(desk, pair, {table->table, record}));
        }
    }
    return {};
}

sync::RecordId rememberedId(const MergePair &pair, const sync::RecordKey &key)
{
    return sync::derivedId(
        {"merged_record", base::asText(pair.merge.bytes()), base::asText(key.record.bytes()), std::to_string(key.table)});
}

Result<void> rememberRecord(Desk &desk, const MergePair &pair, const sync::RecordKey &key)
{
    namespace m = fields::merged_record;
    const sync::FieldValues values{{m::CaseFile, idValue(pair.kept)},
                                   {m::Merge, idValue(pair.merge)},
                                   {m::Record, idValue(key.record)},
                                   {m::RecordTable, std::int64_t(key.table)}};
    const auto id = rememberedId(pair, key);
    INDARO_TRY_ASSIGN(const bool isKnown, desk.log.exists({m::Table, id}));
    if (!isKnown)
        INDARO_TRY(desk.log.birth({m::Table, id}, values));
    return {};
}

namespace {

struct LateRecord
{
    sync::RecordKey key;
    CaseId kept, other;
};

/// Of merges that were undone, where no other one of the same two holds.
constexpr char RecordsOfUndone[] =
    "SELECT r.record_table, r.record, m.case_file, m.other_file FROM file_merge m JOIN merged_record r ON r.merge = m.id "
    "WHERE m.undone_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM file_merge h WHERE h.case_file = m.case_file AND "
    "h.other_file = m.other_file AND h.undone_at IS NULL) ORDER BY m.merged_at, m.id, r.id";

Result<bool> wasBornIn(Desk &desk, const sync::TableDefinition &table, const sync::RecordKey &key, CaseId file)
{
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(key));
    return std::ranges::any_of(operations, [&](const sync::Operation &operation) {
        return operation.kind == sync::OperationKind::Birth &&
               std::ranges::find(operation.values, sync::FieldValue{table.owner.field, idValue(file)}) !=
                   operation.values.end();
    });
}

} // namespace

Result<void> giveBackLate(Desk &desk)
{
    std::vector<LateRecord> records;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(RecordsOfUndone));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const auto record = rows.id<sync::RecordTag>(1);
            const auto kept = rows.id<sync::RecordTag>(2);
            const auto other = rows.id<sync::RecordTag>(3);
            if (record && kept && other)
                records.push_back({{static_cast<std::uint16_t>(rows.integer(0)), *record}, *kept, *other});
            return {};
        }));
    }
    for (const LateRecord &late : records) {
        const auto table = std::ranges::find(movableTables(), late.key.table, &sync::TableDefinition::table);
        if (table == movableTables().end() || desk.log.isElsewhere((*table)->compartment))
            continue;
        const auto owner = desk.log.load(ownerField(**table), late.key.record);
        if (!owner || *owner != idValue(late.kept)) // gone, or where it belongs
            continue;
        INDARO_TRY_ASSIGN(const bool isTheirs, wasBornIn(desk, **table, late.key, late.kept));
        INDARO_TRY_ASSIGN(const bool isClosed, isFileClosed(desk, late.kept));
        INDARO_TRY_ASSIGN(const bool isOtherClosed, isFileClosed(desk, late.other));
        if (!isTheirs && !isClosed && !isOtherClosed)
            INDARO_TRY(desk.log.edit(ownerField(**table), late.key.record, idValue(late.other)));
    }
    return {};
}

Result<std::optional<std::vector<Value>>> valuesOf(Desk &desk, const sync::RecordKey &key)
{
    const sync::TableDefinition *table = model::schema().findTable(key.table);
    INDARO_TRY_ASSIGN(auto row, desk.log.connection().prepare(sql::selectRecords(*table, "id")));
    row.bind(1, key.record);
    INDARO_TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return std::optional<std::vector<Value>>();
    std::vector<Value> values;
    for (std::size_t i = 0; i < table->fields.size(); ++i)
        values.push_back(row.value(static_cast<int>(i) + 1));
    return std::optional(std::move(values));
}

bool isAnyKnown(const std::vector<Value> &values)
{
    return std::ranges::any_of(values, [](const Value &value) { return value.isKnown(); });
}

Result<std::vector<ComparedField>> fieldsOf(Desk &desk, CaseId kept, CaseId other)
{
    std::vector<ComparedField> compared = comparedFields();
    std::uint16_t table = 0;
    std::optional<std::vector<Value>> ofKept;
    std::optional<std::vector<Value>> ofOther;
    std::ranges::stable_sort(compared, {}, [](const ComparedField &field) { return field.lead.table; });
    for (ComparedField &field : compared) {
        if (field.lead.table != table) {
            table = field.lead.table;
            INDARO_TRY_ASSIGN(ofKept, valuesOf(desk, {table, kept}));
            INDARO_TRY_ASSIGN(ofOther, valuesOf(desk, {table, other}));
        }
        for (const sync::FieldId member : field.members) {
            field.kept.push_back(ofKept ? (*ofKept)[member.field - 1U] : Value());
            field.other.push_back(ofOther ? (*ofOther)[member.field - 1U] : Value());
        }
        field.isDiffering = isAnyKnown(field.kept) && isAnyKnown(field.other) && field.kept != field.other;
    }
    return compared;
}

Result<void> carryKeptApart(Desk &desk, const MergePair &pair)
{
    namespace k = fields::keep_apart;
    if (desk.log.isElsewhere(model::schema().findTable(k::Table)->compartment)) // left to another laptop, as moveRecords()
        return {};
    struct Apart
    {
        CaseId whom;
        Value why, setBy;
    };
    std::vector<Apart> others;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                         "SELECT case_file, other_file, why, set_by FROM keep_apart WHERE lifted_at IS NULL "
                                         "AND (case_file = ?1 OR other_file = ?1) ORDER BY id"));
        rows.bind(1, pair.other);
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const auto one = rows.id<sync::RecordTag>(0);
            const auto two = rows.id<sync::RecordTag>(1);
            if (one && two && *one != pair.kept && *two != pair.kept)
                others.push_back({*one == pair.other ? *two : *one, rows.value(2), rows.value(3)});
            return {};
        }));
    }
    for (const Apart &apart : others) {
        const auto [first, second] = std::minmax(pair.kept, apart.whom);
        const sync::RecordKey key{k::Table, sync::derivedId({"keep_apart", idText(first), idText(second)})};
        // Once for each: what is decided about the kept one from then on holds.
        INDARO_TRY_ASSIGN(const bool isCarried, desk.log.exists({fields::merged_record::Table, rememberedId(pair, key)}));
        if (isCarried)
            continue;
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
        if (isThere) {
            INDARO_TRY(desk.log.edit(k::LiftedAt, key.record, Value()));
        } else {
            INDARO_TRY(desk.log.birth(key, {{k::CaseFile, idValue(first)},
                                            {k::OtherFile, idValue(second)},
                                            {k::Why, apart.why},
                                            {k::SetBy, apart.setBy}}));
        }
        INDARO_TRY(rememberRecord(desk, pair, key));
    }
    return {};
}

} // namespace indaro::casework::rows
