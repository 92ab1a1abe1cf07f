// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/sync/erasure_order.h"

namespace indaro::casework {

/// What an erasure [decisions.md 16, contracts.md 6] has to reach beside the records themselves, which go with the operation
/// (sync/snapshot.h) on every laptop it comes to: what was typed and is no record yet, and what lines of the audit say. The
/// lines stay, and the chain over them verifies. What was forgotten of nobody's file goes as well (retention/forgotten.h).
/// Then the file is written anew, so that no page keeps what was on it. Call it after operations came and at the start of
/// every exchange; a few lookups when nothing was erased since. Transactions of its own. Errors: the store's.
[[nodiscard]] base::Result<void> followErasures(Desk &desk);

/// What the certificate of an erasure has to say [decisions.md 16].
struct ErasureCertificate
{
    base::UtcMs orderedAt;
    sync::ErasureProgress progress; ///< which laptops have confirmed, and whom it waits for
    /// Copies of a vault are out of reach of every laptop and server: a backup on a stick or on another disk that was made
    /// before this moment still holds her, until it is destroyed or let expire. Until all have confirmed: the present, for
    /// a laptop that has not been reached goes on writing backups with her in them.
    base::UtcMs backupsBefore;
};
/// Errors: the store's.
[[nodiscard]] base::Result<ErasureCertificate> certificateOf(Desk &desk, sync::Trust &trust,
                                                             const sync::ErasureOrder &order);

} // namespace indaro::casework
