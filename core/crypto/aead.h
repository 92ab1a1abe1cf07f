// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <array>

namespace indaro::crypto {

inline constexpr std::size_t AeadNonceSize = 24;
inline constexpr std::size_t AeadTagSize = 16;

/// XChaCha20-Poly1305-IETF under a 32-byte key: a fresh random nonce (24), then the ciphertext, then the tag
/// (16). `associated` is authenticated and not stored. The cipher does not commit to its key: a format whose
/// key comes from a passphrase stores a commitment beside it (keyCommitment in hash.h).
[[nodiscard]] base::Bytes sealAead(const base::SecretBytes &key, base::ByteView plain, base::ByteView associated);
/// Errors: CryptoAuthFailed (wrong key, or anything changed), CryptoBadInput (too short to be a sealed text).
[[nodiscard]] base::Result<base::SecretBytes> openAead(const base::SecretBytes &key, base::ByteView sealed,
                                                       base::ByteView associated);

using AeadNonce = std::array<std::byte, AeadNonceSize>;
[[nodiscard]] AeadNonce randomNonce();

/// The same cipher for a format that stores the nonce elsewhere: ciphertext, then tag. A (key, nonce) pair is
/// used once, ever: the nonce is randomNonce() of this message.
[[nodiscard]] base::Bytes sealAeadDetached(const base::SecretBytes &key, const AeadNonce &nonce, base::ByteView plain,
                                           base::ByteView associated);
/// Into ordinary memory, for content as large as a whole segment. Errors: CryptoAuthFailed, CryptoBadInput
/// (too short).
[[nodiscard]] base::Result<base::Bytes> openAeadDetached(const base::SecretBytes &key, const AeadNonce &nonce,
                                                         base::ByteView sealed, base::ByteView associated);

} // namespace indaro::crypto
