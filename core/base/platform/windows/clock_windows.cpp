// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/platform/windows/handle.h"

namespace indaro::base {

std::int64_t SystemClock::monotonicMs() const
{
    return static_cast<std::int64_t>(::GetTickCount64()); // counts on while the laptop sleeps, as it must
}

} // namespace indaro::base
