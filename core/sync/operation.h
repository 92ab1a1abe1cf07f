// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/value.h"
#include "core/sync/schema.h"
#include "core/wire/ids.h"

#include <compare>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace indaro::sync {

// The same ids travel in envelopes and rosters.
using wire::DeviceId;
using wire::DeviceTag;
using wire::UserId;
using wire::UserTag;
using RecordId = base::Id<struct RecordTag>;

/// Milliseconds since 1970 UTC in the upper 48 bits, a counter in the lower 16. Orders what is shown, decides
/// nothing.
using HybridTime = std::uint64_t;

using wire::Stream;

/// contracts.md 1.
enum class OperationKind : std::uint8_t {
    Birth = 1,
    Edit = 2,
    SetAdd = 3,
    SetRemove = 4,
    Delete = 5,
    Resolve = 6,
    Erase = 7
};

/// The name of one operation, for ever: who wrote it and as which of his. Sequences count from 1 without
/// gaps.
struct Dot
{
    DeviceId device;
    Stream stream;
    std::uint64_t sequence;
    friend auto operator<=>(const Dot &, const Dot &) = default;
};

/// A field's number and what it became.
using FieldValue = std::pair<std::uint16_t, base::Value>;

/// One row of the change log. What the kinds hold is in MERGE.md: `values` are all first values (Birth), the
/// new value (Edit), one code (SetAdd, SetRemove), what was decided (Resolve: one value; several re-open what
/// was settled).
struct Operation
{
    OperationKind kind;
    Dot dot;
    HybridTime time;
    UserId user;
    std::uint16_t table;
    RecordId record;
    std::uint16_t field; ///< 0 for Birth, Delete, Erase, and the Resolve of a deletion
    std::vector<FieldValue> values;
    std::vector<Dot> bases; ///< the operations whose values this one replaced: what its writer had before them
    /// Delete: per device and stream the last operation of this record its writer held. The Delete's own
    /// device and stream are left out: it covers everything earlier of those.
    std::vector<Dot> seen;
};

/// What a Resolve of field 0 says: the record stays in spite of a Delete.
inline constexpr std::string_view KeepRecord = "keep";
/// Beside KeepRecord when such a decision is undone.
inline constexpr std::string_view DeleteRecord = "delete";

/// True when a Delete's writer knew `other` (of the same record).
[[nodiscard]] bool covers(const Operation &deletion, const Dot &other) noexcept;

/// Orders what is shown: later time, then device, stream, sequence. Total: no two operations are equal in it.
[[nodiscard]] bool isShownBefore(const Operation &a, const Operation &b) noexcept;

[[nodiscard]] inline std::int64_t utcMsOf(HybridTime time) noexcept
{
    return static_cast<std::int64_t>(time >> 16);
}

/// u16 count, then field number and value each. Errors (decode): OperationDamaged.
void encodeValues(base::ByteWriter &out, const std::vector<FieldValue> &values);
[[nodiscard]] base::Result<std::vector<FieldValue>> decodeValues(base::ByteView bytes);

/// The log's `content` column: the values, or what a Delete had seen (nothing at all when that is empty).
[[nodiscard]] base::Bytes encodeContent(const Operation &operation);
/// Fills `values` or `seen`; `kind` is set already. Errors: OperationDamaged.
[[nodiscard]] base::Result<void> decodeContent(base::ByteView bytes, Operation &operation);

} // namespace indaro::sync
