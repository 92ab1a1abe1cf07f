// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/connection.h"

#include <string>
#include <vector>

namespace indaro::sync {

/// What staff must be told because somebody, or something, is not as it should be [security.md 2.12]. Work goes on;
/// the exchange over that road stops until a person has looked.
enum class AlarmKind : std::uint8_t {
    Fork,          ///< two envelopes of one device with one number: a copied laptop, or a server with two faces
    Rollback,      ///< a server or laptop shows less than it did before
    ChainBroken,   ///< an envelope does not follow the one before it
    Forged,        ///< an envelope a laptop of the house did not sign
    CopiedVault,   ///< an envelope in this laptop's name that it did not write
    HouseOnServer, ///< what must stay in the house came from a server
    WrongKey,      ///< the roster gives this laptop a key that is not the one it names
    ReceiptWrong,  ///< a server's receipt for something else than was sent
    ClockAhead,    ///< a laptop whose clock is more than a day ahead
    Contested,     ///< two administrators shut each other out
    NewDevice      ///< a laptop was enrolled: shown everywhere for 30 days
};
/// Stable, for the table and for --json: "fork", "rollback" …
[[nodiscard]] std::string_view alarmName(AlarmKind kind) noexcept;

struct Alarm
{
    std::int64_t id;
    AlarmKind kind;
    std::string detail; ///< harmless: device ids in hex, numbers
    base::UtcMs raisedAt;
};

/// The same alarm is open once; one about a certain envelope, key or laptop that a person has looked at is not raised
/// again. Errors: the store's.
[[nodiscard]] base::Result<void> raiseAlarm(store::Connection &db, AlarmKind kind, std::string_view detail, base::UtcMs now);
/// Not settled yet, oldest first.
[[nodiscard]] base::Result<std::vector<Alarm>> openAlarms(store::Connection &db);
/// A person has looked. Errors: NotFound, and the store's.
[[nodiscard]] base::Result<void> settleAlarm(store::Connection &db, std::int64_t id, base::UtcMs now);

} // namespace indaro::sync
