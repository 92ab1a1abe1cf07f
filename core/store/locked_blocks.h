// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace indaro::store {

/// Puts an allocator of ours in front of SQLCipher's for SQLite's small blocks, once for the process, before its first
/// connection. SQLCipher's memory security [security.md 0.3] locks, wipes and unlocks each allocation by itself: two
/// system calls for every few bytes, dozens for one saved answer, and an unlock that also unlocks whatever else
/// lies on the page. Here small blocks are cut from slabs of whole pages that come from SQLCipher's allocator, so they are
/// locked once and stay locked; each block is wiped when it is freed, as before. Larger blocks go to SQLCipher one by one.
/// Changes nothing when SQLite is already in use in this process: then everything is as SQLCipher does it.
void useLockedBlocks();

/// SQLCipher unlocks the pages of its own keys and contexts when it frees them: after a connection was opened, closed or
/// rekeyed, the pages these shared with other blocks are locked again.
void lockBlocksAgain();

} // namespace indaro::store
