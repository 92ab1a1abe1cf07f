// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/queries.h"

#include "core/casework/people/authors.h"
#include "core/casework/people/family.h"
#include "core/casework/people/people_sql.h"
#include "core/casework/referrals/referrals.h"
#include "core/model/case_code.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::FieldId;

namespace {

namespace f = model::fields;

/// A referral stands where anybody heard it does (referrals/referral_course.h), not where it was when it was printed.
Result<void> putStanding(Desk &desk, Record &referral)
{
    const auto written = referralStatusFromCode(referral.text(f::referral::Status));
    if (!written) // this account does not read it
        return {};
    INDARO_TRY_ASSIGN(const auto heard, heardOf(desk, referral.id));
    referral.values[f::referral::Status.field - 1] = toCode(standingOf(*written, heard)).toStdString();
    return {};
}

Result<std::vector<Record>> readRecords(Desk &desk, std::uint16_t tableNumber, std::string_view column, sync::RecordId owner)
{
    const sync::TableDefinition *table = model::schema().findTable(tableNumber);
    if (table == nullptr)
        return Error(Errc::UnknownField, {{"table", std::int64_t(tableNumber)}});
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(sql::selectRecords(*table, column)));
    rows.bind(1, owner);
    std::vector<Record> records;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool hasRow, rows.step());
        if (!hasRow)
            return records;
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        Record record{tableNumber, *id, {}};
        for (std::size_t i = 0; i < table->fields.size(); ++i)
            record.values.push_back(rows.value(static_cast<int>(i) + 1));
        records.push_back(std::move(record));
    }
}

Result<std::vector<Record>> loadRecords(Desk &desk, std::uint16_t table, std::string_view column, sync::RecordId owner)
{
    INDARO_TRY_ASSIGN(auto records, readRecords(desk, table, column, owner));
    if (table == f::referral::Table) {
        for (Record &record : records)
            INDARO_TRY(putStanding(desk, record));
    }
    return records;
}

void sortNewestFirst(std::vector<Record> &records, FieldId by)
{
    std::stable_sort(records.begin(), records.end(), [by](const Record &a, const Record &b) {
        return a.value(by).integer() != nullptr || b.value(by).integer() != nullptr
                   ? a.value(by).integerOr(0) > b.value(by).integerOr(0)
                   : a.value(by).textOr({}) > b.value(by).textOr({});
    });
}

/// A row that must exist with its file but may not yet: an empty one stands for it.
Result<Record> loadPart(Desk &desk, std::uint16_t table, CaseId person)
{
    INDARO_TRY_ASSIGN(auto found, loadRecords(desk, table, "id", person));
    if (!found.empty())
        return std::move(found.front());
    return Record{table, person, std::vector<Value>(model::schema().findTable(table)->fields.size())};
}

Result<FieldChange> describe(Authors &authors, const sync::HistoryEntry &entry)
{
    const sync::Operation &operation = entry.operation;
    INDARO_TRY_ASSIGN(const Author author, authors.find(operation.user, operation.dot.device, operation.time));
    return FieldChange{{operation.table, entry.field},
                       operation.record,
                       operation.kind,
                       entry.value,
                       author.at,
                       author.staffName,
                       author.laptopName,
                       author.series,
                       author.isThisLaptop,
                       entry.standing};
}

} // namespace

Result<std::vector<FamilyMember>> rows::familyMembers(Desk &desk, const Value &unit, sync::RecordId except)
{
    std::vector<FamilyMember> family;
    if (unit.bytes() == nullptr)
        return family;
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(sql::FamilyMembers));
    rows.bind(1, unit);
    rows.bind(2, except);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool hasRow, rows.step());
        if (!hasRow)
            return family;
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        family.push_back({*id, model::toText(rows.value(1)), model::toText(rows.value(2)), model::toText(rows.value(3)),
                          model::toText(rows.value(4)), rows.value(5).textOr({}) == "present"});
    }
}

Value Record::value(FieldId field) const
{
    const sync::TableDefinition *definition = model::schema().findTable(table);
    if (field.table != table || definition == nullptr)
        return {};
    for (std::size_t i = 0; i < definition->fields.size() && i < values.size(); ++i) {
        if (definition->fields[i].field == field.field)
            return values[i];
    }
    return {};
}

QString Record::text(FieldId field) const
{
    const Value found = value(field);
    if (found.integer() != nullptr)
        return QString::number(*found.integer());
    if (found.real() != nullptr)
        return QString::number(*found.real());
    return model::toText(found);
}

Result<Record> loadRecord(Desk &desk, std::uint16_t table, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(auto records, loadRecords(desk, table, "id", id));
    if (records.empty())
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(table)}});
    return std::move(records.front());
}

Result<CaseFile> loadCaseFile(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(Record file, loadRecord(desk, f::case_file::Table, person));
    INDARO_TRY_ASSIGN(Record identity, loadPart(desk, f::identity::Table, person));
    INDARO_TRY_ASSIGN(Record health, loadPart(desk, f::health::Table, person));
    CaseFile whole{person, std::move(file), std::move(identity), std::move(health), {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
                   false};
    const std::initializer_list<std::pair<std::uint16_t, std::vector<Record> *>> sections = {
        {f::stay::Table, &whole.stays},
        {f::episode::Table, &whole.episodes},
        {f::perpetrator::Table, &whole.perpetrators},
        {f::interview::Table, &whole.interviews},
        {f::consent::Table, &whole.consents},
        {f::referral::Table, &whole.referrals},
        {f::note::Table, &whole.notes},
        {f::task::Table, &whole.tasks}};
    for (const auto &[table, records] : sections) {
        INDARO_TRY_ASSIGN(*records, loadRecords(desk, table, "case_file", person));
    }
    for (const Record &stay : whole.stays) {
        INDARO_TRY_ASSIGN(auto location, loadRecords(desk, f::stay_location::Table, "id", stay.id));
        std::move(location.begin(), location.end(), std::back_inserter(whole.stayLocations));
    }
    sortNewestFirst(whole.stays, f::stay::ArrivedAt);
    sortNewestFirst(whole.interviews, f::interview::StartedAt);
    sortNewestFirst(whole.referrals, f::referral::WrittenAt);
    sortNewestFirst(whole.notes, f::note::WrittenAt);
    sortNewestFirst(whole.tasks, f::task::RaisedAt);
    INDARO_TRY_ASSIGN(whole.family, rows::familyMembers(desk, whole.file.value(f::case_file::FamilyUnit), whole.file.id));
    whole.isPresent = whole.file.value(f::case_file::Status).textOr({}) == "present";
    return whole;
}

Result<std::vector<FieldChange>> loadFieldHistory(Desk &desk, FieldId field, sync::RecordId record)
{
    INDARO_TRY_ASSIGN(const auto entries, desk.log.history({field.table, record}));
    Authors authors(desk);
    std::vector<FieldChange> changes;
    for (const auto &entry : entries) {
        if (entry.field != field.field && entry.operation.kind != sync::OperationKind::Delete)
            continue;
        INDARO_TRY_ASSIGN(FieldChange change, describe(authors, entry));
        changes.push_back(std::move(change));
    }
    return changes;
}

Result<std::vector<FieldChange>> loadPersonHistory(Desk &desk, CaseId person, int limit)
{
    std::vector<sync::RecordKey> keys = {
        {f::case_file::Table, person}, {f::identity::Table, person}, {f::health::Table, person}};
    for (const std::uint16_t table : {f::stay::Table,
                                      f::episode::Table,
                                      f::perpetrator::Table,
                                      f::consent::Table,
                                      f::referral::Table,
                                      f::referral_step::Table,
                                      f::referral_service::Table,
                                      f::referral_slip::Table,
                                      f::referral_slip_health::Table,
                                      f::referral_call::Table,
                                      f::unmet_need::Table,
                                      f::note::Table,
                                      f::interview::Table,
                                      f::task::Table,
                                      f::attachment_case::Table,
                                      f::attachment_identity::Table,
                                      f::attachment_health::Table,
                                      f::attachment_perpetrator::Table,
                                      f::need::Table,
                                      f::need_health::Table,
                                      f::plan_action::Table,
                                      f::plan_action_health::Table,
                                      f::service_given::Table,
                                      f::service_given_health::Table,
                                      f::meeting::Table,
                                      f::support_plan::Table,
                                      f::approval::Table,
                                      f::risk_assessment::Table,
                                      f::risk_line::Table,
                                      f::risk_line_health::Table,
                                      f::risk_line_perpetrator::Table,
                                      f::safety_plan::Table,
                                      f::best_interests::Table,
                                      f::best_interests_item::Table,
                                      f::best_interests_item_health::Table,
                                      f::age_evidence::Table}) {
        INDARO_TRY_ASSIGN(const auto records, loadRecords(desk, table, "case_file", person));
        for (const Record &record : records) {
            keys.push_back({table, record.id});
            if (table == f::stay::Table)
                keys.push_back({f::stay_location::Table, record.id});
        }
    }
    return loadHistoryOf(desk, keys, limit);
}

Result<std::vector<FieldChange>> loadHistoryOf(Desk &desk, const std::vector<sync::RecordKey> &keys, int limit)
{
    Authors authors(desk);
    std::vector<std::pair<sync::HybridTime, FieldChange>> changes;
    for (const auto &key : keys) {
        INDARO_TRY_ASSIGN(const auto entries, desk.log.history(key));
        for (const auto &entry : entries) {
            INDARO_TRY_ASSIGN(FieldChange change, describe(authors, entry));
            changes.emplace_back(entry.operation.time, std::move(change));
        }
    }
    std::stable_sort(changes.begin(), changes.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<FieldChange> newest;
    for (auto &[time, change] : changes) {
        if (newest.size() >= static_cast<std::size_t>(std::max(limit, 0)))
            break;
        newest.push_back(std::move(change));
    }
    return newest;
}

Result<std::vector<HouseGuest>> loadPeopleInHouse(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(sql::PeopleInHouse));
    std::vector<HouseGuest> guests;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool hasRow, rows.step());
        if (!hasRow)
            return guests;
        const auto id = rows.id<sync::RecordTag>(0);
        const auto stay = rows.id<sync::RecordTag>(1);
        if (!id || !stay)
            return Error(Errc::StoreDamaged);
        guests.push_back({*id, *stay, model::toText(rows.value(2)), model::toText(rows.value(3)),
                          model::toText(rows.value(4)), model::toText(rows.value(5)), model::toText(rows.value(6)),
                          rows.id<sync::RecordTag>(7)});
    }
}

Result<CaseId> loadPersonByCode(Desk &desk, const QString &typed)
{
    INDARO_TRY_ASSIGN(const std::string code, model::parseCaseCode(typed.toStdString()));
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare(sql::PersonByCode));
    find.bind(1, code);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto id = found ? find.id<sync::RecordTag>(0) : std::nullopt;
    if (!id)
        return Error(Errc::NotFound);
    return *id;
}

} // namespace indaro::casework
