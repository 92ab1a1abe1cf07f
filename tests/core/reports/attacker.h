// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/suppression.h"

#include <functional>
#include <map>
#include <optional>

namespace indaro::tests {

/// Somebody who has read a release, and earlier ones, and the rules of the house: every figure as an interval, everything
/// that adds up as an equation. Knows nothing but what is printed, and shares no line with disclosure_audit.cpp.
struct Guess
{
    double least = 0;
    double most = 0;
    [[nodiscard]] double width() const { return most - least; }
};
/// What else somebody knows.
struct Knowledge
{
    /// Of a year and its four quarters.
    enum class Quarters {
        AddUp,  ///< every house sent each of them
        Fewer,  ///< of a quarter a house is missing
        Further ///< of the year a house is missing
    };
    Quarters quarters = Quarters::AddUp;
    std::vector<reports::Release> earlier{}; ///< oldest first
    /// Which figures of them still hold, for nobody has come or gone there. Without it: none does.
    std::function<bool(const reports::Question &, const reports::CellPlace &, const reports::PublishedCell &)> holds{};
};
/// Of each "< 11" of people: between which numbers it lies. Keys: question and place. Nothing: what is printed does not fit
/// what is known, so that nobody has attacked anything.
[[nodiscard]] std::optional<std::map<QString, Guess>> attack(const reports::Release &release,
                                                             const Knowledge &knowledge = {});
[[nodiscard]] QString keyOf(const reports::Question &question, const reports::CellPlace &place);

} // namespace indaro::tests
