// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_labels.h"

#include "core/model/field_table.h"

#include <QCoreApplication>

#include <map>

namespace indaro::ui::models {

namespace fields = model::fields;

namespace {

/// Tables with the same fields in another compartment are called the same.
std::uint16_t firstOfKind(std::uint16_t table)
{
    static const std::map<std::uint16_t, std::uint16_t> same{
        {fields::need_health::Table, fields::need::Table},
        {fields::plan_action_health::Table, fields::plan_action::Table},
        {fields::service_given_health::Table, fields::service_given::Table},
        {fields::risk_line_health::Table, fields::risk_line::Table},
        {fields::risk_line_perpetrator::Table, fields::risk_line::Table},
        {fields::best_interests_item_health::Table, fields::best_interests_item::Table},
    };
    const auto found = same.find(table);
    return found != same.end() ? found->second : table;
}

// What is needed, what is done for it, and what was agreed.
const std::map<sync::FieldId, const char *> &planLabels()
{
    static const std::map<sync::FieldId, const char *> labels{
        {fields::need::Area, QT_TRANSLATE_NOOP("Field", "Area of life")},
        {fields::need::State, QT_TRANSLATE_NOOP("Field", "How urgent")},
        {fields::need::What, QT_TRANSLATE_NOOP("Field", "What is needed, in her or his words")},
        {fields::need::Goal, QT_TRANSLATE_NOOP("Field", "Goal")},
        {fields::need::GoalWords, QT_TRANSLATE_NOOP("Field", "Goal in her or his words")},
        {fields::plan_action::What, QT_TRANSLATE_NOOP("Field", "What is done")},
        {fields::plan_action::Responsible, QT_TRANSLATE_NOOP("Field", "Who does it")},
        {fields::plan_action::Provider, QT_TRANSLATE_NOOP("Field", "Which service does it")},
        {fields::plan_action::DueOn, QT_TRANSLATE_NOOP("Field", "Until when")},
        {fields::plan_action::State, QT_TRANSLATE_NOOP("Field", "How it goes")},
        {fields::plan_action::Result, QT_TRANSLATE_NOOP("Field", "What came of it, or why not")},
        {fields::plan_action::EndedOn, QT_TRANSLATE_NOOP("Field", "Ended on")},
        {fields::service_given::Service, QT_TRANSLATE_NOOP("Field", "Service")},
        {fields::service_given::Answer, QT_TRANSLATE_NOOP("Field", "Given or not")},
        {fields::service_given::Provider, QT_TRANSLATE_NOOP("Field", "Who gave it")},
        {fields::service_given::ProviderName, QT_TRANSLATE_NOOP("Field", "Name of the service that gave it")},
        {fields::service_given::GivenOn, QT_TRANSLATE_NOOP("Field", "Day it was given")},
        {fields::service_given::Within, QT_TRANSLATE_NOOP("Field", "How soon it was needed")},
        {fields::service_given::Quantity, QT_TRANSLATE_NOOP("Field", "How much")},
        {fields::service_given::Cost, QT_TRANSLATE_NOOP("Field", "Cost (FBu)")},
        {fields::service_given::Note, QT_TRANSLATE_NOOP("Field", "Remark, or why not")},
        {fields::meeting::Kind, QT_TRANSLATE_NOOP("Field", "Kind of meeting")},
        {fields::meeting::HeldAt, QT_TRANSLATE_NOOP("Field", "Held on")},
        {fields::meeting::Place, QT_TRANSLATE_NOOP("Field", "Place of the meeting")},
        {fields::meeting::Chair, QT_TRANSLATE_NOOP("Field", "Chair")},
        {fields::meeting::Present, QT_TRANSLATE_NOOP("Field", "Present, a line each")},
        {fields::meeting::Person, QT_TRANSLATE_NOOP("Field", "Whether the person took part")},
        {fields::meeting::Minutes, QT_TRANSLATE_NOOP("Field", "Minutes")},
        {fields::meeting::Decisions, QT_TRANSLATE_NOOP("Field", "Decisions")},
        {fields::meeting::NextOn, QT_TRANSLATE_NOOP("Field", "Next meeting on")},
        {fields::support_plan::AgreedOn, QT_TRANSLATE_NOOP("Field", "Agreed on")},
        {fields::support_plan::Place, QT_TRANSLATE_NOOP("Field", "Place")},
        {fields::support_plan::Signed, QT_TRANSLATE_NOOP("Field", "How the person signed")},
        {fields::support_plan::Refused, QT_TRANSLATE_NOOP("Field", "What the person does not want")},
        {fields::support_plan::WayOut, QT_TRANSLATE_NOOP("Field", "The way out, thought of today")},
        {fields::support_plan::Reviewed, QT_TRANSLATE_NOOP("Field", "What was done, what was not and why, what is new")},
        {fields::support_plan::ReviewOn, QT_TRANSLATE_NOOP("Field", "Looked at again on")},
        {fields::approval::Kind, QT_TRANSLATE_NOOP("Field", "What is to be approved")},
        {fields::approval::Result, QT_TRANSLATE_NOOP("Field", "Answer to the approval asked for")},
        {fields::approval::Reason, QT_TRANSLATE_NOOP("Field", "Reason, or what has to change")},
    };
    return labels;
}

// Risks, safety, and the best interests of children.
const std::map<sync::FieldId, const char *> &riskLabels()
{
    static const std::map<sync::FieldId, const char *> labels{
        {fields::risk_assessment::About, QT_TRANSLATE_NOOP("Field", "Risks here or on the return")},
        {fields::risk_assessment::WithPerson, QT_TRANSLATE_NOOP("Field", "Assessed together with the person")},
        {fields::risk_assessment::OwnView, QT_TRANSLATE_NOOP("Field", "Her or his own view of the danger, 0 to 10")},
        {fields::risk_assessment::Worst, QT_TRANSLATE_NOOP("Field", "Level of the worst domain")},
        {fields::risk_assessment::Level, QT_TRANSLATE_NOOP("Field", "Level of risk")},
        {fields::risk_assessment::ChangeReason, QT_TRANSLATE_NOOP("Field", "Why the level differs from the worst domain")},
        {fields::risk_assessment::ChangeNote, QT_TRANSLATE_NOOP("Field", "Remark on the level")},
        {fields::risk_assessment::Gainers, QT_TRANSLATE_NOOP("Field", "Child: who gains if the child goes home")},
        {fields::risk_assessment::EarlierCare, QT_TRANSLATE_NOOP("Field", "Child: earlier placements")},
        {fields::risk_assessment::Siblings, QT_TRANSLATE_NOOP("Field", "Child: brothers and sisters at risk")},
        {fields::risk_line::Domain, QT_TRANSLATE_NOOP("Field", "Domain of risk")},
        {fields::risk_line::Sign, QT_TRANSLATE_NOOP("Field", "Signs")},
        {fields::risk_line::Likelihood, QT_TRANSLATE_NOOP("Field", "How likely, 1 to 3")},
        {fields::risk_line::Severity, QT_TRANSLATE_NOOP("Field", "How bad, 1 to 3")},
        {fields::risk_line::Reason, QT_TRANSLATE_NOOP("Field", "Why it is thought so")},
        {fields::risk_line::Measures, QT_TRANSLATE_NOOP("Field", "Measures")},
        {fields::risk_line::MeasureWords, QT_TRANSLATE_NOOP("Field", "Measures in words")},
        {fields::risk_line::Who, QT_TRANSLATE_NOOP("Field", "Who takes care of it")},
        {fields::risk_line::UntilOn, QT_TRANSLATE_NOOP("Field", "In force until")},
        {fields::safety_plan::Signs, QT_TRANSLATE_NOOP("Field", "How I notice that it becomes dangerous")},
        {fields::safety_plan::Steps, QT_TRANSLATE_NOOP("Field", "What I do then")},
        {fields::safety_plan::People, QT_TRANSLATE_NOOP("Field", "Whom I call")},
        {fields::safety_plan::Places, QT_TRANSLATE_NOOP("Field", "Where I go")},
        {fields::safety_plan::CodeWord, QT_TRANSLATE_NOOP("Field", "Word agreed for help")},
        {fields::safety_plan::Measures, QT_TRANSLATE_NOOP("Field", "What the house does")},
        {fields::safety_plan::SafeText, QT_TRANSLATE_NOOP("Field", "What the paper I carry says")},
        {fields::safety_plan::WithPerson, QT_TRANSLATE_NOOP("Field", "Written together with the person")},
        {fields::safety_plan::WhyNew, QT_TRANSLATE_NOOP("Field", "What has happened since the last version")},
        {fields::best_interests::Occasion, QT_TRANSLATE_NOOP("Field", "Occasion")},
        {fields::best_interests::Question, QT_TRANSLATE_NOOP("Field", "Question to decide")},
        {fields::best_interests::Panel, QT_TRANSLATE_NOOP("Field", "Panel")},
        {fields::best_interests::PanelNames, QT_TRANSLATE_NOOP("Field", "Names of the panel, a line each")},
        {fields::best_interests::Result, QT_TRANSLATE_NOOP("Field", "Decision on the best interests")},
        {fields::best_interests::Reasons, QT_TRANSLATE_NOOP("Field", "Reasons of the decision")},
        {fields::best_interests::ChildTold, QT_TRANSLATE_NOOP("Field", "How the child was told")},
        {fields::best_interests::LookAgainOn, QT_TRANSLATE_NOOP("Field", "Decision looked at again on")},
        {fields::best_interests_item::Item, QT_TRANSLATE_NOOP("Field", "Heading")},
        {fields::best_interests_item::Words, QT_TRANSLATE_NOOP("Field", "What is known")},
        {fields::best_interests_item::FromWhom, QT_TRANSLATE_NOOP("Field", "Known from")},
        {fields::age_evidence::Proof, QT_TRANSLATE_NOOP("Field", "What speaks for the age")},
        {fields::age_evidence::Says, QT_TRANSLATE_NOOP("Field", "It says: under 18")},
        {fields::age_evidence::Words, QT_TRANSLATE_NOOP("Field", "Details of the proof")},
        {fields::age_evidence::FoundOn, QT_TRANSLATE_NOOP("Field", "Found on")},
    };
    return labels;
}

} // namespace

QString planFieldLabel(sync::FieldId field)
{
    const sync::FieldId first{firstOfKind(field.table), field.field};
    for (const auto *labels : {&planLabels(), &riskLabels()}) {
        if (const auto found = labels->find(first); found != labels->end())
            return QCoreApplication::translate("Field", found->second);
    }
    return {};
}

QString planTableLabel(std::uint16_t table)
{
    static const std::map<std::uint16_t, const char *> labels{
        {fields::need::Table, QT_TRANSLATE_NOOP("Record", "Need")},
        {fields::plan_action::Table, QT_TRANSLATE_NOOP("Record", "Action of the plan")},
        {fields::service_given::Table, QT_TRANSLATE_NOOP("Record", "Service given")},
        {fields::meeting::Table, QT_TRANSLATE_NOOP("Record", "Meeting")},
        {fields::support_plan::Table, QT_TRANSLATE_NOOP("Record", "Plan as agreed")},
        {fields::approval::Table, QT_TRANSLATE_NOOP("Record", "Approval")},
        {fields::risk_assessment::Table, QT_TRANSLATE_NOOP("Record", "Risk assessment")},
        {fields::risk_line::Table, QT_TRANSLATE_NOOP("Record", "Risk")},
        {fields::safety_plan::Table, QT_TRANSLATE_NOOP("Record", "Safety plan")},
        {fields::best_interests::Table, QT_TRANSLATE_NOOP("Record", "Best interests of a child")},
        {fields::best_interests_item::Table, QT_TRANSLATE_NOOP("Record", "Heading of best interests")},
        {fields::age_evidence::Table, QT_TRANSLATE_NOOP("Record", "Proof of age")},
    };
    const auto found = labels.find(firstOfKind(table));
    return found == labels.end() ? QString() : QCoreApplication::translate("Record", found->second);
}

} // namespace indaro::ui::models
