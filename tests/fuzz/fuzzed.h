// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/crypto/initialise.h"

#include <cstddef>
#include <cstdint>

/// What every target begins with. Included by one source of each program.
namespace indaro::fuzz {

/// What one input means; a mistake ends the program.
void read(base::ByteView input);

} // namespace indaro::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const bool isReady = indaro::crypto::initialise().hasValue();
    if (isReady)
        indaro::fuzz::read({reinterpret_cast<const std::byte *>(data), size});
    return 0;
}
