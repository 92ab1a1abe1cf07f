// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace indaro::crypto {

/// Lengthens to the next multiple of `block` so that a size tells little (ISO/IEC 7816-4, by sodium_pad); at least one
/// byte is added. Precondition: block > 0.
void pad(base::Bytes &bytes, std::size_t block);
/// Undoes pad(). Errors: CryptoBadInput (not padded to this block).
[[nodiscard]] base::Result<void> unpad(base::Bytes &bytes, std::size_t block);

} // namespace indaro::crypto
