// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/segment.h"
#include "core/sync/segment_columns.h"
#include "tests/fuzz/fuzzed.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace indaro {

namespace {

constexpr auto FileFields =
    std::to_array<sync::FieldDefinition>({{1, "label", sync::FieldType::Text}, {2, "rooms", sync::FieldType::Integer}});
constexpr auto NoteFields = std::to_array<sync::FieldDefinition>(
    {{1, "owner", sync::FieldType::Blob}, {2, "text", sync::FieldType::Text}, {3, "size", sync::FieldType::Real}});
constexpr std::array<sync::TableDefinition, 2> Tables{
    {{1, "file", sync::Compartment::Case, FileFields, "", {sync::Ownership::Kind::Itself}},
     {2, "note", sync::Compartment::Identity, NoteFields, "", {sync::Ownership::Kind::Field, 1, 1}, "note:1,2"}}};
const sync::Schema TheSchema{Tables};

bool isSame(const sync::Operation &a, const sync::Operation &b)
{
    const auto rest = [](const sync::Operation &one) {
        return std::tie(one.kind, one.dot, one.time, one.user, one.table, one.record, one.field, one.bases, one.seen);
    };
    return rest(a) == rest(b) && sync::encodeContent(a) == sync::encodeContent(b); // a number that is none equals itself
}

/// A section that was not compressed: the columns themselves are what is changed.
base::Bytes stored(base::ByteView plain)
{
    sync::ColumnWriter out;
    out.varint(1U << 2U);
    out.varint(plain.size());
    out.raw(plain);
    return out.bytes();
}

} // namespace

/// A segment: first byte says how many sections there are and whether they are as they travel, then each with its length.
/// What can be read can be written, and read again as the same.
INDARO_FUZZED(segment, input)
{
    base::ByteReader in(input);
    const auto how = in.u8();
    sync::SectionBytes sections;
    for (std::size_t i = 0; i < sync::CompartmentCount; ++i) {
        if (i != 0 && (how & (1U << i)) == 0)
            continue;
        const std::size_t length = i == sync::CompartmentCount - 1 ? in.remaining() : in.u16();
        const auto bytes = in.raw(std::min(length, in.remaining()));
        sections[i] = (how & 0x80U) != 0 ? base::Bytes(bytes.begin(), bytes.end()) : stored(bytes);
    }
    const auto writer = *sync::DeviceId::fromBytes(base::Bytes(16, std::byte{7}));
    const auto record = *sync::RecordId::fromBytes(base::Bytes(16, std::byte{9}));
    const sync::RecordLookup lookup{
        [&](const sync::Dot &dot) { return dot.sequence % 3 == 0 ? std::nullopt : std::optional(record); },
        [](const sync::Dot &dot) { return dot.sequence % 5 == 0; }};
    const auto decoded = sync::decodeSegment(sync::viewsOf(sections), writer, TheSchema, lookup);
    if (!decoded || !decoded->missing.empty() || !decoded->hidden.empty() || decoded->operations.empty())
        return;
    const auto again = sync::encodeSegment(decoded->operations, writer, TheSchema, {}, sync::Fastest);
    if (!again)
        return; // a table of a newer program, or larger than a writer makes them
    const auto same = sync::decodeSegment(sync::viewsOf(*again), writer, TheSchema, lookup);
    INDARO_CHECK(same && std::equal(same->operations.begin(), same->operations.end(), decoded->operations.begin(),
                                    decoded->operations.end(), isSame));
}

} // namespace indaro
