// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/field_rules.h"

#include "core/model/clean_text.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <array>
#include <limits>

namespace indaro::model {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::FieldId;

namespace {

namespace f = fields;

enum class Rule : std::uint8_t { Name, Body, PastDate, AnyDate, PastMoment, Number };

struct FieldRule
{
    FieldId field;
    Rule rule;
    std::int64_t min = 0;
    std::int64_t max = 0;
};

/// Fields with a rule of their own; every other text is one line of at most LineLimit characters.
constexpr auto Rules = std::to_array<FieldRule>({
    {f::case_file::DisplayName, Rule::Name},
    {f::case_file::EstimatedAge, Rule::Number, 0, 120},
    {f::case_file::EstimatedOn, Rule::PastDate},
    {f::identity::FamilyName, Rule::Name},
    {f::identity::GivenNames, Rule::Name},
    {f::identity::KnownAs, Rule::Name},
    {f::identity::BirthDate, Rule::PastDate},
    {f::identity::ChildrenCount, Rule::Number, 0, 30},
    {f::identity::ContactPerson, Rule::Name},
    {f::identity::SafeContact, Rule::Body},
    {f::health::Complaint, Rule::Body},
    {f::health::Medicines, Rule::Body},
    {f::health::PregnancyWeeks, Rule::Number, 0, 45},
    {f::perpetrator::Name, Rule::Name},
    {f::perpetrator::Description, Rule::Body},
    {f::stay::ArrivedAt, Rule::PastMoment},
    {f::stay::LeftAt, Rule::PastMoment},
    {f::stay::Reason, Rule::Body},
    {f::stay::ServiceReferredOn, Rule::AnyDate},
    {f::stay_location::DestinationDetail, Rule::Body},
    {f::episode::LeftOn, Rule::PastDate},
    {f::episode::ReturnedOn, Rule::PastDate},
    {f::episode::PayPromised, Rule::Number, 0, 10'000'000'000},
    {f::episode::PayReceived, Rule::Number, 0, 10'000'000'000},
    {f::episode::DurationMonths, Rule::Number, 0, 1200},
    {f::note::Body, Rule::Body},
    {f::consent::GivenOn, Rule::PastDate},
    {f::consent::ExpiresOn, Rule::AnyDate},
    {f::consent::WithdrawnOn, Rule::PastDate},
    {f::consent::Withheld, Rule::Body},
    {f::consent::WithheldItems, Rule::Body},
    {f::withdrawal::Consents, Rule::Body},
    {f::withdrawal_letter::Referrals, Rule::Body},
    {f::consent::AssentWords, Rule::Body},
    {f::withdrawal::EffectiveOn, Rule::PastDate},
    {f::withdrawal::Note, Rule::Body},
    {f::withdrawal_letter::AnsweredOn, Rule::PastDate},
    {f::withdrawal_letter::AnswerNote, Rule::Body},
    {f::withdrawal_letter::Sent, Rule::Body},
    {f::referral::Content, Rule::Body},
    {f::referral_person::Content, Rule::Body},
    {f::referral::PaperOn, Rule::PastDate},
    {f::referral::ExpiresOn, Rule::AnyDate},
    {f::referral_step::HappenedAt, Rule::PastMoment},
    {f::referral_step::Note, Rule::Body},
    {f::referral_step::PaperOn, Rule::PastDate},
    {f::referral_service::AnsweredOn, Rule::PastDate},
    {f::referral_service::Note, Rule::Body},
    {f::referral_slip::Content, Rule::Body},
    {f::referral_slip::PaperOn, Rule::PastDate},
    {f::referral_slip_health::Result, Rule::Body},
    {f::referral_slip_health::Recommendations, Rule::Body},
    {f::referral_call::PromisedOn, Rule::AnyDate},
    {f::referral_call::Note, Rule::Body},
    {f::unmet_need::NotedOn, Rule::PastDate},
    {f::unmet_need::Alternative, Rule::Body},
    {f::unmet_need::MetOn, Rule::PastDate},
    {f::task::Note, Rule::Body},
    {f::staff::Name, Rule::Name},
    {f::house::Name, Rule::Name},
    {f::house_location::Address, Rule::Body},
    {f::room::Name, Rule::Name},
    {f::room::UsableCapacity, Rule::Number, 0, 500},
    {f::place::Label, Rule::Name},
    {f::place::Sleeps, Rule::Number, 1, 500},
    {f::hold::ShownAs, Rule::Name},
    {f::hold::People, Rule::Number, 1, 500},
    {f::hold::Women, Rule::Number, 0, 500},
    {f::hold::Men, Rule::Number, 0, 500},
    {f::hold::Girls, Rule::Number, 0, 500},
    {f::hold::Boys, Rule::Number, 0, 500},
    {f::hold::Alternatives, Rule::Body},
    {f::allocation::OverrideNote, Rule::Body},
    {f::roll_call::Night, Rule::AnyDate},
    {f::incident::What, Rule::Body},
    {f::incident::Done, Rule::Body},
    {f::incident::Outcome, Rule::Body},
    {f::custody::Amount, Rule::Number, 1, 10'000'000'000},
    {f::need::What, Rule::Body},
    {f::need::GoalWords, Rule::Body},
    {f::need_health::What, Rule::Body},
    {f::need_health::GoalWords, Rule::Body},
    {f::plan_action::What, Rule::Body},
    {f::plan_action::DueOn, Rule::AnyDate},
    {f::plan_action::Result, Rule::Body},
    {f::plan_action::EndedOn, Rule::PastDate},
    {f::plan_action_health::What, Rule::Body},
    {f::plan_action_health::DueOn, Rule::AnyDate},
    {f::plan_action_health::Result, Rule::Body},
    {f::plan_action_health::EndedOn, Rule::PastDate},
    {f::service_given::GivenOn, Rule::PastDate},
    {f::service_given::Cost, Rule::Number, 0, 10'000'000'000},
    {f::service_given::Note, Rule::Body},
    {f::service_given_health::GivenOn, Rule::PastDate},
    {f::service_given_health::Cost, Rule::Number, 0, 10'000'000'000},
    {f::service_given_health::Note, Rule::Body},
    {f::meeting::HeldAt, Rule::PastMoment},
    {f::meeting::Present, Rule::Body},
    {f::meeting::Minutes, Rule::Body},
    {f::meeting::Decisions, Rule::Body},
    {f::meeting::NextOn, Rule::AnyDate},
    {f::support_plan::AgreedOn, Rule::PastDate},
    {f::support_plan::Refused, Rule::Body},
    {f::support_plan::WayOut, Rule::Body},
    {f::support_plan::Reviewed, Rule::Body},
    {f::support_plan::ReviewOn, Rule::AnyDate},
    {f::approval::Reason, Rule::Body},
    {f::risk_assessment::OwnView, Rule::Number, 0, 10},
    {f::risk_assessment::ChangeNote, Rule::Body},
    {f::risk_assessment::Gainers, Rule::Body},
    {f::risk_assessment::EarlierCare, Rule::Body},
    {f::risk_assessment::Siblings, Rule::Body},
    {f::risk_line::Sign, Rule::Body},
    {f::risk_line::Likelihood, Rule::Number, 1, 3},
    {f::risk_line::Severity, Rule::Number, 1, 3},
    {f::risk_line::Reason, Rule::Body},
    {f::risk_line::MeasureWords, Rule::Body},
    {f::risk_line::UntilOn, Rule::AnyDate},
    {f::risk_line_health::Sign, Rule::Body},
    {f::risk_line_health::Likelihood, Rule::Number, 1, 3},
    {f::risk_line_health::Severity, Rule::Number, 1, 3},
    {f::risk_line_health::Reason, Rule::Body},
    {f::risk_line_health::MeasureWords, Rule::Body},
    {f::risk_line_health::UntilOn, Rule::AnyDate},
    {f::risk_line_perpetrator::Sign, Rule::Body},
    {f::risk_line_perpetrator::Likelihood, Rule::Number, 1, 3},
    {f::risk_line_perpetrator::Severity, Rule::Number, 1, 3},
    {f::risk_line_perpetrator::Reason, Rule::Body},
    {f::risk_line_perpetrator::MeasureWords, Rule::Body},
    {f::risk_line_perpetrator::UntilOn, Rule::AnyDate},
    {f::safety_plan::Signs, Rule::Body},
    {f::safety_plan::Steps, Rule::Body},
    {f::safety_plan::People, Rule::Body},
    {f::safety_plan::Places, Rule::Body},
    {f::safety_plan::SafeText, Rule::Body},
    {f::safety_plan::WhyNew, Rule::Body},
    {f::best_interests::Question, Rule::Body},
    {f::best_interests::PanelNames, Rule::Body},
    {f::best_interests::Reasons, Rule::Body},
    {f::best_interests::ChildTold, Rule::Body},
    {f::best_interests::LookAgainOn, Rule::AnyDate},
    {f::best_interests_item::Words, Rule::Body},
    {f::best_interests_item_health::Words, Rule::Body},
    {f::age_evidence::Words, Rule::Body},
    {f::age_evidence::FoundOn, Rule::PastDate},
    {f::supply::Amount, Rule::Number, 1, 10'000'000'000},
    {f::step_mark::Note, Rule::Body},
    {f::visit::Note, Rule::Body},
    {f::follow_up::Number, Rule::Number, 0, 99},
    {f::follow_up::Note, Rule::Body},
    {f::follow_up_plan::AgreedWords, Rule::Body},
    {f::clock_extension::Days, Rule::Number, 1, 365},
    {f::clock_extension::Note, Rule::Body},
    {f::directory_entry::Hours, Rule::Body},
    {f::directory_entry::Consent, Rule::Body},
    {f::directory_entry::Note, Rule::Body},
    {f::directory_entry::VerifiedOn, Rule::PastDate},
    {f::directory_entry::ComparedOn, Rule::PastDate},
    {f::retention::Note, Rule::Body},
    {f::retention::KeepUntil, Rule::AnyDate},
    {f::retention::BasisNote, Rule::Body},
    {f::retention::ReopenedNote, Rule::Body},
    {f::training::Revision, Rule::Number, 0, 1'000'000},
    {f::training::TrainedOn, Rule::PastDate},
    {f::training::Note, Rule::Body},
    {f::training::PersonName, Rule::Name},
    {f::stock_move::Amount, Rule::Number, 0, 1'000'000},
    {f::stock_move::LowAt, Rule::Number, 0, 1'000'000},
    {f::stock_move::Note, Rule::Body},
    {f::paper_entry::PaperOn, Rule::PastDate},
    {f::disclosure::HappenedOn, Rule::PastDate},
    {f::disclosure::What, Rule::Body},
    {f::custody::SignedOn, Rule::PastDate},
    {f::clock_extension::UntilOn, Rule::AnyDate},
    {f::box_opening::Found, Rule::Number, 0, 500},
    {f::box_opening::Note, Rule::Body},
    {f::complaint::ReceivedOn, Rule::PastDate},
    {f::complaint::Words, Rule::Body},
    {f::complaint::Done, Rule::Body},
    {f::complaint::AnsweredOn, Rule::PastDate},
    {f::complaint_reserved::ReceivedOn, Rule::PastDate},
    {f::complaint_reserved::Words, Rule::Body},
    {f::complaint_reserved::Done, Rule::Body},
    {f::complaint_reserved::AnsweredOn, Rule::PastDate},
    {f::self_check_line::Evidence, Rule::Body},
    {f::self_check_line::Action, Rule::Body},
    {f::self_check_line::UntilOn, Rule::AnyDate},
    {f::self_check_line::DoneOn, Rule::PastDate},
    {f::self_check_line::DoneNote, Rule::Body},
    {f::incident_story::What, Rule::Body},
    {f::incident_story::Done, Rule::Body},
    {f::incident_story::Outcome, Rule::Body},
    {f::incident_story_health::What, Rule::Body},
    {f::incident_story_health::Done, Rule::Body},
    {f::incident_story_health::Outcome, Rule::Body},
    {f::file_opening::Note, Rule::Body},
    {f::perpetrator::RoleDetails, Rule::Body},
    {f::episode::StartedOn, Rule::PastDate},
    {f::episode::EndedOn, Rule::PastDate},
    {f::episode::Work, Rule::Body},
    {f::trafficking_case::OpenedOn, Rule::PastDate},
    {f::trafficking_case::ClosedOn, Rule::PastDate},
    {f::trafficking_case::Note, Rule::Body},
    {f::case_victim::Note, Rule::Body},
    {f::suspect::KnownAs, Rule::Name},
    {f::suspect::Description, Rule::Body},
    {f::suspect::StateOn, Rule::PastDate},
    {f::suspect::Note, Rule::Body},
    {f::suspect_in_case::RoleDetails, Rule::Body},
    {f::registry::ActWords, Rule::Body},
    {f::registry::MeansWords, Rule::Body},
    {f::registry::PurposeWords, Rule::Body},
    {f::registry::AgeWhenTrafficked, Rule::Number, 0, 120},
    {f::route_leg::Number, Rule::Number, 1, 10'000},
    {f::route_leg::LeftOn, Rule::PastDate},
    {f::route_leg::ArrivedOn, Rule::PastDate},
    {f::route_leg::Note, Rule::Body},
    {f::status_decision::DecidedOn, Rule::PastDate},
    {f::status_decision::Reasons, Rule::Body},
    {f::offence::WordsFr, Rule::Body},
    {f::offence::WordsRn, Rule::Body},
    {f::offence::Penalty, Rule::Body},
    {f::offence::VerifiedOn, Rule::PastDate},
    {f::offence::RetiredOn, Rule::PastDate},
    {f::qualification::Words, Rule::Body},
    {f::qualification::DecidedOn, Rule::PastDate},
    {f::qualification::Note, Rule::Body},
    {f::justice_event::HappenedOn, Rule::AnyDate},
    {f::justice_event::What, Rule::Body},
    {f::justice_event::Amount, Rule::Number, 0, 10'000'000'000},
    {f::library_document::PublishedOn, Rule::PastDate},
    {f::library_document::Words, Rule::Body},
});

struct ListOfField
{
    FieldId field;
    const char16_t *list;
};
constexpr auto Lists = std::to_array<ListOfField>({
    {f::case_file::Status, u"case_status"},
    {f::case_file::Sex, u"sex"},
    {f::case_file::IsMinor, u"is_minor"},
    {f::case_file::FamilyRole, u"family_role"},
    {f::case_file::Languages, u"language"},
    {f::case_file::InterpreterNeeded, u"yes_no"},
    {f::case_file::Detained, u"answer_yes_no"},
    {f::case_file::PreferredSex, u"preferred_sex"},
    {f::case_file::ConsentSharing, u"consent_sharing"},
    {f::identity::MaritalStatus, u"marital_status"},
    {f::identity::Education, u"education"},
    {f::health::ViolenceSuffered, u"violence"},
    {f::stay::ReferredBy, u"referral_source"},
    {f::stay::UrgentNeeds, u"urgent_need"},
    {f::stay::ExitReason, u"exit_reason"},
    {f::stay::ExitSafety, u"exit_safety"},
    {f::stay::ImmediateNeeds, u"immediate_need"},
    {f::stay_location::ExitDestination, u"exit_destination"},
    {f::episode::ExploitationType, u"exploitation_type"},
    {f::episode::RecruitmentMethod, u"recruitment_method"},
    {f::episode::Transport, u"transport"},
    {f::episode::DocumentsWithheld, u"yes_no"},
    {f::note::Kind, u"note_kind"},
    {f::room::RoomFor, u"room_for"},
    {f::room::State, u"place_state"},
    {f::place::Kind, u"place_kind"},
    {f::place::Numbered, u"yes_no"},
    {f::place::State, u"place_state"},
    {f::hold::UrgentNeeds, u"urgent_need"},
    {f::hold::ReferredBy, u"referral_source"},
    {f::hold::Refusal, u"place_refusal"},
    {f::allocation::OverrideReason, u"allocation_override"},
    {f::keep_apart::Why, u"keep_apart_reason"},
    {f::absence::Reason, u"absence_reason"},
    {f::roll_call_line::Mark, u"roll_call_mark"},
    {f::incident::Kinds, u"incident_kind"},
    {f::incident::Severity, u"incident_severity"},
    {f::custody::Move, u"custody_move"},
    {f::custody::Kind, u"custody_item"},
    {f::consent::ExplainedBy, u"consent_explained_by"},
    {f::consent::Language, u"consent_language"},
    {f::consent::GivenBy, u"consent_given_by"},
    {f::consent::GivenHow, u"consent_way"},
    {f::consent::RecipientKind, u"consent_recipient"},
    {f::consent::DataGroups, u"consent_data_group"},
    {f::consent::Decision, u"consent_decision"},
    {f::consent::ReadAloud, u"answer_yes_no"},
    {f::consent::ChildAssent, u"child_assent"},
    {f::disclosure::Kind, u"disclosure_kind"},
    {f::disclosure::RecipientKind, u"consent_recipient"},
    {f::disclosure::DataGroups, u"consent_data_group"},
    {f::withdrawal::WithdrawnBy, u"consent_given_by"},
    {f::withdrawal::Way, u"consent_way"},
    {f::withdrawal::Language, u"consent_language"},
    {f::withdrawal::Wish, u"withdrawal_wish"},
    {f::withdrawal_letter::RecipientKind, u"consent_recipient"},
    {f::withdrawal_letter::Answer, u"consent_withdrawn_answer"},
    {f::referral::Status, u"referral_status"},
    {f::referral::Services, u"referral_service"},
    {f::referral::ToRole, u"staff_role"},
    {f::referral_step::Status, u"referral_status"},
    {f::referral_step::Way, u"referral_way"},
    {f::referral_step::Evidence, u"referral_evidence"},
    {f::referral_service::Service, u"referral_service"},
    {f::referral_service::Answer, u"referral_answer"},
    {f::referral_service::Reason, u"referral_refusal"},
    {f::referral_slip::Decision, u"referral_decision"},
    {f::referral_slip::Refusal, u"referral_refusal"},
    {f::referral_slip::Came, u"answer_yes_no"},
    {f::referral_slip::Cost, u"answer_yes_no"},
    {f::referral_slip::Evidence, u"referral_evidence"},
    {f::referral_call::Rung, u"referral_rung"},
    {f::referral_call::Result, u"referral_call"},
    {f::referral_package::Answer, u"referral_status"},
    {f::referral_package::Reason, u"referral_refusal"},
    {f::unmet_need::Service, u"referral_service"},
    {f::unmet_need::Reason, u"unmet_reason"},
    {f::unmet_need::Told, u"answer_yes_no"},
    {f::need::Area, u"plan_area"},
    {f::need::State, u"need_state"},
    {f::need::Goal, u"plan_goal"},
    {f::need_health::Area, u"plan_area"},
    {f::need_health::State, u"need_state"},
    {f::need_health::Goal, u"plan_goal"},
    {f::plan_action::Provider, u"service_provider"},
    {f::plan_action::State, u"plan_result"},
    {f::plan_action_health::Provider, u"service_provider"},
    {f::plan_action_health::State, u"plan_result"},
    {f::service_given::Service, u"referral_service"},
    {f::service_given::Answer, u"service_answer"},
    {f::service_given::Provider, u"service_provider"},
    {f::service_given::Within, u"service_time"},
    {f::service_given_health::Service, u"referral_service"},
    {f::service_given_health::Answer, u"service_answer"},
    {f::service_given_health::Provider, u"service_provider"},
    {f::service_given_health::Within, u"service_time"},
    {f::meeting::Kind, u"meeting_kind"},
    {f::support_plan::Signed, u"consent_way"},
    {f::approval::Kind, u"approval_kind"},
    {f::approval::Result, u"approval_result"},
    {f::risk_assessment::WithPerson, u"yes_no"},
    {f::risk_assessment::Worst, u"risk_level"},
    {f::risk_assessment::Level, u"risk_level"},
    {f::risk_assessment::ChangeReason, u"risk_change"},
    {f::risk_line::Domain, u"risk_domain"},
    {f::risk_line::Measures, u"safety_measure"},
    {f::risk_line_health::Domain, u"risk_domain"},
    {f::risk_line_health::Measures, u"safety_measure"},
    {f::risk_line_perpetrator::Domain, u"risk_domain"},
    {f::risk_line_perpetrator::Measures, u"safety_measure"},
    {f::safety_plan::Measures, u"safety_measure"},
    {f::safety_plan::WithPerson, u"yes_no"},
    {f::best_interests::Occasion, u"bia_occasion"},
    {f::best_interests::Panel, u"bia_panel"},
    {f::best_interests::Result, u"bia_result"},
    {f::best_interests_item::Item, u"bia_item"},
    {f::best_interests_item_health::Item, u"bia_item"},
    {f::age_evidence::Proof, u"age_proof"},
    {f::age_evidence::Says, u"is_minor"},
    {f::custody::Signed, u"answer_yes_no"},
    {f::custody::StaffSigned, u"answer_yes_no"},
    {f::stay::HelpToLeave, u"help_to_leave"},
    {f::stock_move::Kind, u"supply_kind"},
    {f::stock_move::Move, u"stock_move"},
    {f::publication::Kind, u"publication_kind"},
    {f::disclosure::Way, u"disclosure_way"},
    {f::supply::Kind, u"supply_kind"},
    {f::supply::Signed, u"answer_yes_no"},
    {f::visit::Kind, u"visit_kind"},
    {f::visit::Way, u"visit_way"},
    {f::visit::Wanted, u"answer_yes_no"},
    {f::follow_up::Way, u"follow_up_way"},
    {f::follow_up::Result, u"follow_up_result"},
    {f::follow_up_plan::Agreed, u"answer_yes_no"},
    {f::follow_up_plan::Way, u"follow_up_way"},
    {f::clock_extension::Reason, u"clock_extension"},
    {f::directory_entry::Category, u"directory_category"},
    {f::directory_entry::Services, u"referral_service"},
    {f::retention::Reason, u"closing_reason"},
    {f::retention::Basis, u"retention_basis"},
    {f::retention::AtEnd, u"retention_end"},
    {f::retention::ReopenedWhy, u"reopening_reason"},
    {f::kept_numbers::Sex, u"sex"},
    {f::kept_numbers::AgeBand, u"age_band"},
    {f::kept_numbers::Exploitation, u"exploitation_type"},
    {f::kept_numbers::ReferredBy, u"referral_source"},
    {f::kept_numbers::ExitReason, u"exit_reason"},
    {f::kept_numbers::StayBand, u"stay_band"},
    {f::training::Kind, u"training_kind"},
    {f::training::Proof, u"training_proof"},
    {f::health::Pregnant, u"answer_yes_no"},
    {f::complaint::Way, u"complaint_way"},
    {f::complaint::Kinds, u"complaint_kind"},
    {f::complaint::Result, u"complaint_result"},
    {f::complaint_reserved::Way, u"complaint_way"},
    {f::complaint_reserved::Kinds, u"complaint_kind"},
    {f::complaint_reserved::Result, u"complaint_result"},
    {f::self_check_line::Answer, u"self_check_answer"},
    {f::incident_story::Kinds, u"incident_kind"},
    {f::incident_story_health::Kinds, u"incident_kind"},
    {f::file_opening::Reason, u"file_access_reason"},
    {f::perpetrator::Role, u"suspect_role"},
    {f::episode::Sector, u"work_sector"},
    {f::episode::Controls, u"control_method"},
    {f::episode::SexExploitation, u"sex_exploitation"},
    {f::episode::OtherTypes, u"exploitation_type"},
    {f::suspect::Sex, u"sex"},
    {f::suspect::State, u"suspect_state"},
    {f::suspect_in_case::Roles, u"suspect_role"},
    {f::registry::Acts, u"trafficking_act"},
    {f::registry::Means, u"trafficking_means"},
    {f::registry::Purposes, u"trafficking_purpose"},
    {f::registry::RelationToTrafficker, u"trafficker_relation"},
    {f::registry::RecruitmentSites, u"online_service"},
    {f::registry::ExploitationSites, u"online_service"},
    {f::registry::RecruitmentMethods, u"recruitment_channel"},
    {f::registry::Retrafficked, u"answer_yes_no"},
    {f::route_leg::FromCountry, u"country"},
    {f::route_leg::ToCountry, u"country"},
    {f::route_leg::Transport, u"transport"},
    {f::route_leg::Crossing, u"border_crossing"},
    {f::status_decision::Author, u"status_author"},
    {f::status_decision::Organ, u"status_organ"},
    {f::status_decision::Status, u"trafficking_status"},
    {f::qualification::Authority, u"justice_authority"},
    {f::justice_event::Kind, u"justice_event"},
    {f::justice_event::Authority, u"justice_authority"},
    {f::justice_event::State, u"hearing_state"},
    {f::justice_event::Result, u"justice_result"},
    {f::justice_event::Protection, u"protection_measure"},
    {f::library_document::Kind, u"library_kind"},
    {f::library_document::Language, u"language"},
    {f::duplicate_answer::Answer, u"duplicate_answer"},
});

Error withField(const Error &error, FieldId field)
{
    Error named = error;
    named.args.push_back({"table", std::int64_t(field.table)});
    named.args.push_back({"field", std::int64_t(field.field)});
    return named;
}

Result<Value> checkText(const std::string &raw, Rule rule, QDate today)
{
    const QString text = QString::fromStdString(raw);
    if (rule == Rule::PastDate || rule == Rule::AnyDate) {
        const QString clean = cleanText(text, TextShape::OneLine);
        if (clean.isEmpty())
            return Value();
        INDARO_TRY_ASSIGN(const PartialDate date, PartialDate::parse(clean));
        if (rule == Rule::PastDate && date.earliest() > today)
            return Error(Errc::DateInFuture);
        return Value(date.toIso().toStdString());
    }
    if (rule == Rule::PastMoment) {
        const QString clean = cleanText(text, TextShape::OneLine);
        if (clean.isEmpty())
            return Value();
        INDARO_TRY_ASSIGN(const QString moment, parseLocalMoment(clean));
        if (moment.left(10) > today.toString(Qt::ISODate).left(std::min<qsizetype>(moment.size(), 10)))
            return Error(Errc::DateInFuture);
        return Value(moment.toStdString());
    }
    const bool isBody = rule == Rule::Body;
    INDARO_TRY_ASSIGN(const QString clean, cleanTextWithin(text, isBody ? TextShape::Several : TextShape::OneLine,
                                                           isBody               ? BodyLimit
                                                           : rule == Rule::Name ? NameLimit
                                                                                : LineLimit));
    return clean.isEmpty() ? Value() : Value(clean.toStdString());
}

Result<Value> checkTyped(const sync::FieldDefinition &field, const FieldRule *rule, const Value &value, QDate today)
{
    switch (field.type) {
    case sync::FieldType::Text:
    case sync::FieldType::Set: {
        if (value.text() == nullptr)
            return Error(Errc::InvalidArgument);
        if (rule != nullptr)
            return checkText(*value.text(), rule->rule, today);
        INDARO_TRY_ASSIGN(const QString clean,
                          cleanTextWithin(QString::fromStdString(*value.text()), TextShape::OneLine, LineLimit));
        return clean.isEmpty() && field.type == sync::FieldType::Text ? Value() : Value(clean.toStdString());
    }
    case sync::FieldType::Integer:
        if (value.integer() == nullptr)
            return Error(Errc::InvalidArgument);
        if (rule != nullptr && (*value.integer() < rule->min || *value.integer() > rule->max))
            return Error(Errc::ValueOutOfRange, {{"min", rule->min}, {"max", rule->max}});
        return value;
    case sync::FieldType::Real:
        if (value.real() != nullptr)
            return value;
        break;
    case sync::FieldType::Blob:
        if (value.bytes() != nullptr)
            return value;
        break;
    }
    return Error(Errc::InvalidArgument);
}

} // namespace

Result<Value> checkField(FieldId id, const Value &value, QDate today)
{
    const sync::TableDefinition *table = schema().findTable(id.table);
    const sync::FieldDefinition *field = table != nullptr ? table->findField(id.field) : nullptr;
    if (field == nullptr)
        return withField(Errc::UnknownField, id);
    if (!value.isKnown())
        return value;
    const auto rule = std::find_if(Rules.begin(), Rules.end(), [&](const FieldRule &r) { return r.field == id; });
    auto checked = checkTyped(*field, rule == Rules.end() ? nullptr : &*rule, value, today);
    if (!checked)
        return withField(checked.error(), id);
    return checked;
}

FieldLimits limitsOf(FieldId id)
{
    const sync::TableDefinition *table = schema().findTable(id.table);
    const sync::FieldDefinition *field = table != nullptr ? table->findField(id.field) : nullptr;
    INDARO_CHECK(field != nullptr);
    const auto rule = std::find_if(Rules.begin(), Rules.end(), [&](const FieldRule &r) { return r.field == id; });
    if (field->type == sync::FieldType::Integer) {
        if (rule != Rules.end())
            return {ValueShape::Number, rule->min, rule->max};
        return {ValueShape::Number, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    }
    if (field->type != sync::FieldType::Text && field->type != sync::FieldType::Set)
        return {};
    if (rule == Rules.end())
        return {ValueShape::Text, 0, LineLimit};
    switch (rule->rule) {
    case Rule::PastDate:
    case Rule::AnyDate:
        return {ValueShape::Date};
    case Rule::PastMoment:
        return {ValueShape::Moment};
    case Rule::Name:
        return {ValueShape::Text, 0, NameLimit};
    case Rule::Body:
        return {ValueShape::Text, 0, BodyLimit};
    case Rule::Number:
        break;
    }
    return {ValueShape::Text, 0, LineLimit};
}

QString codeListOf(FieldId id)
{
    const auto found = std::find_if(Lists.begin(), Lists.end(), [&](const ListOfField &l) { return l.field == id; });
    return found == Lists.end() ? QString() : QString::fromUtf16(found->list);
}

} // namespace indaro::model
