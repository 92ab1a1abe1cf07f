// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

namespace indaro::casework {

/// What is forgotten of nobody's file: what a referral said that nobody filed, and its scans. Deleting takes the rows away
/// and leaves the history, and compaction leaves deleted records as they are: so what they said is taken out of the history,
/// too, on each laptop that hears of the deletion, and the parts of a scan go with it. Store thread.

/// In the caller's transaction. True: something went, and the file is to be written anew (followErasures). Few lookups where
/// nothing was forgotten since. Errors: the store's.
[[nodiscard]] base::Result<bool> letGoOfForgotten(Desk &desk);
/// How often something went on this laptop. Errors: the store's.
[[nodiscard]] base::Result<std::uint64_t> forgottenCount(Desk &desk);

} // namespace indaro::casework
