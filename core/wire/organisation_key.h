// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/crypto/sign.h"

#include <string>
#include <string_view>

/// The key pair by which organisations send each other sealed packages [security.md 2.10], PROTOCOL.md.
namespace indaro::wire {

/// The public half: where to seal to, and how to know what the organisation signed.
struct OrganisationKey
{
    crypto::BoxPublicKey box{};
    crypto::SignPublicKey sign{};
    friend auto operator<=>(const OrganisationKey &, const OrganisationKey &) = default;
};
inline constexpr std::size_t OrganisationKeySize = 64;

/// box, then sign.
[[nodiscard]] base::Bytes encodeOrganisationKey(const OrganisationKey &key);
/// Errors: WireDamaged (not 64 bytes).
[[nodiscard]] base::Result<OrganisationKey> decodeOrganisationKey(base::ByteView bytes);
/// BLAKE2b of the 64 bytes under a label: the name of the key in packages and answers.
[[nodiscard]] crypto::Digest fingerprintOf(const OrganisationKey &key);
/// The 30 digits two organisations read to each other once, and again after a change.
[[nodiscard]] std::string comparisonCodeOf(const OrganisationKey &key);

/// One line of text, for an e-mail, a file or a QR: "indaro-key-1:" and 91 characters, the last of them a check.
[[nodiscard]] std::string organisationKeyText(const OrganisationKey &key);
/// White space around and inside does not count: mail programs break lines. Errors: WireDamaged (what=magic, length or
/// check), WireTooNew.
[[nodiscard]] base::Result<OrganisationKey> parseOrganisationKeyText(std::string_view text);

/// Both halves, made from one seed of 32 bytes, which is all that has to be kept.
struct OrganisationSecrets
{
    crypto::BoxKeyPair box;
    crypto::SignKeyPair sign;
    [[nodiscard]] OrganisationKey publicKey() const { return {box.publicKey, sign.publicKey}; }
};
[[nodiscard]] base::SecretBytes makeOrganisationSeed();
/// Errors: CryptoBadInput (the seed is not 32 bytes).
[[nodiscard]] base::Result<OrganisationSecrets> organisationFromSeed(const base::SecretBytes &seed);

/// The file in which an organisation without Indaro keeps its seed, under a passphrase. Takes a second: on a worker thread.
/// Errors: KdfOutOfMemory, KdfParametersRefused.
[[nodiscard]] base::Result<base::Bytes>
sealOrganisationSeed(const base::SecretBytes &seed, const base::SecretBytes &passphrase, const crypto::KdfPolicy &policy);
/// Errors: WireDamaged, WireTooNew, WrongPassphrase (also when the file was changed), KdfOutOfMemory, KdfParametersRefused.
[[nodiscard]] base::Result<base::SecretBytes> openOrganisationSeed(base::ByteView file, const base::SecretBytes &passphrase,
                                                                   const crypto::KdfPolicy &policy);

} // namespace indaro::wire
