// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/padding.h"

#include <sodium.h>

namespace indaro::crypto {

void pad(base::Bytes &bytes, std::size_t block)
{
    INDARO_CHECK(block > 0);
    const std::size_t length = bytes.size();
    const std::size_t padded = (length / block + 1) * block;
    bytes.resize(padded);
    std::size_t written = 0;
    const int rc = sodium_pad(&written, reinterpret_cast<unsigned char *>(bytes.data()), length, block, padded);
    INDARO_CHECK(rc == 0 && written == padded);
}

base::Result<void> unpad(base::Bytes &bytes, std::size_t block)
{
    std::size_t length = 0;
    if (block == 0 || bytes.empty() || bytes.size() % block != 0 ||
        sodium_unpad(&length, reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), block) != 0)
        return base::Error(base::Errc::CryptoBadInput);
    bytes.resize(length);
    return {};
}

} // namespace indaro::crypto
