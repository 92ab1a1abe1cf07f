// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/wire/ids.h"

namespace indaro::wire {

inline constexpr std::size_t ReceiptSize = 158;
inline constexpr std::string_view ReceiptContext = "indaro/v1/receipt";

/// A server's signed word that it holds a stream up to an envelope: durable before it is signed. The only
/// proof for which a screen may show "stored by the server".
struct Receipt
{
    ShelterId shelter;
    StreamKey key;
    std::uint64_t number;
    crypto::Digest hash; ///< of envelope `number`
    std::uint64_t total; ///< envelopes the server holds or held of the shelter; never falls
    base::UtcMs time;    ///< the server's clock, a label
    friend bool operator==(const Receipt &, const Receipt &) = default;
};

[[nodiscard]] base::Bytes signReceipt(const Receipt &receipt, const crypto::SignKeyPair &serverKeys);
/// Exactly ReceiptSize bytes, signed by this server. Errors: WireDamaged, WireTooNew, CryptoAuthFailed.
[[nodiscard]] base::Result<Receipt> openReceipt(base::ByteView bytes, const crypto::SignPublicKey &serverKey);

} // namespace indaro::wire
