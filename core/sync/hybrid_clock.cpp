// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/hybrid_clock.h"

#include <algorithm>

namespace indaro::sync {

namespace {

constexpr HybridTime Day = HybridTime(24) * 60 * 60 * 1000 << 16;

HybridTime wallTime(const base::Clock &clock)
{
    // 47 bits of milliseconds reach the year 6429 and keep the number positive in SQLite's signed column.
    constexpr std::int64_t LatestMs = (std::int64_t(1) << 47) - 1;
    return static_cast<HybridTime>(std::clamp<std::int64_t>(clock.nowUtc(), 0, LatestMs)) << 16;
}

} // namespace

HybridTime HybridClock::next()
{
    m_last = std::max(wallTime(m_clock), m_last + 1);
    return m_last;
}

bool HybridClock::receive(HybridTime time)
{
    if (time > std::max(wallTime(m_clock), m_last) + Day)
        return false;
    m_last = std::max(m_last, time);
    return true;
}

} // namespace indaro::sync
