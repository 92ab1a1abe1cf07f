// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <optional>

namespace indaro::base {

/// 16 random bytes, typed by Tag. Not time-ordered: an id must not tell when a person arrived.
/// There is no empty id: "maybe an id" is std::optional<Id<Tag>>.
template <class Tag> class Id
{
public:
    static constexpr std::size_t Size = 16;

    [[nodiscard]] static Id make(Random &random)
    {
        Id id;
        random.fill(id.m_bytes);
        return id;
    }
    [[nodiscard]] static std::optional<Id> fromBytes(ByteView bytes)
    {
        if (bytes.size() != Size)
            return std::nullopt;
        Id id;
        std::copy(bytes.begin(), bytes.end(), id.m_bytes.begin());
        return id;
    }
    /// From base64url, as the command line and the import files write ids.
    [[nodiscard]] static std::optional<Id> fromText(std::string_view text)
    {
        const auto bytes = fromBase64Url(text);
        return bytes ? fromBytes(*bytes) : std::nullopt;
    }
    /// The same bytes under another tag: the identity part of a case has the case's id.
    template <class Other> [[nodiscard]] static Id sameAs(const Id<Other> &other) { return *fromBytes(other.bytes()); }

    [[nodiscard]] ByteView bytes() const noexcept { return m_bytes; }
    [[nodiscard]] std::string toText() const { return toBase64Url(m_bytes); }

    friend auto operator<=>(const Id &, const Id &) = default;

private:
    Id() = default;
    std::array<std::byte, Size> m_bytes{};
};

} // namespace indaro::base

template <class Tag> struct std::hash<indaro::base::Id<Tag>>
{
    std::size_t operator()(const indaro::base::Id<Tag> &id) const noexcept
    {
        std::size_t h = 0; // ids are random, so their first bytes are a hash
        std::memcpy(&h, id.bytes().data(), sizeof h);
        return h;
    }
};
