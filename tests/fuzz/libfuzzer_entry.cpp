// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "tests/fuzz/fuzzed.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const bool isReady = indaro::crypto::initialise().hasValue();
    if (isReady)
        indaro::fuzz::targets().front().read({reinterpret_cast<const std::byte *>(data), size});
    return 0;
}
