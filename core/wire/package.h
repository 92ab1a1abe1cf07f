// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/wire/organisation_key.h"

#include <array>
#include <functional>

namespace indaro::wire {

/// A sealed package between two organisations [security.md 2.10]. Whoever carries it sees the recipient's fingerprint and
/// the padded size, nothing else: who sends it, and for what, is inside. Format: PROTOCOL.md. Thread of all: any.

using PackageId = base::Id<struct PackageTag>;
/// Counts: exact numbers for the commission, nothing of anybody [contracts.md 8 (c)].
enum class PackageKind : std::uint8_t { Referral = 1, CounterReferral = 2, Counts = 3 };

inline constexpr std::string_view PackageDeviceContext = "indaro/v1/referral";
inline constexpr std::string_view PackageHouseContext = "indaro/v1/referral-house";

/// What is signed besides the content.
struct PackageCover
{
    PackageKind kind = PackageKind::Referral;
    PackageId id;
    base::UtcMs madeAt = 0;    ///< the sender's clock, a label
    base::UtcMs expiresAt = 0; ///< from then on nobody opens it
    /// The record of the consent it rests on in the sender's house, zeros: a lawful ground, written inside.
    std::array<std::byte, 16> consent{};
    /// The package it answers, zeros: none.
    std::array<std::byte, 16> inReplyTo{};
};

/// The largest content a package takes.
[[nodiscard]] std::size_t largestPackageContent() noexcept;

/// Seals for one recipient, signed by this laptop and vouched for by its organisation. Errors: WireTooLarge (bytes=…),
/// CryptoBadInput (the recipient's key is one nobody can hold the secret of).
[[nodiscard]] base::Result<base::Bytes> sealPackage(const PackageCover &cover, base::ByteView content,
                                                    const OrganisationKey &recipient, const OrganisationSecrets &sender,
                                                    const crypto::SignKeyPair &device);

/// What the recipient knows, asked while a package is opened.
struct PackageRules
{
    base::UtcMs now = 0;
    std::function<bool(const OrganisationKey &)> isKnownSender; ///< its key is in the directory, and was compared
    std::function<bool(const PackageId &)> wasOpened;           ///< for ever: a package is opened once
};

struct OpenedPackage
{
    PackageCover cover;
    OrganisationKey sender;
    crypto::SignPublicKey device{}; ///< the sender's laptop
    crypto::Digest hash{};          ///< of the whole file: what an answer names
    base::Bytes content;
};

/// Errors, in the order in which they are looked for: WireTooLarge, PackageNotOne (another file), PackageTooNew (version=…),
/// PackageTruncated, PackageWrongRecipient, PackageAltered, PackageSenderUnknown (digits= the 30 of its key, key= its line
/// of text), PackageExpired (at=…), PackageReplayed. Nothing of the content is given out with any of them.
[[nodiscard]] base::Result<OpenedPackage> openPackage(base::ByteView file, const OrganisationSecrets &recipient,
                                                      const PackageRules &rules);

/// BLAKE2b of the whole file.
[[nodiscard]] crypto::Digest packageHash(base::ByteView file);

} // namespace indaro::wire
