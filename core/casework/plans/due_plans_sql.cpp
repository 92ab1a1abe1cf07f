// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/plans/due_plans.h"

#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QTimeZone>

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr base::UtcMs PlanWithin = 24 * 3'600'000;
constexpr int SoonDays = 3;

/// Each gives: file, code, name, record, words, the moment it is due, the day it is due. One of the last two is null.
struct DueQuery
{
    PlanDueKind kind;
    std::uint16_t table; ///< whose words they are
    base::UtcMs later;   ///< due so long after the moment
    const char *sql;
};

constexpr DueQuery DueQueries[] = {
    {PlanDueKind::RiskReview, fields::risk_assessment::Table, 0,
     "SELECT f.id, f.case_code, f.display_name, r.id, r.level, r.review_at, NULL FROM risk_assessment r JOIN case_file f ON "
     "f.id = r.case_file WHERE f.status = 'present' AND NOT EXISTS (SELECT 1 FROM risk_assessment n WHERE n.case_file = "
     "r.case_file AND n.about IS r.about AND (n.assessed_at, n.id) > (r.assessed_at, r.id))"},
    {PlanDueKind::SafetyPlan, fields::risk_assessment::Table, PlanWithin,
     "SELECT f.id, f.case_code, f.display_name, r.id, r.level, r.assessed_at, NULL FROM risk_assessment r JOIN case_file f "
     "ON f.id = r.case_file WHERE f.status = 'present' AND NOT EXISTS (SELECT 1 FROM risk_assessment n WHERE n.case_file = "
     "r.case_file AND (n.assessed_at, n.id) > (r.assessed_at, r.id)) AND NOT EXISTS (SELECT 1 FROM safety_plan s WHERE "
     "s.case_file = r.case_file AND s.assessment = r.id)"},
    {PlanDueKind::Action, fields::plan_action::Table, 0,
     "SELECT f.id, f.case_code, f.display_name, a.id, a.what, NULL, a.due_on FROM plan_action a JOIN case_file f ON f.id = "
     "a.case_file WHERE a.due_on IS NOT NULL AND ifnull(a.state, 'planned') IN ('planned', 'under_way')"},
    {PlanDueKind::Action, fields::plan_action_health::Table, 0,
     "SELECT f.id, f.case_code, f.display_name, a.id, a.what, NULL, a.due_on FROM plan_action_health a JOIN case_file f ON "
     "f.id = a.case_file WHERE a.due_on IS NOT NULL AND ifnull(a.state, 'planned') IN ('planned', 'under_way')"},
    {PlanDueKind::PlanReview, fields::support_plan::Table, 0,
     "SELECT f.id, f.case_code, f.display_name, p.id, NULL, NULL, p.review_on FROM support_plan p JOIN case_file f ON f.id "
     "= "
     "p.case_file WHERE f.status = 'present' AND NOT EXISTS (SELECT 1 FROM support_plan n WHERE n.case_file = p.case_file "
     "AND (n.number, n.written_at, n.id) > (p.number, p.written_at, p.id))"},
    {PlanDueKind::Approval, fields::approval::Table, 0,
     "SELECT f.id, f.case_code, f.display_name, a.id, a.kind, a.asked_at, NULL FROM approval a JOIN case_file f ON f.id = "
     "a.case_file WHERE a.answered_at IS NULL AND NOT EXISTS (SELECT 1 FROM approval n WHERE n.case_file = a.case_file AND "
     "n.subject IS a.subject AND n.answered_at >= a.asked_at)"},
    {PlanDueKind::BestInterests, fields::best_interests::Table, 0,
     "SELECT f.id, f.case_code, f.display_name, b.id, b.occasion, NULL, b.look_again_on FROM best_interests b JOIN "
     "case_file "
     "f ON f.id = b.case_file WHERE b.look_again_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM best_interests n WHERE "
     "n.case_file = b.case_file AND n.occasion IS b.occasion AND (n.begun_at, n.id) > (b.begun_at, b.id))"},
};

QTimeZone burundi()
{
    return QTimeZone(model::LocalOffsetSeconds);
}

/// The end of the last day a date may mean; nothing when it is none.
std::optional<base::UtcMs> endOfDate(const QString &date)
{
    const auto day = model::PartialDate::parse(date);
    if (!day)
        return std::nullopt;
    return QDateTime(day->latest().addDays(1), QTime(0, 0), burundi()).toMSecsSinceEpoch() - 1;
}

/// None: not soon.
sop::Urgency urgencyOfPlan(base::UtcMs due, base::UtcMs now)
{
    if (due < now)
        return sop::Urgency::Late;
    const QDate day = model::localDay(due);
    const QDate today = model::localDay(now);
    if (day == today)
        return sop::Urgency::Today;
    return day <= today.addDays(SoonDays) ? sop::Urgency::Coming : sop::Urgency::None;
}

Result<void> collectDue(Desk &desk, const DueQuery &query, bool isHidden, std::vector<DueOfPlan> &due)
{
    const base::UtcMs now = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(query.sql));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const auto person = rows.id<sync::RecordTag>(0);
        const auto record = rows.id<sync::RecordTag>(3);
        if (!person || !record)
            return Error(Errc::StoreDamaged);
        DueOfPlan one{.person = *person,
                      .caseCode = toText(rows, 1),
                      .displayName = toText(rows, 2),
                      .kind = query.kind,
                      .record = *record};
        const auto day = endOfDate(toText(rows, 6));
        const base::Value moment = rows.value(5);
        if (!day && moment.integer() == nullptr)
            continue; // no day was said, or it may not be read
        one.isWholeDay = day.has_value();
        one.due = day ? *day : *moment.integer() + query.later;
        one.urgency = urgencyOfPlan(one.due, now);
        if (one.urgency == sop::Urgency::None)
            continue;
        if (!isHidden)
            one.words = toText(rows, 4);
        due.push_back(std::move(one));
    }
}

} // namespace

Result<std::vector<DueOfPlan>> listDueOfPlans(Desk &desk)
{
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    std::vector<DueOfPlan> due;
    for (const DueQuery &query : DueQueries)
        INDARO_TRY(collectDue(desk, query, !readable.allows(query.table), due));
    std::ranges::stable_sort(due, {}, &DueOfPlan::due);
    return due;
}

} // namespace indaro::casework
