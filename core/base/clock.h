// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace indaro::base {

/// Milliseconds since 1970-01-01 UTC. Wall time is only ever a label: laptops have dead clock batteries.
using UtcMs = std::int64_t;

/// Injected everywhere time is read, so that tests can stand in 2009 or 2039.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcMs nowUtc() const = 0;
    /// Never goes back; for measuring idle time and delays. Arbitrary start.
    [[nodiscard]] virtual std::int64_t monotonicMs() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] UtcMs nowUtc() const override;
    [[nodiscard]] std::int64_t monotonicMs() const override;
};

} // namespace indaro::base
