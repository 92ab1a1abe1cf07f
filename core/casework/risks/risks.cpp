// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/risks/risks.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/plans/approvals.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QTimeZone>

#include <algorithm>
#include <set>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

Value levelValue(RiskLevel level)
{
    return riskLevelCode(level);
}

/// The level of the worst domain. Errors: as assessRisks.
Result<RiskLevel> worstOf(const std::vector<RiskLineDraft> &lines)
{
    if (lines.empty())
        return neededField(fields::risk_line::Domain);
    std::set<std::string> domains;
    RiskLevel worst = RiskLevel::Low;
    bool isWhole = true;
    for (const RiskLineDraft &line : lines) {
        const std::string domain = line.domain.textOr({});
        if (!riskLineTable(domain) || !domains.insert(domain).second)
            return neededField(fields::risk_line::Domain);
        if (line.likelihood.isMissing() && line.severity.isMissing()) {
            isWhole = false;
            continue;
        }
        const std::int64_t likelihood = line.likelihood.integerOr(0);
        const std::int64_t severity = line.severity.integerOr(0);
        if (likelihood < 1 || likelihood > 3)
            return neededField(fields::risk_line::Likelihood);
        if (severity < 1 || severity > 3)
            return neededField(fields::risk_line::Severity);
        worst = std::max(worst, riskLevelOf(likelihood, severity));
    }
    if (!isWhole || domains.size() < RiskDomains.size())
        worst = std::max(worst, RiskLevel::Medium);
    return worst;
}

/// How soon her procedure has it looked at again. One that cannot be read yet keeps nobody from being safe.
Result<base::UtcMs> reviewOf(Desk &desk, CaseId person, RiskLevel level)
{
    const auto list = loadChecklist(desk, person);
    if (!list && !isPackUnreadable(list.error().code))
        return list.error();
    const sop::RiskReview rule = list ? list->pack->risk : sop::RiskReview();
    const sop::Span span = level == RiskLevel::High ? rule.high : level == RiskLevel::Medium ? rule.medium : rule.low;
    return sop::addSpan(desk.clock.nowUtc(), span, QTimeZone(model::LocalOffsetSeconds));
}

Result<void> bearLine(Desk &desk, CaseId person, sync::RecordId assessment, const RiskLineDraft &line)
{
    const auto table = riskLineTable(line.domain.textOr({}));
    INDARO_CHECK(table.has_value());
    INDARO_TRY(bearRecord(desk, *table,
                          {{fields::risk_line::CaseFile, idValue(person)},
                           {fields::risk_line::Assessment, idValue(assessment)},
                           {fields::risk_line::Domain, line.domain},
                           {fields::risk_line::Sign, line.sign},
                           {fields::risk_line::Likelihood, line.likelihood},
                           {fields::risk_line::Severity, line.severity},
                           {fields::risk_line::Reason, line.reason},
                           {fields::risk_line::Measures, line.measures},
                           {fields::risk_line::MeasureWords, line.measureWords},
                           {fields::risk_line::Who, line.who},
                           {fields::risk_line::UntilOn, line.untilOn}}));
    return {};
}

sync::FieldValues assessmentValues(const RiskDraft &draft, RiskLevel worst, RiskLevel level)
{
    const bool isOther = worst != level;
    return {{fields::risk_assessment::About, draft.about},
            {fields::risk_assessment::WithPerson, draft.withPerson},
            {fields::risk_assessment::OwnView, draft.ownView},
            {fields::risk_assessment::Worst, levelValue(worst)},
            {fields::risk_assessment::Level, levelValue(level)},
            {fields::risk_assessment::ChangeReason, isOther ? draft.changeReason : Value()},
            {fields::risk_assessment::ChangeNote, isOther ? draft.changeNote : Value()},
            {fields::risk_assessment::Gainers, draft.gainers},
            {fields::risk_assessment::EarlierCare, draft.earlierCare},
            {fields::risk_assessment::Siblings, draft.siblings}};
}

RiskLine toRiskLine(const PlanRecord &record)
{
    RiskLine line{.id = record.id(), .isHidden = record.isHidden};
    line.domain = record.text(fields::risk_line::Domain);
    line.sign = record.text(fields::risk_line::Sign);
    line.likelihood = int(record.value(fields::risk_line::Likelihood).integerOr(0));
    line.severity = int(record.value(fields::risk_line::Severity).integerOr(0));
    if (line.likelihood > 0 && line.severity > 0)
        line.level = riskLevelOf(line.likelihood, line.severity);
    line.reason = record.text(fields::risk_line::Reason);
    line.measures = record.text(fields::risk_line::Measures).split(u' ', Qt::SkipEmptyParts);
    line.measureWords = record.text(fields::risk_line::MeasureWords);
    line.who = record.text(fields::risk_line::Who);
    line.untilOn = record.text(fields::risk_line::UntilOn);
    return line;
}

RiskAssessment toAssessment(const PlanRecord &record)
{
    RiskAssessment risk{.id = record.id()};
    risk.about = record.text(fields::risk_assessment::About);
    risk.withPerson = record.text(fields::risk_assessment::WithPerson);
    if (const Value own = record.value(fields::risk_assessment::OwnView); own.integer() != nullptr)
        risk.ownView = int(*own.integer());
    risk.worst = riskLevelOf(record.text(fields::risk_assessment::Worst));
    risk.level = riskLevelOf(record.text(fields::risk_assessment::Level));
    risk.changeReason = record.text(fields::risk_assessment::ChangeReason);
    risk.changeNote = record.text(fields::risk_assessment::ChangeNote);
    risk.gainers = record.text(fields::risk_assessment::Gainers);
    risk.earlierCare = record.text(fields::risk_assessment::EarlierCare);
    risk.siblings = record.text(fields::risk_assessment::Siblings);
    risk.assessedAt = record.momentAt(fields::risk_assessment::AssessedAt).value_or(0);
    if (const auto by = record.idOf(fields::risk_assessment::AssessedBy))
        risk.assessedBy = sync::UserId::sameAs(*by);
    risk.reviewAt = record.momentAt(fields::risk_assessment::ReviewAt).value_or(0);
    return risk;
}

std::ptrdiff_t orderOf(const RiskLine &line)
{
    return std::ranges::find(RiskDomains, line.domain.toStdString()) - RiskDomains.begin();
}

} // namespace

Result<sync::RecordId> assessRisks(Desk &desk, CaseId person, const RiskDraft &draft, const std::string &agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    const std::string about = draft.about.textOr({});
    if (about != "here" && about != "return")
        return neededField(fields::risk_assessment::About);
    INDARO_TRY_ASSIGN(const RiskLevel worst, worstOf(draft.lines));
    const RiskLevel level = draft.level.value_or(worst);
    if (level != worst && draft.changeReason.textOr({}).empty())
        return neededField(fields::risk_assessment::ChangeReason);
    INDARO_TRY(checkPerson(desk, person));
    std::optional<Approver> approver;
    if (level < worst) {
        INDARO_TRY_ASSIGN(approver, approverOf(desk, desk.log.user(), agreed));
    }
    INDARO_TRY_ASSIGN(const base::UtcMs reviewAt, reviewOf(desk, person, level));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    sync::FieldValues values = assessmentValues(draft, worst, level);
    values.insert(values.begin(), {fields::risk_assessment::CaseFile, idValue(person)});
    values.push_back({fields::risk_assessment::AssessedAt, momentValue(desk.clock.nowUtc())});
    values.push_back({fields::risk_assessment::AssessedBy, ownAccount(desk)});
    values.push_back({fields::risk_assessment::ReviewAt, momentValue(reviewAt)});
    INDARO_TRY_ASSIGN(const auto id, bearRecord(desk, fields::risk_assessment::Table, values));
    for (const RiskLineDraft &line : draft.lines)
        INDARO_TRY(bearLine(desk, person, id, line));
    if (approver)
        INDARO_TRY(keepApproval(desk, person, "risk_down", id, *approver, draft.changeNote));
    INDARO_TRY(recordAudit(desk, AuditVerb::RisksAssessed, person,
                           std::string(riskLevelCode(worst)) + " " + std::string(riskLevelCode(level))));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<RiskAssessment>> listRisksOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::risk_assessment::Table}));
    INDARO_TRY_ASSIGN(const auto lines, recordsAbout(desk, person,
                                                     {fields::risk_line::Table, fields::risk_line_health::Table,
                                                      fields::risk_line_perpetrator::Table}));
    std::vector<RiskAssessment> risks;
    for (const PlanRecord &record : records) {
        RiskAssessment risk = toAssessment(record);
        for (const PlanRecord &line : lines) {
            if (line.idOf(fields::risk_line::Assessment) == risk.id)
                risk.lines.push_back(toRiskLine(line));
        }
        std::ranges::stable_sort(risk.lines, {}, orderOf);
        risks.push_back(std::move(risk));
    }
    std::ranges::stable_sort(risks, std::ranges::greater{}, &RiskAssessment::assessedAt);
    return risks;
}

} // namespace indaro::casework
