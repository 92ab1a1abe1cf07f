// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/report_plans.h"

#include "core/model/code_list.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <array>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;
using I = Indicator;
using D = Dimension;

namespace {

constexpr std::array<QLatin1String, ReportCount> ReportCodes{"monthly_house"_L1, "quarterly_commission"_L1,
                                                             "annual_bulletin"_L1, "tip_tables"_L1, "donor_sheet"_L1};

struct PlannedTable
{
    Indicator indicator;
    Dimension rows = Dimension::None;
    Dimension columns = Dimension::None;
};

constexpr PlannedTable MonthlyTables[] = {
    {I::Occupancy, D::Day},
    {I::BedNights},
    {I::Admissions, D::ReferralSource},
    {I::Exits, D::ExitReason, D::ExitSafety},
    {I::Exits, D::ExitDestination},
    {I::StayLength},
    {I::StayMedian},
    {I::Refusals, D::RefusalReason},
    {I::People, D::Sex, D::AgeBand},
    {I::People, D::ProvinceOld},
    {I::People, D::ProvinceNew},
    {I::People, D::Exploitation, D::Sex},
    {I::People, D::Status},
    {I::ServicesGiven, D::Service},
    {I::ReferralsOut, D::Service, D::ReferralAnswer},
    {I::ReferralWait, D::Urgency},
    {I::UnmetNeeds, D::Service, D::UnmetReason},
    {I::FirstMeal, D::Timeliness},
    {I::ConsentData, D::Timeliness},
    {I::MedicalCheck, D::Timeliness},
    {I::NeedsAssessment, D::Timeliness},
    {I::OverdueSteps, D::Step},
    {I::FollowUps, D::FollowUpResult},
    {I::ClosedFiles, D::ClosingReason},
    {I::JusticeEvents, D::JusticeKind},
    {I::Incidents, D::IncidentKind},
    {I::Incidents, D::IncidentSeverity},
    {I::Training, D::TrainingKind},
};

/// Of a year. Only people who came for the first time are divided, so that nobody is counted in two years; one division of
/// the provinces, for the two together add up. What overlaps is in the rows.
constexpr PlannedTable YearTables[] = {
    {I::NewPeople, D::Sex, D::AgeBand},
    {I::NewPeople, D::ProvinceNew, D::Sex},
    {I::NewPeople, D::Country, D::Sex},
    {I::NewPeople, D::Exploitation, D::Sex},
    {I::NewPeople, D::Exploitation, D::AgeBand},
    {I::NewPeople, D::Control},
    {I::NewPeople, D::Sector},
    {I::NewPeople, D::RecruitmentMethod},
    {I::NewPeople, D::RecruiterRelation},
    {I::NewPeople, D::Status, D::Sex},
    {I::NewPeople, D::ReferralSource},
    {I::ServicesGiven, D::Service},
    {I::JusticePeople, D::JusticeKind},
    {I::People},
    {I::Occupancy},
    {I::BedNights},
    {I::StayLength},
    {I::Admissions},
    {I::Exits},
    {I::Refusals},
    {I::ReferralsOut},
    {I::UnmetNeeds},
};
constexpr PlannedTable QuarterTables[] = {
    {I::NewPeople, D::Sex},          {I::NewPeople, D::AgeBand},        {I::NewPeople, D::ProvinceNew},
    {I::NewPeople, D::Exploitation}, {I::NewPeople, D::ReferralSource},
};
constexpr PlannedTable BulletinTables[] = {
    {I::NewPeople, D::Sex, D::AgeBand},
    {I::NewPeople, D::ProvinceNew, D::Sex},
    {I::NewPeople, D::Country, D::Sex},
    {I::NewPeople, D::Exploitation, D::Sex},
    {I::NewPeople, D::Sector},
    {I::NewPeople, D::Status, D::Sex},
    {I::ServicesGiven, D::Service},
    {I::BedNights},
    {I::StayLength},
};
constexpr PlannedTable TipTables[] = {
    {I::NewPeople, D::Status, D::Sex},  {I::NewPeople, D::Sex, D::AgeBand}, {I::NewPeople, D::Exploitation, D::AgeBand},
    {I::NewPeople, D::Country, D::Sex}, {I::NewPeople, D::Sector},          {I::NewPeople, D::RecruitmentMethod},
    {I::NewPeople, D::ReferralSource},  {I::ServicesGiven, D::Service},     {I::JusticePeople, D::JusticeKind},
};
constexpr PlannedTable DonorTables[] = {
    {I::NewPeople, D::Sex, D::AgeBand},
    {I::People},
    {I::BedNights},
    {I::Occupancy},
    {I::StayLength},
    {I::Admissions},
    {I::Exits},
    {I::Refusals},
    {I::ServicesGiven, D::Service},
    {I::ReferralsOut},
    {I::UnmetNeeds},
};

std::span<const PlannedTable> tablesOfReport(ReportName name)
{
    switch (name) {
    case ReportName::MonthlyHouse:
        return MonthlyTables;
    case ReportName::QuarterlyCommission:
        return QuarterTables;
    case ReportName::AnnualBulletin:
        return BulletinTables;
    case ReportName::TipTables:
        return TipTables;
    case ReportName::DonorSheet:
        break;
    }
    return DonorTables;
}

std::vector<Question> questionsFrom(std::span<const PlannedTable> tables, const Period &period)
{
    std::vector<Question> questions;
    for (const PlannedTable &table : tables)
        questions.push_back({table.indicator, period, table.rows, table.columns, {}});
    return questions;
}

Error wrongPeriod()
{
    return {Errc::InvalidArgument, {{"field", std::string("period")}}};
}

} // namespace

QLatin1String toCode(ReportName name) noexcept
{
    return ReportCodes[static_cast<std::size_t>(name)];
}

std::optional<ReportName> findReport(QStringView code) noexcept
{
    const auto *found = std::ranges::find_if(ReportCodes, [&](QLatin1String each) { return code == each; });
    return found == ReportCodes.end() ? std::nullopt : std::optional(static_cast<ReportName>(found - ReportCodes.begin()));
}

QString titleOf(ReportName name, QStringView language)
{
    return model::CodeList::byName(u"report_name"_s).label(QString(toCode(name)), language);
}

Channel channelOf(ReportName name) noexcept
{
    return name == ReportName::MonthlyHouse ? Channel::Inside : Channel::HandedOut;
}

PeriodKind periodKindOf(ReportName name) noexcept
{
    switch (name) {
    case ReportName::MonthlyHouse:
        return PeriodKind::Month;
    case ReportName::QuarterlyCommission:
        return PeriodKind::Quarter;
    default:
        return PeriodKind::Year;
    }
}

Result<std::vector<Question>> questionsOf(ReportName name, const Period &period)
{
    if (period.kind() != periodKindOf(name))
        return wrongPeriod();
    return questionsFrom(tablesOfReport(name), period);
}

Result<std::vector<Question>> releaseQuestions(const Period &yearOrQuarter)
{
    switch (yearOrQuarter.kind()) {
    case PeriodKind::Year:
        return questionsFrom(YearTables, yearOrQuarter);
    case PeriodKind::Quarter:
        return questionsFrom(QuarterTables, yearOrQuarter);
    default:
        return wrongPeriod();
    }
}

std::vector<Question> wholeReleaseQuestions(int year)
{
    std::vector<Question> all = questionsFrom(YearTables, Period::ofYear(year));
    for (int quarter = 1; quarter <= 4; ++quarter) {
        const auto more = questionsFrom(QuarterTables, Period::ofQuarter(year, quarter));
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

Result<std::vector<Table>> countReport(casework::Desk &desk, ReportName name, const Period &period, CountCache *cache)
{
    INDARO_TRY_ASSIGN(const auto questions, questionsOf(name, period));
    const bool holdsToday = period.contains(model::localDay(desk.clock.nowUtc()));
    std::vector<Table> tables;
    for (const Question &question : questions) {
        if (isOfToday(question.indicator) && !holdsToday)
            continue;
        auto table = cache != nullptr ? cache->count(desk, question) : count(desk, question);
        if (!table)
            return table.error();
        tables.push_back(std::move(*table));
    }
    return tables;
}

} // namespace indaro::reports
