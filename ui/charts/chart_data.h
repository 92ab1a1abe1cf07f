// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/suppression.h"
#include "core/reports/table.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace indaro::ui::charts {

/// One number of a chart, and of the table beside it.
struct ChartNumber
{
    reports::CellPlace place{};
    std::optional<double> value{}; ///< how long its bar is; nothing: "< 11", hidden, or nothing was measured
    QString text{};                ///< on the bar
    QString inTable{};             ///< the same, with how many it is made of beside an average
};

enum class ChartKind : std::uint8_t {
    None,    ///< the total alone: nothing to compare
    Bars,    ///< one for each row
    Stacked, ///< one for each row, in parts that add up
    Grouped, ///< several for each row: who is in two of them would be twice in a stack, and averages do not add up
    Line     ///< over time
};

/// A counted or published table as it is drawn and read; nothing else is ever drawn [security.md 4 (7)]. A value. Thread:
/// any.
struct ChartData
{
    ChartKind kind = ChartKind::None;
    bool isExact = true;    ///< of a house, not published: for inside [contracts.md 8 (a)]
    QString language{};     ///< en, fr, rn
    QString title{};        ///< of the indicator
    QString period{};       ///< periodText()
    QString measured{};     ///< what the length of a bar is: "people", "average, in days"
    QString inTable{};      ///< the head of a column of ChartNumber::inTable
    QString rowsTitle{};    ///< empty without rows
    QString columnsTitle{}; ///< empty without columns
    QStringList rows{};
    QStringList series{};                    ///< one for each column; empty without columns
    std::vector<ChartNumber> numbers{};      ///< row by row; one for each row without columns
    std::vector<ChartNumber> rowTotals{};    ///< empty without columns
    std::vector<ChartNumber> columnTotals{}; ///< empty without columns
    ChartNumber total{};

    [[nodiscard]] int width() const { return series.isEmpty() ? 1 : int(series.size()); }
    [[nodiscard]] const ChartNumber &at(int row, int column) const { return numbers[std::size_t(row * width() + column)]; }
    /// What a screen reader says of it: "sex: female, age: 18 to 24, people: 12".
    [[nodiscard]] QString spoken(int row, int column) const;
    /// Every row is 0.
    [[nodiscard]] bool isAllZero() const;
};

[[nodiscard]] ChartData chartOf(const reports::Table &table, const QString &language);
[[nodiscard]] ChartData chartOf(const reports::PublishedTable &table, const QString &language);

/// "2026", "Q3 2026" (French "T3 2026"), "07/2026", "05/01/2026 – 03/02/2026".
[[nodiscard]] QString periodText(const reports::Period &period, const QString &language);
/// "12" or "3,5" (English "3.5"): one decimal place where there is any.
[[nodiscard]] QString numberText(double number, const QString &language);
/// The code of a dimension as people read it: labelOf(), and days, months and quarters as dates are written here.
[[nodiscard]] QString codeText(reports::Dimension dimension, const QString &code, const QString &language);

} // namespace indaro::ui::charts
