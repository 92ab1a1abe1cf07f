// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_panels.h"

#include "core/casework/plans/support_plans.h"
#include "core/casework/risks/safety_plans.h"
#include "core/model/field_table.h"
#include "ui/pages/plan/risk_grid.h"

#include <QVBoxLayout>

#include <mutex>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
using base::Result;
using Values = ActionPanel::Values;

namespace {

/// What the forms hand over beside their fields, from the screen to the store's thread.
struct Handed
{
    std::mutex mutex;
    std::string agreed;
    std::vector<casework::RiskLineDraft> lines;
    bool isForReturn = false;
};

Result<void> onlyWhether(const Result<sync::RecordId> &made)
{
    return made ? Result<void>() : made.error();
}

Result<void> writeNeed(casework::Desk &desk, sync::RecordId person, const Values &values)
{
    return onlyWhether(casework::addNeed(desk, person,
                                         {.area = values.at(fields::need::Area),
                                          .state = values.at(fields::need::State),
                                          .what = values.at(fields::need::What),
                                          .goal = values.at(fields::need::Goal),
                                          .goalWords = values.at(fields::need::GoalWords)}));
}

Result<void> writeAction(casework::Desk &desk, sync::RecordId need, const Values &values)
{
    return onlyWhether(casework::addAction(desk, need,
                                           {.what = values.at(fields::plan_action::What),
                                            .responsible = values.at(fields::plan_action::Responsible),
                                            .provider = values.at(fields::plan_action::Provider),
                                            .dueOn = values.at(fields::plan_action::DueOn)}));
}

Result<void> writeReport(casework::Desk &desk, sync::RecordId action, const Values &values)
{
    return casework::reportAction(desk, action, values.at(fields::plan_action::State),
                                  values.at(fields::plan_action::Result), values.at(fields::plan_action::EndedOn));
}

Result<void> writeService(casework::Desk &desk, sync::RecordId person, const Values &values)
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

Result<void> writeMeeting(casework::Desk &desk, sync::RecordId person, const Values &values)
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

Result<void> writeAgreement(casework::Desk &desk, sync::RecordId person, const Values &values)
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

Result<void> writeSafety(casework::Desk &desk, sync::RecordId person, const Values &values)
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

casework::RiskDraft riskDraft(const Values &values)
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

} // namespace

PlanPanels::PlanPanels(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_panels(PanelCount), m_context(context), m_grid(new RiskGrid(context))
{
    makePlan();
    makeRisks();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    for (auto *panel : m_panels) {
        column->addWidget(panel);
        connect(panel, &ActionPanel::submitted, this, &PlanPanels::written);
    }
}

void PlanPanels::makePlan()
{
    m_panels[Need] = new ActionPanel(
        m_context, "need",
        {fields::need::Area, fields::need::State, fields::need::What, fields::need::Goal, fields::need::GoalWords},
        writeNeed, this);
    m_panels[Action] = new ActionPanel(m_context, "plan_action",
                                       {fields::plan_action::What, fields::plan_action::Responsible,
                                        fields::plan_action::Provider, fields::plan_action::DueOn},
                                       writeAction, this);
    m_panels[Report] = new ActionPanel(
        m_context, "plan_report", {fields::plan_action::State, fields::plan_action::Result, fields::plan_action::EndedOn},
        writeReport, this);
    m_panels[Service] =
        new ActionPanel(m_context, "service",
                        {fields::service_given::Service, fields::service_given::Answer, fields::service_given::Provider,
                         fields::service_given::ProviderName, fields::service_given::GivenOn,
                         fields::service_given::Quantity, fields::service_given::Cost, fields::service_given::Note},
                        writeService, this);
    m_panels[Meeting] = new ActionPanel(m_context, "meeting",
                                        {fields::meeting::Kind, fields::meeting::HeldAt, fields::meeting::Place,
                                         fields::meeting::Chair, fields::meeting::Present, fields::meeting::Person,
                                         fields::meeting::Minutes, fields::meeting::Decisions, fields::meeting::NextOn},
                                        writeMeeting, this);
    m_panels[Agreement] =
        new ActionPanel(m_context, "agreement",
                        {fields::support_plan::AgreedOn, fields::support_plan::Place, fields::support_plan::Signed,
                         fields::support_plan::ReviewOn, fields::support_plan::Refused, fields::support_plan::WayOut,
                         fields::support_plan::Reviewed},
                        writeAgreement, this);
    const auto handed = std::make_shared<Handed>();
    m_panels[Answer] = new ActionPanel(
        m_context, "approval", {fields::approval::Result, fields::approval::Reason},
        [handed](casework::Desk &desk, sync::RecordId plan, const Values &values) {
            const std::lock_guard guard(handed->mutex);
            return casework::answerApproval(desk, plan, values.at(fields::approval::Result),
                                            values.at(fields::approval::Reason), handed->agreed);
        },
        this);
    m_panels[Answer]->addMore(new QWidget, [this, handed](Values &) {
        const std::lock_guard guard(handed->mutex);
        handed->agreed = *m_agreed;
        return true;
    });
    m_panels[Safety] =
        new ActionPanel(m_context, "safety_plan",
                        {fields::safety_plan::Signs, fields::safety_plan::Steps, fields::safety_plan::People,
                         fields::safety_plan::Places, fields::safety_plan::CodeWord, fields::safety_plan::Measures,
                         fields::safety_plan::SafeText, fields::safety_plan::WithPerson, fields::safety_plan::WhyNew},
                        writeSafety, this);
}

void PlanPanels::makeRisks()
{
    const auto handed = std::make_shared<Handed>();
    m_panels[Risks] = new ActionPanel(
        m_context, "risk_assessment",
        {fields::risk_assessment::WithPerson, fields::risk_assessment::OwnView, fields::risk_assessment::Level,
         fields::risk_assessment::ChangeReason, fields::risk_assessment::ChangeNote, fields::risk_assessment::Gainers,
         fields::risk_assessment::EarlierCare, fields::risk_assessment::Siblings},
        [handed](casework::Desk &desk, sync::RecordId person, const Values &values) {
            const std::lock_guard guard(handed->mutex);
            casework::RiskDraft draft = riskDraft(values);
            draft.lines = handed->lines;
            if (handed->isForReturn)
                draft.about = "return";
            return onlyWhether(casework::assessRisks(desk, person, draft, handed->agreed));
        },
        this);
    m_panels[Risks]->addMore(m_grid, [this, handed](Values &values) {
        const auto level = casework::riskLevelOf(QString::fromStdString(values[fields::risk_assessment::Level].textOr({})));
        // Who agreed, agreed to this level and these lines: what was changed since is asked again.
        const QByteArray asked = m_grid->draft() + values[fields::risk_assessment::Level].textOr({}).c_str();
        if (level && *level < m_grid->worst() && (m_agreed->empty() || m_agreedTo != asked)) {
            setAgreed({});
            m_agreedTo = asked;
            Q_EMIT secondNeeded();
            return false;
        }
        const std::lock_guard guard(handed->mutex);
        handed->agreed = *m_agreed;
        handed->lines = m_grid->lines();
        handed->isForReturn = m_grid->isForReturn();
        return true;
    });
    connect(m_panels[Risks], &ActionPanel::submitted, m_grid, &RiskGrid::saved);
}

void PlanPanels::begin(Panel panel, sync::RecordId record)
{
    for (int i = 0; i < PanelCount; ++i) {
        if (i != panel)
            m_panels[std::size_t(i)]->hide();
    }
    if (panel != Answer)
        setAgreed({});
    m_panels[panel]->begin(record);
    if (panel == Risks)
        m_grid->begin(record);
}

void PlanPanels::flush()
{
    for (auto *panel : m_panels)
        panel->flush();
    m_grid->keepDraft();
}

void PlanPanels::closeAll()
{
    for (auto *panel : m_panels)
        panel->hide();
    setAgreed({});
}

void PlanPanels::retranslate()
{
    m_panels[Need]->setTexts(tr("What is needed, and the goal"), tr("Write the need down"));
    m_panels[Action]->setTexts(tr("What is done for this need"), tr("Write the action down"));
    m_panels[Report]->setTexts(tr("How this action goes"), tr("Write down how it goes"));
    m_panels[Service]->setTexts(tr("A service that was given, or was not"), tr("Write the service down"));
    m_panels[Meeting]->setTexts(tr("A conference, with its minutes"), tr("Keep the minutes"));
    m_panels[Agreement]->setTexts(tr("The plan as it is agreed on today"), tr("Agree on the plan"));
    m_panels[Answer]->setTexts(tr("The supervisor’s answer to the plan"), tr("Write the answer down"));
    m_panels[Risks]->setTexts(tr("All risks, assessed together with the person"), tr("Keep the assessment"));
    m_panels[Safety]->setTexts(tr("The safety plan, in the person’s own words"), tr("Keep this version"));
    m_grid->retranslate();
}

} // namespace indaro::ui::pages
