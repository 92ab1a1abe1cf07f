// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/suppression.h"

#include <map>
#include <vector>

namespace indaro::reports {

/// The attacker: takes all tables of a release as they will be read, everything the rules of suppression.h say about each
/// figure, and every earlier release of the same year, and asks between which numbers each "< 11" must lie. It is stronger
/// than any reader: what an earlier release said of a figure it uses wherever that is still true, though a reader could not
/// know; and it leaves out only what is not true of the exact figures, for nothing true can be worked out from that.
/// Private to core/reports.

/// What is the same figure wherever it stands, whichever table it is the total of: "new_people/2026?sex=F".
[[nodiscard]] QString figureKey(const Question &question, const CellPlace &place);

/// The cells of a table with the places they stand at, in one order for exact and published ones.
template <class AnyTable, class Visit> void forEachCell(AnyTable &table, Visit visit)
{
    visit(CellPlace{}, table.total);
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        visit(CellPlace{table.rows.codes[row], {}}, table.rowTotals[row]);
        for (std::size_t column = 0; column < table.columns.codes.size(); ++column)
            visit(CellPlace{table.rows.codes[row], table.columns.codes[column]},
                  table.cells[row * table.columns.codes.size() + column]);
    }
    for (std::size_t column = 0; column < table.columns.codes.size(); ++column)
        visit(CellPlace{{}, table.columns.codes[column]}, table.columnTotals[column]);
}

/// Between which numbers something is known to lie.
struct Bounds
{
    double least = 0;
    double most = 0;
    friend bool operator==(const Bounds &, const Bounds &) = default;
};

/// A figure of a release, which may stand in several tables (the total of two of them).
struct Figure
{
    QString key{};
    Shown shown = Shown::Small;
    std::int64_t number = 0;
    bool isOfPersons = true; ///< its small cells are of 0 to 10; else it is small because few people are behind it
    int dimensions = 0;      ///< 0: a total
    std::vector<std::pair<std::size_t, CellPlace>> places{}; ///< table and cell; empty: of an earlier release only
    std::optional<std::int64_t> count{};                     ///< exact; nothing: of an earlier release only
    bool wasSmall = false;                                   ///< in the last release that had it
    std::optional<Bounds> known{};                           ///< from earlier releases
};
/// What somebody knows of a figure shown like this, whatever stands beside it.
[[nodiscard]] Bounds boundsOf(const Figure &figure);
/// Figures that add up: the first is the sum of the others, or at least the largest of them and at most their sum.
struct Sum
{
    std::size_t total = 0;
    std::vector<std::size_t> parts{};
    bool isExact = true;
    bool isComplete = true;   ///< of one that is not exact: every part is here: the total is at most their sum
    bool isDisjoint = false;  ///< of one that is not exact: nobody is in two parts: it is at least their sum
    bool isOfEarlier = false; ///< stands in a table of an earlier release only
};
struct FigureSystem
{
    std::vector<Figure> figures{};
    std::vector<Sum> sums{};
};
/// What is about to be published: `exact` with the same rows and columns as `tables`; `isOpen`: by table, whether rows were
/// left out of it; `earlier`: releases of the same period, oldest first.
struct Audited
{
    const std::vector<PublishedTable> &tables;
    const std::vector<Table> &exact;
    const std::vector<bool> &isOpen;
    const std::vector<Release> &earlier;
    Period period;
};
[[nodiscard]] FigureSystem figuresOf(const Audited &audited);

/// Those of `candidates` an attacker can narrow down to less than LeastWidth, over all tables of the year together. What
/// the exact figures contradict is left out, and nothing else is: a year as the sum of its quarters where a house sent a
/// quarter and no year (what is left of it, that the one is no more than the other, stays), and, where the two do not fit
/// together, tables that only an earlier release has. Nothing: no numbers fit what remains, so that nobody knows what can be
/// worked out, and nothing may be published.
[[nodiscard]] std::optional<std::vector<std::size_t>> weakFigures(const FigureSystem &system,
                                                                  const std::vector<std::size_t> &candidates);
/// The first of `candidates` that is weak as in weakFigures(), and one where no numbers fit; nothing: none is.
[[nodiscard]] std::optional<std::size_t> firstWeakFigure(const FigureSystem &system,
                                                         const std::vector<std::size_t> &candidates);

} // namespace indaro::reports
