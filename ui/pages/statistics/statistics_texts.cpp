// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/statistics/statistics_texts.h"

#include "core/model/code_list.h"
#include "ui/charts/chart_data.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

struct StatisticsTexts
{
    Q_DECLARE_TR_FUNCTIONS(StatisticsTexts)
};

} // namespace

std::vector<IndicatorGroup> indicatorGroups()
{
    using I = reports::Indicator;
    return {
        {StatisticsTexts::tr("The house and its beds"),
         {I::Occupancy, I::BedNights, I::StayLength, I::StayMedian, I::Admissions, I::Exits, I::Refusals}},
        {StatisticsTexts::tr("The people in the house"), {I::People, I::NewPeople}},
        {StatisticsTexts::tr("Help they were given"), {I::ServicesGiven, I::ReferralsOut, I::ReferralWait, I::UnmetNeeds}},
        {StatisticsTexts::tr("The procedure in time"),
         {I::FirstMeal, I::ConsentData, I::MedicalCheck, I::NeedsAssessment, I::OverdueSteps}},
        {StatisticsTexts::tr("What became of them"), {I::FollowUps}},
        {StatisticsTexts::tr("Before justice"), {I::JusticePeople, I::JusticeEvents}},
        {StatisticsTexts::tr("The work of the house"), {I::Incidents, I::Training}}};
}

QString filterText(const reports::Filter &filter, const QString &language)
{
    QStringList codes;
    for (const QString &code : filter.codes)
        codes.append(charts::codeText(filter.dimension, code, language));
    return u"%1: %2"_s.arg(reports::titleOf(filter.dimension, language), codes.join(u", "_s));
}

QStringList notCountedTexts(const reports::Table &table, const QString &language)
{
    QStringList lines;
    for (const reports::NotCounted &each : table.notCounted) {
        const QString why = model::CodeList::byName(u"report_not_counted"_s).label(each.why, language);
        lines.append(u"%1: %2"_s.arg(why).arg(each.count));
    }
    return lines;
}

} // namespace indaro::ui::pages
