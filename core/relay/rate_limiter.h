// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace indaro::relay {

/// A bucket per caller that fills with time: so many requests at once, so many a second in the long run. In
/// memory only and never logged; a caller that is quiet for long is forgotten, and the table never grows
/// beyond `most` callers. Thread: one at a time.
class RateLimiter
{
public:
    RateLimiter(double burst, double perSecond, std::size_t most = 20'000);
    /// Takes `cost` from the caller's bucket; false when it is empty. `nowMs` is monotonic.
    [[nodiscard]] bool allows(const std::string &caller, std::int64_t nowMs, double cost = 1);
    /// Takes `cost` in any case, into debt of at most one burst: for what turned out wrong afterwards.
    void charge(const std::string &caller, std::int64_t nowMs, double cost);
    [[nodiscard]] std::size_t size() const { return m_buckets.size(); }

private:
    struct Bucket
    {
        double level;
        std::int64_t at;
    };
    void forgetFull(std::int64_t nowMs);
    double m_burst;
    double m_perSecond;
    std::size_t m_most;
    std::map<std::string, Bucket> m_buckets;
};

} // namespace indaro::relay
