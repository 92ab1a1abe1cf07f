// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/rate_limiter.h"

#include <algorithm>

namespace indaro::relay {

RateLimiter::RateLimiter(double burst, double perSecond, std::size_t most)
    : m_burst(burst), m_perSecond(perSecond), m_most(most)
{
}

bool RateLimiter::allows(const std::string &caller, std::int64_t nowMs, double cost)
{
    if (m_buckets.size() >= m_most && !m_buckets.contains(caller)) {
        forgetFull(nowMs);
        if (m_buckets.size() >= m_most)
            return false; // so many at once is an attack: strangers wait, those already known go on
    }
    auto &bucket = m_buckets.try_emplace(caller, Bucket{m_burst, nowMs}).first->second;
    const double seconds = static_cast<double>(std::max<std::int64_t>(0, nowMs - bucket.at)) / 1000;
    bucket.level = std::min(m_burst, bucket.level + seconds * m_perSecond);
    bucket.at = nowMs;
    if (bucket.level < cost)
        return false;
    bucket.level -= cost;
    return true;
}

void RateLimiter::charge(const std::string &caller, std::int64_t nowMs, double cost)
{
    (void)allows(caller, nowMs, 0);
    if (const auto at = m_buckets.find(caller); at != m_buckets.end())
        at->second.level = std::max(-m_burst, at->second.level - cost);
}

void RateLimiter::forgetFull(std::int64_t nowMs)
{
    std::erase_if(m_buckets, [&](const auto &entry) {
        const double seconds = static_cast<double>(nowMs - entry.second.at) / 1000;
        return entry.second.level + seconds * m_perSecond >= m_burst;
    });
}

} // namespace indaro::relay
