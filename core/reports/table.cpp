// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/table.h"

#include <algorithm>
#include <set>
#include <string>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

Error wrongField(const char *field)
{
    return {Errc::InvalidArgument, {{"field", std::string(field)}}};
}

bool isAverage(Measure measure)
{
    return measure == Measure::AverageANight || measure == Measure::AverageDays;
}

/// Index of a code among an axis's, or nothing.
std::optional<std::size_t> findCode(const std::vector<QString> &codes, const QString &code)
{
    const auto found = std::ranges::find(codes, code);
    return found == codes.end() ? std::nullopt : std::optional(std::size_t(found - codes.begin()));
}

void addCell(Cell &to, const Cell &more)
{
    to.count += more.count;
    to.persons += more.persons;
    to.sum += more.sum;
}

/// The codes of all of them, those of the dimension in its order first, then the others by their text.
std::vector<QString> mergedCodes(Dimension dimension, const std::vector<std::vector<QString>> &all, bool withEmpty)
{
    std::vector<QString> merged;
    std::set<QString> there;
    for (const auto &codes : all)
        there.insert(codes.begin(), codes.end());
    for (const QString &code : codesOf(dimension)) {
        if (withEmpty || there.contains(code)) {
            merged.push_back(code);
            there.erase(code);
        }
    }
    const bool hasUnknown = there.erase(QString(UnknownCode)) > 0;
    const auto at = !merged.empty() && merged.back() == UnknownCode ? merged.end() - 1 : merged.end();
    merged.insert(at, there.begin(), there.end());
    if (hasUnknown)
        merged.push_back(QString(UnknownCode));
    return merged;
}

/// `table` with these codes on its axes: cells that were not there are empty.
Table spread(const Table &table, const std::vector<QString> &rowCodes, const std::vector<QString> &columnCodes)
{
    Table out = table;
    out.rows.codes = rowCodes;
    out.columns.codes = columnCodes;
    out.rowTotals.assign(rowCodes.size(), {});
    out.columnTotals.assign(columnCodes.size(), {});
    out.cells.assign(rowCodes.size() * columnCodes.size(), {});
    for (std::size_t c = 0; c < table.columns.codes.size(); ++c) {
        if (const auto at = findCode(columnCodes, table.columns.codes[c]))
            out.columnTotals[*at] = table.columnTotals[c];
    }
    for (std::size_t r = 0; r < table.rows.codes.size(); ++r) {
        const auto row = findCode(rowCodes, table.rows.codes[r]);
        if (!row)
            continue;
        out.rowTotals[*row] = table.rowTotals[r];
        for (std::size_t c = 0; c < table.columns.codes.size(); ++c) {
            if (const auto at = findCode(columnCodes, table.columns.codes[c]))
                out.cells[*row * columnCodes.size() + *at] = table.at(r, c);
        }
    }
    return out;
}

/// An average made anew; of nights the days of the period are not known per house, so the houses' averages add up.
void setMeasures(Table &sum, const std::vector<Table> &parts)
{
    const Measure measure = infoOf(sum.question.indicator).measure;
    const auto each = [&](auto get) {
        Cell &cell = get(sum);
        cell.measure.reset();
        if (measure == Measure::AverageDays && cell.count > 0)
            cell.measure = double(cell.sum) / double(cell.count);
        if (measure != Measure::AverageANight)
            return;
        for (const Table &part : parts) {
            auto copy = part;
            if (const auto more = get(copy).measure)
                cell.measure = cell.measure.value_or(0) + *more;
        }
    };
    if (!isAverage(measure)) {
        each([](Table &table) -> Cell & { return table.total; });
        for (auto *cells : {&sum.cells, &sum.rowTotals, &sum.columnTotals}) {
            for (Cell &cell : *cells)
                cell.measure.reset();
        }
        return;
    }
    each([](Table &table) -> Cell & { return table.total; });
    for (std::size_t i = 0; i < sum.cells.size(); ++i)
        each([i](Table &table) -> Cell & { return table.cells[i]; });
    for (std::size_t i = 0; i < sum.rowTotals.size(); ++i)
        each([i](Table &table) -> Cell & { return table.rowTotals[i]; });
    for (std::size_t i = 0; i < sum.columnTotals.size(); ++i)
        each([i](Table &table) -> Cell & { return table.columnTotals[i]; });
}

} // namespace

QString Question::key() const
{
    QString text = QString(infoOf(indicator).code) + u'/' + period.code();
    if (rows != Dimension::None)
        text += u'/' + QString(infoOf(rows).code);
    if (columns != Dimension::None)
        text += u'/' + QString(infoOf(columns).code);
    QStringList more;
    for (const Filter &filter : filters) {
        QStringList codes = filter.codes;
        codes.sort();
        codes.removeDuplicates();
        more << QString(infoOf(filter.dimension).code) + u'=' + codes.join(u',');
    }
    more.sort();
    return more.isEmpty() ? text : text + u'?' + more.join(u'&');
}

std::vector<Dimension> Question::dimensions() const
{
    std::vector<Dimension> all;
    const auto add = [&](Dimension dimension) {
        if (dimension != Dimension::None && std::ranges::find(all, dimension) == all.end())
            all.push_back(dimension);
    };
    add(rows);
    add(columns);
    for (const Filter &filter : filters)
        add(filter.dimension);
    return all;
}

Result<void> checkQuestion(const Question &question)
{
    if (!question.period.from.isValid() || question.period.until < question.period.from)
        return wrongField("period");
    if (!allows(question.indicator, question.rows))
        return wrongField("rows");
    if (!allows(question.indicator, question.columns) ||
        (question.columns != Dimension::None && (question.rows == Dimension::None || question.rows == question.columns)))
        return wrongField("columns");
    for (const Filter &filter : question.filters) {
        if (filter.dimension == Dimension::None || !allows(question.indicator, filter.dimension))
            return wrongField("filter");
        if (std::ranges::count(question.filters, filter.dimension, &Filter::dimension) > 1)
            return wrongField("filter");
    }
    return {};
}

bool operator==(const Table &one, const Table &other)
{
    return one.question == other.question && one.rows == other.rows && one.columns == other.columns &&
           one.cells == other.cells && one.rowTotals == other.rowTotals && one.columnTotals == other.columnTotals &&
           one.total == other.total && one.notCounted == other.notCounted;
}

Cell cellAt(const Table &table, const CellPlace &place)
{
    const auto &rows = table.rows.codes;
    const auto &columns = table.columns.codes;
    const std::size_t row = place.row ? findCode(rows, *place.row).value_or(rows.size()) : 0;
    const std::size_t column = place.column ? findCode(columns, *place.column).value_or(columns.size()) : 0;
    if ((place.row && row == rows.size()) || (place.column && column == columns.size()))
        return {};
    if (place.row)
        return place.column ? table.at(row, column) : table.rowTotals[row];
    return place.column ? table.columnTotals[column] : table.total;
}

Result<Table> addUp(const std::vector<Table> &tables)
{
    if (tables.empty())
        return wrongField("tables");
    std::vector<std::vector<QString>> rowCodes;
    std::vector<std::vector<QString>> columnCodes;
    for (const Table &table : tables) {
        if (table.question != tables.front().question)
            return wrongField("tables");
        rowCodes.push_back(table.rows.codes);
        columnCodes.push_back(table.columns.codes);
    }
    const Question &question = tables.front().question;
    const auto rows = mergedCodes(question.rows, rowCodes, false);
    const auto columns = mergedCodes(question.columns, columnCodes, false);
    std::vector<Table> parts;
    for (const Table &table : tables)
        parts.push_back(spread(table, rows, columns));
    Table sum = parts.front();
    sum.countedAt = 0;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const Table &part = parts[i];
        addCell(sum.total, part.total);
        for (std::size_t c = 0; c < sum.cells.size(); ++c)
            addCell(sum.cells[c], part.cells[c]);
        for (std::size_t r = 0; r < sum.rowTotals.size(); ++r)
            addCell(sum.rowTotals[r], part.rowTotals[r]);
        for (std::size_t c = 0; c < sum.columnTotals.size(); ++c)
            addCell(sum.columnTotals[c], part.columnTotals[c]);
        sum.rows.isSeveral = sum.rows.isSeveral || part.rows.isSeveral;
        sum.columns.isSeveral = sum.columns.isSeveral || part.columns.isSeveral;
        for (const NotCounted &more : part.notCounted) {
            const auto same = std::ranges::find(sum.notCounted, more.why, &NotCounted::why);
            if (same == sum.notCounted.end())
                sum.notCounted.push_back(more);
            else
                same->count += more.count;
        }
    }
    std::ranges::sort(sum.notCounted, {}, &NotCounted::why);
    setMeasures(sum, parts);
    return sum;
}

Table withAllCodes(Table table)
{
    const auto rows = mergedCodes(table.question.rows, {table.rows.codes}, true);
    const auto columns = mergedCodes(table.question.columns, {table.columns.codes}, true);
    return spread(table, rows, columns);
}

} // namespace indaro::reports
