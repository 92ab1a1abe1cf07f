// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <cstdint>

namespace indaro::wire {

using ShelterId = base::Id<struct ShelterTag>;
using DeviceId = base::Id<struct DeviceTag>;
using UserId = base::Id<struct UserTag>;

/// The two streams a device writes [contracts.md 3]: `House` never leaves by the internet.
enum class Stream : std::uint8_t { General = 0, House = 1 };
inline constexpr std::uint8_t StreamCount = 2;

/// Which of the four compartments [contracts.md 4]; the numbers are sync::Compartment's.
using Group = std::uint8_t;
inline constexpr Group GroupCount = 4;
/// Bit g set: group g.
using GroupMask = std::uint8_t;
inline constexpr GroupMask AllGroups = 0b1111;

/// One stream of one device: what version vectors count.
struct StreamKey
{
    DeviceId device;
    Stream stream;
    friend auto operator<=>(const StreamKey &, const StreamKey &) = default;
};

} // namespace indaro::wire
