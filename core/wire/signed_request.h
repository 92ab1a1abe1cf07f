// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/sign.h"

#include <span>
#include <string_view>
#include <vector>

/// What requests that a device signs have in common: after their own fields roster blocks, parents first, and a signature
/// over the hash of all of it. Private to core/wire.
namespace indaro::wire {

void writeBlocks(base::ByteWriter &out, std::span<const base::Bytes> blocks);
/// Errors: WireDamaged, WireTooLarge.
[[nodiscard]] base::Result<std::vector<base::Bytes>> takeBlocks(base::ByteReader &in);

/// `out` holds magic, version and the fields.
[[nodiscard]] base::Bytes signRequest(base::ByteWriter out, std::span<const base::Bytes> blocks, std::string_view context,
                                      const crypto::SignKeyPair &keys);

struct RequestEnd
{
    std::vector<base::Bytes> blocks;
    crypto::Signature signature;
    base::ByteView signedPart; ///< into `body`
};
/// `in` stands behind the fields of `body`. Errors: WireDamaged, WireTooLarge.
[[nodiscard]] base::Result<RequestEnd> takeRequestEnd(base::ByteReader &in, base::ByteView body);
/// Errors: CryptoAuthFailed.
[[nodiscard]] base::Result<void> verifyRequest(base::ByteView signedPart, const crypto::Signature &signature,
                                               std::string_view context, const crypto::SignPublicKey &signKey);

} // namespace indaro::wire
