// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

namespace indaro::crypto {

inline constexpr std::size_t AeadNonceSize = 24;
inline constexpr std::size_t AeadTagSize = 16;

/// XChaCha20-Poly1305-IETF under a 32-byte key: a fresh random nonce (24), then the ciphertext, then the tag (16).
/// `associated` is authenticated and not stored. The cipher does not commit to its key: a format whose key comes from
/// a passphrase stores a commitment beside it (keyCommitment in hash.h).
[[nodiscard]] base::Bytes sealAead(const base::SecretBytes &key, base::ByteView plain, base::ByteView associated);
/// Errors: CryptoAuthFailed (wrong key, or anything changed), CryptoBadInput (too short to be a sealed text).
[[nodiscard]] base::Result<base::SecretBytes> openAead(const base::SecretBytes &key, base::ByteView sealed,
                                                       base::ByteView associated);

} // namespace indaro::crypto
