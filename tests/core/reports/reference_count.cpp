// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/reports/reference_count.h"

#include "core/casework/referrals/referrals.h"
#include "tests/core/reports/reference_house.h"

namespace indaro::tests::slow {

namespace {

/// What happened, kind by kind.
class Reference : ReferenceHouse
{
public:
    using ReferenceHouse::ReferenceHouse;

    ReferenceCount count()
    {
        collect();
        for (const Event &event : m_events)
            take(event);
        return m_out;
    }

private:
    Event eventOf(const StayDays &stay, QDate day)
    {
        Event event{stay.who, day, day};
        event.own[int(Dimension::ReferralSource)] = coded(stay.row[u"referred_by"_s]);
        return event;
    }
    int wasThere(const StayDays &stay)
    {
        if (!stay.arrived.first.isValid())
            return -1;
        const QDate until = std::min(m_question.period.until, m_today);
        if (stay.arrived.first > until ||
            (!stay.isOpen && stay.left.second.isValid() && stay.left.second < m_question.period.from))
            return 0;
        const bool isSure = stay.arrived.second <= until &&
                            (stay.isOpen || (stay.left.first.isValid() && stay.left.first >= m_question.period.from));
        return isSure ? 1 : -1;
    }

    void collectStays()
    {
        const auto all = stays();
        const Indicator indicator = m_question.indicator;
        if (indicator == Indicator::People || indicator == Indicator::NewPeople) {
            QHash<QString, std::vector<StayDays>> byPerson;
            for (const StayDays &stay : all)
                byPerson[stay.who].push_back(stay);
            for (const auto &list : byPerson)
                indicator == Indicator::People ? collectPresent(list) : collectNew(list);
            return;
        }
        for (const StayDays &stay : all) {
            if (indicator == Indicator::Occupancy || indicator == Indicator::BedNights)
                collectNights(stay);
            else if (indicator == Indicator::Admissions) {
                if (isTaken(stay.arrived))
                    m_events.push_back(eventOf(stay, stay.arrived.first));
            } else if (!stay.isOpen) {
                collectExit(stay);
            }
        }
    }
    void collectPresent(const std::vector<StayDays> &list)
    {
        bool isUnsure = false;
        for (const StayDays &stay : list) {
            if (wasThere(stay) == 1) {
                m_events.push_back(eventOf(stay, std::max(stay.arrived.first, m_question.period.from)));
                return;
            }
            isUnsure = isUnsure || wasThere(stay) == -1;
        }
        if (isUnsure)
            leaveOut("day_unknown");
    }
    void collectNew(const std::vector<StayDays> &list)
    {
        if (isTaken(list.front().arrived))
            m_events.push_back(eventOf(list.front(), list.front().arrived.first));
    }
    void collectNights(const StayDays &stay)
    {
        if (wasThere(stay) == 0)
            return;
        if (!isWhole(stay.arrived) || (!stay.isOpen && !isWhole(stay.left))) {
            leaveOut("day_unknown");
            return;
        }
        for (QDate night = m_question.period.from; night <= m_question.period.until; night = night.addDays(1)) {
            if (night < stay.arrived.first || night >= m_today || (!stay.isOpen && night >= stay.left.first))
                continue;
            Event event = eventOf(stay, night);
            event.ageOn = stay.arrived.first;
            m_events.push_back(event);
        }
    }
    void collectExit(const StayDays &stay)
    {
        const bool isMeasured = m_question.indicator != Indicator::Exits;
        const int in = inPeriod(stay.left);
        const bool isVague = isMeasured && (!isWhole(stay.arrived) || !isWhole(stay.left));
        if (in == -1 || (in == 1 && isVague)) {
            leaveOut("day_unknown");
            return;
        }
        if (in != 1)
            return;
        Event event = eventOf(stay, stay.left.first);
        event.own[int(Dimension::ExitReason)] = coded(stay.row[u"exit_reason"_s]);
        event.own[int(Dimension::ExitSafety)] = coded(stay.row[u"exit_safety"_s]);
        for (const Row &place : rows("stay_location")) {
            if (hex(place[u"id"_s]) == hex(stay.row[u"id"_s]))
                event.own[int(Dimension::ExitDestination)] = coded(place[u"exit_destination"_s]);
        }
        if (isWhole(stay.arrived) && isWhole(stay.left)) {
            const auto nights = std::max<qint64>(stay.arrived.first.daysTo(stay.left.first), 0);
            const auto days = nights + 1;
            event.own[int(Dimension::StayBand)] = days <= 7     ? u"week"_s
                                                  : days <= 31  ? u"month"_s
                                                  : days <= 92  ? u"quarter"_s
                                                  : days <= 183 ? u"half_year"_s
                                                                : u"longer"_s;
            if (isMeasured) {
                event.sum = nights;
                event.measured = double(nights);
            }
        }
        m_events.push_back(event);
    }

    void collectKept()
    {
        const auto dimensions = m_question.dimensions();
        for (const Row &kept : rows("kept_numbers")) {
            const int year = plain(kept[u"year"_s]).toInt();
            const int in = year > 0 ? inPeriod({QDate(year, 1, 1), QDate(year, 12, 31)}) : -1;
            if (in == 0)
                continue;
            const bool counts = m_question.indicator == Indicator::People || m_question.indicator == Indicator::NewPeople ||
                                m_question.indicator == Indicator::Admissions;
            bool isKnown = in == 1 && counts;
            for (const Dimension dimension : dimensions) {
                isKnown = isKnown && (dimension == Dimension::Year || dimension == Dimension::Sex ||
                                      dimension == Dimension::AgeBand || dimension == Dimension::ProvinceOld ||
                                      dimension == Dimension::Exploitation || dimension == Dimension::ReferralSource);
            }
            if (!isKnown) {
                leaveOut("erased");
                continue;
            }
            const QString who = hex(kept[u"id"_s]);
            m_kept[who] = kept;
            Event event{who, QDate(year, 1, 1), QDate(year, 1, 1)};
            event.own[int(Dimension::ReferralSource)] = coded(kept[u"referred_by"_s]);
            m_events.push_back(event);
        }
    }

    void collectSteps(const char *step, int hours)
    {
        const auto all = stays();
        const auto marks = rows("step_mark");
        const auto papers = rows("paper_entry");
        for (const StayDays &stay : all) {
            if (inPeriod(stay.arrived) == 0)
                continue;
            if (inPeriod(stay.arrived) == -1 || !isWhole(stay.arrived)) {
                leaveOut("day_unknown");
                continue;
            }
            const std::int64_t from = midnight(stay.arrived.first);
            std::int64_t until = std::numeric_limits<std::int64_t>::max();
            for (const StayDays &other : all) {
                if (other.who == stay.who && isWhole(other.arrived) && midnight(other.arrived.first) > from)
                    until = std::min(until, midnight(other.arrived.first));
            }
            std::vector<std::tuple<std::int64_t, std::int64_t, QString, QString>> said;
            for (const Row &mark : marks) {
                if (person(mark[u"case_file"_s]) != stay.who || plain(mark[u"step"_s]) != QLatin1String(step))
                    continue;
                const std::int64_t typed = mark[u"marked_at"_s].integerOr(0);
                std::int64_t at = typed;
                for (const Row &paper : papers) {
                    const QDate on = span(paper[u"paper_on"_s]).first;
                    if (hex(paper[u"record"_s]) == hex(mark[u"id"_s]) && on.isValid() && on < local(typed).date())
                        at = midnight(on) + std::int64_t{12} * 3'600'000;
                }
                if (at >= from && at < until)
                    said.emplace_back(at, typed, hex(mark[u"id"_s]), plain(mark[u"state"_s]));
            }
            std::ranges::sort(said);
            std::optional<std::int64_t> done;
            if (!said.empty() && std::get<3>(said.back()) == u"done"_s)
                done = std::get<0>(said.back());
            const bool isClosed = !said.empty() && !done && std::get<3>(said.back()) != u"open"_s;
            if (m_question.indicator == Indicator::ConsentData) {
                for (const Row &consent : rows("consent")) {
                    if (person(consent[u"case_file"_s]) != stay.who || plain(consent[u"purpose"_s]) != u"keep_file"_s ||
                        plain(consent[u"decision"_s]) != u"yes"_s)
                        continue;
                    std::int64_t at = consent[u"recorded_at"_s].integerOr(0);
                    if (at == 0)
                        at = midnight(span(consent[u"given_on"_s]).first.addDays(1));
                    if (at >= from && at < until && (!done || at < *done))
                        done = at;
                }
            }
            const QString clock = plain(stay.row[u"arrived_at"_s]).mid(11);
            const std::int64_t arrived =
                clock.isEmpty() ? midnight(stay.arrived.first.addDays(1))
                                : midnight(stay.arrived.first) +
                                      (clock.left(2).toInt() * 60 + clock.mid(3, 2).toInt()) * std::int64_t{60'000};
            const std::int64_t due = arrived + hours * std::int64_t{3'600'000};
            Event event{stay.who, stay.arrived.first, stay.arrived.first};
            event.own[int(Dimension::Timeliness)] = done          ? (*done <= due ? u"in_time"_s : u"late"_s)
                                                    : isClosed    ? u"without"_s
                                                    : m_now > due ? u"missed"_s
                                                                  : u"not_yet"_s;
            if (done)
                event.measured = double(std::max<std::int64_t>(*done - arrived, 0)) / 3'600'000.0;
            m_events.push_back(event);
        }
    }

    void collectFollowUps()
    {
        const auto all = stays();
        const auto contacts = rows("follow_up");
        for (const StayDays &stay : all) {
            if (stay.isOpen)
                continue;
            if (!isWhole(stay.left)) {
                leaveOut("day_unknown");
                continue;
            }
            const QDate left = stay.left.first;
            const QDate days[] = {left.addDays(7), left.addMonths(1), left.addMonths(3), left.addMonths(6),
                                  left.addMonths(12)};
            for (int number = 1; number <= 5; ++number) {
                const QDate due = days[number - 1];
                if (!m_question.period.contains(due) || due > m_today)
                    continue;
                std::tuple<std::int64_t, QString> last;
                std::optional<QString> result;
                std::optional<QDate> noMore;
                for (const Row &contact : contacts) {
                    if (hex(contact[u"stay"_s]) != hex(stay.row[u"id"_s]))
                        continue;
                    const std::int64_t at = contact[u"happened_at"_s].integerOr(0);
                    if (plain(contact[u"result"_s]) == u"no_more_contact"_s && (!noMore || local(at).date() < *noMore))
                        noMore = local(at).date();
                    const std::tuple when(at, hex(contact[u"id"_s]));
                    if (contact[u"number"_s].integerOr(0) == number && (!result || when > last)) {
                        last = when;
                        result = coded(contact[u"result"_s]);
                    }
                }
                if (!result) {
                    bool isUnwanted = noMore && *noMore <= due;
                    for (const Row &plan : rows("follow_up_plan"))
                        isUnwanted = isUnwanted ||
                                     (hex(plan[u"id"_s]) == hex(stay.row[u"id"_s]) && plain(plan[u"agreed"_s]) == u"no"_s);
                    bool isBack = false;
                    for (const StayDays &other : all)
                        isBack = isBack ||
                                 (other.who == stay.who && other.arrived.first.isValid() && other.arrived.first >= left &&
                                  other.arrived.first <= due && other.arrived.first != stay.arrived.first);
                    if (plain(stay.row[u"exit_reason"_s]) == u"death"_s || isUnwanted || isBack) {
                        leaveOut(plain(stay.row[u"exit_reason"_s]) == u"death"_s ? "died"
                                 : isUnwanted                                    ? "no_contact_wanted"
                                                                                 : "came_back");
                        continue;
                    }
                }
                Event event{stay.who, due, due};
                event.own[int(Dimension::FollowUpNumber)] = QString::number(number);
                event.own[int(Dimension::FollowUpResult)] = result.value_or(u"not_done"_s);
                m_events.push_back(event);
            }
        }
    }

    void collectServices()
    {
        for (const char *table : {"service_given", "service_given_health"}) {
            for (const Row &row : rows(table)) {
                if (!plain(row[u"answer"_s]).startsWith(u"given"_s) || !isTaken(span(row[u"given_on"_s])))
                    continue;
                Event event{person(row[u"case_file"_s]), span(row[u"given_on"_s]).first, {}};
                event.own[int(Dimension::Service)] = coded(row[u"service"_s]);
                m_events.push_back(event);
            }
        }
    }
    void collectReferrals()
    {
        const auto steps = rows("referral_step");
        for (const Row &row : rows("referral")) {
            const std::int64_t left = row[u"printed_at"_s].integerOr(0);
            if (coded(row[u"direction"_s]) == u"in"_s || row[u"to_role"_s].isKnown() || left == 0)
                continue;
            const auto paper = span(row[u"paper_on"_s]);
            const QDate day = isWhole(paper) ? paper.first : local(left).date();
            if (!isTaken({day, day}))
                continue;
            const std::int64_t answered = row[u"answered_at"_s].integerOr(0);
            if (m_question.indicator == Indicator::ReferralWait && answered == 0) {
                leaveOut("no_answer");
                continue;
            }
            std::vector<casework::HeardStatus> heard;
            for (const Row &step : steps) {
                if (hex(step[u"referral"_s]) == hex(row[u"id"_s]))
                    heard.push_back(
                        {*casework::referralStatusFromCode(plain(step[u"status"_s])), step[u"recorded_at"_s].integerOr(0)});
            }
            Event event{person(row[u"case_file"_s]), day, day};
            const std::int64_t hours = (answered - left) / 3'600'000;
            event.own[int(Dimension::Service)] = coded(row[u"services"_s]);
            event.own[int(Dimension::Urgency)] = coded(row[u"priority"_s]);
            event.own[int(Dimension::AnswerTime)] = answered == 0  ? u"none"_s
                                                    : hours <= 24  ? u"day"_s
                                                    : hours <= 72  ? u"three_days"_s
                                                    : hours <= 336 ? u"two_weeks"_s
                                                                   : u"later"_s;
            event.own[int(Dimension::ReferralAnswer)] =
                casework::toCode(casework::standingOf(*casework::referralStatusFromCode(plain(row[u"status"_s])), heard));
            if (m_question.indicator == Indicator::ReferralWait)
                event.measured = double(answered - left) / 3'600'000.0;
            m_events.push_back(event);
        }
    }
    void collectOthers()
    {
        switch (m_question.indicator) {
        case Indicator::UnmetNeeds:
            for (const Row &row : rows("unmet_need")) {
                if (!isTaken(span(row[u"noted_on"_s])))
                    continue;
                const QDate day = span(row[u"noted_on"_s]).first;
                Event event{person(row[u"case_file"_s]), day, day};
                event.own[int(Dimension::Service)] = coded(row[u"service"_s]);
                event.own[int(Dimension::UnmetReason)] = coded(row[u"reason"_s]);
                event.own[int(Dimension::Met)] = row[u"met_on"_s].isNull() ? u"no"_s : u"yes"_s;
                m_events.push_back(event);
            }
            return;
        case Indicator::Refusals:
            for (const Row &row : rows("hold")) {
                const QDate day = local(row[u"released_at"_s].integerOr(0)).date();
                if (row[u"refusal"_s].isNull() || !isTaken({day, day}))
                    continue;
                Event event{{}, day, day};
                event.sum = row[u"people"_s].integerOr(1);
                event.own[int(Dimension::RefusalReason)] = coded(row[u"refusal"_s]);
                event.own[int(Dimension::ReferralSource)] = coded(row[u"referred_by"_s]);
                m_events.push_back(event);
            }
            return;
        case Indicator::Incidents:
            for (const Row &row : rows("incident")) {
                const QDate day = local(row[u"happened_at"_s].integerOr(0)).date();
                if (!isTaken({day, day}))
                    continue;
                QString kinds = coded(row[u"kinds"_s]);
                for (const Row &story : rows("incident_story_health")) {
                    if (hex(story[u"id"_s]) == hex(row[u"id"_s]))
                        kinds += u' ' + coded(story[u"kinds"_s]);
                }
                Event event{{}, day, day};
                event.own[int(Dimension::IncidentKind)] = kinds;
                event.own[int(Dimension::IncidentSeverity)] = coded(row[u"severity"_s]);
                m_events.push_back(event);
            }
            return;
        case Indicator::Training:
            for (const Row &row : rows("training")) {
                if (!isTaken(span(row[u"trained_on"_s])))
                    continue;
                const QDate day = span(row[u"trained_on"_s]).first;
                Event event{row[u"account"_s].isNull() ? plain(row[u"person_name"_s]) : hex(row[u"account"_s]), day, day};
                event.own[int(Dimension::TrainingKind)] = coded(row[u"kind"_s]);
                m_events.push_back(event);
            }
            return;
        case Indicator::ClosedFiles:
            collectClosings();
            return;
        default:
            collectJustice();
        }
    }
    void collectClosings()
    {
        for (const Row &row : rows("retention")) {
            const std::int64_t at = row[u"closed_at"_s].integerOr(0);
            const QDate day = at > 0 ? local(at).date() : QDate();
            const bool isMistake = plain(row[u"reopened_why"_s]) == u"mistake"_s;
            if ((at > 0 && !isMistake && !isLastOfClosing(row)) || !isTaken({day, day}))
                continue;
            if (isMistake) {
                leaveOut("closed_by_mistake");
                continue;
            }
            Event event{person(row[u"case_file"_s]), day, day};
            event.own[int(Dimension::ClosingReason)] = coded(row[u"reason"_s]);
            m_events.push_back(event);
        }
    }
    void collectJustice()
    {
        const QSet<QString> standing = standingActs();
        for (const Row &row : rows("justice_event")) {
            const QString state = plain(row[u"state"_s]);
            const auto days = span(row[u"happened_on"_s]);
            if (!standing.contains(hex(row[u"id"_s])) || (!state.isEmpty() && state != u"held"_s) ||
                (days.first.isValid() && days.first > m_today) || !isTaken(days))
                continue;
            Event event{person(row[u"case_file"_s]), days.first, days.first};
            event.own[int(Dimension::JusticeKind)] = coded(row[u"kind"_s]);
            event.own[int(Dimension::JusticeResult)] = coded(row[u"result"_s]);
            m_events.push_back(event);
        }
    }

    void collect()
    {
        switch (m_question.indicator) {
        case Indicator::FirstMeal:
            collectSteps("2.1", 1);
            break;
        case Indicator::ConsentData:
            collectSteps("2.6", 24);
            break;
        case Indicator::MedicalCheck:
            collectSteps("2.14", 48);
            break;
        case Indicator::NeedsAssessment:
            collectSteps("2.13", 24);
            break;
        case Indicator::FollowUps:
            collectFollowUps();
            break;
        case Indicator::ServicesGiven:
            collectServices();
            break;
        case Indicator::ReferralsOut:
        case Indicator::ReferralWait:
            collectReferrals();
            break;
        case Indicator::Occupancy:
        case Indicator::BedNights:
        case Indicator::StayLength:
        case Indicator::StayMedian:
        case Indicator::Admissions:
        case Indicator::Exits:
        case Indicator::People:
        case Indicator::NewPeople:
            collectStays();
            break;
        default:
            collectOthers();
        }
        if (m_question.indicator == Indicator::ServicesGiven || m_question.indicator == Indicator::JusticePeople) {
            for (Event &event : m_events) { // counted once, with the age of the first day
                event.ageOn = event.day;
                for (const Event &other : m_events) {
                    if (other.who == event.who)
                        event.ageOn = std::min(event.ageOn, other.day);
                }
            }
        }
        const bool isOfPersons = m_question.indicator != Indicator::Refusals &&
                                 m_question.indicator != Indicator::Incidents && m_question.indicator != Indicator::Training;
        if (isOfPersons)
            collectKept();
    }
};

} // namespace

} // namespace indaro::tests::slow

namespace indaro::tests {

ReferenceCount referenceCount(casework::Desk &desk, const reports::Question &question)
{
    return slow::Reference(desk, question).count();
}

} // namespace indaro::tests
