// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/redaction.h"

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
    std::erase_if(file.records,
                  [&](const Record &record) { return withheld.hidesRecord(record.id) || isHiddenAnswer(record, withheld); });
    for (Record &record : file.records)
        leaveOutOf(record, withheld);
}

void leaveOut(CaseFile &file, const Withheld &withheld)
{
    if (withheld.isEmpty())
        return;
    for (Record *one : {&file.file, &file.identity, &file.health})
        leaveOutOf(*one, withheld);
    for (std::vector<Record> *all : {&file.stays, &file.stayLocations, &file.episodes, &file.perpetrators, &file.interviews,
                                     &file.consents, &file.referrals, &file.notes, &file.tasks}) {
        std::erase_if(*all, [&](const Record &record) { return withheld.hidesRecord(record.id); });
        for (Record &record : *all)
            leaveOutOf(record, withheld);
    }
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
    std::erase_if(plan.needs, [&](const Need &need) { return withheld.hidesRecord(need.id); });
    for (Need &need : plan.needs) {
        const std::string area = need.area.toStdString();
        const std::uint16_t table = isHealthArea(area) ? fields::need_health::Table : fields::need::Table;
        const std::uint16_t actions = isHealthArea(area) ? fields::plan_action_health::Table : fields::plan_action::Table;
        need.area = withheld.allowed(fieldIn(table, fields::need::Area), need.area);
        need.state = withheld.allowed(fieldIn(table, fields::need::State), need.state);
        need.what = withheld.allowed(fieldIn(table, fields::need::What), need.what);
        need.goal = withheld.allowed(fieldIn(table, fields::need::Goal), need.goal);
        need.goalWords = withheld.allowed(fieldIn(table, fields::need::GoalWords), need.goalWords);
        std::erase_if(need.actions, [&](const PlanAction &action) { return withheld.hidesRecord(action.id); });
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
