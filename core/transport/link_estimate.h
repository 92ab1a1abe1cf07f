// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace indaro::transport {

/// How fast the link has been, and so how much to send at a time: about what it carries in ten seconds, because a link
/// that drops loses at most the piece under way. Pure.
class LinkEstimate
{
public:
    static constexpr std::size_t Smallest = 8 * 1024;
    static constexpr std::size_t Largest = 1024 * 1024;
    static constexpr std::size_t LargestEnvelope = 32 * 1024;

    /// `bytesPerSecond` as remembered from last time; 0 = unknown.
    explicit LinkEstimate(std::uint64_t bytesPerSecond = 0) : m_rate(static_cast<double>(bytesPerSecond)) {}
    /// A piece went over and was answered.
    void carried(std::size_t bytes, std::int64_t ms);
    /// A piece was lost: smaller ones from now on, until one arrives.
    void dropped();
    [[nodiscard]] std::size_t pieceSize() const;
    /// How large to cut the envelopes of a piece: what a drop costs. An envelope cannot be cut again, and others will fetch
    /// it over worse links, so never large; on a link that has just dropped as small as costs hardly anything twice.
    [[nodiscard]] std::size_t envelopeSize() const;
    [[nodiscard]] bool isFresh() const { return m_rate <= 0 && !m_isShaky; } ///< nothing is known yet
    [[nodiscard]] std::uint64_t bytesPerSecond() const { return static_cast<std::uint64_t>(m_rate); }
    [[nodiscard]] std::optional<std::int64_t> secondsFor(std::uint64_t bytes) const;

private:
    double m_rate;
    unsigned m_drops = 0;
    bool m_isShaky = false;
    std::size_t m_sinceDrop = 0; ///< bytes
};

/// How long to wait before attempt `attempt` (1 = the first repetition): doubling from one second to five minutes, of
/// which a random part between one half and all, so that ten laptops whose power came back do not ask in step.
/// `jitter` in 0 … 1; `wanted`: what the server asked for, in ms.
[[nodiscard]] std::int64_t retryDelayMs(unsigned attempt, double jitter, std::int64_t wanted = 0) noexcept;

} // namespace indaro::transport
