// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

namespace indaro::reports {

/// The same program is a shelter's or the commission's workstation [issue of the registry 6]: chosen at the first run or in
/// the settings, kept in the record of the house. Store thread.
enum class HouseMode : std::uint8_t { Shelter, Commission };

/// Any account. Errors: the store's.
[[nodiscard]] base::Result<HouseMode> houseMode(casework::Desk &desk);
/// Journal: HouseModeChanged. Errors: AccessRefused (not a director), WrongState (people are registered here: their vault is
/// a shelter's), the store's.
[[nodiscard]] base::Result<void> setHouseMode(casework::Desk &desk, HouseMode mode);

} // namespace indaro::reports
