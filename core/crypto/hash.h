// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"

#include <array>
#include <memory>
#include <string_view>

namespace indaro::crypto {

using Digest = std::array<std::byte, 32>;

/// BLAKE2b with 32 bytes of output.
[[nodiscard]] Digest hash(base::ByteView message);
/// The same, keyed: a message authentication code. The key is 32 bytes.
[[nodiscard]] Digest mac(const base::SecretBytes &key, base::ByteView message);
/// BLAKE2b(label) keyed by a secret: tells that a key is the right one without telling the key. Stored beside what a
/// passphrase-derived key seals, because the cipher itself would let one text open under two keys.
[[nodiscard]] Digest keyCommitment(const base::SecretBytes &key, std::string_view label);
/// A 32-byte secret from another one and a label of its purpose.
[[nodiscard]] base::SecretBytes hashSecret(const base::SecretBytes &secret, std::string_view label);

/// Compares in a time that does not depend on the content. Different sizes are unequal.
[[nodiscard]] bool equalConstantTime(base::ByteView a, base::ByteView b) noexcept;
/// Overwrites memory in a way the compiler keeps.
void wipe(std::span<std::byte> memory) noexcept;

/// BLAKE2b-256 of a message in pieces.
class Hasher
{
public:
    Hasher();
    ~Hasher();
    Hasher(const Hasher &) = delete;
    Hasher &operator=(const Hasher &) = delete;
    void update(base::ByteView piece);
    /// Ends the message; nothing may follow.
    [[nodiscard]] Digest finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace indaro::crypto
