// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/house.h"
#include "core/exchange/exchange_desk.h"

#include <optional>
#include <vector>

/// A laptop that was lost or stolen [security.md 2.7]. Store thread.
namespace indaro::exchange {

struct PersonAtRisk
{
    QString caseCode;
    QString registerOrder; ///< the line a reader sorts by: arrival of the last stay, ISO, or empty
    bool isMinor = false, isPresent = false;
    bool isCertain = true; ///< the laptop said that it holds this file, or wrote in it; else it may have
};

/// What can be read on the laptop by whoever has it and a passphrase, and who used it.
struct RiskReport
{
    sync::DeviceId device;
    QString name, series;
    bool isShutOut = false;
    std::optional<base::UtcMs> lastNews;
    std::vector<casework::StaffMember> users; ///< who wrote on it; without a staff record: the id alone
    std::vector<PersonAtRisk> people;         ///< by case code
};
/// Errors: NotFound, NotEnrolled, and the store's.
[[nodiscard]] base::Result<RiskReport> loadRisk(casework::Desk &desk, ExchangeDesk &exchange, const sync::DeviceId &device);

/// Shuts it out at what is here of its changes, starts new keys it does not get, and takes the rights of `disabled` away.
/// Errors: RosterRefused (why=…), WrongState (this laptop itself), and the store's.
[[nodiscard]] base::Result<void> shutLaptopOut(casework::Desk &desk, ExchangeDesk &exchange, const sync::DeviceId &device,
                                               const std::vector<sync::UserId> &disabled);

} // namespace indaro::exchange
