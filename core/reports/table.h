// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/reports/indicators.h"
#include "core/reports/period.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <compare>
#include <optional>
#include <vector>

namespace indaro::reports {

/// What is asked. Thread of all here: any.

struct Filter
{
    Dimension dimension = Dimension::None;
    QStringList codes{}; ///< any of them
    friend bool operator==(const Filter &, const Filter &) = default;
};

struct Question
{
    Indicator indicator = Indicator::People;
    Period period{};
    Dimension rows = Dimension::None;
    Dimension columns = Dimension::None; ///< only with rows
    std::vector<Filter> filters{};

    /// "people/2026/sex/age_band" and the filters: the same text for the same question.
    [[nodiscard]] QString key() const;
    [[nodiscard]] std::vector<Dimension> dimensions() const; ///< of rows, columns and filters, each once
    friend bool operator==(const Question &, const Question &) = default;
};
/// Errors: InvalidArgument (field=rows, columns, filter: that number is not divided by it; columns without rows; twice the
/// same; a period that is no period).
[[nodiscard]] base::Result<void> checkQuestion(const Question &question);

struct Cell
{
    std::int64_t count = 0;          ///< in units of the indicator
    std::int64_t persons = 0;        ///< how many different people are behind it; 0 where nobody knows
    std::int64_t sum = 0;            ///< Refusals: people; StayLength: days; else 0. Adds up over houses
    std::optional<double> measure{}; ///< average or median; nothing where nothing was measured
    friend bool operator==(const Cell &, const Cell &) = default;
};

struct Axis
{
    Dimension dimension = Dimension::None;
    std::vector<QString> codes{}; ///< one row (column) each, in the order they are shown
    bool isSeveral = false;       ///< the rows do not add up to the total: somebody may be in several
    friend bool operator==(const Axis &, const Axis &) = default;
};

/// Somebody or something the question is about, which is in no cell.
struct NotCounted
{
    QString why{}; ///< codelist report_not_counted
    std::int64_t count = 0;
    friend bool operator==(const NotCounted &, const NotCounted &) = default;
};

/// Exact counts. Totals are counted, never added up: who is in two rows is once in the total.
struct Table
{
    Question question{};
    Axis rows{};               ///< None: no rows, only the total
    Axis columns{};            ///< None: one column, which is rowTotals
    std::vector<Cell> cells{}; ///< row by row; empty without columns
    std::vector<Cell> rowTotals{};
    std::vector<Cell> columnTotals{}; ///< empty without columns
    Cell total{};
    std::vector<NotCounted> notCounted{};
    base::UtcMs countedAt = 0; ///< by this computer's clock; 0: from a packet
    /// Of what depends on the hour: until when nothing changes by waiting. Nothing: not known, or no hour matters.
    std::optional<base::UtcMs> holdsUntil{};

    [[nodiscard]] const Cell &at(std::size_t row, std::size_t column) const
    {
        return cells[row * columns.codes.size() + column];
    }
    /// Everything but countedAt and holdsUntil.
    friend bool operator==(const Table &one, const Table &other);
};

/// Which cell of a table. No row: all of them, and so the columns.
struct CellPlace
{
    std::optional<QString> row{};
    std::optional<QString> column{};
    friend auto operator<=>(const CellPlace &, const CellPlace &) = default;
};
/// Zeros for a code that is not in the table.
[[nodiscard]] Cell cellAt(const Table &table, const CellPlace &place);

/// The exact figures of several houses together: counts, persons and sums add up (who was in two houses is counted by both,
/// which report_definition says); averages are made anew from the sums, medians cannot be and are left out. Errors:
/// InvalidArgument (tables of different questions, or none).
[[nodiscard]] base::Result<Table> addUp(const std::vector<Table> &tables);
/// The same table with the rows (columns) in another dimension's own order and one for each of its codes, also the empty
/// ones: what is published always has the same rows, so that a missing one says nothing.
[[nodiscard]] Table withAllCodes(Table table);

/// Canonical: equal tables give equal text. For packets and the command line.
[[nodiscard]] QJsonObject toJson(const Table &table);
/// Errors: InvalidArgument (field=…: no such table, or one that does not fit together).
[[nodiscard]] base::Result<Table> tableFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const Question &question);
[[nodiscard]] base::Result<Question> questionFromJson(const QJsonObject &json);

} // namespace indaro::reports
