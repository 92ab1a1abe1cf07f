// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/desk.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/follow_ups.h"
#include "core/model/partial_date.h"
#include "core/reports/facts.h"

#include <algorithm>
#include <set>

namespace indaro::reports::facts {

using base::Error;
using base::Result;
using casework::Desk;
using casework::forEachRow;
using casework::toText;
using sync::RecordId;
using namespace Qt::StringLiterals;

namespace {

/// codelist stay_band, as casework/retention counts: the first and the last day are days.
QString stayBandOf(qint64 days)
{
    if (days < 8)
        return u"week"_s;
    if (days < 32)
        return u"month"_s;
    if (days < 93)
        return u"quarter"_s;
    return days < 184 ? u"half_year"_s : u"longer"_s;
}

std::size_t slotOf(const Facts &all, Dimension dimension)
{
    return std::size_t(std::ranges::find(all.own, dimension) - all.own.begin());
}

bool asksForDay(const Question &question)
{
    const auto dimensions = question.dimensions();
    return std::ranges::find(dimensions, Dimension::Day) != dimensions.end();
}

/// The nights of one stay that are over, one fact for each month (or night) of them.
void addNights(const Stay &stay, const Question &question, QDate today, Facts &all)
{
    const QDate lastNight = (stay.isOpen ? today : std::min(stay.left->from, today)).addDays(-1);
    const QDate from = std::max(stay.arrived->from, question.period.from);
    const QDate until = std::min(lastNight, question.period.until);
    for (QDate day = from; day <= until;) {
        const QDate end = asksForDay(question) ? day : std::min(until, Period::around(day, PeriodKind::Month).until);
        Fact fact{.who = stay.who, .day = day, .ageOn = stay.arrived->from, .count = day.daysTo(end) + 1};
        fact.own[slotOf(all, Dimension::ReferralSource)] = stay.referredBy;
        all.facts.push_back(fact);
        day = end.addDays(1);
    }
}

void addExit(const Stay &stay, bool isMeasured, Facts &all)
{
    Fact fact{.who = stay.who, .day = stay.left->from, .ageOn = stay.left->from};
    const bool isKnown = stay.arrived && stay.arrived->isWhole() && stay.left->isWhole();
    const qint64 nights = isKnown ? std::max<qint64>(stay.arrived->from.daysTo(stay.left->from), 0) : 0;
    if (isMeasured) {
        fact.sum = nights;
        fact.measured = double(nights);
    }
    fact.own = {stay.exitReason, stay.exitSafety, stay.destination, isKnown ? all.texts.number(stayBandOf(nights + 1)) : 0};
    // Where she came from is asked less often than how she left: it takes the slot that is not asked for.
    const std::size_t slot = slotOf(all, Dimension::ReferralSource);
    if (slot < OwnSlots)
        fact.own[slot] = stay.referredBy;
    all.facts.push_back(fact);
}

/// In the house on a day of the period.
Within wasThere(const Stay &stay, const Period &period, QDate today)
{
    if (!stay.arrived)
        return Within::Unsure;
    const QDate until = std::min(period.until, today);
    if (stay.arrived->from > until || (!stay.isOpen && stay.left && stay.left->until < period.from))
        return Within::No;
    const bool hasCome = stay.arrived->until <= until;
    const bool hasNotLeft = stay.isOpen || (stay.left && stay.left->from >= period.from);
    return hasCome && hasNotLeft ? Within::Yes : Within::Unsure;
}

void addPeople(const std::vector<Stay> &stays, const Question &question, QDate today, Facts &all)
{
    std::set<int> sure;
    std::set<int> unsure;
    for (const Stay &stay : stays) {
        const Within is = wasThere(stay, question.period, today);
        if (is == Within::Unsure)
            unsure.insert(stay.who);
        if (is != Within::Yes || !sure.insert(stay.who).second)
            continue;
        const QDate day = std::max(stay.arrived->from, question.period.from);
        Fact fact{.who = stay.who, .day = day, .ageOn = day};
        fact.own[slotOf(all, Dimension::ReferralSource)] = stay.referredBy;
        all.facts.push_back(fact);
    }
    for (const int who : unsure) {
        if (!sure.contains(who))
            all.leaveOut("day_unknown");
    }
}

/// `stays` of all times, by arrival: the first of each.
void addNewPeople(const std::vector<Stay> &stays, const Question &question, Facts &all)
{
    std::set<int> seen;
    for (const Stay &stay : stays) {
        if (!seen.insert(stay.who).second)
            continue;
        const Within is = stay.arrived ? isWithin(*stay.arrived, question.period) : Within::Unsure;
        if (is == Within::Unsure)
            all.leaveOut("day_unknown");
        if (is != Within::Yes)
            continue;
        Fact fact{.who = stay.who, .day = stay.arrived->from, .ageOn = stay.arrived->from};
        fact.own[slotOf(all, Dimension::ReferralSource)] = stay.referredBy;
        all.facts.push_back(fact);
    }
}

/// Those who were erased came in a year that is known, and nothing else of that stay is.
void addKept(const Question &question, Facts &all)
{
    static const std::set<Dimension> known{Dimension::Year,        Dimension::Sex,          Dimension::AgeBand,
                                           Dimension::ProvinceOld, Dimension::Exploitation, Dimension::ReferralSource};
    const auto dimensions = question.dimensions();
    const bool isKnown = infoOf(question.indicator).countsKept &&
                         std::ranges::all_of(dimensions, [&](Dimension each) { return known.contains(each); });
    for (const People::Kept &kept : all.people.kept()) {
        const DayRange year = kept.year > 0 ? DayRange{QDate(kept.year, 1, 1), QDate(kept.year, 12, 31)}
                                            : DayRange{QDate(1900, 1, 1), QDate(2199, 12, 31)};
        const Within is = isWithin(year, question.period);
        if (is == Within::No)
            continue;
        if (is == Within::Unsure || !isKnown) {
            all.leaveOut("erased");
            continue;
        }
        Fact fact{.who = kept.who, .day = year.from, .ageOn = year.from};
        fact.own[slotOf(all, Dimension::ReferralSource)] = kept.referredBy;
        all.facts.push_back(fact);
    }
}

void addStay(const Stay &stay, const Question &question, QDate today, Facts &all)
{
    switch (question.indicator) {
    case Indicator::Occupancy:
    case Indicator::BedNights:
        if (wasThere(stay, question.period, today) == Within::No)
            return;
        if (!stay.arrived || !stay.arrived->isWhole() || (!stay.isOpen && (!stay.left || !stay.left->isWhole())))
            all.leaveOut("day_unknown");
        else
            addNights(stay, question, today, all);
        return;
    case Indicator::Admissions: {
        const Within is = stay.arrived ? isWithin(*stay.arrived, question.period) : Within::Unsure;
        if (is == Within::Unsure)
            all.leaveOut("day_unknown");
        if (is != Within::Yes)
            return;
        Fact fact{.who = stay.who, .day = stay.arrived->from, .ageOn = stay.arrived->from};
        fact.own[slotOf(all, Dimension::ReferralSource)] = stay.referredBy;
        all.facts.push_back(fact);
        return;
    }
    default: {
        if (stay.isOpen)
            return;
        const Within is = stay.left ? isWithin(*stay.left, question.period) : Within::Unsure;
        const bool isMeasured = question.indicator != Indicator::Exits;
        const bool isVague =
            isMeasured && (!stay.arrived || !stay.arrived->isWhole() || !stay.left || !stay.left->isWhole());
        if (is == Within::Unsure || (is == Within::Yes && isVague))
            all.leaveOut("day_unknown");
        else if (is == Within::Yes)
            addExit(stay, isMeasured, all);
    }
    }
}

} // namespace

Result<std::vector<Stay>> readStays(Desk &desk, Facts &all, const Period &period, bool isAllTimes)
{
    // Text against text: a partial day is a shorter text, so the comparison is by its year and lets too many through.
    INDARO_TRY_ASSIGN(
        auto rows,
        desk.log.connection().prepare(
            "SELECT s.id, s.case_file, s.arrived_at, s.left_at, s.referred_by, s.exit_reason, s.exit_safety, "
            "l.exit_destination FROM stay s LEFT JOIN stay_location l ON l.id = s.id WHERE ?3 OR "
            "typeof(s.arrived_at) <> 'text' OR (s.arrived_at < ?2 AND (s.left_at IS NULL OR "
            "typeof(s.left_at) <> 'text' OR s.left_at >= ?1)) OR (s.left_at IS NOT NULL AND (typeof(s.left_at) <> "
            "'text' OR length(s.left_at) < 10)) ORDER BY s.arrived_at, s.id"));
    rows.bind(1, QString::number(period.from.year()).toStdString());
    rows.bind(2, period.until.toString(Qt::ISODate).toStdString() + '~');
    rows.bind(3, isAllTimes ? 1 : 0);
    std::vector<Stay> stays;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto who = all.people.find(rows.id<sync::RecordTag>(1));
        if (!id || !who) {
            all.leaveOut("no_file");
            return {};
        }
        Stay stay{.id = *id, .who = *who, .arrivedText = toText(rows, 2)};
        stay.arrived = dayRangeOf(stay.arrivedText);
        stay.isOpen = rows.value(3).isNull();
        stay.left = dayRangeOf(toText(rows, 3));
        stay.referredBy = all.texts.number(codeOf(rows.value(4)));
        stay.exitReason = all.texts.number(codeOf(rows.value(5)));
        stay.exitSafety = all.texts.number(codeOf(rows.value(6)));
        stay.destination = all.texts.number(codeOf(rows.value(7)));
        stays.push_back(std::move(stay));
        return {};
    }));
    return stays;
}

Result<void> addStayFacts(Desk &desk, const Question &question, QDate today, Facts &all)
{
    const bool isExit = question.indicator == Indicator::Exits || question.indicator == Indicator::StayLength ||
                        question.indicator == Indicator::StayMedian;
    const auto dimensions = question.dimensions();
    if (isExit) {
        all.own = {Dimension::ExitReason, Dimension::ExitSafety, Dimension::ExitDestination, Dimension::StayBand};
        if (std::ranges::find(dimensions, Dimension::ReferralSource) != dimensions.end()) {
            // Of five, four are ever asked together with it at most: two dimensions and the filters of a chart.
            const auto spare = std::ranges::find_if(
                all.own, [&](Dimension each) { return std::ranges::find(dimensions, each) == dimensions.end(); });
            if (spare == all.own.end())
                return Error(base::Errc::InvalidArgument, {{"field", std::string("filter")}});
            *spare = Dimension::ReferralSource;
        }
    } else {
        all.own = {Dimension::ReferralSource};
    }
    INDARO_TRY_ASSIGN(const auto stays, readStays(desk, all, question.period, question.indicator == Indicator::NewPeople));
    if (question.indicator == Indicator::People)
        addPeople(stays, question, today, all);
    else if (question.indicator == Indicator::NewPeople)
        addNewPeople(stays, question, all);
    else
        for (const Stay &stay : stays)
            addStay(stay, question, today, all);
    addKept(question, all);
    return {};
}

Result<void> addFollowUpFacts(Desk &desk, const Question &question, QDate today, Facts &all)
{
    all.own = {Dimension::FollowUpNumber, Dimension::FollowUpResult};
    std::map<std::pair<RecordId, int>, QString> made; // the last word on each planned contact
    std::map<RecordId, QDate> noMore;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT stay, number, result, happened_at FROM follow_up "
                                                                   "ORDER BY happened_at, id"));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const auto stay = rows.id<sync::RecordTag>(0);
            if (!stay)
                return {};
            made[{*stay, int(rows.value(1).integerOr(0))}] = codeOf(rows.value(2));
            if (toText(rows, 2) == "no_more_contact"_L1)
                noMore.emplace(*stay, model::localDay(rows.value(3).integerOr(0)));
            return {};
        }));
    }
    std::set<RecordId> unwanted;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id FROM follow_up_plan WHERE agreed = 'no'"));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            if (const auto stay = rows.id<sync::RecordTag>(0))
                unwanted.insert(*stay);
            return {};
        }));
    }
    INDARO_TRY_ASSIGN(const auto stays, readStays(desk, all, question.period, true));
    std::map<int, std::vector<QDate>> arrivals;
    for (const Stay &stay : stays) {
        if (stay.arrived)
            arrivals[stay.who].push_back(stay.arrived->from);
    }
    for (const Stay &stay : stays) {
        if (stay.isOpen)
            continue;
        if (!stay.left || !stay.left->isWhole()) {
            all.leaveOut("day_unknown");
            continue;
        }
        const QDate left = stay.left->from;
        for (int number = 1; number <= casework::FollowUpCount; ++number) {
            const QDate due = casework::followUpDay(left, number);
            if (!question.period.contains(due) || due > today)
                continue;
            const auto done = made.find({stay.id, number});
            if (done == made.end()) {
                const auto &days = arrivals[stay.who];
                const auto ended = noMore.find(stay.id);
                if (all.texts.text(stay.exitReason) == "death"_L1) {
                    all.leaveOut("died");
                    continue;
                }
                if (unwanted.contains(stay.id) || (ended != noMore.end() && ended->second <= due)) {
                    all.leaveOut("no_contact_wanted");
                    continue;
                }
                if (std::ranges::any_of(days,
                                        [&](QDate day) { return day >= left && day <= due && day != stay.arrived->from; })) {
                    all.leaveOut("came_back");
                    continue;
                }
            }
            Fact fact{.who = stay.who, .day = due, .ageOn = due};
            fact.own[0] = all.texts.number(QString::number(number));
            fact.own[1] = all.texts.number(done == made.end() ? u"not_done"_s : done->second);
            all.facts.push_back(fact);
        }
    }
    return {};
}

} // namespace indaro::reports::facts
