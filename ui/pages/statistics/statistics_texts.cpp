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
        {StatisticsTexts::tr("What became of them"), {I::FollowUps, I::ClosedFiles}},
        {StatisticsTexts::tr("Before justice"), {I::JusticePeople, I::JusticeEvents}},
        {StatisticsTexts::tr("The work of the house"), {I::Incidents, I::Training}}};
}

QString filterText(const reports::Filter &filter, const QString &language)
{
    QStringList codes;
    for (const QString &code : filter.codes)
        codes.append(charts::codeText(filter.dimension, code, language));
    return StatisticsTexts::tr("%1: %2").arg(reports::titleOf(filter.dimension, language), codes.join(u", "_s));
}

QStringList notCountedTexts(const reports::Table &table, const QString &language)
{
    QStringList lines;
    for (const reports::NotCounted &each : table.notCounted) {
        const QString why = model::CodeList::byName(u"report_not_counted"_s).label(each.why, language);
        lines.append(StatisticsTexts::tr("%1: %2").arg(why).arg(each.count));
    }
    return lines;
}

QString shareOfPlacesText(int percent, int places)
{
    return StatisticsTexts::tr("Share of the places that can be used today (%1 in all): %2 %").arg(places).arg(percent);
}

QStringList howCountedTexts(const reports::Table &table, bool isShareShown, const QString &language)
{
    QStringList lines{reports::definitionOf(table.question.indicator, language)};
    if (isShareShown)
        lines.append(
            StatisticsTexts::tr("The share is of the places that can be used today: how many there were on an earlier night "
                                "is not kept. Rooms for the ill and for staff are not in it."));
    for (const reports::Filter &filter : table.question.filters)
        lines.append(StatisticsTexts::tr("Only %1.").arg(filterText(filter, language)));
    if (table.rows.isSeveral || table.columns.isSeveral)
        lines.append(StatisticsTexts::tr(
            "Somebody may stand in several rows, and is once in the total: the rows add up to more than it."));
    if (reports::infoOf(table.question.indicator).countsKept)
        lines.append(
            StatisticsTexts::tr("People whose file was erased are counted where it was agreed that their number is kept."));
    lines.append(StatisticsTexts::tr(
        "These are exact numbers, for inside the house: before anything is handed out, small numbers are hidden in it."));
    return lines;
}

} // namespace indaro::ui::pages
