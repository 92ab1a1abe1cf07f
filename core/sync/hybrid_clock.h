// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sync/operation.h"

namespace indaro::sync {

/// Hybrid logical clock: never goes back, follows the wall clock when that is ahead. A wall clock at 2009 or 2039
/// changes what is shown as "when", never the order of one device's operations [contracts.md 5].
class HybridClock
{
public:
    HybridClock(const base::Clock &clock, HybridTime last) : m_clock(clock), m_last(last) {}
    [[nodiscard]] HybridTime next();
    [[nodiscard]] HybridTime last() const noexcept { return m_last; }

private:
    const base::Clock &m_clock;
    HybridTime m_last;
};

} // namespace indaro::sync
