// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/indicators.h"

#include "core/model/field_table.h"

#include <algorithm>
#include <array>

namespace indaro::reports {

namespace f = model::fields;
using namespace Qt::StringLiterals;
using casework::Thing;
using D = Dimension;

namespace {

// Tables
constexpr std::uint16_t StayTables[] = {f::stay::Table, f::file_merge::Table, f::kept_numbers::Table};
constexpr std::uint16_t RefusalTables[] = {f::hold::Table};
constexpr std::uint16_t ServiceTables[] = {f::service_given::Table, f::service_given_health::Table, f::file_merge::Table,
                                           f::kept_numbers::Table};
constexpr std::uint16_t ReferralTables[] = {f::referral::Table, f::referral_step::Table, f::file_merge::Table,
                                            f::kept_numbers::Table};
constexpr std::uint16_t UnmetTables[] = {f::unmet_need::Table, f::file_merge::Table, f::kept_numbers::Table};
constexpr std::uint16_t StepTables[] = {f::stay::Table, f::step_mark::Table, f::paper_entry::Table, f::file_merge::Table,
                                        f::kept_numbers::Table};
constexpr std::uint16_t ConsentTables[] = {f::stay::Table,        f::step_mark::Table,  f::consent::Table,
                                           f::paper_entry::Table, f::file_merge::Table, f::kept_numbers::Table};
constexpr std::uint16_t FollowUpTables[] = {f::stay::Table, f::follow_up::Table, f::follow_up_plan::Table,
                                            f::file_merge::Table, f::kept_numbers::Table};
constexpr std::uint16_t ClosingTables[] = {f::retention::Table, f::file_merge::Table, f::kept_numbers::Table};
constexpr std::uint16_t JusticeTables[] = {f::justice_event::Table, f::file_merge::Table, f::kept_numbers::Table};
constexpr std::uint16_t IncidentTables[] = {f::incident::Table};
constexpr std::uint16_t TrainingTables[] = {f::training::Table};
/// What a step waits for may be in any of these (casework/checklists): nearly every record of a person.
constexpr std::uint16_t OverdueTables[] = {
    f::stay::Table,          f::case_file::Table,         f::step_mark::Table,       f::step_mark_health::Table,
    f::case_event::Table,    f::case_event_health::Table, f::checklist::Table,       f::sop_pack::Table,
    f::sop_pack_part::Table, f::consent::Table,           f::referral::Table,        f::referral_step::Table,
    f::interview::Table,     f::risk_assessment::Table,   f::support_plan::Table,    f::safety_plan::Table,
    f::approval::Table,      f::incident::Table,          f::allocation::Table,      f::custody::Table,
    f::hold::Table,          f::retention::Table,         f::identity::Table,        f::health::Table,
    f::unmet_need::Table,    f::clock_extension::Table,   f::follow_up::Table,       f::best_interests::Table,
    f::age_evidence::Table,  f::justice_event::Table,     f::status_decision::Table, f::qualification::Table,
    f::episode::Table,       f::meeting::Table,           f::paper_entry::Table,     f::file_merge::Table};

constexpr std::uint16_t CaseTables[] = {f::case_file::Table};
constexpr std::uint16_t AgeTables[] = {f::case_file::Table, f::identity::Table};
constexpr std::uint16_t IdentityTables[] = {f::identity::Table};
constexpr std::uint16_t EpisodeTables[] = {f::episode::Table};
constexpr std::uint16_t RegistryTables[] = {f::registry::Table};
constexpr std::uint16_t StatusTables[] = {f::status_decision::Table, f::case_event::Table};
constexpr std::uint16_t LocationTables[] = {f::stay_location::Table};
constexpr std::uint16_t IncidentKindTables[] = {f::incident_story::Table, f::incident_story_health::Table};

// Who may see the people behind
constexpr Thing OfFile[] = {Thing::File};
constexpr Thing OfRegister[] = {Thing::File, Thing::Register};
constexpr Thing OfIdentity[] = {Thing::File, Thing::Identity};
constexpr Thing OfStory[] = {Thing::File, Thing::Story};
constexpr Thing OfProcedure[] = {Thing::File, Thing::Procedure};
constexpr Thing OfConsents[] = {Thing::File, Thing::Consents};
constexpr Thing OfServices[] = {Thing::File, Thing::Plans, Thing::Health};
constexpr Thing OfConsentStep[] = {Thing::File, Thing::Procedure, Thing::Consents};
constexpr Thing OfFollowUps[] = {Thing::File, Thing::Care, Thing::Identity};

// Dimensions of its own; those of persons come to any indicator about persons.
constexpr D NightDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::ReferralSource};
constexpr D AdmissionDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::ReferralSource};
constexpr D ExitDimensions[] = {D::Day,        D::Month,           D::Quarter,    D::Year,    D::ReferralSource,
                                D::ExitReason, D::ExitDestination, D::ExitSafety, D::StayBand};
constexpr D RefusalDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::RefusalReason, D::ReferralSource};
constexpr D PeopleDimensions[] = {D::ReferralSource};
constexpr D NewPeopleDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::ReferralSource};
constexpr D ServiceDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::Service};
constexpr D ReferralDimensions[] = {D::Day,     D::Month,          D::Quarter, D::Year,
                                    D::Service, D::ReferralAnswer, D::Urgency, D::AnswerTime};
constexpr D UnmetDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::Service, D::UnmetReason, D::Met};
constexpr D StepDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::Timeliness};
constexpr D OverdueDimensions[] = {D::Step};
constexpr D FollowUpDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::FollowUpNumber, D::FollowUpResult};
constexpr D ClosingDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::ClosingReason};
constexpr D JusticeDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::JusticeKind, D::JusticeResult};
constexpr D IncidentDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::IncidentKind, D::IncidentSeverity};
constexpr D TrainingDimensions[] = {D::Day, D::Month, D::Quarter, D::Year, D::TrainingKind};

using I = Indicator;
using U = Unit;
using M = Measure;

/// In the order of the enumeration. persons, publishable, additive, kept.
constexpr auto Indicators = std::to_array<IndicatorInfo>({
    {I::Occupancy, "occupancy"_L1, U::Nights, M::AverageANight, NightDimensions, StayTables, OfRegister, true, false, true,
     false},
    {I::BedNights, "bed_nights"_L1, U::Nights, M::None, NightDimensions, StayTables, OfRegister, true, false, true, false},
    {I::StayLength, "stay_length"_L1, U::Stays, M::AverageDays, ExitDimensions, StayTables, OfRegister, true, false, true,
     false},
    {I::StayMedian, "stay_median"_L1, U::Stays, M::MedianDays, ExitDimensions, StayTables, OfRegister, true, false, true,
     false},
    {I::Admissions, "admissions"_L1, U::Stays, M::None, AdmissionDimensions, StayTables, OfRegister, true, false, true,
     true},
    {I::Exits, "exits"_L1, U::Stays, M::None, ExitDimensions, StayTables, OfRegister, true, false, true, false},
    {I::Refusals, "refusals"_L1, U::Requests, M::None, RefusalDimensions, RefusalTables, {}, false, false, true, false},
    {I::People, "people"_L1, U::People, M::None, PeopleDimensions, StayTables, OfRegister, true, true, false, true},
    {I::NewPeople, "new_people"_L1, U::People, M::None, NewPeopleDimensions, StayTables, OfRegister, true, true, true, true},
    {I::ServicesGiven, "services_given"_L1, U::People, M::None, ServiceDimensions, ServiceTables, OfServices, true, true,
     false, false},
    {I::ReferralsOut, "referrals_out"_L1, U::Referrals, M::None, ReferralDimensions, ReferralTables, OfConsents, true, false,
     true, false},
    {I::ReferralWait, "referral_wait"_L1, U::Referrals, M::MedianHours, ReferralDimensions, ReferralTables, OfConsents, true,
     false, true, false},
    {I::UnmetNeeds, "unmet_needs"_L1, U::Needs, M::None, UnmetDimensions, UnmetTables, OfConsents, true, false, true, false},
    {I::FirstMeal, "first_meal"_L1, U::Stays, M::MedianHours, StepDimensions, StepTables, OfProcedure, true, false, true,
     false},
    {I::ConsentData, "consent_data"_L1, U::Stays, M::MedianHours, StepDimensions, ConsentTables, OfConsentStep, true, false,
     true, false},
    {I::MedicalCheck, "medical_check"_L1, U::Stays, M::MedianHours, StepDimensions, StepTables, OfProcedure, true, false,
     true, false},
    {I::NeedsAssessment, "needs_assessment"_L1, U::Stays, M::MedianHours, StepDimensions, StepTables, OfProcedure, true,
     false, true, false},
    {I::OverdueSteps, "overdue_steps"_L1, U::Steps, M::None, OverdueDimensions, OverdueTables, OfProcedure, true, false,
     false, false},
    {I::FollowUps, "follow_ups"_L1, U::Contacts, M::None, FollowUpDimensions, FollowUpTables, OfFollowUps, true, false, true,
     false},
    {I::ClosedFiles, "closed_files"_L1, U::Files, M::None, ClosingDimensions, ClosingTables, OfRegister, true, false, true,
     false},
    {I::JusticePeople, "justice_people"_L1, U::People, M::None, JusticeDimensions, JusticeTables, OfProcedure, true, true,
     false, false},
    {I::JusticeEvents, "justice_events"_L1, U::Events, M::None, JusticeDimensions, JusticeTables, OfProcedure, true, false,
     true, false},
    {I::Incidents, "incidents"_L1, U::Incidents, M::None, IncidentDimensions, IncidentTables, {}, false, false, true, false},
    {I::Training, "training"_L1, U::People, M::None, TrainingDimensions, TrainingTables, {}, false, false, false, false},
});
static_assert(Indicators.size() == IndicatorCount);

/// In the order of the enumeration. several, personal, publishable.
constexpr auto Dimensions = std::to_array<DimensionInfo>({
    {D::None, ""_L1, ""_L1, false, false, false, {}, {}},
    {D::Day, "day"_L1, ""_L1, false, false, false, {}, {}},
    {D::Month, "month"_L1, ""_L1, false, false, false, {}, {}},
    {D::Quarter, "quarter"_L1, ""_L1, false, false, false, {}, {}},
    {D::Year, "year"_L1, ""_L1, false, false, false, {}, {}},
    {D::Sex, "sex"_L1, "sex"_L1, false, true, true, CaseTables, OfFile},
    {D::AgeBand, "age_band"_L1, "age_band"_L1, false, true, true, AgeTables, OfFile},
    {D::ProvinceOld, "province_old"_L1, ""_L1, false, true, true, IdentityTables, OfIdentity},
    {D::ProvinceNew, "province_new"_L1, ""_L1, false, true, true, IdentityTables, OfIdentity},
    {D::Country, "country"_L1, "country"_L1, true, true, true, EpisodeTables, OfStory},
    {D::RecruiterRelation, "recruiter_relation"_L1, "trafficker_relation"_L1, false, true, true, RegistryTables, OfStory},
    {D::RecruitmentMethod, "recruitment_method"_L1, "recruitment_method"_L1, true, true, true, EpisodeTables, OfStory},
    {D::Exploitation, "exploitation"_L1, "exploitation_type"_L1, true, true, true, EpisodeTables, OfStory},
    {D::Control, "control"_L1, "control_method"_L1, true, true, true, EpisodeTables, OfStory},
    {D::Sector, "sector"_L1, "work_sector"_L1, true, true, true, EpisodeTables, OfStory},
    {D::Status, "status"_L1, "trafficking_status"_L1, false, true, true, StatusTables, OfProcedure},
    {D::ReferralSource, "referral_source"_L1, "referral_source"_L1, false, false, true, {}, OfRegister},
    {D::StayBand, "stay_band"_L1, "stay_band"_L1, false, false, true, {}, OfRegister},
    {D::ExitReason, "exit_reason"_L1, "exit_reason"_L1, false, false, true, {}, OfRegister},
    {D::ExitDestination, "exit_destination"_L1, "exit_destination"_L1, false, false, true, LocationTables, OfIdentity},
    {D::ExitSafety, "exit_safety"_L1, "exit_safety"_L1, false, false, true, {}, OfRegister},
    {D::RefusalReason, "refusal_reason"_L1, "place_refusal"_L1, false, false, true, {}, {}},
    {D::Service, "service"_L1, "referral_service"_L1, true, false, true, {}, {}},
    {D::ReferralAnswer, "referral_answer"_L1, "referral_status"_L1, false, false, true, {}, {}},
    {D::Urgency, "urgency"_L1, "report_urgency"_L1, false, false, true, {}, {}},
    {D::AnswerTime, "answer_time"_L1, "report_answer_time"_L1, false, false, true, {}, {}},
    {D::UnmetReason, "unmet_reason"_L1, "unmet_reason"_L1, false, false, true, {}, {}},
    {D::Met, "met"_L1, "answer_yes_no"_L1, false, false, true, {}, {}},
    {D::Timeliness, "timeliness"_L1, "report_timeliness"_L1, false, false, true, {}, {}},
    {D::Step, "step"_L1, ""_L1, false, false, false, {}, {}},
    {D::FollowUpNumber, "follow_up_number"_L1, "report_follow_up"_L1, false, false, true, {}, {}},
    {D::FollowUpResult, "follow_up_result"_L1, "follow_up_result"_L1, false, false, true, {}, {}},
    {D::ClosingReason, "closing_reason"_L1, "closing_reason"_L1, false, false, false, {}, OfRegister},
    {D::JusticeKind, "justice_kind"_L1, "justice_event"_L1, true, false, true, {}, {}},
    {D::JusticeResult, "justice_result"_L1, "justice_result"_L1, true, false, true, {}, {}},
    {D::IncidentKind, "incident_kind"_L1, "incident_kind"_L1, true, false, true, IncidentKindTables, {}},
    {D::IncidentSeverity, "incident_severity"_L1, "incident_severity"_L1, false, false, true, {}, {}},
    {D::TrainingKind, "training_kind"_L1, "training_kind"_L1, true, false, true, {}, {}},
});
static_assert(Dimensions.size() == DimensionCount);

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < Indicators.size(); ++i) {
        if (static_cast<std::size_t>(Indicators[i].indicator) != i)
            return false;
    }
    for (std::size_t i = 0; i < Dimensions.size(); ++i) {
        if (static_cast<std::size_t>(Dimensions[i].dimension) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder());

constexpr auto IndicatorList = [] {
    std::array<Indicator, IndicatorCount> all{};
    for (std::size_t i = 0; i < IndicatorCount; ++i)
        all[i] = static_cast<Indicator>(i);
    return all;
}();
/// Without None.
constexpr auto DimensionList = [] {
    std::array<Dimension, DimensionCount - 1> all{};
    for (std::size_t i = 1; i < DimensionCount; ++i)
        all[i - 1] = static_cast<Dimension>(i);
    return all;
}();

} // namespace

const IndicatorInfo &infoOf(Indicator indicator) noexcept
{
    return Indicators[static_cast<std::size_t>(indicator)];
}

const DimensionInfo &infoOf(Dimension dimension) noexcept
{
    return Dimensions[static_cast<std::size_t>(dimension)];
}

std::span<const Indicator> allIndicators() noexcept
{
    return IndicatorList;
}

std::span<const Dimension> allDimensions() noexcept
{
    return DimensionList;
}

std::optional<Indicator> findIndicator(QStringView code) noexcept
{
    const auto found = std::ranges::find_if(Indicators, [&](const auto &info) { return code == info.code; });
    return found == Indicators.end() ? std::nullopt : std::optional(found->indicator);
}

std::optional<Dimension> findDimension(QStringView code) noexcept
{
    const auto found = std::ranges::find_if(Dimensions, [&](const auto &info) { return code == info.code; });
    return found == Dimensions.end() ? std::nullopt : std::optional(found->dimension);
}

bool allows(Indicator indicator, Dimension dimension) noexcept
{
    const IndicatorInfo &info = infoOf(indicator);
    if (dimension == Dimension::None)
        return true;
    return (info.isOfPersons && infoOf(dimension).isPersonal) ||
           std::ranges::find(info.dimensions, dimension) != info.dimensions.end();
}

bool isOfToday(Indicator indicator) noexcept
{
    return indicator == Indicator::OverdueSteps;
}

std::vector<std::uint16_t> tablesOf(Indicator indicator, std::span<const Dimension> dimensions)
{
    const IndicatorInfo &info = infoOf(indicator);
    std::vector<std::uint16_t> tables(info.tables.begin(), info.tables.end());
    for (const Dimension dimension : dimensions) {
        const auto more = infoOf(dimension).tables;
        tables.insert(tables.end(), more.begin(), more.end());
    }
    if (info.isOfPersons)
        tables.push_back(f::case_file::Table);
    std::ranges::sort(tables);
    const auto twice = std::ranges::unique(tables);
    tables.erase(twice.begin(), twice.end());
    return tables;
}

std::vector<sync::Compartment> compartmentsOf(Indicator indicator, std::span<const Dimension> dimensions)
{
    std::vector<sync::Compartment> parts;
    for (const std::uint16_t table : tablesOf(indicator, dimensions)) {
        const auto part = model::schema().findTable(table)->compartment;
        if (std::ranges::find(parts, part) == parts.end())
            parts.push_back(part);
    }
    std::ranges::sort(parts);
    return parts;
}

} // namespace indaro::reports
