// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/wire/ids.h"

#include <vector>

/// How two laptops of a shelter find out, on a network nobody vouches for, that they talk to each other: each signs what
/// it is and the certificate of this very connection with the key the roster names. PROTOCOL.md.
namespace indaro::wire {

inline constexpr std::string_view HouseOfferContext = "indaro/v1/house-offer";
inline constexpr std::string_view HouseVisitContext = "indaro/v1/house-visit";

/// GET /v1/house, from the laptop that offers. `certificate`: SHA-256 of the public key its TLS shows.
struct HouseOffer
{
    DeviceId device;
    crypto::Digest certificate{};
};
[[nodiscard]] base::Bytes signHouseOffer(const HouseOffer &offer, const crypto::SignKeyPair &keys);
struct HouseOfferView
{
    HouseOffer offer;
    base::ByteView signedPart;
    crypto::Signature signature{};
};
/// Errors: WireDamaged, WireTooNew.
[[nodiscard]] base::Result<HouseOfferView> parseHouseOffer(base::ByteView body);
/// Errors: CryptoAuthFailed.
[[nodiscard]] base::Result<void> verifyHouseOffer(const HouseOfferView &view, const crypto::SignPublicKey &signKey);

/// POST /v1/house, from the laptop that comes: good for the connection with that certificate and no other. The blocks are
/// for the case that it was let in since the two last met.
struct HouseVisit
{
    ShelterId shelter;
    DeviceId device;
    crypto::Digest certificate{};
    std::vector<base::Bytes> rosterBlocks;
};
[[nodiscard]] base::Bytes signHouseVisit(const HouseVisit &visit, const crypto::SignKeyPair &keys);
struct HouseVisitView
{
    HouseVisit visit;
    base::ByteView signedPart;
    crypto::Signature signature{};
};
/// Errors: WireDamaged, WireTooNew, WireTooLarge.
[[nodiscard]] base::Result<HouseVisitView> parseHouseVisit(base::ByteView body);
/// Errors: CryptoAuthFailed.
[[nodiscard]] base::Result<void> verifyHouseVisit(const HouseVisitView &view, const crypto::SignPublicKey &signKey);

} // namespace indaro::wire
