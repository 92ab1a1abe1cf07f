// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/desk.h"
#include "core/casework/paper/paper_entries.h"
#include "core/casework/row_values.h"
#include "core/model/partial_date.h"
#include "core/reports/facts.h"
#include "core/reports/late_memory.h"

#include <algorithm>
#include <limits>

namespace indaro::reports::facts {

using base::Error;
using base::Result;
using base::UtcMs;
using casework::Desk;
using casework::forEachRow;
using casework::toText;
using namespace Qt::StringLiterals;

namespace {

constexpr UtcMs HourMs = UtcMs{3600} * 1000;

/// Which step of the procedure says when it was done, and within how many hours of the arrival it should be. The ids are
/// those of the shipped procedure, which every revision keeps; one without that step has no mark of it.
struct TimedStep
{
    Indicator indicator;
    const char *step;
    int hours;
};
constexpr TimedStep TimedSteps[] = {
    {Indicator::FirstMeal, "2.1", 1},
    {Indicator::ConsentData, "2.6", 24},
    {Indicator::MedicalCheck, "2.14", 48},
    {Indicator::NeedsAssessment, "2.13", 24},
};

struct SaidMark
{
    UtcMs at;
    QString state;
};

/// The first moment of a local day.
UtcMs startOf(QDate day)
{
    return QDateTime(day, QTime(0, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
}

/// When she came: the minute that was written, else the end of that day, from which deadlines count.
UtcMs arrivalOf(const Stay &stay)
{
    const QTime time = QTime::fromString(stay.arrivedText.mid(11, 5), u"HH:mm"_s);
    return time.isValid() ? startOf(stay.arrived->from) + time.msecsSinceStartOfDay()
                          : startOf(stay.arrived->from.addDays(1));
}

Result<std::map<int, std::vector<SaidMark>>> marksOf(Desk &desk, const char *step, const Facts &all)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare(
                          "SELECT m.case_file, m.state, m.marked_at, (SELECT min(p.paper_on) FROM paper_entry p WHERE "
                          "p.record = m.id AND ifnull(p.fields, '') = '') FROM step_mark m WHERE m.step = ?1 AND "
                          "m.case_file IS NOT NULL ORDER BY m.marked_at, m.id"));
    rows.bind(1, step);
    std::map<int, std::vector<SaidMark>> marks;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto who = all.people.find(rows.id<sync::RecordTag>(0)))
            marks[*who].push_back({casework::paperMoment(toText(rows, 3), rows.value(2).integerOr(0)), toText(rows, 1)});
        return {};
    }));
    for (auto &[who, said] : marks)
        std::ranges::stable_sort(said, {}, &SaidMark::at);
    return marks;
}

/// When somebody agreed that a file is kept, by her records.
Result<std::map<int, std::vector<UtcMs>>> consentsOf(Desk &desk, const Facts &all)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT case_file, recorded_at, given_on FROM consent WHERE "
                                                               "purpose = 'keep_file' AND decision = 'yes'"));
    std::map<int, std::vector<UtcMs>> moments;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto who = all.people.find(rows.id<sync::RecordTag>(0));
        UtcMs at = rows.value(1).integerOr(0);
        if (const auto day = dayRangeOf(toText(rows, 2)); at == 0 && day && day->isWhole())
            at = startOf(day->from.addDays(1));
        if (who && at > 0)
            moments[*who].push_back(at);
        return {};
    }));
    for (auto &[who, all_] : moments)
        std::ranges::sort(all_);
    return moments;
}

} // namespace

Result<void> addStepFacts(Desk &desk, const Question &question, UtcMs now, Facts &all)
{
    all.own = {Dimension::Timeliness};
    all.holdsUntil = std::numeric_limits<UtcMs>::max(); // until the first of what is not yet done is missed
    const auto *timed = std::ranges::find(TimedSteps, question.indicator, &TimedStep::indicator);
    INDARO_TRY_ASSIGN(const auto marks, marksOf(desk, timed->step, all));
    std::map<int, std::vector<UtcMs>> consents;
    if (question.indicator == Indicator::ConsentData) {
        INDARO_TRY_ASSIGN(consents, consentsOf(desk, all));
    }
    INDARO_TRY_ASSIGN(const auto stays, readStays(desk, all, question.period, true));
    std::map<int, std::vector<UtcMs>> begins; // of each person's stays: what was said belongs to the one that was running
    for (const Stay &stay : stays) {
        if (stay.arrived && stay.arrived->isWhole())
            begins[stay.who].push_back(startOf(stay.arrived->from));
    }
    for (const Stay &stay : stays) {
        const Within is = stay.arrived ? isWithin(*stay.arrived, question.period) : Within::Unsure;
        if (is == Within::No)
            continue;
        if (is == Within::Unsure || !stay.arrived->isWhole()) {
            all.leaveOut("day_unknown");
            continue;
        }
        const UtcMs from = startOf(stay.arrived->from);
        const auto &own = begins[stay.who];
        const auto next = std::ranges::upper_bound(own, from);
        const auto isOfStay = [&](UtcMs at) { return at >= from && (next == own.end() || at < *next); };
        std::optional<UtcMs> done;
        bool isClosedWithout = false;
        if (const auto said = marks.find(stay.who); said != marks.end()) {
            for (const SaidMark &mark : said->second) {
                if (!isOfStay(mark.at))
                    continue;
                done = mark.state == "done"_L1 ? std::optional(mark.at) : std::nullopt;
                isClosedWithout = mark.state != "done"_L1 && mark.state != "open"_L1;
            }
        }
        if (const auto agreed = consents.find(stay.who); agreed != consents.end()) {
            const auto first = std::ranges::find_if(agreed->second, isOfStay);
            if (first != agreed->second.end() && (!done || *first < *done))
                done = *first;
        }
        const UtcMs arrived = arrivalOf(stay);
        const UtcMs due = arrived + timed->hours * HourMs;
        Fact fact{.who = stay.who, .day = stay.arrived->from, .ageOn = stay.arrived->from};
        QString code = now > due ? u"missed"_s : u"not_yet"_s;
        if (done) {
            fact.measured = double(std::max<UtcMs>(*done - arrived, 0)) / double(HourMs);
            code = *done <= due ? u"in_time"_s : u"late"_s;
        } else if (isClosedWithout) {
            code = u"without"_s;
        } else if (now <= due) {
            all.holdsUntil = std::min(*all.holdsUntil, due);
        }
        fact.own[0] = all.texts.number(code);
        all.facts.push_back(fact);
    }
    return {};
}

Result<void> addOverdueFacts(Desk &desk, LateMemory *memory, Facts &all)
{
    all.own = {Dimension::Step};
    // Of everybody, whoever asks: nothing of it but the number leaves this file.
    const sync::ChangeLog::GateLift lift(desk.log);
    const casework::Access everything = casework::Access::everything();
    Desk whole{desk.log.connection(), desk.log, desk.clock, desk.random, everything};
    LateMemory own;
    LateMemory &late = memory != nullptr ? *memory : own;
    INDARO_TRY(late.bringUp(whole));
    const QDate today = model::localDay(desk.clock.nowUtc());
    all.holdsUntil = std::numeric_limits<UtcMs>::max(); // a new day is counted anew anyway (CountCache)
    for (const auto &[person, steps] : late.all()) {
        all.holdsUntil = std::min(*all.holdsUntil, steps.holdsUntil);
        const auto who = all.people.find(person);
        if (!who)
            continue;
        for (const QString &step : steps.steps) {
            Fact fact{.who = *who, .day = today, .ageOn = today};
            fact.own[0] = all.texts.number(step);
            all.facts.push_back(fact);
        }
    }
    return {};
}

} // namespace indaro::reports::facts
