// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/engine.h"

namespace indaro::sync {

/// Section 0 of an envelope: this byte, the heads its writer has not told of yet, the segment's section 0.
inline constexpr std::uint8_t SectionVersion = 1;

/// Of a quarantine line: an envelope from beyond the cut of a laptop that was shut out.
inline constexpr std::string_view RevokedReason = "Revoked";

struct Engine::Opened
{
    std::vector<wire::Head> heads;
    DecodedSegment segment;
};

/// Where a revoked laptop's stream ends; null: before its first envelope.
[[nodiscard]] inline const wire::Cut *cutOf(const wire::RosterDevice &device, Stream stream)
{
    for (const wire::Cut &cut : device.cuts) {
        if (cut.stream == stream)
            return &cut;
    }
    return nullptr;
}

[[nodiscard]] inline bool isAfterCut(const wire::RosterDevice &device, const wire::EnvelopeView &view)
{
    const auto *cut = cutOf(device, view.header.stream);
    return device.isRevoked && (cut == nullptr || view.header.number > cut->number);
}

} // namespace indaro::sync
