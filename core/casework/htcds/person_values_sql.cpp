// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/person_values.h"

#include "core/casework/row_values.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

using base::Result;
using base::Value;
using sync::RecordId;

namespace {

namespace v = model::fields;

/// Every field a cell is worked out from. A table whose rows have the id of their case file names no `case_file`.
const std::vector<sync::FieldId> &fieldsToRead()
{
    static const std::vector<sync::FieldId> fields{v::case_file::CaseCode,
                                                   v::case_file::ExternalNumber,
                                                   v::case_file::Status,
                                                   v::case_file::Sex,
                                                   v::case_file::EstimatedAge,
                                                   v::case_file::EstimatedOn,
                                                   v::case_file::Languages,
                                                   v::case_file::OpenedAt,
                                                   v::identity::FamilyName,
                                                   v::identity::GivenNames,
                                                   v::identity::BirthDate,
                                                   v::identity::Nationality,
                                                   v::identity::MainLanguage,
                                                   v::identity::MaritalStatus,
                                                   v::identity::ChildrenCount,
                                                   v::identity::Education,
                                                   v::identity::Phone,
                                                   v::identity::OriginProvince,
                                                   v::identity::OriginCommune,
                                                   v::identity::OriginColline,
                                                   v::stay::ArrivedAt,
                                                   v::stay::ReferredBy,
                                                   v::stay::Reason,
                                                   v::episode::ExploitationType,
                                                   v::episode::OtherTypes,
                                                   v::episode::RecruitmentMethod,
                                                   v::episode::RecruitmentPlace,
                                                   v::episode::LeftOn,
                                                   v::episode::DestinationCountry,
                                                   v::episode::DocumentsWithheld,
                                                   v::episode::StartedOn,
                                                   v::episode::EndedOn,
                                                   v::episode::DurationMonths,
                                                   v::episode::Sector,
                                                   v::episode::Controls,
                                                   v::episode::SexExploitation,
                                                   v::episode::Place,
                                                   v::route_leg::Episode,
                                                   v::route_leg::Number,
                                                   v::route_leg::ToPlace,
                                                   v::route_leg::ToCountry,
                                                   v::route_leg::ArrivedOn,
                                                   v::registry::RelationToTrafficker,
                                                   v::registry::AgeWhenTrafficked,
                                                   v::registry::RecruitmentSites,
                                                   v::registry::ExploitationSites,
                                                   v::registry::RecruitmentMethods,
                                                   v::status_decision::Author,
                                                   v::status_decision::Organ,
                                                   v::status_decision::Status,
                                                   v::status_decision::DecidedOn,
                                                   v::status_decision::Corrects,
                                                   v::status_decision::RecordedAt,
                                                   v::case_event::Kind,
                                                   v::case_event::HappenedAt,
                                                   v::case_event::RecordedAt,
                                                   v::perpetrator::Role,
                                                   v::perpetrator::RoleDetails,
                                                   v::retention::ClosedAt,
                                                   v::retention::Reason,
                                                   v::retention::ReopenedAt,
                                                   v::note::Body,
                                                   v::note::Kind,
                                                   v::note::WrittenAt,
                                                   v::consent::Purpose,
                                                   v::consent::Decision,
                                                   v::consent::GivenOn,
                                                   v::consent::WithdrawnOn,
                                                   v::referral::Direction,
                                                   v::referral::WrittenAt,
                                                   v::referral::ReceiverAgency,
                                                   v::referral::SenderAgency,
                                                   v::referral::Services,
                                                   v::referral::Status,
                                                   v::need::Area,
                                                   v::need::What,
                                                   v::need::GoalWords,
                                                   v::plan_action::Need,
                                                   v::plan_action::What,
                                                   v::plan_action::DueOn,
                                                   v::plan_action::EndedOn};
    return fields;
}

bool hasIdOfFile(std::uint16_t table)
{
    return table == v::case_file::Table || table == v::identity::Table || table == v::registry::Table;
}

/// What this account would have to read and does not.
std::optional<Thing> firstNotRead(const Access &access)
{
    std::vector<sync::FieldId> fields = fieldsToRead();
    fields.insert(fields.end(), {v::kept_value::Value, v::kept_value_identity::Value, v::kept_value_perpetrator::Value});
    for (const sync::FieldId &field : fields) {
        const sync::TableDefinition &table = *model::schema().findTable(field.table);
        const auto thing = thingOf(table, *table.findField(field.field));
        if (thing && !access.mayReadField(field))
            return thing;
    }
    return std::nullopt;
}

using AllValues = std::map<RecordId, PersonValues>;

Result<void> readTable(Desk &desk, std::uint16_t table, const std::optional<RecordId> &only, AllValues &people)
{
    const sync::TableDefinition &definition = *model::schema().findTable(table);
    std::vector<std::uint16_t> fields;
    const std::string owner = hasIdOfFile(table) ? "id" : "case_file";
    std::string sql = "SELECT " + owner + ", id";
    for (const sync::FieldId &field : fieldsToRead()) {
        if (field.table == table) {
            fields.push_back(field.field);
            sql += ", " + std::string(definition.findField(field.field)->column);
        }
    }
    sql += " FROM " + std::string(definition.name) + (only ? " WHERE " + owner + " = ?1" : std::string()) + " ORDER BY id";
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(sql));
    if (only)
        rows.bind(1, *only);
    return forEachRow(rows, [&]() -> Result<void> {
        const auto person = rows.id<sync::RecordTag>(0);
        const auto id = rows.id<sync::RecordTag>(1);
        if (!person || !id)
            return {};
        auto found = people.find(*person);
        if (found == people.end()) {
            if (table != v::case_file::Table)
                return {}; // a file that was taken away
            found = people.emplace(*person, PersonValues{*person}).first;
        }
        ValueRow row{*id};
        for (std::size_t i = 0; i < fields.size(); ++i)
            row.values.emplace(fields[i], rows.value(static_cast<int>(i) + 2));
        found->second.rows[table].push_back(std::move(row));
        return {};
    });
}

Result<void> readKept(Desk &desk, const char *table, const std::optional<RecordId> &only, AllValues &people)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string("SELECT case_file, column_name, value FROM ") + table +
                                                 (only ? " WHERE case_file = ?1" : "")));
    if (only)
        rows.bind(1, *only);
    const QString mark = KeptRegisterMark.toString();
    return forEachRow(rows, [&]() -> Result<void> {
        const auto person = rows.id<sync::RecordTag>(0);
        const auto found = person ? people.find(*person) : people.end();
        if (found == people.end() || rows.value(2).isNull())
            return {};
        const QString name = toText(rows, 1);
        const QString said = toText(rows, 2);
        if (name.endsWith(mark))
            found->second.kept[name.chopped(mark.size())].said = said;
        else
            found->second.kept[name].cell = said;
        return {};
    });
}

} // namespace

const std::vector<ValueRow> &PersonValues::of(std::uint16_t table) const
{
    static const std::vector<ValueRow> none;
    const auto found = rows.find(table);
    return found == rows.end() ? none : found->second;
}

Value PersonValues::value(sync::FieldId field) const
{
    const auto &all = of(field.table);
    if (all.empty())
        return {};
    const auto found = all.front().values.find(field.field);
    return found == all.front().values.end() ? Value() : found->second;
}

QString PersonValues::text(sync::FieldId field) const
{
    return model::toText(value(field));
}

ValueRow &PersonValues::row(std::uint16_t table, const RecordId &rowId)
{
    auto &all = rows[table];
    const auto found = std::ranges::find(all, rowId, &ValueRow::id);
    return found == all.end() ? all.emplace_back(ValueRow{rowId}) : *found;
}

bool readsWholePeople(const Access &access)
{
    return !firstNotRead(access);
}

namespace rows {

Result<void> mustReadWholePeople(const Desk &desk)
{
    const auto missing = firstNotRead(desk.access);
    return missing ? desk.access.mustRead(*missing) : Result<void>();
}

Result<std::map<RecordId, PersonValues>> loadPersonValues(Desk &desk, const std::optional<RecordId> &only)
{
    AllValues people;
    INDARO_TRY(readTable(desk, v::case_file::Table, only, people));
    for (const std::uint16_t table :
         {v::identity::Table, v::stay::Table, v::episode::Table, v::route_leg::Table, v::registry::Table,
          v::status_decision::Table, v::case_event::Table, v::perpetrator::Table, v::retention::Table, v::note::Table,
          v::consent::Table, v::referral::Table, v::need::Table, v::plan_action::Table})
        INDARO_TRY(readTable(desk, table, only, people));
    for (const char *table : {"kept_value", "kept_value_identity", "kept_value_perpetrator"})
        INDARO_TRY(readKept(desk, table, only, people));
    return people;
}

Result<std::map<QString, RecordId>> loadKeptRows(Desk &desk)
{
    std::map<QString, RecordId> files;
    INDARO_TRY_ASSIGN(auto found, desk.db.prepare("SELECT value, case_file FROM kept_value WHERE column_name = ?1"));
    found.bind(1, KeptRowName.toString().toStdString());
    INDARO_TRY(forEachRow(found, [&]() -> Result<void> {
        if (const auto person = found.id<sync::RecordTag>(1))
            files.emplace(toText(found, 0), *person);
        return {};
    }));
    return files;
}

Result<bool> isErased(Desk &desk, const RecordId &id)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT 1 FROM erased WHERE record = ?1"));
    find.bind(1, id);
    return find.step();
}

} // namespace rows

} // namespace indaro::casework
