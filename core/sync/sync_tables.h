// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace indaro::sync {

/// What sync keeps beside the change log, as of today; the product's file gets it by its migrations
/// (casework). Of this laptop alone: none of it is ever sent. Devices are 16-byte ids, except in
/// operation_base, which numbers them as `operation` does.
///
/// - operation_base: bases of an operation after its first
/// - conflict, tangled_record: derived by the merge, so that nobody has to look for them
/// - compacted: up to here a device's operations are represented even where their rows are gone
/// - hidden_birth: which records were born in what this laptop may not read
/// - house_only, erased: whose operations stay in the house; records whose late operations are dropped
/// - envelope, envelope_inbox, quarantine: what was sent and received, what waits for a gap to close, what
/// was refused
/// - roster_block, epoch_key: the trust; peer_head, receipt: who is known to hold what; alarm: what staff
/// must be told
[[nodiscard]] base::Result<void> createSyncTables(store::Connection &db);

} // namespace indaro::sync
