// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <span>

namespace indaro::sync {

/// Version 1 of the dictionary for short sections, made by indaro-train-dictionary; a new one gets a new number and the old
/// one stays readable.
inline constexpr std::uint8_t DictionaryVersion = 1;
[[nodiscard]] base::ByteView segmentDictionary();

/// One section: u8 version and method, varint size, then zstd without its magic number, with the dictionary when short.
/// `cuts`: offsets where the statistics of the bytes change. Level 1 … 19.
[[nodiscard]] base::Bytes compressSection(base::ByteView bytes, std::span<const std::size_t> cuts, int level);
/// Errors: SegmentDamaged, SegmentTooNew, OutOfMemory.
[[nodiscard]] base::Result<base::Bytes> inflateSection(base::ByteView section);

} // namespace indaro::sync
