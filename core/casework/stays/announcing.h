// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/holds.h"

namespace indaro::casework::rows {

/// Parts of the commands of holds.h, in the caller's transaction. Store thread.

/// As announce(), but for who may.
[[nodiscard]] base::Result<sync::RecordId> announceWithin(Desk &desk, const HoldDraft &draft);
/// As refuse(), but for who may.
[[nodiscard]] base::Result<sync::RecordId> refuseWithin(Desk &desk, const HoldDraft &draft, const base::Value &refusal,
                                                        const base::Value &alternatives);
/// Still waiting, or only run out. Errors: UnknownRecord, WrongState.
[[nodiscard]] base::Result<void> checkHoldOpen(Desk &desk, sync::RecordId hold);

} // namespace indaro::casework::rows
