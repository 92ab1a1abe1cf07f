// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/hybrid_clock.h"

#include <algorithm>

namespace indaro::sync {

HybridTime HybridClock::next()
{
    // 47 bits of milliseconds reach the year 6429 and keep the number positive in SQLite's signed column.
    constexpr std::int64_t LatestMs = (std::int64_t(1) << 47) - 1;
    const std::int64_t wall = std::clamp<std::int64_t>(m_clock.nowUtc(), 0, LatestMs);
    m_last = std::max(static_cast<HybridTime>(wall) << 16, m_last + 1);
    return m_last;
}

} // namespace indaro::sync
