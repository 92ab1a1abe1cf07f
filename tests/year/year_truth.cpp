// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_truth.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace indaro::tests {

using reports::Dimension;
using reports::Indicator;

namespace {

/// Something that is counted, with what it is divided by. What nobody wrote in this year is "unknown".
struct Counted
{
    std::size_t who = 0;
    std::int64_t sum = 0;
    std::map<Dimension, QString> own{}; ///< of the event itself
};

QString ageBandOf(int age)
{
    return age < 12 ? u"under_12"_s : age < 18 ? u"12_17"_s : age < 25 ? u"18_24"_s : age < 35 ? u"25_34"_s : u"35_more"_s;
}

/// The province of today of the communes the script knows, looked up by hand.
QString provinceOf(const std::string &place)
{
    return place == "BDI012004" ? u"Buhumuza"_s : place == "BDI001001" ? u"Bujumbura"_s : u"unknown"_s;
}

class Hand
{
public:
    Hand(const Truth &truth, const reports::Question &question, QDate today, bool outside)
        : m_truth(truth), m_question(question), m_period(question.period), m_today(today), m_isOutside(outside)
    {
    }

    std::optional<TrueTable> count()
    {
        if (!collect())
            return {};
        TrueTable table;
        std::map<std::pair<QString, QString>, std::set<std::size_t>> people;
        const bool isOfPeople = reports::infoOf(m_question.indicator).unit == reports::Unit::People;
        for (const Counted &event : m_events) {
            const auto row = codeOf(event, m_question.rows);
            const auto column = codeOf(event, m_question.columns);
            if (!row || !column)
                return {};
            std::set<std::pair<QString, QString>> places{
                {QString(), QString()}, {*row, QString()}, {QString(), *column}, {*row, *column}};
            for (const auto &place : places) {
                TrueCell &cell = table[place];
                auto &who = people[place];
                who.insert(event.who);
                cell.persons = std::int64_t(who.size());
                cell.count = isOfPeople ? cell.persons : cell.count + 1;
                cell.sum += event.sum;
            }
        }
        return table;
    }

private:
    struct Stay
    {
        std::size_t who = 0;
        const TrueStay *stay = nullptr;
        std::optional<QDate> left; ///< as far as it was recorded
    };
    [[nodiscard]] bool isCounted(std::size_t who) const { return !m_isOutside || !m_truth.people[who].hasSaidNo; }
    std::vector<Stay> stays() const
    {
        std::vector<Stay> all;
        for (std::size_t i = 0; i < m_truth.people.size(); ++i) {
            for (const TrueStay &stay : m_truth.people[i].stays) {
                const std::size_t who = m_truth.personOf(i);
                if (stay.id && isCounted(who))
                    all.push_back({who, &stay, stay.hasLeft ? stay.left : std::nullopt});
            }
        }
        std::ranges::sort(all, {}, [](const Stay &each) { return each.stay->arrived; });
        return all;
    }
    bool wasThere(const Stay &each) const
    {
        return each.stay->arrived <= std::min(m_period.until, m_today) && (!each.left || *each.left >= m_period.from);
    }
    void take(const Stay &each, QDate day, std::int64_t sum = 0)
    {
        m_events.push_back({each.who,
                            sum,
                            {{Dimension::ReferralSource, QString::fromStdString(each.stay->referredBy)},
                             {Dimension::ExitReason, QString::fromStdString(each.stay->exitReason)},
                             {Dimension::ExitSafety, QString::fromStdString(each.stay->exitSafety)},
                             {Dimension::ExitDestination, QString::fromStdString(each.stay->exitDestination)},
                             {Dimension::Month, day.toString(u"yyyy-MM")}}});
    }

    bool collect()
    {
        switch (m_question.indicator) {
        case Indicator::Admissions:
            for (const Stay &each : stays()) {
                if (m_period.contains(each.stay->arrived))
                    take(each, each.stay->arrived);
            }
            return true;
        case Indicator::Exits:
        case Indicator::StayLength:
            for (const Stay &each : stays()) {
                if (each.left && m_period.contains(*each.left))
                    take(each, *each.left,
                         m_question.indicator == Indicator::Exits ? 0 : each.stay->arrived.daysTo(*each.left));
            }
            return true;
        case Indicator::Occupancy:
        case Indicator::BedNights:
            for (const Stay &each : stays()) {
                const QDate end = std::min(each.left.value_or(m_today), std::min(m_today, m_period.until.addDays(1)));
                for (QDate night = std::max(each.stay->arrived, m_period.from); night < end; night = night.addDays(1))
                    take(each, night);
            }
            return true;
        case Indicator::People:
        case Indicator::NewPeople:
            collectPeople();
            return true;
        case Indicator::ReferralsOut:
            for (const TrueReferral &each : m_truth.referrals) {
                const std::size_t who = m_truth.personOf(each.person);
                if (each.isOut && m_period.contains(each.printedOn) && isCounted(who))
                    m_events.push_back({who, 0, {{Dimension::Urgency, each.priority}, {Dimension::Service, each.services}}});
            }
            return true;
        case Indicator::ServicesGiven:
        case Indicator::JusticePeople:
        case Indicator::Refusals:
        case Indicator::UnmetNeeds:
        case Indicator::Incidents:
            return true; // nothing of it happens in this year
        default:
            return false;
        }
    }
    void collectPeople()
    {
        std::set<std::size_t> seen;
        for (const Stay &each : stays()) {
            const bool isNew = m_question.indicator == Indicator::NewPeople;
            if (!isNew && !wasThere(each))
                continue;
            if (!seen.insert(each.who).second)
                continue;
            if (!isNew || m_period.contains(each.stay->arrived))
                take(each, std::max(each.stay->arrived, m_period.from));
        }
    }

    std::optional<QString> codeOf(const Counted &event, Dimension dimension) const
    {
        const TruePerson &person = m_truth.people[event.who];
        switch (dimension) {
        case Dimension::None:
            return QString();
        case Dimension::Sex:
            return QString::fromStdString(person.sex);
        case Dimension::AgeBand:
            return ageBandOf(person.age);
        case Dimension::ProvinceNew:
            return provinceOf(person.place);
        case Dimension::Country:
        case Dimension::Exploitation:
        case Dimension::Control:
        case Dimension::Sector:
        case Dimension::RecruitmentMethod:
        case Dimension::RecruiterRelation:
        case Dimension::Status:
            return u"unknown"_s; // no story of trafficking is written in this year
        default: {
            const auto found = event.own.find(dimension);
            return found != event.own.end() ? std::optional(found->second) : std::nullopt;
        }
        }
    }

    const Truth &m_truth;
    const reports::Question &m_question;
    const reports::Period &m_period;
    QDate m_today;
    bool m_isOutside;
    std::vector<Counted> m_events;
};

QString textOf(const reports::Question &question, const QString &row, const QString &column, const reports::Cell &cell,
               const TrueCell &truth)
{
    return u"%1 [%2, %3]: %4/%5/%6 instead of %7/%8/%9\n"_s.arg(question.key(), row, column)
        .arg(cell.count)
        .arg(cell.persons)
        .arg(cell.sum)
        .arg(truth.count)
        .arg(truth.persons)
        .arg(truth.sum);
}

} // namespace

std::size_t Truth::personOf(std::size_t index) const
{
    return people[index].isMerged ? *people[index].sameAs : index;
}

std::optional<TrueTable> countByHand(const Truth &truth, const reports::Question &question, QDate today, bool outside)
{
    return Hand(truth, question, today, outside).count();
}

QString differenceOf(const reports::Table &table, const TrueTable &truth)
{
    std::set<std::pair<QString, QString>> places{{QString(), QString()}};
    for (const QString &row : table.rows.codes) {
        places.insert({row, QString()});
        for (const QString &column : table.columns.codes)
            places.insert({row, column});
    }
    for (const QString &column : table.columns.codes)
        places.insert({QString(), column});
    for (const auto &[place, cell] : truth)
        places.insert(place);
    const reports::IndicatorInfo &info = reports::infoOf(table.question.indicator);
    QString wrong;
    for (const auto &[row, column] : places) {
        reports::CellPlace place;
        if (!row.isEmpty())
            place.row = row;
        if (!column.isEmpty())
            place.column = column;
        const reports::Cell cell = reports::cellAt(table, place);
        const auto found = truth.find({row, column});
        TrueCell real = found != truth.end() ? found->second : TrueCell();
        if (!info.isOfPersons)
            real.persons = 0;
        if (cell.count != real.count || cell.persons != real.persons || cell.sum != real.sum)
            wrong += textOf(table.question, row, column, cell, real);
    }
    return wrong;
}

} // namespace indaro::tests
