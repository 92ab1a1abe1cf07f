// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/redaction.h"

#include "core/casework/consents/data_groups.h"
#include "core/casework/plans/record_rows.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;

namespace {

void leaveOutOf(Record &record, const Withheld &withheld)
{
    const sync::TableDefinition *table = model::schema().findTable(record.table);
    for (std::size_t i = 0; table != nullptr && i < table->fields.size() && i < record.values.size(); ++i) {
        const sync::FieldId field{record.table, table->fields[i].field};
        if (withheld.hidesField(field) || withheld.isSaidIn(model::toText(record.values[i])))
            record.values[i] = base::Value();
    }
}

/// It is withheld, or hangs on what is: the action for a need, the line of an assessment, who was in an incident.
bool isLeftOutWhole(const Record &record, const Withheld &withheld)
{
    const auto isOfHidden = [&](const base::Value &value) {
        const auto *bytes = value.bytes();
        const auto of = bytes == nullptr ? std::nullopt : sync::RecordId::fromBytes(*bytes);
        return of && withheld.hidesRecord(*of);
    };
    return withheld.hidesRecord(record.id) || std::ranges::any_of(record.values, isOfHidden);
}

/// Whether anything stands in it that says something of her.
bool saysSomething(const Record &record)
{
    const sync::TableDefinition *table = model::schema().findTable(record.table);
    for (std::size_t i = 0; table != nullptr && i < table->fields.size() && i < record.values.size(); ++i) {
        if (!record.values[i].isNull() && groupOf({record.table, table->fields[i].field}) != QLatin1StringView(NoGroup))
            return true;
    }
    return false;
}

/// Takes out of each what may not leave, and those of which nothing is left.
void leaveOutOfAll(std::vector<Record> &records, const Withheld &withheld)
{
    const bool isForOutside = withheld.hides(QString::fromLatin1(HouseNotes));
    std::vector<Record> kept;
    for (Record &record : records) {
        if (isLeftOutWhole(record, withheld))
            continue;
        const bool saidSomething = saysSomething(record);
        leaveOutOf(record, withheld);
        const bool isOfHouse = !saidSomething && record.table != fields::interview::Table; // whose answers say it
        const bool isEmptied = saidSomething && !saysSomething(record);
        if (!isEmptied && !(isOfHouse && isForOutside))
            kept.push_back(std::move(record));
    }
    records = std::move(kept);
}

/// The compartment of a table of answers; nothing of any other table.
std::optional<sync::Compartment> answersIn(std::uint16_t table)
{
    const bool isOfAnswers = table == fields::answer_case::Table || table == fields::answer_identity::Table ||
                             table == fields::answer_health::Table || table == fields::answer_perpetrator::Table;
    return isOfAnswers ? std::optional(model::schema().findTable(table)->compartment) : std::nullopt;
}

bool isHiddenAnswer(const Record &record, const Withheld &withheld)
{
    const auto compartment = answersIn(record.table);
    if (!compartment)
        return false;
    const QString text = record.text(fieldIn(record.table, fields::answer_case::Text));
    return withheld.hidesAnswer(record.text(fieldIn(record.table, fields::answer_case::Path)), std::nullopt, *compartment) ||
           withheld.hidesFile(text);
}

} // namespace

void leaveOut(FullFile &file, const Withheld &withheld)
{
    if (withheld.isEmpty())
        return;
    file.caseCode = withheld.allowed(fields::case_file::CaseCode, file.caseCode);
    file.displayName = withheld.allowed(fields::case_file::DisplayName, file.displayName);
    std::erase_if(file.records, [&](const Record &record) { return isHiddenAnswer(record, withheld); });
    leaveOutOfAll(file.records, withheld);
}

void leaveOut(CaseFile &file, const Withheld &withheld)
{
    if (withheld.isEmpty())
        return;
    for (Record *one : {&file.file, &file.identity, &file.health})
        leaveOutOf(*one, withheld);
    for (std::vector<Record> *all : {&file.stays, &file.stayLocations, &file.episodes, &file.perpetrators, &file.interviews,
                                     &file.consents, &file.referrals, &file.notes, &file.tasks})
        leaveOutOfAll(*all, withheld);
}

void leaveOut(PersonRow &row, const Withheld &withheld)
{
    if (withheld.isEmpty())
        return;
    const auto isHidden = [&](std::initializer_list<sync::FieldId> from) {
        return std::ranges::any_of(from, [&](sync::FieldId field) { return withheld.hidesField(field); });
    };
    if (isHidden({fields::identity::FamilyName, fields::identity::GivenNames, fields::identity::KnownAs}) ||
        withheld.isSaidIn(row.fullName))
        row.fullName.clear();
    row.displayName = withheld.allowed(fields::case_file::DisplayName, row.displayName);
    row.sex = withheld.allowed(fields::case_file::Sex, row.sex);
    row.arrivedAt = withheld.allowed(fields::stay::ArrivedAt, row.arrivedAt);
    row.status = withheld.allowed(fields::case_file::Status, row.status);
    if (isHidden({fields::identity::BirthDate, fields::case_file::EstimatedAge}))
        row.age.reset();
}

void leaveOut(SupportPlan &plan, const Withheld &withheld)
{
    if (withheld.isEmpty())
        return;
    const auto needTable = [](const Need &need) {
        return isHealthArea(need.area.toStdString()) ? fields::need_health::Table : fields::need::Table;
    };
    std::erase_if(plan.needs, [&](const Need &need) { // itself, or all that is said of needs
        return withheld.hidesRecord(need.id) ||
               withheld.hides(withheldGroup(groupOf(fieldIn(needTable(need), fields::need::What))));
    });
    std::erase_if(plan.services, [&](const GivenService &one) {
        return withheld.hidesRecord(one.id) || (one.action && withheld.hidesRecord(*one.action));
    });
    for (Need &need : plan.needs) {
        const std::uint16_t table = needTable(need);
        const std::uint16_t actions =
            table == fields::need_health::Table ? fields::plan_action_health::Table : fields::plan_action::Table;
        need.area = withheld.allowed(fieldIn(table, fields::need::Area), need.area);
        need.state = withheld.allowed(fieldIn(table, fields::need::State), need.state);
        need.what = withheld.allowed(fieldIn(table, fields::need::What), need.what);
        need.goal = withheld.allowed(fieldIn(table, fields::need::Goal), need.goal);
        need.goalWords = withheld.allowed(fieldIn(table, fields::need::GoalWords), need.goalWords);
        std::erase_if(need.actions, [&](const PlanAction &action) {
            return withheld.hidesRecord(action.id) || withheld.hidesField(fieldIn(actions, fields::plan_action::What));
        });
        for (PlanAction &action : need.actions) {
            action.what = withheld.allowed(fieldIn(actions, fields::plan_action::What), action.what);
            action.responsible = withheld.allowed(fieldIn(actions, fields::plan_action::Responsible), action.responsible);
            action.result = withheld.allowed(fieldIn(actions, fields::plan_action::Result), action.result);
        }
    }
    std::erase_if(plan.agreed, [&](const AgreedPlan &agreed) { return withheld.hidesRecord(agreed.id); });
    for (AgreedPlan &agreed : plan.agreed) {
        agreed.place = withheld.allowed(fields::support_plan::Place, agreed.place);
        agreed.refused = withheld.allowed(fields::support_plan::Refused, agreed.refused);
        agreed.wayOut = withheld.allowed(fields::support_plan::WayOut, agreed.wayOut);
        agreed.reviewed = withheld.allowed(fields::support_plan::Reviewed, agreed.reviewed);
    }
}

void leaveOut(SafetyPlan &plan, const Withheld &withheld)
{
    if (withheld.hidesRecord(plan.id))
        plan.safeText.clear();
    plan.safeText = withheld.allowed(fields::safety_plan::SafeText, plan.safeText);
}

void leaveOut(std::vector<CustodyItem> &items, const Withheld &withheld)
{
    std::erase_if(items, [&](const CustodyItem &item) { return withheld.hidesRecord(item.id); });
    for (CustodyItem &item : items)
        item.description = withheld.allowed(fields::custody::Description, item.description);
}

} // namespace indaro::casework
