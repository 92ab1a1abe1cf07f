// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"

#include <optional>

namespace indaro::casework {
struct Desk;
} // namespace indaro::casework

namespace indaro::reports {

/// How full the house is [domain.md 3.9]: the people of an average night against the places that can be slept in today. How
/// many there were on an earlier night nobody keeps, so whoever shows the share says that it is of today's. Never in a
/// packet: it is no part of a table.

/// The places of the rooms for residents that can be used now, whoever asks; nothing: no place is set up. Store thread.
/// Errors: AccessRefused (thing=numbers), the store's.
[[nodiscard]] base::Result<std::optional<int>> usablePlaces(casework::Desk &desk);

/// In percent, above 100 where more people slept in the house than it has places. Nothing: another indicator, only some of
/// the people, no night that is over, no place. Thread: any.
[[nodiscard]] std::optional<int> shareOfPlaces(const Question &question, const std::optional<double> &peopleANight,
                                               const std::optional<int> &places) noexcept;

} // namespace indaro::reports
