// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret_bytes.h"

#include "core/base/error.h"

#include <algorithm>

namespace indaro::base {

namespace {
SecretAllocator g_allocator;
}

void installSecretAllocator(SecretAllocator allocator) noexcept
{
    g_allocator = allocator;
}

bool hasSecretAllocator() noexcept
{
    return g_allocator.allocate != nullptr;
}

SecretBytes::SecretBytes(std::size_t size) : m_size(size)
{
    if (size == 0)
        return;
    INDARO_CHECK(g_allocator.allocate != nullptr);
    m_data = static_cast<std::byte *>(g_allocator.allocate(size));
    INDARO_CHECK(m_data != nullptr);
    std::fill_n(m_data, size, std::byte{0});
}

SecretBytes SecretBytes::copyOf(ByteView bytes)
{
    SecretBytes out(bytes.size());
    std::copy(bytes.begin(), bytes.end(), out.m_data);
    return out;
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        clear();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    clear();
}

void SecretBytes::clear() noexcept
{
    if (m_data != nullptr)
        g_allocator.release(m_data);
    m_data = nullptr;
    m_size = 0;
}

} // namespace indaro::base
