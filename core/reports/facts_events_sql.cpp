// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/desk.h"
#include "core/casework/justice/justice_events.h"
#include "core/casework/referrals/referrals.h"
#include "core/casework/row_values.h"
#include "core/model/partial_date.h"
#include "core/reports/facts.h"

#include <algorithm>
#include <set>

namespace indaro::reports {

using base::Result;
using base::UtcMs;
using casework::Desk;
using casework::forEachRow;
using casework::toText;
using sync::RecordId;
using namespace Qt::StringLiterals;

namespace {

constexpr UtcMs AnHourMs = UtcMs{3600} * 1000;

/// Whether a fact of these days is of the period; one that may be and may not is left out with its reason.
bool takes(const std::optional<DayRange> &days, const Period &period, Facts &all)
{
    const Within is = days ? isWithin(*days, period) : Within::Unsure;
    if (is == Within::Unsure)
        all.leaveOut("day_unknown");
    return is == Within::Yes;
}

DayRange dayAt(UtcMs at)
{
    const QDate day = model::localDay(at);
    return {day, day};
}

QString answerTimeOf(const std::optional<UtcMs> &waited)
{
    if (!waited)
        return u"none"_s;
    if (*waited <= 24 * AnHourMs)
        return u"day"_s;
    if (*waited <= 72 * AnHourMs)
        return u"three_days"_s;
    return *waited <= 14 * 24 * AnHourMs ? u"two_weeks"_s : u"later"_s;
}

Result<void> addRefusals(Desk &desk, const Question &question, Facts &all)
{
    all.own = {Dimension::RefusalReason, Dimension::ReferralSource};
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare("SELECT refusal, referred_by, people, released_at FROM hold "
                                                    "WHERE refusal IS NOT NULL AND case_file IS NULL AND released_at > 0"));
    return forEachRow(rows, [&]() -> Result<void> {
        const DayRange day = dayAt(rows.value(3).integerOr(0));
        if (!takes(day, question.period, all))
            return {};
        Fact fact{.day = day.from, .ageOn = day.from, .sum = std::max<std::int64_t>(rows.value(2).integerOr(1), 1)};
        fact.own = {all.texts.number(codeOf(rows.value(0))), all.texts.number(codeOf(rows.value(1)))};
        all.facts.push_back(fact);
        return {};
    });
}

Result<void> addServices(Desk &desk, const Question &question, Facts &all)
{
    all.own = {Dimension::Service};
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                     "SELECT case_file, service, given_on FROM service_given WHERE answer IN ('given_here', "
                                     "'given_elsewhere') UNION ALL SELECT case_file, service, given_on FROM "
                                     "service_given_health WHERE answer IN ('given_here', 'given_elsewhere')"));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto who = all.people.find(rows.id<sync::RecordTag>(0));
        const auto days = dayRangeOf(toText(rows, 2));
        if (!who || !takes(days, question.period, all))
            return {};
        Fact fact{.who = *who, .day = days->from, .ageOn = days->from};
        fact.own[0] = all.texts.number(codeOf(rows.value(1)));
        all.facts.push_back(fact);
        return {};
    });
}

Result<std::map<RecordId, std::vector<casework::HeardStatus>>> heardOfAll(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT referral, status, recorded_at FROM referral_step"));
    std::map<RecordId, std::vector<casework::HeardStatus>> heard;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto referral = rows.id<sync::RecordTag>(0);
        const auto status = casework::referralStatusFromCode(toText(rows, 1));
        if (referral && status)
            heard[*referral].push_back({*status, rows.value(2).integerOr(0)});
        return {};
    }));
    return heard;
}

Result<void> addReferrals(Desk &desk, const Question &question, Facts &all)
{
    all.own = {Dimension::Service, Dimension::ReferralAnswer, Dimension::Urgency, Dimension::AnswerTime};
    INDARO_TRY_ASSIGN(const auto heard, heardOfAll(desk));
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare(
                          "SELECT id, case_file, services, priority, status, printed_at, answered_at, paper_on FROM "
                          "referral WHERE ifnull(direction, '') <> 'in' AND ifnull(to_role, '') = '' AND "
                          "printed_at > 0"));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto who = all.people.find(rows.id<sync::RecordTag>(1));
        const auto written = casework::referralStatusFromCode(toText(rows, 4));
        const UtcMs left = rows.value(5).integerOr(0);
        const auto paper = dayRangeOf(toText(rows, 7));
        const DayRange day = paper && paper->isWhole() ? *paper : dayAt(left);
        if (!id || !who || !takes(day, question.period, all))
            return {};
        std::optional<UtcMs> waited;
        if (const UtcMs answered = rows.value(6).integerOr(0); answered > 0)
            waited = std::max<UtcMs>(answered - left, 0);
        if (question.indicator == Indicator::ReferralWait && !waited) {
            all.leaveOut("no_answer");
            return {};
        }
        const auto said = heard.find(*id);
        const auto standing =
            casework::standingOf(written.value_or(casework::ReferralStatus::Printed),
                                 said == heard.end() ? std::span<const casework::HeardStatus>() : std::span(said->second));
        Fact fact{.who = *who, .day = day.from, .ageOn = day.from};
        if (question.indicator == Indicator::ReferralWait)
            fact.measured = double(*waited) / double(AnHourMs);
        fact.own = {all.texts.number(codeOf(rows.value(2))), all.texts.number(casework::toCode(standing)),
                    all.texts.number(codeOf(rows.value(3))), all.texts.number(answerTimeOf(waited))};
        all.facts.push_back(fact);
        return {};
    });
}

Result<void> addUnmetNeeds(Desk &desk, const Question &question, Facts &all)
{
    all.own = {Dimension::Service, Dimension::UnmetReason, Dimension::Met};
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT case_file, service, reason, noted_on, met_on FROM "
                                                               "unmet_need"));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto who = all.people.find(rows.id<sync::RecordTag>(0));
        const auto days = dayRangeOf(toText(rows, 3));
        if (!who || !takes(days, question.period, all))
            return {};
        Fact fact{.who = *who, .day = days->from, .ageOn = days->from};
        fact.own = {all.texts.number(codeOf(rows.value(1))), all.texts.number(codeOf(rows.value(2))),
                    all.texts.number(toText(rows, 4).isEmpty() ? u"no"_s : u"yes"_s)};
        all.facts.push_back(fact);
        return {};
    });
}

struct OneClosing
{
    int who = -1;
    UtcMs at = 0;
    std::optional<UtcMs> reopenedAt{};
    int reason = 0;
};

/// A closing that was a mistake closed nothing. One that is written while another of the same person stands (two laptops at
/// once, two files that were merged since) is the same closing: the later one holds [casework/retention].
Result<void> addClosings(Desk &desk, const Question &question, Facts &all)
{
    all.own = {Dimension::ClosingReason};
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare("SELECT case_file, closed_at, reopened_at, reason, reopened_why FROM "
                                                    "retention ORDER BY closed_at, id"));
    std::vector<OneClosing> closings;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto who = all.people.find(rows.id<sync::RecordTag>(0));
        const UtcMs at = rows.value(1).integerOr(0);
        if (!who)
            return {};
        const bool isMistake = toText(rows, 4) == "mistake"_L1;
        if (at > 0 && !isMistake) {
            OneClosing closing{.who = *who, .at = at, .reason = all.texts.number(codeOf(rows.value(3)))};
            if (!rows.value(2).isNull())
                closing.reopenedAt = rows.value(2).integerOr(0);
            closings.push_back(closing);
        } else if (takes(at > 0 ? std::optional(dayAt(at)) : std::nullopt, question.period, all)) {
            all.leaveOut("closed_by_mistake");
        }
        return {};
    }));
    std::map<int, OneClosing> standing; // of each person, by when it was closed: what was read last
    const auto addFact = [&](const OneClosing &closing) {
        const DayRange day = dayAt(closing.at);
        if (!takes(day, question.period, all))
            return;
        Fact fact{.who = closing.who, .day = day.from, .ageOn = day.from};
        fact.own[0] = closing.reason;
        all.facts.push_back(fact);
    };
    for (OneClosing closing : closings) {
        const auto before = standing.find(closing.who);
        if (before != standing.end()) {
            const std::optional<UtcMs> until = before->second.reopenedAt;
            if (until && *until <= closing.at)
                addFact(before->second);
            else if (!until || (closing.reopenedAt && *until > *closing.reopenedAt))
                closing.reopenedAt = until; // both are one, and it stands as long as any of them
        }
        standing.insert_or_assign(closing.who, closing);
    }
    for (const auto &[who, closing] : standing)
        addFact(closing);
    return {};
}

/// What happened, not what is planned: of a hearing, only one that was held and that she was at. Of what was corrected the
/// one version that holds; neither what was written in error nor why an act was done without her agreement.
Result<void> addJustice(Desk &desk, const Question &question, QDate today, Facts &all)
{
    all.own = {Dimension::JusticeKind, Dimension::JusticeResult};
    INDARO_TRY_ASSIGN(const auto written, casework::rows::readJusticeEvents(desk, {}));
    std::set<RecordId> standing;
    for (const casework::JusticeEvent &event : casework::standingOf(written))
        standing.insert(event.id);
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id, case_file, kind, result, happened_on FROM "
                                                               "justice_event WHERE ifnull(state, 'held') = 'held'"));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto who = all.people.find(rows.id<sync::RecordTag>(1));
        const auto days = dayRangeOf(toText(rows, 4));
        if (!id || !who || !standing.contains(*id) || (days && days->from > today) || !takes(days, question.period, all))
            return {};
        Fact fact{.who = *who, .day = days->from, .ageOn = days->from};
        fact.own = {all.texts.number(codeOf(rows.value(2))), all.texts.number(codeOf(rows.value(3)))};
        all.facts.push_back(fact);
        return {};
    });
}

/// The kinds of an incident stand in three tables; who counts all of them is told none of what they say.
Result<std::map<RecordId, QStringList>> incidentKinds(Desk &desk)
{
    std::map<RecordId, QStringList> kinds;
    for (const char *sql : {"SELECT id, kinds FROM incident_story", "SELECT id, kinds FROM incident_story_health"}) {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(sql));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            if (const auto id = rows.id<sync::RecordTag>(0))
                kinds[*id] += toText(rows, 1).split(u' ', Qt::SkipEmptyParts);
            return {};
        }));
    }
    return kinds;
}

Result<void> addIncidents(Desk &desk, const Question &question, Facts &all)
{
    all.own = {Dimension::IncidentKind, Dimension::IncidentSeverity};
    const auto dimensions = question.dimensions();
    std::map<RecordId, QStringList> more;
    if (std::ranges::find(dimensions, Dimension::IncidentKind) != dimensions.end()) {
        INDARO_TRY_ASSIGN(more, incidentKinds(desk));
    }
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id, kinds, severity, happened_at FROM incident"));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const UtcMs at = rows.value(3).integerOr(0);
        if (!id || !takes(at > 0 ? std::optional(dayAt(at)) : std::nullopt, question.period, all))
            return {};
        QStringList kinds = codeOf(rows.value(1)).split(u' ', Qt::SkipEmptyParts);
        if (const auto found = more.find(*id); found != more.end())
            kinds += found->second;
        kinds.removeDuplicates();
        kinds.sort();
        Fact fact{.day = model::localDay(at), .ageOn = model::localDay(at)};
        fact.own = {all.texts.number(kinds.join(u' ')), all.texts.number(codeOf(rows.value(2)))};
        all.facts.push_back(fact);
        return {};
    });
}

/// People of the house, each once: by their account, or by the name of one who has none.
Result<void> addTraining(Desk &desk, const Question &question, Facts &all)
{
    all.own = {Dimension::TrainingKind};
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT account, person_name, kind, trained_on, id FROM "
                                                               "training"));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto days = dayRangeOf(toText(rows, 3));
        if (!takes(days, question.period, all))
            return {};
        const auto account = rows.id<sync::UserTag>(0);
        QString who = account ? u"account "_s + QString::fromStdString(account->toText()) : toText(rows, 1).trimmed();
        if (who.isEmpty() && rows.id<sync::RecordTag>(4))
            who = QString::fromStdString(rows.id<sync::RecordTag>(4)->toText());
        Fact fact{.who = all.texts.number(who), .day = days->from, .ageOn = days->from};
        fact.own[0] = all.texts.number(codeOf(rows.value(2)));
        all.facts.push_back(fact);
        return {};
    });
}

/// Somebody who is counted once is of one age: hers on the first of these days.
void setFirstAge(Facts &all)
{
    std::map<int, QDate> first;
    for (const Fact &fact : all.facts) {
        const auto [at, isNew] = first.emplace(fact.who, fact.day);
        at->second = std::min(at->second, fact.day);
    }
    for (Fact &fact : all.facts)
        fact.ageOn = first.at(fact.who);
}

/// Of whom nothing else is than that they came in that year.
void leaveOutErased(const Question &question, Facts &all)
{
    for (const People::Kept &kept : all.people.kept()) {
        const DayRange year{QDate(kept.year > 0 ? kept.year : 1900, 1, 1), QDate(kept.year > 0 ? kept.year : 2199, 12, 31)};
        if (isWithin(year, question.period) != Within::No)
            all.leaveOut("erased");
    }
}

} // namespace

Result<void> facts::addEventFacts(Desk &desk, const Question &question, QDate today, Facts &all)
{
    switch (question.indicator) {
    case Indicator::Refusals:
        return addRefusals(desk, question, all);
    case Indicator::Incidents:
        return addIncidents(desk, question, all);
    case Indicator::Training:
        return addTraining(desk, question, all);
    case Indicator::ServicesGiven:
        INDARO_TRY(addServices(desk, question, all));
        break;
    case Indicator::ReferralsOut:
    case Indicator::ReferralWait:
        INDARO_TRY(addReferrals(desk, question, all));
        break;
    case Indicator::UnmetNeeds:
        INDARO_TRY(addUnmetNeeds(desk, question, all));
        break;
    case Indicator::ClosedFiles:
        INDARO_TRY(addClosings(desk, question, all));
        break;
    default:
        INDARO_TRY(addJustice(desk, question, today, all));
        break;
    }
    return {};
}

Result<Facts> loadFacts(Desk &desk, const Question &question, LateMemory *late)
{
    Facts all;
    const QDate today = model::localDay(desk.clock.nowUtc());
    if (infoOf(question.indicator).isOfPersons) {
        INDARO_TRY_ASSIGN(all.people, People::load(desk, question, all.texts));
    }
    bool isOfStays = false;
    switch (question.indicator) {
    case Indicator::Occupancy:
    case Indicator::BedNights:
    case Indicator::StayLength:
    case Indicator::StayMedian:
    case Indicator::Admissions:
    case Indicator::Exits:
    case Indicator::People:
    case Indicator::NewPeople:
        isOfStays = true;
        INDARO_TRY(facts::addStayFacts(desk, question, today, all));
        break;
    case Indicator::FirstMeal:
    case Indicator::ConsentData:
    case Indicator::MedicalCheck:
    case Indicator::NeedsAssessment:
        INDARO_TRY(facts::addStepFacts(desk, question, desk.clock.nowUtc(), all));
        break;
    case Indicator::OverdueSteps:
        INDARO_TRY(facts::addOverdueFacts(desk, late, all));
        break;
    case Indicator::FollowUps:
        INDARO_TRY(facts::addFollowUpFacts(desk, question, today, all));
        break;
    default:
        INDARO_TRY(facts::addEventFacts(desk, question, today, all));
        break;
    }
    if (infoOf(question.indicator).unit == Unit::People && infoOf(question.indicator).isOfPersons && !isOfStays)
        setFirstAge(all);
    if (infoOf(question.indicator).isOfPersons && !isOfStays && question.indicator != Indicator::OverdueSteps)
        leaveOutErased(question, all);
    return all;
}

} // namespace indaro::reports
