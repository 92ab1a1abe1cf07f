// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/padding.h"

#include <sodium.h>

#include <algorithm>
#include <bit>

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

std::size_t padmeSize(std::size_t size) noexcept
{
    if (size < 2)
        return size;
    const auto exponent = static_cast<unsigned>(std::bit_width(size) - 1);
    const auto significant = static_cast<unsigned>(std::bit_width(exponent));
    if (significant >= exponent)
        return size;
    const std::size_t mask = (std::size_t{1} << (exponent - significant)) - 1;
    return (size + mask) & ~mask;
}

std::size_t paddedSize(std::size_t size, std::size_t least) noexcept
{
    return std::max(least, padmeSize(size + 1));
}

void padMe(base::Bytes &bytes, std::size_t least)
{
    const std::size_t padded = paddedSize(bytes.size(), least);
    bytes.push_back(std::byte{0x80});
    bytes.resize(padded);
}

base::Result<void> unpadMe(base::Bytes &bytes, std::size_t least)
{
    // Only called on what a seal has authenticated: there is nothing to be learnt from how long this takes.
    const auto mark = std::find_if(bytes.rbegin(), bytes.rend(), [](std::byte b) { return b != std::byte{0}; });
    if (mark == bytes.rend() || *mark != std::byte{0x80})
        return base::Error(base::Errc::CryptoBadInput);
    const auto size = static_cast<std::size_t>(bytes.rend() - mark) - 1;
    if (paddedSize(size, least) != bytes.size())
        return base::Error(base::Errc::CryptoBadInput);
    bytes.resize(size);
    return {};
}

} // namespace indaro::crypto
