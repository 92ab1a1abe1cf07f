// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <array>
#include <string_view>

namespace indaro::crypto {

using SignPublicKey = std::array<std::byte, 32>;
using Signature = std::array<std::byte, 64>;

/// Ed25519 pair.
struct SignKeyPair
{
    SignPublicKey publicKey{};
    base::SecretBytes secretKey; ///< 64 bytes
};

[[nodiscard]] SignKeyPair makeSignKeyPair();
/// Errors: CryptoBadInput (the seed is not 32 bytes).
[[nodiscard]] base::Result<SignKeyPair> signKeyPairFromSeed(const base::SecretBytes &seed);

/// Signs BLAKE2b-256 of (length of context, context, message). The context names the one job of this signature
/// ("indaro/v1/envelope"), so that it can never be shown as another [security.md 5.6]. 1 … 255 characters.
[[nodiscard]] Signature sign(const SignKeyPair &keys, std::string_view context, base::ByteView message);
/// Errors: CryptoAuthFailed.
[[nodiscard]] base::Result<void> verify(const SignPublicKey &key, std::string_view context, base::ByteView message,
                                        const Signature &signature);

} // namespace indaro::crypto
