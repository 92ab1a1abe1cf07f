// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace indaro::reports {

/// The one filter everything passes that is published or handed out [security.md 4, contracts.md 8 (b)]:
///  1. a cell of 0 to 10 people is "< 11", zero like any other;
///  2. further cells are hidden until no "< 11" can be narrowed down by adding and subtracting, over all tables of the
///     release and of every earlier one together (disclosure_audit.h plays the attacker, by linear programming, before
///     anything is let out), and no more than that: each of them would, if it were shown, give a small one away; where
///     that is not possible, nothing is published;
///  3. what remains is rounded to 5;
///  4. at most two dimensions and the period, no place below a province, nothing per shelter, no person's own day; of what
///     is not counted in people, the year's total alone; the provinces of one division, for the two together add up;
///  5. of a quarter with fewer than 11 people nothing is shown at all;
///  6. a release is one fixed set of tables; a later one of the same period shows another figure only where it differs by at
///     least 11 from the earlier, else the earlier one stands; a "< 11" stands until it is more than 21, and a country that
///     was not named is named only then: who compares the two releases must not see that a cell went from 10 to 11. What
///     was hidden stays hidden. A figure that has become 10 or fewer is "< 11", whatever it was.
/// Pure functions of tables. Thread: any.

inline constexpr int SmallCount = 10; ///< up to this a cell is "< 11"
/// Of an earlier release: up to this the "< 11" stands.
inline constexpr int SmallStandsUpTo = 2 * SmallCount + 1;
inline constexpr int RoundTo = 5;
/// Whatever an attacker works out of a cell of 0 to 10, the largest and the smallest possible number are this far apart.
inline constexpr int LeastWidth = 6;

enum class Shown : std::uint8_t {
    Number, ///< PublishedCell::number, rounded
    Small,  ///< "< 11"; in a later release perhaps still
    Hidden, ///< more than 10, hidden so that another cell cannot be worked out
    Kept,   ///< the number of the earlier release: it has changed by less than 11, or not at all
};
struct PublishedCell
{
    Shown shown = Shown::Small;
    std::int64_t number = 0;         ///< of Number and Kept; else 0
    std::optional<double> measure{}; ///< average or median, of Number and Kept, rounded to a whole
    friend bool operator==(const PublishedCell &, const PublishedCell &) = default;
    [[nodiscard]] bool isNumber() const { return shown == Shown::Number || shown == Shown::Kept; }
};

/// As Table, after the filter. Charts are drawn from this one, never from rows [security.md 4 (7)].
struct PublishedTable
{
    Question question{};
    Axis rows{};
    Axis columns{};
    std::vector<PublishedCell> cells{}; ///< row by row; empty without columns
    std::vector<PublishedCell> rowTotals{};
    std::vector<PublishedCell> columnTotals{};
    PublishedCell total{};
    bool isEmptyQuarter = false; ///< fewer than 11 people in the quarter: nothing of it is shown

    [[nodiscard]] const PublishedCell &at(std::size_t row, std::size_t column) const
    {
        return cells[row * columns.codes.size() + column];
    }
    friend bool operator==(const PublishedTable &, const PublishedTable &) = default;
};
[[nodiscard]] PublishedCell cellAt(const PublishedTable &table, const CellPlace &place);
/// How a cell is written: "< 11", "…" for Hidden, the number.
[[nodiscard]] QString textOf(const PublishedCell &cell);

/// A line of the list of what was suppressed, which every publication carries.
struct Suppressed
{
    Question question{};
    CellPlace place{};
    Shown why = Shown::Small; ///< Small, Hidden or Kept
    friend bool operator==(const Suppressed &, const Suppressed &) = default;
};

/// What is published of one period.
struct Release
{
    Period period{};
    std::vector<PublishedTable> tables{};
    std::vector<Suppressed> suppressed{};
    [[nodiscard]] const PublishedTable *find(const Question &question) const;
    friend bool operator==(const Release &, const Release &) = default;
};

struct SuppressionOptions
{
    /// Only to show that the attack succeeds without it (tests/core/reports); never off in the product.
    bool isComplementary = true;
};
/// `exact`: all tables of the release, summed; every one of its period or of a part of it. `earlier`: every release of the
/// same period that was published before, oldest first. The same input gives the same release. Errors: InvalidArgument
/// (field=…: a table that is never published: three dimensions by a filter, a dimension that is not publishable, a question
/// twice, a period outside; nothing to publish), FiguresNotSafe (a small figure could be worked out whatever is hidden,
/// because of what was published before).
[[nodiscard]] base::Result<Release> suppress(const Period &period, const std::vector<Table> &exact,
                                             const std::vector<Release> &earlier = {},
                                             const SuppressionOptions &options = {});

/// A table as it is published: always the same rows, and of countries only those that 11 people or more are in. A code that
/// is in no list is "unknown". Called by suppress(); here for who draws a table before.
[[nodiscard]] Table asPublished(const Table &table);

[[nodiscard]] QJsonObject toJson(const Release &release);
/// Errors: InvalidArgument.
[[nodiscard]] base::Result<Release> releaseFromJson(const QJsonObject &json);

} // namespace indaro::reports
