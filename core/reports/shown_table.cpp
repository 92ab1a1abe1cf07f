// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/shown_table.h"

#include "core/model/partial_date.h"
#include "core/reports/report_words.h"

#include <algorithm>
#include <iterator>

namespace indaro::reports {

namespace {

ShownCell shownCell(const Cell &cell)
{
    return {ReportWords::number(cell.count), cell.count, cell.measure, cell.sum, false};
}

ShownCell shownCell(const PublishedCell &cell)
{
    if (!cell.isNumber())
        return {textOf(cell), {}, {}, 0, cell.shown == Shown::Small};
    return {ReportWords::number(cell.number), cell.number, cell.measure, 0, false};
}

template <class Given> std::vector<ShownCell> shownCells(const std::vector<Given> &cells)
{
    std::vector<ShownCell> all;
    std::ranges::transform(cells, std::back_inserter(all), [](const Given &cell) { return shownCell(cell); });
    return all;
}

template <class Given> ShownTable shownTable(const Given &table)
{
    ShownTable out;
    out.question = table.question;
    out.rows = table.rows;
    out.columns = table.columns;
    out.cells = shownCells(table.cells);
    out.rowTotals = shownCells(table.rowTotals);
    out.columnTotals = shownCells(table.columnTotals);
    out.total = shownCell(table.total);
    return out;
}

} // namespace

ShownTable shownOf(const Table &table)
{
    ShownTable out = shownTable(table);
    out.notCounted = table.notCounted;
    out.countedOn = model::localDay(table.countedAt);
    out.isExact = true;
    return out;
}

ShownTable shownOf(const PublishedTable &table)
{
    ShownTable out = shownTable(table);
    out.isNothing = table.isEmptyQuarter;
    return out;
}

} // namespace indaro::reports
