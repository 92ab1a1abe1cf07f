// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <array>

namespace indaro::crypto {

inline constexpr std::size_t SealOverhead = 48;
using BoxPublicKey = std::array<std::byte, 32>;

/// X25519 pair: anyone seals to the public half, only the secret half opens.
struct BoxKeyPair
{
    BoxPublicKey publicKey{};
    base::SecretBytes secretKey;
};

[[nodiscard]] BoxKeyPair makeBoxKeyPair();
/// Always the same pair for the same 32-byte seed. Errors: CryptoBadInput (other size).
[[nodiscard]] base::Result<BoxKeyPair> boxKeyPairFromSeed(const base::SecretBytes &seed);
[[nodiscard]] BoxPublicKey boxPublicKeyOf(const base::SecretBytes &secretKey);

/// crypto_box_seal: SealOverhead bytes longer than the text. Says nothing about who sealed it.
/// Errors: CryptoBadInput (the public key is a point nobody can hold the secret of).
[[nodiscard]] base::Result<base::Bytes> sealTo(const BoxPublicKey &recipient, base::ByteView plain);
/// Errors: CryptoAuthFailed, CryptoBadInput (too short).
[[nodiscard]] base::Result<base::SecretBytes> openSealed(const BoxKeyPair &recipient, base::ByteView sealed);

} // namespace indaro::crypto
