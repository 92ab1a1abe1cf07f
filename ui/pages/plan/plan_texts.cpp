// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_texts.h"

#include "core/casework/consents/consent_rule.h"
#include "core/casework/house/house.h"
#include "core/casework/people/queries.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

QString joined(QStringList parts, const QString &between)
{
    parts.removeAll(QString());
    return parts.join(between);
}

QString levelText(const std::optional<casework::RiskLevel> &level, const QString &language)
{
    if (!level)
        return u"–"_s;
    const auto code = casework::riskLevelCode(*level);
    return models::codeLabel(u"risk_level"_s, QString::fromLatin1(code.data(), qsizetype(code.size())), language);
}

} // namespace

base::Result<PlanOfPerson> loadPlanOfPerson(casework::Desk &desk, sync::RecordId person)
{
    PlanOfPerson whole{.person = person};
    INDARO_TRY_ASSIGN(const auto file, casework::loadRecord(desk, model::fields::case_file::Table, person));
    whole.displayName = file.text(model::fields::case_file::DisplayName);
    whole.caseCode = file.text(model::fields::case_file::CaseCode);
    INDARO_TRY_ASSIGN(whole.withheld, casework::loadWithheld(desk, person));
    INDARO_TRY_ASSIGN(whole.plan, casework::loadSupportPlan(desk, person));
    INDARO_TRY_ASSIGN(whole.risks, casework::listRisksOf(desk, person));
    INDARO_TRY_ASSIGN(whole.safety, casework::listSafetyPlansOf(desk, person));
    INDARO_TRY_ASSIGN(whole.interests, casework::listBestInterestsOf(desk, person));
    INDARO_TRY_ASSIGN(whole.age, casework::listAgeEvidenceOf(desk, person));
    INDARO_TRY_ASSIGN(whole.isChild, casework::isTreatedAsChild(desk, person));
    INDARO_TRY_ASSIGN(const auto staff, casework::listStaff(desk));
    for (const auto &member : staff)
        whole.staff.insert(QString::fromStdString(member.id.toText()), member.name);
    whole.mayAnswerAlone =
        !whole.plan.agreed.empty() && casework::approverOf(desk, whole.plan.agreed.front().writtenBy, {}).hasValue();
    return whole;
}

QString PlanTexts::date(const QString &iso)
{
    return kit::dateText(iso);
}

QString PlanTexts::need(const casework::Need &need, const QString &language)
{
    if (need.isHidden)
        return tr("A need in a part of the file you may not open");
    const QString goal = need.goal.isEmpty() || need.goal == "other"_L1
                             ? need.goalWords
                             : joined({models::codeLabel(u"plan_goal"_s, need.goal, language), need.goalWords}, u", "_s);
    const QString area = models::codeLabel(u"plan_area"_s, need.area, language);
    return joined(
        {need.what.isEmpty() ? area : (language == "fr"_L1 ? u"%1\u00a0: %2"_s : u"%1: %2"_s).arg(area, need.what), goal},
        u" → "_s);
}

QString PlanTexts::actionState(const casework::PlanAction &action, const QString &language)
{
    if (action.isHidden)
        return {};
    const QString state =
        models::codeLabel(u"plan_result"_s, action.state.isEmpty() ? u"planned"_s : action.state, language);
    return joined({action.endedOn.isEmpty() ? state : u"%1 %2"_s.arg(state, date(action.endedOn)), action.result}, u": "_s);
}

QString PlanTexts::who(const casework::PlanAction &action, const PlanOfPerson &whole, const QString &language)
{
    const QString name = action.account ? whole.staff.value(QString::fromStdString(action.account->toText())) : QString();
    const QString service =
        action.provider.isEmpty() ? QString() : models::codeLabel(u"service_provider"_s, action.provider, language);
    return joined({name, action.responsible, service}, u", "_s);
}

QString PlanTexts::service(const casework::GivenService &service, const QString &language)
{
    if (service.isHidden)
        return tr("A service in a part of the file you may not open");
    return joined({models::codeLabel(u"referral_service"_s, service.service, language), service.quantity, service.note},
                  u"  ·  "_s);
}

QString PlanTexts::agreement(const PlanOfPerson &whole, const QString &language)
{
    if (whole.plan.agreed.empty())
        return tr("No plan was agreed on yet.");
    const casework::AgreedPlan &plan = whole.plan.agreed.front();
    const QString signature = plan.isSignatureRefused    ? tr("the person did not want to sign")
                              : plan.signedHow.isEmpty() ? tr("not signed")
                                                         : models::codeLabel(u"consent_way"_s, plan.signedHow, language);
    QString approval = tr("not approved yet");
    if (plan.approval && plan.approval->answeredBy) {
        const QString by = whole.staff.value(QString::fromStdString(plan.approval->answeredBy->toText()), u"–"_s);
        approval = plan.approval->isApproved() ? tr("approved by %1").arg(by)
                                               : tr("sent back by %1: %2").arg(by, plan.approval->reason);
    } else if (plan.approval) {
        approval = tr("waits for approval");
    }
    QString text = tr("Plan %1, agreed on %2; signature: %3; %4; looked at again on %5")
                       .arg(QString::number(plan.number), date(plan.agreedOn), signature, approval, date(plan.reviewOn));
    if (whole.plan.isChangedSince)
        text += u"\n"_s + tr("Needs or actions were changed since: it is not what was agreed any more.");
    return text;
}

QString PlanTexts::risk(const casework::RiskAssessment &risk, const QString &language)
{
    const QString level = levelText(risk.level, language);
    const QString until = kit::dateTimeText(risk.reviewAt);
    QString text = risk.about == "return"_L1 ? tr("Risk of the return: %1, assessed again until %2").arg(level, until)
                                             : tr("Level of risk: %1, assessed again until %2").arg(level, until);
    if (risk.worst && risk.level && *risk.worst != *risk.level)
        text += u"\n"_s +
                tr("The worst domain says %1; changed because: %2")
                    .arg(levelText(risk.worst, language), models::codeLabel(u"risk_change"_s, risk.changeReason, language));
    return text;
}

QString PlanTexts::lastRisks(const PlanOfPerson &whole, const QString &language)
{
    QStringList last;
    for (const QLatin1StringView about : {"here"_L1, "return"_L1}) {
        const auto found = std::ranges::find(whole.risks, QString(about), &casework::RiskAssessment::about);
        if (found != whole.risks.end())
            last << risk(*found, language);
    }
    return last.isEmpty() ? tr("No risk was assessed yet.") : last.join(u'\n');
}

ActionPanel::Values PlanTexts::needValues(const casework::SupportPlan &plan, sync::RecordId need)
{
    const auto found = std::ranges::find(plan.needs, need, &casework::Need::id);
    if (found == plan.needs.end())
        return {};
    return {{model::fields::need::State, model::toValue(found->state)},
            {model::fields::need::What, model::toValue(found->what)},
            {model::fields::need::Goal, model::toValue(found->goal)},
            {model::fields::need::GoalWords, model::toValue(found->goalWords)}};
}

ActionPanel::Values PlanTexts::actionValues(const casework::SupportPlan &plan, sync::RecordId action)
{
    for (const casework::Need &need : plan.needs) {
        const auto found = std::ranges::find(need.actions, action, &casework::PlanAction::id);
        if (found != need.actions.end())
            return {{model::fields::plan_action::What, model::toValue(found->what)},
                    {model::fields::plan_action::Responsible, model::toValue(found->responsible)},
                    {model::fields::plan_action::Provider, model::toValue(found->provider)},
                    {model::fields::plan_action::DueOn, model::toValue(found->dueOn)}};
    }
    return {};
}

ActionPanel::Values PlanTexts::meetingValues(const casework::SupportPlan &plan, sync::RecordId meeting)
{
    const auto found = std::ranges::find(plan.meetings, meeting, &casework::Meeting::id);
    if (found == plan.meetings.end())
        return {};
    return {{model::fields::meeting::Kind, model::toValue(found->kind)},
            {model::fields::meeting::HeldAt, model::toValue(found->heldAt)},
            {model::fields::meeting::Place, model::toValue(found->place)},
            {model::fields::meeting::Chair, model::toValue(found->chair)},
            {model::fields::meeting::Present, model::toValue(found->present)},
            {model::fields::meeting::Person, model::toValue(found->person)},
            {model::fields::meeting::Minutes, model::toValue(found->minutes)},
            {model::fields::meeting::Decisions, model::toValue(found->decisions)},
            {model::fields::meeting::NextOn, model::toValue(found->nextOn)}};
}

QString PlanTexts::riskLine(const casework::RiskLine &line, const QString &language)
{
    if (line.isHidden)
        return tr("A risk in a part of the file you may not open; it counts in the level");
    return joined({models::codeLabel(u"risk_domain"_s, line.domain, language), line.sign, line.measureWords}, u"  ·  "_s);
}

} // namespace indaro::ui::pages
