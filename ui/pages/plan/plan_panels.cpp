// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_panels.h"

#include "core/casework/plans/approvals.h"
#include "core/casework/risks/best_interests.h"
#include "core/model/field_table.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/plan/plan_commands.h"
#include "ui/pages/plan/risk_grid.h"

#include <QVBoxLayout>

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
using base::Result;
using namespace plan_commands;

/// What the forms hand over beside their fields, from the screen to the store's thread.
struct PlanPanels::Handed
{
    std::mutex mutex;
    std::string agreed;
    std::vector<casework::RiskLineDraft> lines;
    bool isForReturn = false;
};

PlanPanels::PlanPanels(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_panels(PanelCount), m_context(context), m_grid(new RiskGrid(context))
{
    makePlan();
    makeChanges();
    makeRisks();
    makeChild();
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
        [handed](casework::Desk &desk, sync::RecordId plan, const ActionPanel::Values &values) {
            const std::lock_guard guard(handed->mutex);
            return casework::answerApproval(desk, plan, values.at(fields::approval::Result),
                                            values.at(fields::approval::Reason), handed->agreed);
        },
        this);
    m_panels[Answer]->addMore(new QWidget, [this, handed](ActionPanel::Values &) {
        const std::lock_guard guard(handed->mutex);
        handed->agreed = *m_agreed;
        return true;
    });
    m_panels[Answer]->setRefusal([this](const base::Error &error) {
        if (error.code == base::Errc::StepsOpen)
            Q_EMIT heldBack();
        return error.code == base::Errc::StepsOpen;
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
        [handed](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) {
            const std::lock_guard guard(handed->mutex);
            casework::RiskDraft draft = riskDraft(values);
            draft.lines = handed->lines;
            if (handed->isForReturn)
                draft.about = "return";
            return onlyWhether(casework::assessRisks(desk, person, draft, handed->agreed));
        },
        this);
    m_panels[Risks]->addMore(m_grid, [this, handed](ActionPanel::Values &values) {
        m_grid->flush();
        const auto level = casework::riskLevelOf(QString::fromStdString(values[fields::risk_assessment::Level].textOr({})));
        agreeOnlyTo(m_grid->draft() + values[fields::risk_assessment::Level].textOr({}).c_str());
        if (level && *level < m_grid->worst() && m_agreed->empty()) {
            Q_EMIT secondNeeded(Risks);
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

void PlanPanels::agreeOnlyTo(const QByteArray &what)
{
    if (m_agreedTo != what)
        setAgreed({});
    m_agreedTo = what;
}

void PlanPanels::makeChanges()
{
    m_panels[ChangeNeed] = new ActionPanel(
        m_context, "need_change", {fields::need::State, fields::need::What, fields::need::Goal, fields::need::GoalWords},
        changeNeed, this);
    m_panels[ChangeAction] = new ActionPanel(m_context, "plan_action_change",
                                             {fields::plan_action::What, fields::plan_action::Responsible,
                                              fields::plan_action::Provider, fields::plan_action::DueOn},
                                             changeAction, this);
    m_panels[ChangeMeeting] =
        new ActionPanel(m_context, "meeting_change",
                        {fields::meeting::Kind, fields::meeting::HeldAt, fields::meeting::Place, fields::meeting::Chair,
                         fields::meeting::Present, fields::meeting::Person, fields::meeting::Minutes,
                         fields::meeting::Decisions, fields::meeting::NextOn},
                        changeMeeting, this);
}

void PlanPanels::makeChild()
{
    m_panels[Interests] =
        new ActionPanel(m_context, "best_interests", {fields::best_interests::Occasion, fields::best_interests::Question},
                        writeInterests, this);
    m_panels[Heading] =
        new ActionPanel(m_context, "best_interests_item",
                        {fields::best_interests_item::Words, fields::best_interests_item::FromWhom}, writeHeading, this);
    m_panels[Heading]->addMore(new QWidget, [this](ActionPanel::Values &values) {
        const auto &id = m_assessment->bytes();
        values[fields::best_interests_item::BestInterests] = base::Bytes(id.begin(), id.end());
        values[fields::best_interests_item::Item] = m_heading.toStdString();
        return true;
    });
    const auto handed = std::make_shared<Handed>();
    m_panels[Decide] = new ActionPanel(
        m_context, "best_interests_decision",
        {fields::best_interests::Panel, fields::best_interests::PanelNames, fields::best_interests::Result,
         fields::best_interests::Reasons, fields::best_interests::ChildTold, fields::best_interests::LookAgainOn},
        [handed](casework::Desk &desk, sync::RecordId assessment, const ActionPanel::Values &values) {
            const std::lock_guard guard(handed->mutex);
            return decideInterests(desk, assessment, values, handed->agreed);
        },
        this);
    m_panels[Decide]->addMore(new QWidget, [this, handed](ActionPanel::Values &values) {
        QByteArray decision;
        for (const auto &[field, value] : values)
            decision += QByteArray::fromStdString(value.textOr({})) + '\n';
        agreeOnlyTo(decision);
        const std::lock_guard guard(handed->mutex);
        handed->agreed = *m_agreed;
        return true;
    });
    m_panels[Decide]->setRefusal([this](const base::Error &error) {
        if (error.code == base::Errc::SecondPersonNeeded)
            Q_EMIT secondNeeded(Decide);
        return error.code == base::Errc::SecondPersonNeeded;
    });
    m_panels[AgeProof] = new ActionPanel(m_context, "age_evidence",
                                         {fields::age_evidence::Proof, fields::age_evidence::Says,
                                          fields::age_evidence::Words, fields::age_evidence::FoundOn},
                                         writeAgeEvidence, this);
    m_panels[Age] = new ActionPanel(m_context, "age_settled", {fields::case_file::IsMinor}, writeAge, this);
    m_panels[Age]->setRefusal([this](const base::Error &error) {
        if (error.code == base::Errc::WrongState)
            Q_EMIT ageUnproven();
        return error.code == base::Errc::WrongState;
    });
}

void PlanPanels::askAsOfChild(bool isChild)
{
    const auto ofChild = {fields::risk_assessment::Gainers, fields::risk_assessment::EarlierCare,
                          fields::risk_assessment::Siblings};
    for (auto *edit : m_panels[Risks]->findChildren<ValueEdit *>()) {
        if (std::ranges::find(ofChild, edit->field()) != ofChild.end())
            edit->setVisible(isChild);
    }
}

void PlanPanels::showOnly(Panel panel)
{
    for (int i = 0; i < PanelCount; ++i) {
        if (i != panel)
            m_panels[std::size_t(i)]->hide();
    }
    if (panel != Answer)
        setAgreed({});
}

void PlanPanels::begin(Panel panel, sync::RecordId record)
{
    showOnly(panel);
    m_panels[panel]->begin(record);
    if (panel == Risks)
        m_grid->begin(record);
}

void PlanPanels::beginChange(Panel panel, sync::RecordId record, ActionPanel::Values present)
{
    showOnly(panel);
    m_panels[panel]->beginChange(record, std::move(present));
}

void PlanPanels::beginHeading(sync::RecordId assessment, const QString &heading, const QString &title,
                              ActionPanel::Values present)
{
    m_panels[Heading]->flush(); // what is typed under another heading stays there
    m_assessment = assessment;
    m_heading = heading;
    m_headingTitle = title;
    retranslate();
    showOnly(Heading);
    m_panels[Heading]->beginProposed(casework::bestInterestsItemId(assessment, heading.toStdString()), std::move(present));
}

void PlanPanels::flush()
{
    for (auto *panel : m_panels)
        panel->flush();
    m_grid->flush();
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
    m_panels[Interests]->setTexts(tr("Best interests of the child: what is to be decided"), tr("Begin with it"));
    m_panels[Heading]->setTexts(m_headingTitle, tr("Write it under this heading"));
    m_panels[Decide]->setTexts(tr("What is decided, and how the child is told"), tr("Keep the decision"));
    m_panels[AgeProof]->setTexts(tr("What speaks for an age"), tr("Write the proof down"));
    m_panels[Age]->setTexts(tr("What is held to be true of the age from now on"), tr("Settle the age"));
    m_panels[ChangeNeed]->setTexts(tr("Change this need"), tr("Keep the change"));
    m_panels[ChangeAction]->setTexts(tr("Change this action"), tr("Keep the change"));
    m_panels[ChangeMeeting]->setTexts(tr("Change these minutes"), tr("Keep the change"));
    m_grid->retranslate();
}

} // namespace indaro::ui::pages
