// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/suppression.h"

#include "core/reports/disclosure_audit.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

Error unfit(const char *field)
{
    return {Errc::InvalidArgument, {{"field", std::string(field)}}};
}

std::int64_t rounded(std::int64_t number)
{
    return (number + RoundTo / 2) / RoundTo * RoundTo;
}

bool isKnownCode(const std::vector<QString> &codes, const QString &code)
{
    return std::ranges::find(codes, code) != codes.end();
}

/// Codes of no list: added to "unknown", where that is right. Somebody may be in several rows of an axis, and then nobody
/// knows how many different people two rows are; such a row is left out.
Table withListedRows(const Table &table, bool &isOpen)
{
    const auto listed = codesOf(table.question.rows);
    if (listed.empty() || table.rows.codes.empty())
        return table;
    Table out = table;
    out.rows.codes.clear();
    out.rowTotals.clear();
    out.cells.clear();
    const std::size_t width = table.columns.codes.size();
    Cell unknown;
    std::vector<Cell> unknownCells(width);
    const auto add = [](Cell &to, const Cell &more) {
        to.count += more.count;
        to.persons += more.persons;
        to.sum += more.sum;
    };
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        const bool isListed = isKnownCode(listed, table.rows.codes[row]) && table.rows.codes[row] != UnknownCode;
        if (isListed) {
            out.rows.codes.push_back(table.rows.codes[row]);
            out.rowTotals.push_back(table.rowTotals[row]);
            for (std::size_t column = 0; column < width; ++column)
                out.cells.push_back(table.at(row, column));
        } else if (!table.rows.isSeveral || table.rows.codes[row] == UnknownCode) {
            add(unknown, table.rowTotals[row]);
            for (std::size_t column = 0; column < width; ++column)
                add(unknownCells[column], table.at(row, column));
        } else {
            isOpen = true;
        }
    }
    out.rows.codes.push_back(QString(UnknownCode));
    out.rowTotals.push_back(unknown);
    out.cells.insert(out.cells.end(), unknownCells.begin(), unknownCells.end());
    return out;
}

Table turned(const Table &table)
{
    Table out = table;
    std::swap(out.question.rows, out.question.columns);
    std::swap(out.rows, out.columns);
    std::swap(out.rowTotals, out.columnTotals);
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        for (std::size_t column = 0; column < table.columns.codes.size(); ++column)
            out.cells[column * table.rows.codes.size() + row] = table.at(row, column);
    }
    return out;
}

/// The rows a table had in earlier releases; nothing: it was in none.
using FormerRows = std::optional<std::set<QString>>;

/// Countries come with the data: only those enough people are in are named at all. One that was named once stays, and in a
/// later release a further one must have become much larger than those that are not named.
Table withoutSmallRows(const Table &table, const FormerRows &former, bool &isOpen)
{
    Table out = table;
    out.rows.codes.clear();
    out.rowTotals.clear();
    out.cells.clear();
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        const bool wasNamed = former && former->contains(table.rows.codes[row]);
        if (!wasNamed && table.rowTotals[row].persons <= (former ? SmallStandsUpTo : SmallCount)) {
            isOpen = true;
            continue;
        }
        out.rows.codes.push_back(table.rows.codes[row]);
        out.rowTotals.push_back(table.rowTotals[row]);
        for (std::size_t column = 0; column < table.columns.codes.size(); ++column)
            out.cells.push_back(table.at(row, column));
    }
    for (const QString &code : former.value_or(std::set<QString>())) {
        if (isKnownCode(out.rows.codes, code))
            continue; // else nobody is in it any more, and it stays all the same
        out.rows.codes.push_back(code);
        out.rowTotals.emplace_back();
        out.cells.resize(out.cells.size() + table.columns.codes.size());
    }
    return out;
}

Table prepared(const Table &table, const FormerRows &former, bool &isOpen)
{
    if (table.question.rows == Dimension::Country) {
        // There may be others, which nobody has told us of.
        isOpen = true;
        Table out = withoutSmallRows(table, former, isOpen);
        if (table.question.columns == Dimension::None)
            return out;
        bool isColumnOpen = false;
        return withAllCodes(turned(withListedRows(turned(out), isColumnOpen)));
    }
    Table out = withListedRows(table, isOpen);
    if (table.question.columns != Dimension::None) {
        bool isColumnOpen = false;
        out = turned(withListedRows(turned(out), isColumnOpen));
        isOpen = isOpen || isColumnOpen;
    }
    return withAllCodes(out);
}

/// Of what is not counted in people, whoever is behind it decides.
std::int64_t decisive(const Cell &cell, const IndicatorInfo &info)
{
    return info.isOfPersons ? cell.persons : cell.count;
}

Result<void> checkPublishable(const Period &period, const std::vector<Table> &exact)
{
    if (exact.empty())
        return unfit("tables");
    std::set<QString> keys;
    std::set<Dimension> divisions; // most old provinces lie in one new one: both together add up
    for (const Table &table : exact) {
        const Question &question = table.question;
        const IndicatorInfo &info = infoOf(question.indicator);
        INDARO_TRY(checkQuestion(question));
        if (!question.filters.empty())
            return unfit("filter");
        if (!period.contains(question.period) || !keys.insert(question.key()).second)
            return unfit("period");
        const bool isWhole = question.period == period;
        if (!isWhole && (question.period.kind() != PeriodKind::Quarter || question.columns != Dimension::None))
            return unfit("period");
        for (const Dimension dimension : question.dimensions()) {
            if (dimension == Dimension::ProvinceOld || dimension == Dimension::ProvinceNew)
                divisions.insert(dimension);
            if (!info.isPublishable || !infoOf(dimension).isPublishable)
                return unfit("rows");
        }
        if (question.columns == Dimension::Country || infoOf(question.columns).isSeveral)
            return unfit("columns"); // those that overlap are rows, so that one way of adding up is enough
        if (!info.isPublishable && !isWhole)
            return unfit("indicator");
    }
    return divisions.size() < 2 ? Result<void>() : unfit("rows");
}

template <class Published> auto &cellOf(Published &table, const CellPlace &place)
{
    const auto index = [](const std::vector<QString> &codes, const QString &code) {
        return std::size_t(std::ranges::find(codes, code) - codes.begin());
    };
    if (place.row && place.column)
        return table.cells[index(table.rows.codes, *place.row) * table.columns.codes.size() +
                           index(table.columns.codes, *place.column)];
    if (place.row)
        return table.rowTotals[index(table.rows.codes, *place.row)];
    return place.column ? table.columnTotals[index(table.columns.codes, *place.column)] : table.total;
}

/// Rules 1, 3 and 6 for one cell.
PublishedCell shownOf(const Cell &cell, const IndicatorInfo &info, const PublishedCell *before)
{
    const std::int64_t people = decisive(cell, info);
    if (people <= SmallCount)
        return {};
    if (before != nullptr && before->isNumber()) {
        if (rounded(cell.count) == before->number)
            return {Shown::Number, before->number, before->measure};
        if (std::abs(cell.count - before->number) <= SmallCount)
            return {Shown::Kept, before->number, before->measure};
    }
    if (before != nullptr && before->shown == Shown::Hidden)
        return {Shown::Hidden, 0, {}};
    if (before != nullptr && before->shown == Shown::Small && people <= SmallStandsUpTo)
        return {};
    PublishedCell shown{Shown::Number, rounded(cell.count), {}};
    if (cell.measure)
        shown.measure = std::round(*cell.measure);
    return shown;
}

/// What was published last: of each cell of a table, and of each figure wherever it stood. Two tables may disagree about the
/// same figure, so a table's own cell comes first.
class FormerFigures
{
public:
    void add(const PublishedTable &table)
    {
        forEachCell(table, [&](const CellPlace &place, const PublishedCell &cell) {
            m_cells.insert_or_assign(cellKey(table.question, place), cell);
            m_figures.insert_or_assign(figureKey(table.question, place), cell);
        });
    }
    [[nodiscard]] const PublishedCell *find(const Question &question, const CellPlace &place) const
    {
        if (const auto cell = m_cells.find(cellKey(question, place)); cell != m_cells.end())
            return &cell->second;
        const auto figure = m_figures.find(figureKey(question, place));
        return figure == m_figures.end() ? nullptr : &figure->second;
    }

private:
    using CellKey = std::tuple<QString, std::optional<QString>, std::optional<QString>>;
    static CellKey cellKey(const Question &question, const CellPlace &place)
    {
        return {question.key(), place.row, place.column};
    }

    std::map<CellKey, PublishedCell> m_cells;
    std::map<QString, PublishedCell> m_figures; ///< by figureKey()
};

PublishedTable firstShown(const Table &exact, const FormerFigures &former)
{
    const IndicatorInfo &info = infoOf(exact.question.indicator);
    PublishedTable out{exact.question,
                       exact.rows,
                       exact.columns,
                       std::vector<PublishedCell>(exact.cells.size()),
                       std::vector<PublishedCell>(exact.rowTotals.size()),
                       std::vector<PublishedCell>(exact.columnTotals.size()),
                       {}};
    out.isEmptyQuarter = exact.question.period.kind() == PeriodKind::Quarter && exact.total.persons <= SmallCount;
    if (out.isEmptyQuarter)
        return out;
    forEachCell(exact, [&](const CellPlace &place, const Cell &cell) {
        cellOf(out, place) = shownOf(cell, info, former.find(exact.question, place));
    });
    return out;
}

class ReleaseFilter
{
public:
    ReleaseFilter(const Period &period, const std::vector<Table> &exact, const std::vector<Release> &earlier)
        : m_period(period), m_earlier(earlier)
    {
        FormerFigures former;
        for (const Release &release : earlier) {
            for (const PublishedTable &table : release.tables)
                former.add(table);
        }
        for (const Table &table : exact) {
            bool isOpen = false;
            m_exact.push_back(prepared(table, formerRows(table.question), isOpen));
            m_isOpen.push_back(isOpen);
            m_tables.push_back(firstShown(m_exact.back(), former));
        }
    }

    /// Rule 2: hides further figures until the attacker learns too little of every "< 11". False: that is not possible.
    [[nodiscard]] bool hideUntilSafe()
    {
        FigureSystem system = figuresOf({m_tables, m_exact, m_isOpen, m_earlier, m_period});
        showAlike(system);
        std::vector<std::size_t> small;
        for (std::size_t at = 0; at < system.figures.size(); ++at) {
            if (system.figures[at].shown == Shown::Small && system.figures[at].isOfPersons)
                small.push_back(at);
        }
        for (std::vector<std::size_t> open = small;;) {
            const auto weak = weakFigures(system, open);
            if (!weak)
                return false;
            open = *weak;
            bool isAnyHidden = false;
            for (const std::size_t one : open)
                isAnyHidden = hideOneBeside(system, one) || isAnyHidden;
            if (isAnyHidden)
                continue;
            // Of what is not published again, nothing can be taken back.
            if (std::ranges::any_of(open, [&](std::size_t at) { return system.figures[at].count.has_value(); }))
                return false;
            std::erase_if(small, [&](std::size_t at) { return std::ranges::find(open, at) != open.end(); });
            showWhatNeedNotBeHidden(system, std::move(small));
            return true;
        }
    }

    Release release() &&
    {
        Release out{m_period, std::move(m_tables), {}};
        for (PublishedTable &table : out.tables) {
            forEachCell(table, [&](const CellPlace &place, const PublishedCell &cell) {
                if (cell.shown != Shown::Number)
                    out.suppressed.push_back({table.question, place, cell.shown});
            });
        }
        return out;
    }

private:
    [[nodiscard]] FormerRows formerRows(const Question &question) const
    {
        FormerRows rows;
        for (const Release &release : m_earlier) {
            if (const PublishedTable *table = release.find(question)) {
                if (!rows)
                    rows.emplace();
                rows->insert(table->rows.codes.begin(), table->rows.codes.end());
            }
        }
        return rows;
    }

    /// Whether a reader knows less of it once it is hidden: not of what an earlier release said as closely.
    [[nodiscard]] static bool helpsToHide(Figure figure)
    {
        if (figure.places.empty() || figure.shown == Shown::Small || figure.shown == Shown::Hidden)
            return false;
        const Bounds before = boundsOf(figure);
        figure.shown = Shown::Hidden;
        return boundsOf(figure) != before;
    }

    /// Of the figures that stand in a sum with it, hides the one that costs least: inner cells first, then the smallest.
    bool hideOneBeside(FigureSystem &system, std::size_t weak)
    {
        std::optional<std::size_t> best;
        const auto consider = [&](std::size_t other) {
            const Figure &figure = system.figures[other];
            if (other == weak || !helpsToHide(figure))
                return;
            if (!best)
                best = other;
            const Figure &than = system.figures[*best];
            const auto cost = [&](const Figure &each) {
                return std::tuple(-each.dimensions, each.count.value_or(0), each.key);
            };
            if (cost(figure) < cost(than))
                best = other;
        };
        std::set<std::size_t> seen{weak};
        std::vector<std::size_t> wave{weak};
        while (!best && !wave.empty()) { // where all beside it is hidden already, what stands beside those
            std::vector<std::size_t> next;
            for (const Sum &sum : system.sums) {
                const bool isTouched = std::ranges::any_of(wave, [&](std::size_t at) {
                    return at == sum.total || std::ranges::find(sum.parts, at) != sum.parts.end();
                });
                if (!isTouched)
                    continue;
                consider(sum.total);
                for (const std::size_t part : sum.parts)
                    consider(part);
                for (const std::size_t part : sum.parts) {
                    if (seen.insert(part).second)
                        next.push_back(part);
                }
                if (seen.insert(sum.total).second)
                    next.push_back(sum.total);
            }
            wave = std::move(next);
        }
        if (!best)
            return false;
        m_hidden.push_back({*best, cellOf(m_tables[system.figures[*best].places.front().first],
                                          system.figures[*best].places.front().second)});
        show(system, *best, {Shown::Hidden, 0, {}});
        return true;
    }

    /// A figure that stands in several tables reads the same in all of them, even where earlier releases did not.
    void showAlike(FigureSystem &system)
    {
        for (std::size_t at = 0; at < system.figures.size(); ++at) {
            const PublishedCell *shown = nullptr;
            for (const auto &[table, place] : system.figures[at].places) {
                const PublishedCell &cell = cellOf(m_tables[table], place);
                const bool isStricter = shown != nullptr && shown->shown != Shown::Small &&
                                        (cell.shown == Shown::Small || (cell.shown == Shown::Hidden && shown->isNumber()));
                if (shown == nullptr || isStricter)
                    shown = &cell;
            }
            if (shown != nullptr)
                show(system, at, PublishedCell(*shown));
        }
    }

    void show(FigureSystem &system, std::size_t at, const PublishedCell &cell)
    {
        Figure &figure = system.figures[at];
        figure.shown = cell.shown;
        figure.number = cell.number;
        for (const auto &[table, place] : figure.places)
            cellOf(m_tables[table], place) = cell;
    }

    /// Hiding goes one figure at a time, and what was hidden first may have become needless by what was hidden later: a
    /// total above all, which every reader looks for. None of `small` is weak before, and none is afterwards.
    void showWhatNeedNotBeHidden(FigureSystem &system, std::vector<std::size_t> small)
    {
        const auto worth = [&](const HiddenFigure &each) {
            const Figure &figure = system.figures[each.at];
            return std::tuple(figure.dimensions, -figure.count.value_or(0), figure.key);
        };
        std::ranges::sort(m_hidden, {}, worth);
        for (const HiddenFigure &each : m_hidden) {
            show(system, each.at, each.before);
            const auto weak = firstWeakFigure(system, small);
            if (!weak)
                continue;
            show(system, each.at, {Shown::Hidden, 0, {}});
            // What one figure would give away, the next one is likely to: asked first.
            std::ranges::rotate(small.begin(), std::ranges::find(small, *weak), small.end());
        }
    }

    /// A figure that was hidden beside a small one, and how it was shown before.
    struct HiddenFigure
    {
        std::size_t at = 0;
        PublishedCell before{};
    };

    Period m_period;
    const std::vector<Release> &m_earlier;
    std::vector<Table> m_exact;
    std::vector<bool> m_isOpen;
    std::vector<PublishedTable> m_tables;
    std::vector<HiddenFigure> m_hidden{};
};

} // namespace

const PublishedTable *Release::find(const Question &question) const
{
    const auto found = std::ranges::find(tables, question, &PublishedTable::question);
    return found == tables.end() ? nullptr : &*found;
}

PublishedCell cellAt(const PublishedTable &table, const CellPlace &place)
{
    const bool hasRow = !place.row || isKnownCode(table.rows.codes, *place.row);
    const bool hasColumn = !place.column || isKnownCode(table.columns.codes, *place.column);
    if (!hasRow || !hasColumn)
        return {};
    return cellOf(table, place);
}

QString textOf(const PublishedCell &cell)
{
    switch (cell.shown) {
    case Shown::Small:
        return u"< %1"_s.arg(SmallCount + 1);
    case Shown::Hidden:
        return u"…"_s;
    case Shown::Number:
    case Shown::Kept:
        break;
    }
    return QString::number(cell.number);
}

Table asPublished(const Table &table)
{
    bool isOpen = false;
    return prepared(table, {}, isOpen);
}

Result<Release> suppress(const Period &period, const std::vector<Table> &exact, const std::vector<Release> &earlier,
                         const SuppressionOptions &options)
{
    INDARO_TRY(checkPublishable(period, exact));
    if (std::ranges::any_of(earlier, [&](const Release &release) { return release.period != period; }))
        return unfit("period");
    ReleaseFilter filter(period, exact, earlier);
    if (options.isComplementary && !filter.hideUntilSafe())
        return Error(Errc::FiguresNotSafe, {{"period", period.code().toStdString()}});
    return std::move(filter).release();
}

} // namespace indaro::reports
