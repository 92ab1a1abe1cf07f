// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/system_random.h"

#include <sodium.h>

namespace indaro::crypto {

void SystemRandom::fill(std::span<std::byte> buffer)
{
    randombytes_buf(buffer.data(), buffer.size());
}

base::SecretBytes randomSecret(std::size_t size)
{
    base::SecretBytes out(size);
    randombytes_buf(out.data(), out.size());
    return out;
}

std::uint32_t randomBelow(std::uint32_t bound)
{
    return randombytes_uniform(bound);
}

} // namespace indaro::crypto
