// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/value.h"
#include "core/sync/schema.h"
#include "core/wire/ids.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace indaro::sync {

// The same ids travel in envelopes and rosters.
using wire::DeviceId;
using wire::DeviceTag;
using wire::UserId;
using wire::UserTag;
using RecordId = base::Id<struct RecordTag>;

/// Milliseconds since 1970 UTC in the upper 48 bits, a counter in the lower 16. Orders what is shown, decides nothing.
using HybridTime = std::uint64_t;

using wire::Stream;

/// contracts.md 1. Resolve and Erase are written by later parts of the product; their numbers are fixed here.
enum class OperationKind : std::uint8_t { Birth = 1, Edit = 2, SetAdd = 3, SetRemove = 4, Delete = 5, Resolve = 6, Erase = 7 };

/// The name of one operation, for ever: who wrote it and as which of his. Sequences count from 1 without gaps.
struct Dot
{
    DeviceId device;
    Stream stream;
    std::uint64_t sequence;
    friend auto operator<=>(const Dot &, const Dot &) = default;
};

/// One row of the change log. `values`: all first values (Birth), the new value (Edit), one code (SetAdd, SetRemove).
struct Operation
{
    OperationKind kind;
    Dot dot;
    HybridTime time;
    UserId user;
    std::uint16_t table;
    RecordId record;
    std::uint16_t field; ///< 0 for Birth and Delete
    std::vector<std::pair<std::uint16_t, base::Value>> values;
    std::optional<Dot> base; ///< the operation whose value this one replaced
};

[[nodiscard]] inline std::int64_t utcMsOf(HybridTime time) noexcept
{
    return static_cast<std::int64_t>(time >> 16);
}

/// u16 count, then field number and value each. Errors (decode): OperationDamaged.
void encodeValues(base::ByteWriter &out, const std::vector<std::pair<std::uint16_t, base::Value>> &values);
[[nodiscard]] base::Result<std::vector<std::pair<std::uint16_t, base::Value>>> decodeValues(base::ByteView bytes);

} // namespace indaro::sync
