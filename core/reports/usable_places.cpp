// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/usable_places.h"

#include "core/casework/desk.h"
#include "core/casework/stays/house_tonight.h"

#include <cmath>

namespace indaro::reports {

using base::Result;
using casework::Desk;

Result<std::optional<int>> usablePlaces(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(casework::Thing::Numbers));
    // The house of everybody, whoever asks: nothing of it but the number leaves this file.
    const sync::ChangeLog::GateLift lift(desk.log);
    Desk whole{desk.log.connection(), desk.log, desk.clock, desk.random, casework::Access::everything()};
    INDARO_TRY_ASSIGN(const auto house, casework::loadHouseTonight(whole));
    const int usable = house.usable();
    return usable > 0 ? std::optional(usable) : std::nullopt;
}

std::optional<int> shareOfPlaces(const Question &question, const std::optional<double> &peopleANight,
                                 const std::optional<int> &places) noexcept
{
    const bool isOfHouse = question.indicator == Indicator::Occupancy && question.filters.empty();
    if (!isOfHouse || !peopleANight || places.value_or(0) <= 0)
        return std::nullopt;
    return int(std::lround(*peopleANight * 100 / *places));
}

} // namespace indaro::reports
