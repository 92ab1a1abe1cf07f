// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <algorithm>
#include <array>
#include <string>

/// What every decoder of this library begins and ends with. Private to core/wire.
namespace indaro::wire {

template <std::size_t N> [[nodiscard]] std::array<std::byte, N> takeArray(base::ByteReader &in)
{
    std::array<std::byte, N> out{};
    const base::ByteView bytes = in.raw(N);
    std::copy(bytes.begin(), bytes.end(),
              out.begin()); // nothing when the input ended: then isValid() is false
    return out;
}

template <class Id> [[nodiscard]] Id takeId(base::ByteReader &in)
{
    return *Id::fromBytes(takeArray<Id::Size>(in));
}

[[nodiscard]] inline base::Error damaged(const char *what)
{
    return {base::Errc::WireDamaged, {{"what", std::string(what)}}};
}

[[nodiscard]] inline base::Error tooLarge(std::size_t bytes)
{
    return {base::Errc::WireTooLarge, {{"bytes", static_cast<std::int64_t>(bytes)}}};
}

/// Magic and version. Errors: WireDamaged, WireTooNew.
[[nodiscard]] inline base::Result<void> takeStart(base::ByteReader &in, std::string_view magic, std::uint8_t version)
{
    if (base::asText(in.raw(magic.size())) != magic)
        return damaged("magic");
    const std::uint8_t found = in.u8();
    if (!in.isValid() || found == 0)
        return damaged("version");
    if (found > version)
        return base::Error(base::Errc::WireTooNew, {{"version", static_cast<std::int64_t>(found)}});
    return {};
}

} // namespace indaro::wire
