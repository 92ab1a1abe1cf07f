// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/partial_date.h"
#include "core/reports/report_plans.h"
#include "core/reports/suppression.h"

#include <QDate>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace indaro::tests {

using namespace Qt::StringLiterals;

/// Every code a table of this report may have, also of those that come with the data.
inline std::vector<QString> inventedCodes(reports::Dimension dimension, const reports::Period &period)
{
    using reports::Dimension;
    if (dimension == Dimension::None)
        return {};
    if (dimension == Dimension::Country)
        return {u"SA"_s, u"OM"_s, u"TZ"_s, u"KE"_s, u"KW"_s, u"AE"_s, u"RW"_s, u"UG"_s, u"unknown"_s};
    if (dimension == Dimension::Step)
        return {u"2.1"_s, u"2.14"_s, u"4.9"_s, u"10.2"_s};
    std::vector<QString> codes;
    if (dimension == Dimension::Day) {
        for (QDate day = period.from; day <= period.until; day = day.addDays(1))
            codes.push_back(day.toString(Qt::ISODate));
        return codes;
    }
    return reports::codesOf(dimension);
}

/// An exact table in which every cell holds something; `scale` 0: nothing anywhere.
inline reports::Table inventedTable(const reports::Question &question, std::int64_t scale)
{
    reports::Table table{.question = question};
    const QTimeZone zone(model::LocalOffsetSeconds);
    table.countedAt = QDateTime(question.period.until, QTime(12, 0), zone).toMSecsSinceEpoch();
    table.rows = {question.rows, inventedCodes(question.rows, question.period), reports::infoOf(question.rows).isSeveral};
    table.columns = {question.columns, inventedCodes(question.columns, question.period),
                     reports::infoOf(question.columns).isSeveral};
    table.columnTotals.resize(table.columns.codes.size());
    const auto add = [](reports::Cell &cell, std::int64_t number) {
        cell.count += number;
        cell.persons += number;
        cell.measure = number > 0 ? std::optional(12.5) : std::nullopt;
    };
    if (table.rows.codes.empty())
        add(table.total, scale);
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        reports::Cell total;
        for (std::size_t column = 0; column < std::max<std::size_t>(1, table.columns.codes.size()); ++column) {
            const auto number = scale * std::int64_t((row * 5 + column * 3) % 7 + 1) / 7;
            reports::Cell cell;
            add(cell, number);
            if (!table.columns.codes.empty()) {
                table.cells.push_back(cell);
                add(table.columnTotals[column], number);
            }
            add(total, number);
            add(table.total, number);
        }
        table.rowTotals.push_back(total);
    }
    if (scale > 0)
        table.notCounted = {{u"day_unknown"_s, 3}};
    return table;
}

/// The same as it may be published: each third cell small, each fifth hidden. The numbers of those are there all the same,
/// as no filter leaves them, so that a report that prints one is caught: all of them end in 7.
inline reports::PublishedTable inventedPublished(const reports::Question &question, std::int64_t scale)
{
    using reports::Shown;
    const reports::Table exact = inventedTable(question, scale);
    reports::PublishedTable table{.question = question, .rows = exact.rows, .columns = exact.columns};
    std::size_t number = 0;
    const auto publish = [&](const reports::Cell &cell) {
        reports::PublishedCell out;
        ++number;
        out.shown = cell.count < 11 || number % 3 == 0 ? Shown::Small : number % 5 == 0 ? Shown::Hidden : Shown::Number;
        out.number = out.shown == Shown::Number ? (cell.count + 2) / 5 * 5 : 7;
        return out;
    };
    for (const auto &cell : exact.cells)
        table.cells.push_back(publish(cell));
    for (const auto &cell : exact.rowTotals)
        table.rowTotals.push_back(publish(cell));
    for (const auto &cell : exact.columnTotals)
        table.columnTotals.push_back(publish(cell));
    table.total = publish(exact.total);
    return table;
}

inline reports::Period inventedPeriod(reports::ReportName name)
{
    return reports::Period::around(QDate(2025, 3, 15), reports::periodKindOf(name));
}

} // namespace indaro::tests
