// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/counting.h"

#include "core/casework/audit/audit.h"
#include "core/model/partial_date.h"
#include "core/reports/facts.h"

#include <algorithm>
#include <set>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using casework::Desk;
using casework::Thing;
using namespace Qt::StringLiterals;

namespace {

bool isTime(Dimension dimension)
{
    return dimension == Dimension::Day || dimension == Dimension::Month || dimension == Dimension::Quarter ||
           dimension == Dimension::Year;
}

Period bucketOf(QDate day, Dimension dimension)
{
    switch (dimension) {
    case Dimension::Month:
        return Period::around(day, PeriodKind::Month);
    case Dimension::Quarter:
        return Period::around(day, PeriodKind::Quarter);
    case Dimension::Year:
        return Period::around(day, PeriodKind::Year);
    default:
        return {day, day};
    }
}

QString bucketCode(QDate day, Dimension dimension)
{
    return dimension == Dimension::Day ? day.toString(Qt::ISODate) : bucketOf(day, dimension).code();
}

/// The codes of a fact in one dimension, as numbers of Facts::texts; the number of UnknownCode where there is none.
class Coder
{
public:
    Coder(Facts &all, Dimension dimension)
        : m_all(all), m_dimension(dimension), m_unknown(all.texts.number(QString(UnknownCode)))
    {
        const auto *slot = std::ranges::find(all.own, dimension);
        m_slot = slot == all.own.end() ? -1 : int(slot - all.own.begin());
    }

    /// Valid until the next call.
    const std::vector<int> &of(const Fact &fact)
    {
        m_codes.clear();
        if (isTime(m_dimension)) {
            const auto [at, isNew] = m_days.emplace(fact.day.toJulianDay(), 0);
            if (isNew)
                at->second = m_all.texts.number(bucketCode(fact.day, m_dimension));
            m_codes.push_back(at->second);
            return m_codes;
        }
        const int text =
            m_slot >= 0 ? fact.own[std::size_t(m_slot)] : m_all.people.codes(fact.who, m_dimension, fact.ageOn, m_all.texts);
        if (!infoOf(m_dimension).isSeveral) {
            m_codes.push_back(text == 0 ? m_unknown : text);
            return m_codes;
        }
        const auto [at, isNew] = m_parts.emplace(text, std::vector<int>());
        if (isNew) {
            for (const QString &code : m_all.texts.text(text).split(u' ', Qt::SkipEmptyParts)) {
                const int number = m_all.texts.number(code);
                if (std::ranges::find(at->second, number) == at->second.end())
                    at->second.push_back(number);
            }
            if (at->second.empty())
                at->second.push_back(m_unknown);
        }
        return at->second;
    }

private:
    Facts &m_all;
    Dimension m_dimension;
    int m_unknown;
    int m_slot = -1;
    std::vector<int> m_codes;
    std::unordered_map<qint64, int> m_days;
    std::unordered_map<int, std::vector<int>> m_parts;
};

/// Whether a fact passes the filters.
class Sieve
{
public:
    Sieve(Facts &all, const std::vector<Filter> &filters)
    {
        for (const Filter &filter : filters) {
            std::set<int> codes;
            for (const QString &code : filter.codes)
                codes.insert(all.texts.number(code));
            m_parts.push_back({Coder(all, filter.dimension), std::move(codes)});
        }
    }
    bool passes(const Fact &fact)
    {
        return std::ranges::all_of(m_parts, [&](Part &part) {
            return std::ranges::any_of(part.coder.of(fact), [&](int code) { return part.codes.contains(code); });
        });
    }

private:
    struct Part
    {
        Coder coder;
        std::set<int> codes;
    };
    std::vector<Part> m_parts;
};

/// What comes together in one cell.
struct Heap
{
    std::int64_t count = 0;
    std::int64_t sum = 0;
    std::vector<int> who{};
    std::vector<double> measured{};

    void add(const Fact &fact)
    {
        count += fact.count;
        sum += fact.sum;
        if (fact.who >= 0 && (who.empty() || who.back() != fact.who))
            who.push_back(fact.who);
        if (fact.measured)
            measured.push_back(*fact.measured);
    }
};

double medianOf(std::vector<double> &values)
{
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// `nights`: over which an average a night is made.
Cell cellOf(Heap &heap, const IndicatorInfo &info, qint64 nights)
{
    std::ranges::sort(heap.who);
    const auto twice = std::ranges::unique(heap.who);
    const auto different = std::int64_t(heap.who.size()) - std::int64_t(twice.size());
    Cell cell{heap.count, info.isOfPersons ? different : 0, heap.sum, {}};
    if (info.unit == Unit::People)
        cell.count = different;
    switch (info.measure) {
    case Measure::AverageANight:
        if (nights > 0)
            cell.measure = double(heap.count) / double(nights);
        break;
    case Measure::AverageDays:
        if (heap.count > 0)
            cell.measure = double(heap.sum) / double(heap.count);
        break;
    case Measure::MedianDays:
    case Measure::MedianHours:
        if (!heap.measured.empty())
            cell.measure = medianOf(heap.measured);
        break;
    case Measure::None:
        break;
    }
    return cell;
}

/// The nights of a period that are over.
qint64 nightsOf(const Period &period, const Period &within, QDate today)
{
    const QDate from = std::max(period.from, within.from);
    const QDate until = std::min({period.until, within.until, today.addDays(-1)});
    return std::max<qint64>(from.daysTo(until) + 1, 0);
}

bool overlaps(const IndicatorInfo &info, Dimension dimension)
{
    return infoOf(dimension).isSeveral || (info.unit == Unit::People && !info.isAdditive && isTime(dimension));
}

/// Codes in the order they are shown: times by themselves and all of the period; others as their list has them, then by
/// text.
std::vector<QString> orderOf(Dimension dimension, const std::set<QString> &present, const Period &period, QDate today)
{
    std::vector<QString> order;
    if (dimension == Dimension::None)
        return order;
    std::set<QString> rest = present;
    if (isTime(dimension)) {
        for (QDate day = period.from; day <= std::min(period.until, today);) {
            rest.insert(bucketCode(day, dimension));
            day = bucketOf(day, dimension).until.addDays(1);
        }
    }
    for (const QString &code : codesOf(dimension)) {
        if (code != UnknownCode && rest.erase(code) > 0)
            order.push_back(code);
    }
    const bool hasUnknown = rest.erase(QString(UnknownCode)) > 0;
    order.insert(order.end(), rest.begin(), rest.end());
    if (hasUnknown)
        order.push_back(QString(UnknownCode));
    return order;
}

/// The day a bucket's code begins with; for how many nights it has.
Period bucketOfCode(const QString &code, const Period &all)
{
    if (code.size() == 10) {
        const QDate day = QDate::fromString(code, Qt::ISODate);
        return day.isValid() ? Period{day, day} : all;
    }
    return Period::parse(code).valueOr(all);
}

class Grouping
{
public:
    Grouping(const Question &question, Facts &all) : m_question(question), m_all(all) {}

    Table table(QDate today)
    {
        gather();
        const IndicatorInfo &info = infoOf(m_question.indicator);
        Table out{.question = m_question};
        out.rows = axis(m_question.rows, m_rowCodes, info, today);
        out.columns = axis(m_question.columns, m_columnCodes, info, today);
        const auto period = [&](const QString &row, const QString &column) {
            if (isTime(m_question.rows) && !row.isEmpty())
                return bucketOfCode(row, m_question.period);
            if (isTime(m_question.columns) && !column.isEmpty())
                return bucketOfCode(column, m_question.period);
            return m_question.period;
        };
        const auto cell = [&](const QString &row, const QString &column) {
            Heap &heap =
                m_heaps[{row.isEmpty() ? 0 : m_all.texts.number(row), column.isEmpty() ? 0 : m_all.texts.number(column)}];
            return cellOf(heap, info, nightsOf(period(row, column), m_question.period, today));
        };
        for (const QString &row : out.rows.codes) {
            out.rowTotals.push_back(cell(row, {}));
            for (const QString &column : out.columns.codes)
                out.cells.push_back(cell(row, column));
        }
        for (const QString &column : out.columns.codes)
            out.columnTotals.push_back(cell({}, column));
        out.total = cell({}, {});
        for (const auto &[why, count] : m_all.notCounted)
            out.notCounted.push_back({why, count});
        return out;
    }

private:
    using Key = std::pair<int, int>; ///< numbers of the codes; 0: all of them

    void gather()
    {
        Sieve sieve(m_all, m_question.filters);
        Coder rows(m_all, m_question.rows);
        Coder columns(m_all, m_question.columns);
        for (const Fact &fact : m_all.facts) {
            if (!sieve.passes(fact))
                continue;
            m_heaps[{0, 0}].add(fact);
            if (m_question.rows == Dimension::None)
                continue;
            for (const int row : rows.of(fact)) {
                m_rowCodes.insert(row);
                m_heaps[{row, 0}].add(fact);
                if (m_question.columns == Dimension::None)
                    continue;
                for (const int column : columns.of(fact))
                    m_heaps[{row, column}].add(fact);
            }
            if (m_question.columns == Dimension::None)
                continue;
            for (const int column : columns.of(fact)) {
                m_columnCodes.insert(column);
                m_heaps[{0, column}].add(fact);
            }
        }
    }
    Axis axis(Dimension dimension, const std::set<int> &codes, const IndicatorInfo &info, QDate today)
    {
        std::set<QString> present;
        for (const int code : codes)
            present.insert(m_all.texts.text(code));
        return {dimension, orderOf(dimension, present, m_question.period, today), overlaps(info, dimension)};
    }

    const Question &m_question;
    Facts &m_all;
    std::map<Key, Heap> m_heaps;
    std::set<int> m_rowCodes, m_columnCodes;
};

/// Errors: SyncKeyMissing (group=).
Result<void> checkParts(Desk &desk, const Question &question)
{
    const auto dimensions = question.dimensions();
    for (const auto part : compartmentsOf(question.indicator, dimensions)) {
        if (desk.log.isElsewhere(part))
            return Error(Errc::SyncKeyMissing, {{"group", std::int64_t(part)}});
    }
    return {};
}

/// What a cell stands for, besides the question's own filters: somebody with several codes passes each by another one.
std::vector<Filter> filtersOf(const Question &question, const CellPlace &place)
{
    std::vector<Filter> filters;
    if (place.row)
        filters.push_back({question.rows, {*place.row}});
    if (place.column)
        filters.push_back({question.columns, {*place.column}});
    std::erase_if(filters, [](const Filter &filter) { return filter.dimension == Dimension::None; });
    return filters;
}

} // namespace

Result<void> mayCount(Desk &desk, const Question &question)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    INDARO_TRY(checkQuestion(question));
    return checkParts(desk, question);
}

Result<Table> count(Desk &desk, const Question &question)
{
    return countWith(desk, question, nullptr);
}

Result<Table> countWith(Desk &desk, const Question &question, LateMemory *late)
{
    INDARO_TRY(mayCount(desk, question));
    INDARO_TRY_ASSIGN(Facts all, loadFacts(desk, question, late));
    Table table = Grouping(question, all).table(model::localDay(desk.clock.nowUtc()));
    table.countedAt = desk.clock.nowUtc();
    table.holdsUntil = all.holdsUntil;
    return table;
}

Result<Table> countForOutside(Desk &desk, const Question &question)
{
    INDARO_TRY(mayCount(desk, question));
    INDARO_TRY_ASSIGN(Facts all, loadFacts(desk, question));
    INDARO_TRY_ASSIGN(const auto refusing, notToBeCounted(desk, all.people));
    std::set<int> left;
    if (infoOf(question.indicator).isOfPersons) {
        std::erase_if(all.facts, [&](const Fact &fact) {
            const bool isRefused = std::ranges::binary_search(refusing, fact.who);
            if (isRefused)
                left.insert(fact.who);
            return isRefused;
        });
    }
    if (!left.empty())
        all.leaveOut("no_consent", std::int64_t(left.size()));
    Table table = Grouping(question, all).table(model::localDay(desk.clock.nowUtc()));
    table.countedAt = desk.clock.nowUtc();
    return table;
}

Result<void> maySeeBehind(Desk &desk, const Question &question)
{
    INDARO_TRY(mayCount(desk, question));
    const IndicatorInfo &info = infoOf(question.indicator);
    if (!info.isOfPersons)
        return Error(Errc::NotFound);
    INDARO_TRY(desk.access.mustRead(Thing::File));
    for (const Thing thing : info.behind)
        INDARO_TRY(desk.access.mustRead(thing));
    for (const Dimension dimension : question.dimensions()) {
        for (const Thing thing : infoOf(dimension).behind)
            INDARO_TRY(desk.access.mustRead(thing));
    }
    return {};
}

Result<std::vector<PersonBehind>> peopleBehind(Desk &desk, const Question &question, const CellPlace &place)
{
    INDARO_TRY(maySeeBehind(desk, question));
    INDARO_TRY_ASSIGN(Facts all, loadFacts(desk, question));
    std::map<int, int> times;
    std::set<int> kept;
    for (const People::Kept &each : all.people.kept())
        kept.insert(each.who);
    Sieve asked(all, question.filters);
    Sieve inCell(all, filtersOf(question, place));
    for (const Fact &fact : all.facts) {
        if (fact.who >= 0 && !kept.contains(fact.who) && asked.passes(fact) && inCell.passes(fact))
            times[fact.who] += int(fact.count);
    }
    std::vector<PersonBehind> people;
    for (const auto &[who, number] : times) {
        const sync::RecordId id = all.people.id(who);
        INDARO_TRY_ASSIGN(const auto shown, facts::shownAs(desk, id));
        if (shown)
            people.push_back({id, shown->caseCode, shown->displayName, number});
    }
    std::ranges::sort(people, {}, &PersonBehind::caseCode);
    return people;
}

Result<void> noteNumbersPrinted(Desk &desk, const QString &what)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused, {{"thing", std::string("director")}});
    return casework::recordAuditNow(desk, casework::AuditVerb::NumbersPrinted, std::nullopt, what.toStdString());
}

} // namespace indaro::reports
