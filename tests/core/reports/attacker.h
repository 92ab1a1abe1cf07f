// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/suppression.h"

#include <map>

namespace indaro::tests {

/// Somebody who has read a release, and earlier ones, and the rules of the house: every figure as an interval, everything
/// that adds up as an equation. Knows nothing but what is printed, and shares no line with disclosure_audit.cpp.
struct Guess
{
    double least = 0;
    double most = 0;
    [[nodiscard]] double width() const { return most - least; }
};
/// Of each "< 11" of people: between which numbers it lies. Keys: question and place.
[[nodiscard]] std::map<QString, Guess> attack(const reports::Release &release);
[[nodiscard]] QString keyOf(const reports::Question &question, const reports::CellPlace &place);

} // namespace indaro::tests
