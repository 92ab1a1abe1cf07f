// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

/// A batch of operations as bytes: what an envelope seals and a snapshot is cut into. Column by column, one section per
/// compartment, compressed. Section 0 holds the skeleton of all operations (who, when, which record and field, from what)
/// and the values of the Case compartment; the others hold only the values of theirs. SEGMENT.md has the layout.
/// Thread: any; nothing is kept between calls but the compressor's dictionary, made once.
namespace indaro::sync {

inline constexpr std::size_t CompartmentCount = 4;
inline constexpr std::size_t MaxSegmentOperations = 100'000;
inline constexpr std::size_t MaxSegmentValues = 1'000'000; ///< all values of a segment, and rows of its columns
inline constexpr std::size_t MaxSegmentText = 64U << 20U;  ///< bytes of all texts and blobs when written out
inline constexpr std::size_t MaxInflated = 32U << 20U;     ///< one section without compression

/// Compression: 19 for a slow link, 3 where bytes are cheap [sync.md 3].
inline constexpr int SmallestBytes = 19;
inline constexpr int Fastest = 3;

using SectionBytes = std::array<std::optional<base::Bytes>, CompartmentCount>;
using SectionViews = std::array<std::optional<base::ByteView>, CompartmentCount>;
[[nodiscard]] SectionViews viewsOf(const SectionBytes &sections);

/// How a writer names a record the batch does not bring: by the operation that made it, which is shorter than its id.
struct RecordNames
{
    /// The birth of this row of this table, when everybody who reads the batch has it or will; may be empty.
    std::function<std::optional<Dot>(std::uint16_t table, const RecordId &)> birthOf;
    /// Any birth of a row with this id, of whatever table.
    std::function<std::optional<Dot>(const RecordId &)> originOf;
};

/// Canonical: the same operations and names give the same bytes at the same level. Section 0 is always there, another one
/// when it has values. Operations need not be of one device; `writer` is the one that costs nothing.
/// Errors: SegmentTooLarge (more than the limits above allow); UnknownField (a table the schema does not have).
[[nodiscard]] base::Result<SectionBytes> encodeSegment(std::span<const Operation> operations, const DeviceId &writer,
                                                       const Schema &schema, const RecordNames &names, int level);

/// How a reader finds records named by operations it has.
struct RecordLookup
{
    std::function<std::optional<RecordId>(const Dot &)> recordOf;
    /// An operation that was here, or would be, and is let go of for good (an erased person's): what is said about its
    /// record is passed over. May be empty.
    std::function<bool(const Dot &)> isGone;
};

struct DecodedSegment
{
    /// In the writer's order, values complete. Tables and fields of a newer program come out as they were written.
    std::vector<Operation> operations;
    /// The dots of those whose section was not given.
    std::vector<Dot> hidden;
    /// Of these the births whose record the segment names: what belongs to the record may name it by them later.
    std::vector<std::pair<Dot, RecordId>> hiddenBirths;
    /// The dots of those about records that are gone.
    std::vector<Dot> gone;
    /// Records that are hers whose operations were passed over, where the segment says their ids: later ones may name them.
    std::vector<RecordId> goneRecords;
    /// Records named by operations that are not here yet: when not empty, the rest is, and the segment must wait for them.
    std::vector<Dot> missing;
};

/// Never trusts the bytes: every count, length and reference is checked against the limits above, whoever signed them.
/// Errors: SegmentDamaged; SegmentTooNew (a version or a dictionary this program does not have); OutOfMemory.
[[nodiscard]] base::Result<DecodedSegment> decodeSegment(const SectionViews &sections, const DeviceId &writer,
                                                         const Schema &schema, const RecordLookup &lookup);

} // namespace indaro::sync
