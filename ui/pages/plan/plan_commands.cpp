// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_commands.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/plans/support_plans.h"
#include "core/casework/risks/best_interests.h"
#include "core/casework/risks/safety_plans.h"
#include "core/model/field_table.h"

namespace indaro::ui::pages::plan_commands {

namespace fields = model::fields;

namespace {

/// What somebody made different, else what is there by now.
base::Value taken(const casework::PlanRecord &now, sync::FieldId field, const ActionPanel::Values &values)
{
    const auto made = values.find(field);
    return made == values.end() ? now.value(field) : made->second;
}

} // namespace

Done onlyWhether(const base::Result<sync::RecordId> &made)
{
    return made ? Done() : Done(made.error());
}

Done writeNeed(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values)
{
    return onlyWhether(casework::addNeed(desk, person,
                                         {.area = values.at(fields::need::Area),
                                          .state = values.at(fields::need::State),
                                          .what = values.at(fields::need::What),
                                          .goal = values.at(fields::need::Goal),
                                          .goalWords = values.at(fields::need::GoalWords)}));
}

Done writeAction(casework::Desk &desk, sync::RecordId need, const ActionPanel::Values &values)
{
    return onlyWhether(casework::addAction(desk, need,
                                           {.what = values.at(fields::plan_action::What),
                                            .responsible = values.at(fields::plan_action::Responsible),
                                            .provider = values.at(fields::plan_action::Provider),
                                            .dueOn = values.at(fields::plan_action::DueOn)}));
}

Done writeReport(casework::Desk &desk, sync::RecordId action, const ActionPanel::Values &values)
{
    return casework::reportAction(desk, action, values.at(fields::plan_action::State),
                                  values.at(fields::plan_action::Result), values.at(fields::plan_action::EndedOn));
}

Done writeService(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values)
{
    return onlyWhether(casework::recordService(desk, person,
                                               {.service = values.at(fields::service_given::Service),
                                                .answer = values.at(fields::service_given::Answer),
                                                .provider = values.at(fields::service_given::Provider),
                                                .providerName = values.at(fields::service_given::ProviderName),
                                                .givenOn = values.at(fields::service_given::GivenOn),
                                                .quantity = values.at(fields::service_given::Quantity),
                                                .cost = values.at(fields::service_given::Cost),
                                                .note = values.at(fields::service_given::Note)}));
}

Done writeMeeting(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values)
{
    return onlyWhether(casework::recordMeeting(desk, person,
                                               {.kind = values.at(fields::meeting::Kind),
                                                .heldAt = values.at(fields::meeting::HeldAt),
                                                .place = values.at(fields::meeting::Place),
                                                .chair = values.at(fields::meeting::Chair),
                                                .present = values.at(fields::meeting::Present),
                                                .person = values.at(fields::meeting::Person),
                                                .minutes = values.at(fields::meeting::Minutes),
                                                .decisions = values.at(fields::meeting::Decisions),
                                                .nextOn = values.at(fields::meeting::NextOn)}));
}

Done writeAgreement(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values)
{
    INDARO_TRY_ASSIGN(const auto plan, casework::agreePlan(desk, person,
                                                           {.agreedOn = values.at(fields::support_plan::AgreedOn),
                                                            .place = values.at(fields::support_plan::Place),
                                                            .signedHow = values.at(fields::support_plan::Signed),
                                                            .refused = values.at(fields::support_plan::Refused),
                                                            .wayOut = values.at(fields::support_plan::WayOut),
                                                            .reviewed = values.at(fields::support_plan::Reviewed),
                                                            .reviewOn = values.at(fields::support_plan::ReviewOn)}));
    INDARO_TRY(casework::askApproval(desk, plan)); // whoever signs in as a supervisor finds it
    return {};
}

Done writeSafety(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values)
{
    return onlyWhether(casework::writeSafetyPlan(desk, person,
                                                 {.signs = values.at(fields::safety_plan::Signs),
                                                  .steps = values.at(fields::safety_plan::Steps),
                                                  .people = values.at(fields::safety_plan::People),
                                                  .places = values.at(fields::safety_plan::Places),
                                                  .codeWord = values.at(fields::safety_plan::CodeWord),
                                                  .measures = values.at(fields::safety_plan::Measures),
                                                  .safeText = values.at(fields::safety_plan::SafeText),
                                                  .withPerson = values.at(fields::safety_plan::WithPerson),
                                                  .whyNew = values.at(fields::safety_plan::WhyNew)}));
}

casework::RiskDraft riskDraft(const ActionPanel::Values &values)
{
    casework::RiskDraft draft;
    draft.withPerson = values.at(fields::risk_assessment::WithPerson);
    draft.ownView = values.at(fields::risk_assessment::OwnView);
    draft.level = casework::riskLevelOf(QString::fromStdString(values.at(fields::risk_assessment::Level).textOr({})));
    draft.changeReason = values.at(fields::risk_assessment::ChangeReason);
    draft.changeNote = values.at(fields::risk_assessment::ChangeNote);
    draft.gainers = values.at(fields::risk_assessment::Gainers);
    draft.earlierCare = values.at(fields::risk_assessment::EarlierCare);
    draft.siblings = values.at(fields::risk_assessment::Siblings);
    return draft;
}

Done writeInterests(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values)
{
    return onlyWhether(casework::beginBestInterests(desk, person, values.at(fields::best_interests::Occasion),
                                                    values.at(fields::best_interests::Question)));
}

Done writeHeading(casework::Desk &desk, sync::RecordId, const ActionPanel::Values &values)
{
    const base::Value &words = values.at(fields::best_interests_item::Words);
    if (words.isNull()) // an empty form says nothing
        return casework::neededField(fields::best_interests_item::Words);
    const auto *bytes = values.at(fields::best_interests_item::BestInterests).bytes();
    const auto assessment = bytes == nullptr ? std::nullopt : sync::RecordId::fromBytes(*bytes);
    if (!assessment)
        return base::Error(base::Errc::UnknownRecord);
    return casework::putBestInterestsItem(desk, *assessment, values.at(fields::best_interests_item::Item), words,
                                          values.at(fields::best_interests_item::FromWhom));
}

Done decideInterests(casework::Desk &desk, sync::RecordId assessment, const ActionPanel::Values &values,
                     const std::string &agreed)
{
    return casework::decideBestInterests(desk, assessment,
                                         {.panel = values.at(fields::best_interests::Panel),
                                          .panelNames = values.at(fields::best_interests::PanelNames),
                                          .result = values.at(fields::best_interests::Result),
                                          .reasons = values.at(fields::best_interests::Reasons),
                                          .childTold = values.at(fields::best_interests::ChildTold),
                                          .lookAgainOn = values.at(fields::best_interests::LookAgainOn)},
                                         agreed);
}

Done writeAgeEvidence(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values)
{
    return onlyWhether(casework::recordAgeEvidence(desk, person,
                                                   {.proof = values.at(fields::age_evidence::Proof),
                                                    .says = values.at(fields::age_evidence::Says),
                                                    .words = values.at(fields::age_evidence::Words),
                                                    .foundOn = values.at(fields::age_evidence::FoundOn)}));
}

Done writeAge(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values)
{
    return casework::settleAge(desk, person, values.at(fields::case_file::IsMinor));
}

Done changeNeed(casework::Desk &desk, sync::RecordId need, const ActionPanel::Values &values)
{
    INDARO_TRY_ASSIGN(const auto now, casework::findRecord(desk, need, {fields::need::Table, fields::need_health::Table}));
    const auto take = [&](sync::FieldId field) { return taken(now, field, values); };
    return casework::changeNeed(desk, need,
                                {.area = now.value(fields::need::Area),
                                 .state = take(fields::need::State),
                                 .what = take(fields::need::What),
                                 .goal = take(fields::need::Goal),
                                 .goalWords = take(fields::need::GoalWords)});
}

Done changeAction(casework::Desk &desk, sync::RecordId action, const ActionPanel::Values &values)
{
    INDARO_TRY_ASSIGN(const auto now,
                      casework::findRecord(desk, action, {fields::plan_action::Table, fields::plan_action_health::Table}));
    const auto take = [&](sync::FieldId field) { return taken(now, field, values); };
    casework::ActionDraft draft{.what = take(fields::plan_action::What),
                                .responsible = take(fields::plan_action::Responsible),
                                .provider = take(fields::plan_action::Provider),
                                .dueOn = take(fields::plan_action::DueOn),
                                .meeting = now.idOf(fields::plan_action::Meeting)};
    if (const auto account = now.idOf(fields::plan_action::Account))
        draft.account = sync::UserId::sameAs(*account);
    return casework::changeAction(desk, action, draft);
}

Done changeMeeting(casework::Desk &desk, sync::RecordId meeting, const ActionPanel::Values &values)
{
    INDARO_TRY_ASSIGN(const auto now, casework::findRecord(desk, meeting, {fields::meeting::Table}));
    const auto take = [&](sync::FieldId field) { return taken(now, field, values); };
    return casework::changeMeeting(desk, meeting,
                                   {.kind = take(fields::meeting::Kind),
                                    .heldAt = take(fields::meeting::HeldAt),
                                    .place = take(fields::meeting::Place),
                                    .chair = take(fields::meeting::Chair),
                                    .present = take(fields::meeting::Present),
                                    .person = take(fields::meeting::Person),
                                    .minutes = take(fields::meeting::Minutes),
                                    .decisions = take(fields::meeting::Decisions),
                                    .nextOn = take(fields::meeting::NextOn)});
}

} // namespace indaro::ui::pages::plan_commands
