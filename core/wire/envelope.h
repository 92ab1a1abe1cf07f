// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/aead.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/wire/ids.h"
#include "core/wire/limits.h"

#include <optional>
#include <vector>

/// The envelope: what a server, a stick or a neighbour carries without being able to read it. Layout in
/// PROTOCOL.md. Thread: any. Views point into the bytes given and live no longer.
namespace indaro::wire {

inline constexpr std::size_t EnvelopeHeaderSize = 108;
inline constexpr std::size_t SectionEntrySize = 37;
inline constexpr std::size_t SignatureSize = 64;
inline constexpr std::string_view EnvelopeContext = "indaro/v1/envelope";

enum class EnvelopeType : std::uint8_t { Operations = 1, Snapshot = 2 };

/// What is signed and visible to everyone on the way. `number` counts a device's envelopes of one stream from
/// 1 without gaps and `prev` is the hash of the one before (all zero for 1). Of a snapshot they count its
/// parts.
struct EnvelopeHeader
{
    EnvelopeType type;
    Stream stream;
    ShelterId shelter;
    DeviceId device;
    std::uint64_t number; ///< 1 … MaxNumber
    crypto::Digest prev{};
};

struct SectionView
{
    Group group;
    crypto::Digest keyId;
    base::ByteView ciphertext; ///< tag included
};

/// An envelope taken apart, nothing verified or decrypted yet.
struct EnvelopeView
{
    EnvelopeHeader header;
    crypto::AeadNonce nonce;
    std::vector<SectionView> sections; ///< group 0 first, groups rising
    base::ByteView associated;         ///< header and section table
    base::ByteView signedPart;         ///< everything before the signature
    crypto::Signature signature;
    base::ByteView whole;
    crypto::Digest hash; ///< of signedPart: the name of the envelope in chains, receipts and manifests

    [[nodiscard]] StreamKey key() const { return {header.device, header.stream}; }
};

/// BLAKE2b-256 keyed with the key over "keyid v1": which epoch key a section needs, and the commitment to it.
[[nodiscard]] crypto::Digest keyIdOf(const base::SecretBytes &key);

/// The length of the envelope that starts here, from its header alone, so that a stream of envelopes can be
/// cut. Empty when fewer than EnvelopeHeaderSize bytes are there. Errors: WireDamaged, WireTooNew,
/// WireTooLarge.
[[nodiscard]] base::Result<std::optional<std::size_t>> envelopeLength(base::ByteView start);

/// The same with whose it is: for going on with an envelope whose end did not come.
struct EnvelopeStart
{
    EnvelopeHeader header;
    std::size_t length;
};
[[nodiscard]] base::Result<std::optional<EnvelopeStart>> envelopeStart(base::ByteView start);

/// Exactly one envelope, nothing after it. Checks form only, never allocates by a length it has not compared
/// with what is there. Errors: WireDamaged (what=…), WireTooNew (version=…), WireTooLarge (bytes=…).
[[nodiscard]] base::Result<EnvelopeView> parseEnvelope(base::ByteView bytes);

/// Did this device sign it? Errors: CryptoAuthFailed.
[[nodiscard]] base::Result<void> verifyEnvelope(const EnvelopeView &envelope, const crypto::SignPublicKey &signKey);

/// The plain text of a section without its padding. Precondition: index < sections.size(); verify first.
/// Errors: WireWrongKey (the section names another key), CryptoAuthFailed (changed), WireDamaged (padding).
[[nodiscard]] base::Result<base::Bytes> openSection(const EnvelopeView &envelope, std::size_t index,
                                                    const base::SecretBytes &key);

struct SectionToSeal
{
    Group group;
    const base::SecretBytes *key; ///< 32 bytes, the group's epoch key; not owned
    base::ByteView plain;         ///< compressed already; padded here
};

/// Pads, seals and signs. `nonce` is crypto::randomNonce() of this one call: it serves every section, whose
/// keys differ. Preconditions: 1 … 4 sections, groups rising from 0, all keys different. Errors: WireTooLarge
/// (bytes=…) when the whole would pass MaxEnvelope.
[[nodiscard]] base::Result<base::Bytes> sealEnvelope(const EnvelopeHeader &header, std::span<const SectionToSeal> sections,
                                                     const crypto::SignKeyPair &signKeys, const crypto::AeadNonce &nonce);

/// The size sealEnvelope would give for plain sections of these sizes: for cutting batches.
[[nodiscard]] std::size_t sealedSize(std::span<const std::size_t> plainSizes);

/// The envelope hash without parsing. Precondition: a whole envelope.
[[nodiscard]] crypto::Digest envelopeHash(base::ByteView envelope);

} // namespace indaro::wire
