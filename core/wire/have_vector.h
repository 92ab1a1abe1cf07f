// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/wire/ids.h"

#include <array>
#include <map>
#include <vector>

namespace indaro::wire {

/// What somebody has: per stream of a device the number of the last envelope before the first gap. Absent =
/// nothing.
using HaveVector = std::map<StreamKey, std::uint64_t>;

[[nodiscard]] std::uint64_t numberIn(const HaveVector &vector, const StreamKey &key);
/// Everything in `small` is in `large`.
[[nodiscard]] bool isCoveredBy(const HaveVector &small, const HaveVector &large);

/// u16 count, then device 16, stream u8, number as varint; keys rising, numbers 1 … MaxNumber.
void encodeHaveVector(base::ByteWriter &out, const HaveVector &vector);
/// Errors: WireDamaged, WireTooLarge (entries=…).
[[nodiscard]] base::Result<HaveVector> decodeHaveVector(base::ByteReader &in);

/// LEB128, the shortest form only. Reading a longer form or more than MaxNumber makes `ok` false.
void writeVarint(base::ByteWriter &out, std::uint64_t value);
[[nodiscard]] std::uint64_t readVarint(base::ByteReader &in, bool &ok);

/// The newest envelope somebody saw of a stream: same number with another hash anywhere is proof of a fork, a
/// lower number than before of a rollback [security.md 2.12].
using HashPrefix = std::array<std::byte, 16>;
struct Head
{
    StreamKey key;
    std::uint64_t number;
    HashPrefix hash; ///< first 16 bytes of the envelope hash
    friend bool operator==(const Head &, const Head &) = default;
};
[[nodiscard]] HashPrefix prefixOf(const crypto::Digest &hash);

/// u16 count, then device 16, stream u8, number varint, hash 16; keys rising. Also what a segment carries
/// inside.
void encodeHeads(base::ByteWriter &out, const std::vector<Head> &heads);
/// Errors: WireDamaged, WireTooLarge.
[[nodiscard]] base::Result<std::vector<Head>> decodeHeads(base::ByteReader &in);

/// What a device leaves signed in a folder, so that others know what to write and what may be erased.
struct HaveStatement
{
    ShelterId shelter;
    DeviceId device;  ///< who says it
    base::UtcMs time; ///< a label
    std::vector<Head> heads;
};
inline constexpr std::string_view HaveContext = "indaro/v1/have";
[[nodiscard]] base::Bytes signHaveStatement(const HaveStatement &statement, const crypto::SignKeyPair &keys);

struct HaveStatementView
{
    HaveStatement statement;
    base::ByteView signedPart;
    crypto::Signature signature;
};
/// Errors: WireDamaged, WireTooNew, WireTooLarge.
[[nodiscard]] base::Result<HaveStatementView> parseHaveStatement(base::ByteView bytes);
/// Errors: CryptoAuthFailed.
[[nodiscard]] base::Result<void> verifyHaveStatement(const HaveStatementView &view, const crypto::SignPublicKey &signKey);

} // namespace indaro::wire
