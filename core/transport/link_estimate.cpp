// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/link_estimate.h"

#include <algorithm>
#include <cmath>

namespace indaro::transport {

namespace {
constexpr double PieceSeconds = 10;
constexpr std::size_t FirstPiece = 64 * 1024;
constexpr std::size_t FirstEnvelope = 16 * 1024;
constexpr std::size_t Steady = 512 * 1024; // carried without a drop: the link may be trusted again
constexpr std::int64_t FirstDelay = 1000;
constexpr std::int64_t LongestDelay = 5 * 60 * 1000;
constexpr std::size_t WorthMeasuring = 1024; // less says how long a round trip is, not how fast the link is
} // namespace

void LinkEstimate::carried(std::size_t bytes, std::int64_t ms)
{
    m_drops = 0;
    m_sinceDrop += bytes;
    m_isShaky = m_isShaky && m_sinceDrop < Steady;
    if (bytes < WorthMeasuring)
        return;
    const double rate = static_cast<double>(bytes) * 1000.0 / static_cast<double>(std::max<std::int64_t>(ms, 1));
    m_rate = m_rate > 0 ? 0.5 * m_rate + 0.5 * rate : rate;
}

void LinkEstimate::dropped()
{
    ++m_drops;
    m_isShaky = true;
    m_sinceDrop = 0;
}

std::size_t LinkEstimate::pieceSize() const
{
    const double usual =
        m_rate > 0 ? std::min(m_rate * PieceSeconds, static_cast<double>(Largest)) : static_cast<double>(FirstPiece);
    const double now = std::ldexp(usual, -static_cast<int>(std::min(m_drops, 16U)));
    return std::clamp(static_cast<std::size_t>(std::min(now, static_cast<double>(Largest))), Smallest, Largest);
}

std::size_t LinkEstimate::envelopeSize() const
{
    if (m_isShaky)
        return Smallest;
    return m_rate > 0 ? std::clamp(pieceSize() / 2, Smallest, LargestEnvelope) : FirstEnvelope;
}

std::optional<std::int64_t> LinkEstimate::secondsFor(std::uint64_t bytes) const
{
    if (m_rate < 1)
        return std::nullopt;
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(bytes) / m_rate));
}

std::int64_t retryDelayMs(unsigned attempt, double jitter, std::int64_t wanted) noexcept
{
    const unsigned doublings = std::min(attempt > 0 ? attempt - 1 : 0U, 16U);
    const std::int64_t whole = std::min(FirstDelay << doublings, LongestDelay);
    const auto part = static_cast<std::int64_t>(static_cast<double>(whole) * (0.5 + 0.5 * std::clamp(jitter, 0.0, 1.0)));
    return std::max(part, std::min(wanted, LongestDelay));
}

} // namespace indaro::transport
