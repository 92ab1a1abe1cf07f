// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/suppression.h"

namespace indaro::reports {

/// A table as a report writes it, exact or published: where a figure is not told there is none. Private to core/reports.
struct ShownCell
{
    QString text{};
    std::optional<std::int64_t> number{}; ///< nothing: "< 11", or hidden
    std::optional<double> measure{};
    std::int64_t sum = 0; ///< exact ones only
    bool isSmall = false;
};
struct ShownTable
{
    Question question{};
    Axis rows{};
    Axis columns{};
    std::vector<ShownCell> cells{};
    std::vector<ShownCell> rowTotals{};
    std::vector<ShownCell> columnTotals{};
    ShownCell total{};
    std::vector<NotCounted> notCounted{}; ///< exact ones only
    QDate countedOn{};                    ///< exact ones only
    bool isExact = false;
    bool isNothing = false; ///< a quarter nothing is shown of

    [[nodiscard]] const ShownCell &at(std::size_t row, std::size_t column) const
    {
        return cells[row * columns.codes.size() + column];
    }
};
[[nodiscard]] ShownTable shownOf(const Table &table);
[[nodiscard]] ShownTable shownOf(const PublishedTable &table);

} // namespace indaro::reports
