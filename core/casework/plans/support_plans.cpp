// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/plans/support_plans.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

AgreedPlan toAgreement(const PlanRecord &record)
{
    AgreedPlan plan{.id = record.id()};
    plan.number = int(record.value(fields::support_plan::Number).integerOr(0));
    plan.agreedOn = record.text(fields::support_plan::AgreedOn);
    plan.place = record.text(fields::support_plan::Place);
    plan.signedHow = record.text(fields::support_plan::Signed);
    plan.isSignatureRefused = record.value(fields::support_plan::Signed) == Value(base::Missing::Refused);
    plan.refused = record.text(fields::support_plan::Refused);
    plan.wayOut = record.text(fields::support_plan::WayOut);
    plan.reviewed = record.text(fields::support_plan::Reviewed);
    plan.reviewOn = record.text(fields::support_plan::ReviewOn);
    plan.writtenAt = record.momentAt(fields::support_plan::WrittenAt).value_or(0);
    if (const auto by = record.idOf(fields::support_plan::WrittenBy))
        plan.writtenBy = sync::UserId::sameAs(*by);
    return plan;
}

base::UtcMs changedLast(const std::vector<Need> &needs)
{
    base::UtcMs last = 0;
    for (const Need &need : needs) {
        last = std::max(last, need.changedAt);
        for (const PlanAction &action : need.actions)
            last = std::max(last, action.changedAt);
    }
    return last;
}

Value dayAfter(QDate day, int number)
{
    return (number < 3 ? day.addDays(14) : day.addMonths(1)).toString(Qt::ISODate).toStdString();
}

} // namespace

Result<sync::RecordId> agreePlan(Desk &desk, CaseId person, const AgreementDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    if (draft.signedHow.isNull() || draft.signedHow == Value(base::Missing::NotAsked))
        return neededField(fields::support_plan::Signed);
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(const auto needs, listNeedsOf(desk, person));
    if (needs.empty())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto before, listAgreedPlansOf(desk, person));
    const int number = before.empty() ? 1 : before.front().number + 1;
    if (number > 1 && draft.reviewed.textOr({}).empty())
        return neededField(fields::support_plan::Reviewed);
    const base::UtcMs now = desk.clock.nowUtc();
    const QDate today = model::localDay(now);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(
        const auto id,
        bearRecord(desk, fields::support_plan::Table,
                   {{fields::support_plan::CaseFile, idValue(person)},
                    {fields::support_plan::Number, number},
                    {fields::support_plan::AgreedOn,
                     draft.agreedOn.isNull() ? Value(today.toString(Qt::ISODate).toStdString()) : draft.agreedOn},
                    {fields::support_plan::Place, draft.place},
                    {fields::support_plan::Signed, draft.signedHow},
                    {fields::support_plan::Refused, draft.refused},
                    {fields::support_plan::WayOut, draft.wayOut},
                    {fields::support_plan::Reviewed, draft.reviewed},
                    {fields::support_plan::ReviewOn, draft.reviewOn.isNull() ? dayAfter(today, number) : draft.reviewOn},
                    // Later than whatever it is about, whatever the clock says.
                    {fields::support_plan::WrittenAt, momentValue(std::max(now, changedLast(needs)))},
                    {fields::support_plan::WrittenBy, ownAccount(desk)}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<AgreedPlan>> listAgreedPlansOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::support_plan::Table}));
    INDARO_TRY_ASSIGN(const auto approvals, listApprovalsOf(desk, person));
    std::vector<AgreedPlan> plans;
    for (const PlanRecord &record : records) {
        AgreedPlan plan = toAgreement(record);
        const auto found = std::ranges::find(approvals, std::optional(plan.id), &GivenApproval::subject);
        if (found != approvals.end())
            plan.approval = *found;
        plans.push_back(std::move(plan));
    }
    std::ranges::stable_sort(plans, [](const AgreedPlan &a, const AgreedPlan &b) {
        return a.number != b.number ? a.number > b.number : a.writtenAt > b.writtenAt;
    });
    return plans;
}

Result<SupportPlan> loadSupportPlan(Desk &desk, CaseId person)
{
    SupportPlan plan;
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(plan.needs, listNeedsOf(desk, person));
    INDARO_TRY_ASSIGN(plan.services, listServicesOf(desk, person));
    INDARO_TRY_ASSIGN(plan.meetings, listMeetingsOf(desk, person));
    INDARO_TRY_ASSIGN(plan.agreed, listAgreedPlansOf(desk, person));
    plan.isChangedSince = !plan.agreed.empty() && changedLast(plan.needs) > plan.agreed.front().writtenAt;
    return plan;
}

} // namespace indaro::casework
