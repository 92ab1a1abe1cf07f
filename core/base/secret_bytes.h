// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstddef>
#include <span>
#include <utility>

namespace indaro::base {

/// How secret memory is made and destroyed. crypto::initialise() installs libsodium's guarded, locked, self-wiping
/// allocator; base itself knows no crypto library. Without it, making a SecretBytes is a programmer's mistake.
struct SecretAllocator
{
    void *(*allocate)(std::size_t size) = nullptr; ///< null when there is no memory
    void (*release)(void *memory) = nullptr;       ///< wipes, then frees
};
void installSecretAllocator(SecretAllocator allocator) noexcept;
[[nodiscard]] bool hasSecretAllocator() noexcept;

/// A fixed-size secret (key, passphrase) in memory that is locked, guarded and wiped. Movable, never copied silently.
class SecretBytes
{
public:
    SecretBytes() noexcept = default;
    /// `size` zero bytes. Aborts when locked memory is exhausted (sizes are tiny).
    explicit SecretBytes(std::size_t size);
    /// Copies from memory the caller must wipe itself.
    static SecretBytes copyOf(ByteView bytes);
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    [[nodiscard]] SecretBytes clone() const { return copyOf(view()); }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_size == 0; }
    [[nodiscard]] std::span<std::byte> span() noexcept { return {m_data, m_size}; }
    [[nodiscard]] ByteView view() const noexcept { return {m_data, m_size}; }
    [[nodiscard]] const unsigned char *data() const noexcept { return reinterpret_cast<const unsigned char *>(m_data); }
    [[nodiscard]] unsigned char *data() noexcept { return reinterpret_cast<unsigned char *>(m_data); }
    void clear() noexcept;

private:
    std::byte *m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace indaro::base
