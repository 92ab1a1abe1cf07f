// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/risks/safety_plans.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/risks/risks.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Result;
using base::Value;

namespace {

SafetyPlan toSafetyPlan(const PlanRecord &record)
{
    SafetyPlan plan{.id = record.id(), .isHidden = record.isHidden};
    plan.number = int(record.value(fields::safety_plan::Number).integerOr(0));
    plan.assessment = record.idOf(fields::safety_plan::Assessment);
    plan.signs = record.text(fields::safety_plan::Signs);
    plan.steps = record.text(fields::safety_plan::Steps);
    plan.people = record.text(fields::safety_plan::People);
    plan.places = record.text(fields::safety_plan::Places);
    plan.codeWord = record.text(fields::safety_plan::CodeWord);
    plan.measures = record.text(fields::safety_plan::Measures).split(u' ', Qt::SkipEmptyParts);
    plan.safeText = record.text(fields::safety_plan::SafeText);
    plan.withPerson = record.text(fields::safety_plan::WithPerson);
    plan.whyNew = record.text(fields::safety_plan::WhyNew);
    plan.writtenAt = record.momentAt(fields::safety_plan::WrittenAt).value_or(0);
    if (const auto by = record.idOf(fields::safety_plan::WrittenBy))
        plan.writtenBy = sync::UserId::sameAs(*by);
    return plan;
}

} // namespace

Result<sync::RecordId> writeSafetyPlan(Desk &desk, CaseId person, const SafetyPlanDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Identity));
    if (draft.steps.textOr({}).empty())
        return neededField(fields::safety_plan::Steps);
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(const auto before, listSafetyPlansOf(desk, person));
    if (!before.empty() && draft.whyNew.textOr({}).empty())
        return neededField(fields::safety_plan::WhyNew);
    INDARO_TRY_ASSIGN(const auto risks, listRisksOf(desk, person));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto id,
                      bearRecord(desk, fields::safety_plan::Table,
                                 {{fields::safety_plan::CaseFile, idValue(person)},
                                  {fields::safety_plan::Number, before.empty() ? 1 : before.front().number + 1},
                                  {fields::safety_plan::Assessment, risks.empty() ? Value() : idValue(risks.front().id)},
                                  {fields::safety_plan::Signs, draft.signs},
                                  {fields::safety_plan::Steps, draft.steps},
                                  {fields::safety_plan::People, draft.people},
                                  {fields::safety_plan::Places, draft.places},
                                  {fields::safety_plan::CodeWord, draft.codeWord},
                                  {fields::safety_plan::Measures, draft.measures},
                                  {fields::safety_plan::SafeText, draft.safeText},
                                  {fields::safety_plan::WithPerson, draft.withPerson},
                                  {fields::safety_plan::WhyNew, draft.whyNew},
                                  {fields::safety_plan::WrittenAt, momentValue(desk.clock.nowUtc())},
                                  {fields::safety_plan::WrittenBy, ownAccount(desk)}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<SafetyPlan>> listSafetyPlansOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::safety_plan::Table}));
    std::vector<SafetyPlan> plans;
    for (const PlanRecord &record : records)
        plans.push_back(toSafetyPlan(record));
    std::ranges::stable_sort(plans, [](const SafetyPlan &a, const SafetyPlan &b) {
        return a.number != b.number ? a.number > b.number : a.writtenAt > b.writtenAt;
    });
    return plans;
}

} // namespace indaro::casework
