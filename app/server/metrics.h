// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/exchange.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

namespace indaro::server {

/// Counters since the start, without any label that tells a shelter, a device or an address. Thread: any.
class Metrics
{
public:
    std::atomic<std::int64_t> connectionsOpen{0};
    std::atomic<std::uint64_t> connections{0};
    std::atomic<std::uint64_t> evicted{0};     ///< slow connections closed to make room
    std::atomic<std::uint64_t> timedOut{0};    ///< too slow
    std::atomic<std::uint64_t> rateLimited{0}; ///< answered 429
    std::atomic<std::uint64_t> overloaded{0};  ///< answered 503 because too much was waiting
    std::atomic<std::int64_t> bodyBytes{0};    ///< in memory now
    std::atomic<std::uint64_t> bytesIn{0};
    std::atomic<std::uint64_t> bytesOut{0};

    void countReply(int status);
    void countItem(wire::ItemStatus status);
    void countSent(std::uint64_t envelopes) { m_sent += envelopes; }

    /// Prometheus text format.
    [[nodiscard]] std::string text() const;

private:
    std::array<std::atomic<std::uint64_t>, 6> m_replies{}; ///< by hundreds
    std::array<std::atomic<std::uint64_t>, wire::ItemStatusCount> m_items{};
    std::atomic<std::uint64_t> m_sent{0};
};

} // namespace indaro::server
