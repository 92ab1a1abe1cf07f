// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/suppression.h"

#include <map>
#include <vector>

namespace indaro::reports {

/// The attacker: takes all tables of a release as they will be read, with everything the rules of suppression.h say about
/// each figure, and asks between which numbers each "< 11" must lie. Private to core/reports.

/// A figure of a release, which may stand in several tables (the total of two of them).
struct Figure
{
    QString key{}; ///< "new_people/2026?sex=F": the same text for the same figure
    Shown shown = Shown::Small;
    std::int64_t number = 0;
    bool isOfPersons = true; ///< its small cells are of 0 to 10; else it is small because few people are behind it
    int dimensions = 0;      ///< 0: a total
    std::vector<std::pair<std::size_t, CellPlace>> places{}; ///< table and cell
};
/// Figures that add up: the first is the sum of the others, or at least the largest of them and at most their sum.
struct Sum
{
    std::size_t total = 0;
    std::vector<std::size_t> parts{};
    bool isExact = true;
    bool isComplete = true; ///< of one that is not exact: every part is among them, so the total is at most their sum
    std::optional<std::size_t> table{}; ///< it stands in; nothing: a year and its quarters
};
struct FigureSystem
{
    std::vector<Figure> figures{};
    std::vector<Sum> sums{};
};
/// `isOpen`: by table, whether rows were left out of it.
[[nodiscard]] FigureSystem figuresOf(const std::vector<PublishedTable> &tables, const std::vector<bool> &isOpen,
                                     const Period &period);

/// Those of `candidates` an attacker can narrow down to less than LeastWidth. Where the figures contradict each other (an
/// earlier one was kept, a house sent a quarter and no year), each table is attacked by itself.
[[nodiscard]] std::vector<std::size_t> weakFigures(const FigureSystem &system, const std::vector<std::size_t> &candidates);

} // namespace indaro::reports
