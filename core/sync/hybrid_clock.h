// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sync/operation.h"

namespace indaro::sync {

/// Hybrid logical clock: never goes back, follows the wall clock when that is ahead. A wall clock at 2009 or
/// 2039 changes what is shown as "when", never the order of one device's operations [contracts.md 5].
class HybridClock
{
public:
    HybridClock(const base::Clock &clock, HybridTime last) : m_clock(clock), m_last(last) {}
    [[nodiscard]] HybridTime next();
    /// Follows what another device wrote, so that what is written here next comes after it. A time more than
    /// 24 hours ahead of both the wall clock and everything known before is a wrong clock: it is capped, that
    /// is, does not move this one, and the answer is false [contracts.md 5].
    [[nodiscard]] bool receive(HybridTime time);
    [[nodiscard]] base::UtcMs nowUtc() const { return m_clock.nowUtc(); }
    [[nodiscard]] HybridTime last() const noexcept { return m_last; }

private:
    const base::Clock &m_clock;
    HybridTime m_last;
};

} // namespace indaro::sync
