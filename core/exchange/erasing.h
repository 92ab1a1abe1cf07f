// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/erasure.h"
#include "core/casework/people/person_draft.h"
#include "core/exchange/exchange_desk.h"

#include <optional>
#include <string_view>
#include <vector>

/// Erasing one person everywhere [decisions.md 16], and what has come of it. Store thread.
namespace indaro::exchange {

struct Erasure
{
    QString name; ///< "E-BCDF-2": the second that was ordered on this laptop. Says nothing of whom
    sync::ErasureOrder order;
    std::optional<sync::UserId> author; ///< none where the laptop was in no house
    casework::ErasureCertificate certificate;
    std::vector<sync::DeviceId> unreachable; ///< shut out before they confirmed: what is on them stays on them
};

/// Errors: RosterRefused (why=…) when the house has not given the person who is signed in the right. Who works alone may.
[[nodiscard]] base::Result<void> mayErase(casework::Desk &desk, ExchangeDesk &exchange);

/// Two people have agreed [contracts.md 9]; `agreed` is what the audit keeps of it, with the order's name and never hers.
/// The line is written first: an order nobody wrote down would be worse than the line of one that failed.
/// Errors: mayErase's, sync::orderErasure's, and the store's.
[[nodiscard]] base::Result<Erasure> erasePerson(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person,
                                                std::string_view agreed);

/// Those ordered on this laptop, oldest first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<Erasure>> loadErasures(casework::Desk &desk, ExchangeDesk &exchange);

/// Drops the old keys of every erasure all laptops have confirmed: due when a vault of a house opens. Whoever has not the
/// right leaves it to the next who has. Errors: the store's.
[[nodiscard]] base::Result<void> finishErasures(casework::Desk &desk, sync::Trust &trust);

} // namespace indaro::exchange
