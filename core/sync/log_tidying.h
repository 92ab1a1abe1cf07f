// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/change_log.h"

/// When and how fast the log lets go of what was settled long ago (MERGE.md, "What the log keeps").
namespace indaro::sync {

/// How long the history still tells a value after it was replaced.
inline constexpr base::UtcMs HistoryKept = base::UtcMs(2) * 365 * 24 * 3600 * 1000;
/// Who has gone through the whole log once need not look again before.
inline constexpr base::UtcMs TidyEvery = base::UtcMs(30) * 24 * 3600 * 1000;

/// The sizes keep one step well below what a person notices, so that a save never waits longer than for another save.
struct TidyLimits
{
    std::size_t records = 200; ///< looked at
    std::size_t dropped = 50;
};

struct TidyStep
{
    std::size_t dropped = 0; ///< operations
    bool hasMore = false;    ///< go on with another step when there is time
};

/// One small step through the log, in a transaction of its own: compacts a few records and remembers where it stopped, so
/// that it may end at any step, a lock or a power cut included. To be called after a successful exchange, and again as long
/// as there is more. Does nothing when the last time through began less than TidyEvery ago, or
/// when the clock is more than HistoryKept beyond all that the other laptops have written [contracts.md 5]. Operations that
/// no envelope holds yet, and all that came out of order, stay. Errors: the store's.
[[nodiscard]] base::Result<TidyStep> tidyLog(ChangeLog &log, const TidyLimits &limits = {});

} // namespace indaro::sync
