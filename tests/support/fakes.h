// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"

#include <cstdint>
#include <random>

namespace indaro::tests {

/// A clock that stands still until told otherwise.
class FakeClock final : public base::Clock
{
public:
    explicit FakeClock(base::UtcMs utc = 1'795'478'400'000) : m_utc(utc) {} ///< 2026-11-24 00:00 UTC
    [[nodiscard]] base::UtcMs nowUtc() const override { return m_utc; }
    [[nodiscard]] std::int64_t monotonicMs() const override { return m_monotonic; }
    void advance(std::int64_t ms)
    {
        m_utc += ms;
        m_monotonic += ms;
    }
    void setUtc(base::UtcMs utc) { m_utc = utc; }

private:
    base::UtcMs m_utc;
    std::int64_t m_monotonic = 1000;
};

/// The same bytes for the same seed.
class SeededRandom final : public base::Random
{
public:
    explicit SeededRandom(std::uint64_t seed) : m_engine(seed) {}
    void fill(std::span<std::byte> buffer) override
    {
        for (auto &b : buffer)
            b = static_cast<std::byte>(m_engine() & 255U);
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace indaro::tests
