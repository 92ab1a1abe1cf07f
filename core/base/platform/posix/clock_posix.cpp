// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <chrono>
#include <ctime>

namespace indaro::base {

std::int64_t SystemClock::monotonicMs() const
{
#ifdef CLOCK_BOOTTIME
    // Linux's steady clock stands still while the laptop sleeps: a night with the lid closed would not lock anything.
    if (std::timespec now{}; clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
#endif
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace indaro::base
