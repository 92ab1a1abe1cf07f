// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace indaro::crypto {

/// Lengthens to the next multiple of `block` so that a size tells little (ISO/IEC 7816-4, by sodium_pad); at
/// least one byte is added. Precondition: block > 0.
void pad(base::Bytes &bytes, std::size_t block);
/// Undoes pad(). Errors: CryptoBadInput (not padded to this block).
[[nodiscard]] base::Result<void> unpad(base::Bytes &bytes, std::size_t block);

/// PADME (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
/// PoPETs 2019): the smallest size not below `size` whose number has at most about log2 log2 significant
/// bits. Costs at most 12 %, tells O(log log size) bits of the size.
[[nodiscard]] std::size_t padmeSize(std::size_t size) noexcept;
/// What padMe() makes of this many bytes; at least `least`.
[[nodiscard]] std::size_t paddedSize(std::size_t size, std::size_t least) noexcept;
/// Byte 80, then zeros, up to padmeSize of the size with that byte, or up to `least`. At least one byte is
/// added.
void padMe(base::Bytes &bytes, std::size_t least);
/// Undoes padMe(); takes only what padMe() with the same `least` writes. Errors: CryptoBadInput.
[[nodiscard]] base::Result<void> unpadMe(base::Bytes &bytes, std::size_t least);

} // namespace indaro::crypto
