// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// How a column of a segment begins: what its writer and its reader share (SEGMENT.md, "Values").
namespace indaro::sync {

// First byte of a column of numbers.
enum IntForm : std::uint8_t { IntConstant = 0, IntPlain = 1, IntDelta = 2, IntReferred = 3 };
// First byte of a column of texts.
enum TextForm : std::uint8_t {
    TextConstant = 0,
    TextDistinct = 1,
    TextJoined = 2,
    TextFixed = 3,
    TextDays = 4,
    TextNumbered = 5,
    TextSame = 6
};

} // namespace indaro::sync
