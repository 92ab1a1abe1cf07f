// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gazetteer.h"
#include "core/model/partial_date.h"
#include "tests/core/reports/reference_count.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QTimeZone>

#include <map>
#include <tuple>

/// What the slow count knows of the people of a house: every row, read anew whenever it is asked for.
namespace indaro::tests::slow {

using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::Value;

using Row = QHash<QString, Value>;

inline QString hex(const Value &value)
{
    const auto *bytes = value.bytes();
    return bytes == nullptr ? QString() : QString::fromStdString(base::toHex(*bytes));
}

inline QString plain(const Value &value)
{
    return QString::fromStdString(value.textOr({}));
}

inline QString coded(const Value &value)
{
    return value.isMissing() ? (*value.missing() == base::Missing::Refused ? u"refused"_s : u"not_asked"_s) : plain(value);
}

/// First and last day a text may mean; invalid: none.
inline std::pair<QDate, QDate> span(const Value &value)
{
    const QString text = plain(value).left(10);
    if (text.size() == 10) {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        return {day, day};
    }
    if (text.size() == 7) {
        const QDate first = QDate::fromString(text + u"-01"_s, Qt::ISODate);
        return {first, first.isValid() ? first.addMonths(1).addDays(-1) : QDate()};
    }
    if (text.size() == 4) {
        const QDate first = QDate::fromString(text + u"-01-01"_s, Qt::ISODate);
        return {first, first.isValid() ? QDate(first.year(), 12, 31) : QDate()};
    }
    return {};
}

inline QDateTime local(std::int64_t utc)
{
    return QDateTime::fromMSecsSinceEpoch(utc, QTimeZone(2 * 3600));
}

inline std::int64_t midnight(QDate day)
{
    return QDateTime(day, QTime(0, 0), QTimeZone(2 * 3600)).toMSecsSinceEpoch();
}

/// Something that is counted.
struct Event
{
    QString who{};
    QDate day{};
    QDate ageOn{};
    std::int64_t count = 1;
    std::int64_t sum = 0;
    std::optional<double> measured{};
    QHash<int, QString> own{};
};

class ReferenceHouse
{
public:
    ReferenceHouse(casework::Desk &desk, const Question &question)
        : m_desk(desk), m_question(question), m_now(desk.clock.nowUtc()), m_today(local(m_now).date())
    {
        for (const Row &merge : rows("file_merge")) {
            if (merge[u"undone_at"_s].isNull())
                m_into[hex(merge[u"other_file"_s])] = hex(merge[u"case_file"_s]);
        }
        for (const Row &file : rows("case_file"))
            m_files[hex(file[u"id"_s])] = file;
        for (const Row &identity : rows("identity"))
            m_identities[hex(identity[u"id"_s])] = identity;
    }

protected:
    std::vector<Row> rows(const char *table)
    {
        auto select = m_desk.log.connection().prepare(std::string("SELECT * FROM ") + table + " ORDER BY id").value();
        std::vector<Row> all;
        while (select.step().value()) {
            Row row;
            for (int column = 0; column < select.columnCount(); ++column)
                row[QString::fromStdString(select.columnName(column))] = select.value(column);
            all.push_back(row);
        }
        return all;
    }
    QString person(const Value &file)
    {
        QString id = hex(file);
        for (int steps = 0; m_into.contains(id) && steps < 100; ++steps)
            id = m_into[id];
        return id;
    }
    struct StayDays
    {
        Row row;
        QString who;
        std::pair<QDate, QDate> arrived, left;
        bool isOpen;
    };
    std::vector<StayDays> stays()
    {
        std::vector<StayDays> all;
        for (const Row &row : rows("stay")) {
            all.push_back({row, person(row[u"case_file"_s]), span(row[u"arrived_at"_s]), span(row[u"left_at"_s]),
                           row[u"left_at"_s].isNull()});
        }
        std::ranges::stable_sort(all, [](const StayDays &a, const StayDays &b) {
            return std::pair(plain(a.row[u"arrived_at"_s]), hex(a.row[u"id"_s])) <
                   std::pair(plain(b.row[u"arrived_at"_s]), hex(b.row[u"id"_s]));
        });
        return all;
    }
    static bool isWhole(const std::pair<QDate, QDate> &days) { return days.first.isValid() && days.first == days.second; }
    void leaveOut(const char *why) { ++m_out.notCounted[QString::fromLatin1(why)]; }

    /// yes 1, no 0, nobody knows -1
    int inPeriod(const std::pair<QDate, QDate> &days) const
    {
        if (!days.first.isValid())
            return -1;
        if (days.first > m_question.period.until || days.second < m_question.period.from)
            return 0;
        return days.first >= m_question.period.from && days.second <= m_question.period.until ? 1 : -1;
    }
    bool isTaken(const std::pair<QDate, QDate> &days)
    {
        if (inPeriod(days) == -1)
            leaveOut("day_unknown");
        return inPeriod(days) == 1;
    }

    QStringList split(const QString &codes) const { return codes.split(u' ', Qt::SkipEmptyParts); }

    QString bandAt(const Event &event)
    {
        if (m_kept.contains(event.who))
            return plain(m_kept[event.who][u"age_band"_s]);
        const Row file = m_files[event.who];
        const auto born = span(m_identities[event.who][u"birth_date"_s]).second;
        int age = -1;
        if (born.isValid()) {
            age = event.ageOn.year() - born.year();
            if (event.ageOn.month() * 100 + event.ageOn.day() < born.month() * 100 + born.day())
                --age;
            age = std::max(age, 0);
        } else if (file[u"estimated_age"_s].integer() != nullptr) {
            age = int(*file[u"estimated_age"_s].integer());
            const auto on = span(file[u"estimated_on"_s]).first;
            int years = on.isValid() ? event.ageOn.year() - on.year() : 0;
            if (on.isValid() && event.ageOn.month() * 100 + event.ageOn.day() < on.month() * 100 + on.day())
                --years;
            age += std::max(years, 0);
        }
        if (age < 0)
            return {};
        return age < 12   ? u"under_12"_s
               : age < 18 ? u"12_17"_s
               : age < 25 ? u"18_24"_s
               : age < 35 ? u"25_34"_s
                          : u"35_more"_s;
    }

    QString provinceOf(const QString &who, bool wantsNew)
    {
        if (m_kept.contains(who))
            return !wantsNew && plain(m_kept[who][u"province"_s]) == u"Muyinga"_s ? u"Muyinga"_s : QString();
        const Row identity = m_identities[who];
        // The places random_house.cpp knows, looked up by hand.
        static const QHash<QString, std::pair<QString, QString>> known{{u"BDI012004"_s, {u"Muyinga"_s, u"Buhumuza"_s}},
                                                                       {u"BDI001001"_s, {u"Bubanza"_s, u"Bujumbura"_s}},
                                                                       {u"BDI006"_s, {u"Gitega"_s, u"Gitega"_s}},
                                                                       {u"BI-PR-01"_s, {QString(), u"Buhumuza"_s}},
                                                                       {u"BDI018001"_s, {u"Rumonge"_s, QString()}}};
        const QString place = plain(identity[u"origin_place"_s]);
        if (place == u"BDI018001"_s || place == u"BDI006"_s)
            return wantsNew ? fromGazetteer(place) : known[place].first;
        if (known.contains(place))
            return wantsNew ? known[place].second : known[place].first;
        if (!place.isEmpty())
            return {};
        const QString name = plain(identity[u"origin_province"_s]);
        const QString division = plain(identity[u"origin_division"_s]);
        if (name == u"Muyinga"_s || name == u"Cankuzo"_s) // of the old division only
            return division == u"new"_s ? QString() : wantsNew ? u"Buhumuza"_s : name;
        if (name != u"Gitega"_s || division.isEmpty())
            return {};
        if (division == u"old"_s)
            return wantsNew ? fromGazetteer(u"BDI006"_s) : name;
        return wantsNew ? name : QString();
    }
    /// The one new province all communes under an old code are in.
    static QString fromGazetteer(const QString &code)
    {
        std::set<QString> names;
        for (int commune = 0; commune < 40; ++commune) {
            const auto match = model::Gazetteer::burundi().findByCode(
                code.size() == 6 ? code + u"%1"_s.arg(commune, 3, 10, QChar(u'0')) : code);
            if (!match)
                continue;
            for (const auto &today : match->today)
                names.insert(today.province);
        }
        return names.size() == 1 ? *names.begin() : QString();
    }

    QStringList episodes(const QString &who, std::initializer_list<const char *> columns)
    {
        QStringList codes;
        for (const Row &episode : rows("episode")) {
            if (person(episode[u"case_file"_s]) != who)
                continue;
            for (const char *column : columns)
                codes += split(coded(episode[QString::fromLatin1(column)]));
        }
        codes.removeDuplicates();
        return codes;
    }

    /// Of each act of the proceedings the version that was written last, unless it says that it never happened.
    QSet<QString> standingActs()
    {
        const auto all = rows("justice_event");
        QHash<QString, QString> corrects;
        for (const Row &row : all)
            corrects[hex(row[u"id"_s])] = hex(row[u"corrects"_s]);
        QHash<QString, Row> last;
        const auto stepsOf = [&](QString act) { // how many corrections lie before it
            int steps = 0;
            for (; !corrects.value(act).isEmpty(); ++steps)
                act = corrects[act];
            return steps;
        };
        for (const Row &row : all) {
            QString act = hex(row[u"id"_s]);
            while (!corrects.value(act).isEmpty())
                act = corrects[act];
            const Row before = last.value(act, row);
            const auto writtenAt = [&](const Row &of) {
                return std::tuple(stepsOf(hex(of[u"id"_s])), of[u"recorded_at"_s].integerOr(0), hex(of[u"id"_s]));
            };
            last[act] = writtenAt(before) < writtenAt(row) ? row : before;
        }
        QSet<QString> standing;
        for (const Row &row : last) {
            if (const QString kind = plain(row[u"kind"_s]); kind != u"written_in_error"_s && kind != u"no_consent"_s)
                standing.insert(hex(row[u"id"_s]));
        }
        return standing;
    }

    /// Nobody opened the file between this closing and the next one: then the next one is meant.
    bool isLastOfClosing(const Row &closing)
    {
        const auto when = [](const Row &row) { return std::pair(row[u"closed_at"_s].integerOr(0), hex(row[u"id"_s])); };
        std::vector<Row> own;
        for (const Row &row : rows("retention")) {
            if (person(row[u"case_file"_s]) == person(closing[u"case_file"_s]) && when(row).first > 0 &&
                plain(row[u"reopened_why"_s]) != u"mistake"_s)
                own.push_back(row);
        }
        std::optional<Row> next;
        for (const Row &row : own) {
            if (when(row) > when(closing) && (!next || when(row) < when(*next)))
                next = row;
        }
        if (!next)
            return true;
        for (const Row &row : own) { // whatever was closed until then had to be opened again
            if (when(row) <= when(closing) &&
                (row[u"reopened_at"_s].isNull() || row[u"reopened_at"_s].integerOr(0) > when(*next).first))
                return false;
        }
        return true;
    }

    /// What one author said last; empty: nothing. The rule of the file's own page, written once more and slowly.
    QString lastOf(const QString &who, const QString &author)
    {
        const auto all = rows("status_decision");
        const QHash<QString, std::pair<QString, QString>> told{{u"presumption"_s, {u"house"_s, u"presumed"_s}},
                                                               {u"not-victim"_s, {u"house"_s, u"not_victim"_s}},
                                                               {u"identification"_s, {u"authority"_s, u"identified"_s}}};
        const auto isByThen = [&](const Row &row, const QString &day) {
            const QDate from = span(row[day]).first;
            const QDate known = from.isValid() ? from : model::localDay(row[u"recorded_at"_s].integerOr(0));
            return known <= m_question.period.until;
        };
        QSet<QString> corrected;
        for (const Row &row : all)
            corrected.insert(hex(row[u"corrects"_s]));
        using When = std::tuple<QString, std::int64_t, QString>;
        std::map<When, QString> said;
        QSet<QString> decidedThen; // day and status
        for (const Row &row : all) {
            const QString code = plain(row[u"status"_s]);
            const QString day = plain(row[u"decided_on"_s]).left(10);
            if (person(row[u"case_file"_s]) != who || plain(row[u"author"_s]) != author || code.isEmpty() ||
                corrected.contains(hex(row[u"id"_s])) || !isByThen(row, u"decided_on"_s))
                continue;
            said[When(day, row[u"recorded_at"_s].integerOr(0), hex(row[u"id"_s]))] = code;
            decidedThen.insert(day + code);
        }
        std::map<When, QString> concluded;
        for (const Row &row : rows("case_event")) {
            const QString kind = plain(row[u"kind"_s]);
            const QString day = plain(row[u"happened_at"_s]).left(10);
            if (person(row[u"case_file"_s]) != who || !isByThen(row, u"happened_at"_s))
                continue;
            const When when(day, row[u"recorded_at"_s].integerOr(0), hex(row[u"id"_s]));
            if (kind == u"status-decision"_s && author == u"house"_s)
                concluded[when] = u"unclear"_s;
            else if (const auto of = told.value(kind); of.first == author && !decidedThen.contains(day + of.second))
                said[when] = of.second;
        }
        if (said.empty())
            said = concluded;
        return said.empty() ? QString() : said.rbegin()->second;
    }

    QString status(const QString &who)
    {
        const QString house = lastOf(who, u"house"_s);
        const QString authority = lastOf(who, u"authority"_s);
        return house.isEmpty() || authority == u"identified"_s ? authority : house;
    }

    QStringList codes(const Event &event, Dimension dimension)
    {
        const auto orUnknown = [](const QStringList &list) { return list.isEmpty() ? QStringList{u"unknown"_s} : list; };
        const auto one = [&](const QString &code) { return orUnknown(code.isEmpty() ? QStringList() : QStringList{code}); };
        const bool isKept = m_kept.contains(event.who);
        switch (dimension) {
        case Dimension::Day:
            return {event.day.toString(Qt::ISODate)};
        case Dimension::Month:
            return {event.day.toString(u"yyyy-MM"_s)};
        case Dimension::Quarter:
            return {event.day.toString(u"yyyy"_s) + u"-Q"_s + QString::number((event.day.month() - 1) / 3 + 1)};
        case Dimension::Year:
            return {event.day.toString(u"yyyy"_s)};
        case Dimension::Sex:
            return one(isKept ? coded(m_kept[event.who][u"sex"_s]) : coded(m_files[event.who][u"sex"_s]));
        case Dimension::AgeBand:
            return one(bandAt(event));
        case Dimension::ProvinceOld:
            return one(provinceOf(event.who, false));
        case Dimension::ProvinceNew:
            return one(provinceOf(event.who, true));
        case Dimension::Country:
            return orUnknown(episodes(event.who, {"destination_country"}));
        case Dimension::RecruitmentMethod:
            return orUnknown(episodes(event.who, {"recruitment_method"}));
        case Dimension::Exploitation:
            return orUnknown(isKept ? split(plain(m_kept[event.who][u"exploitation"_s]))
                                    : episodes(event.who, {"exploitation_type", "other_types"}));
        case Dimension::Control:
            return orUnknown(episodes(event.who, {"controls"}));
        case Dimension::Sector:
            return orUnknown(episodes(event.who, {"sector"}));
        case Dimension::Status:
            return one(status(event.who));
        case Dimension::RecruiterRelation:
            for (const Row &row : rows("registry")) {
                if (hex(row[u"id"_s]) == event.who)
                    return one(coded(row[u"relation_to_trafficker"_s]));
            }
            return {u"unknown"_s};
        default:
            break;
        }
        const QString own = event.own.value(int(dimension));
        const bool isSeveral = dimension == Dimension::Service || dimension == Dimension::IncidentKind;
        return isSeveral ? orUnknown(split(own)) : one(own);
    }

    void take(const Event &event)
    {
        for (const Filter &filter : m_question.filters) {
            bool passes = false;
            for (const QString &code : codes(event, filter.dimension))
                passes = passes || filter.codes.contains(code);
            if (!passes)
                return;
        }
        QStringList rowCodes{QString()};
        QStringList columnCodes{QString()};
        if (m_question.rows != Dimension::None)
            rowCodes += codes(event, m_question.rows);
        if (m_question.columns != Dimension::None)
            columnCodes += codes(event, m_question.columns);
        for (const QString &row : rowCodes) {
            for (const QString &column : columnCodes) {
                ReferenceCell &cell = m_out.cells[{row, column}];
                cell.count += event.count;
                cell.sum += event.sum;
                if (!event.who.isEmpty())
                    cell.who.insert(event.who);
                if (event.measured)
                    cell.measured.push_back(*event.measured);
            }
        }
    }

    casework::Desk &m_desk;
    Question m_question;
    base::UtcMs m_now;
    QDate m_today;
    QHash<QString, QString> m_into;
    QHash<QString, Row> m_files, m_identities, m_kept;
    std::vector<Event> m_events;
    ReferenceCount m_out;
};

} // namespace indaro::tests::slow
