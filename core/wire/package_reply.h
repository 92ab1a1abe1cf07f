// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/package.h"

#include <string>

namespace indaro::wire {

/// What the recipient of a package says about it: a file it gives back, which nobody but the sender can open, signed by
/// the recipient's organisation over the package's id and hash. PROTOCOL.md. Thread of all: any.

enum class PackageAnswer : std::uint8_t { Received = 1, Accepted = 2, Refused = 3 };
inline constexpr std::string_view PackageReplyContext = "indaro/v1/referral-answer";

struct PackageReply
{
    PackageId package;
    crypto::Digest hash{}; ///< packageHash of the file that was opened
    PackageAnswer answer = PackageAnswer::Received;
    base::UtcMs at = 0;   ///< the recipient's clock, a label
    std::string reason{}; ///< codelist referral_refusal, where it is refused
    std::string number{}; ///< what the recipient calls the referral
    std::string note{};   ///< UTF-8, no story of a person
};
inline constexpr std::size_t MaxReplyCode = 64;   ///< bytes of reason and of number
inline constexpr std::size_t MaxReplyNote = 2000; ///< bytes

/// `sender`: who sent the package. Errors: TextTooLong (field=reason, number or note; limit=…), CryptoBadInput (the key is
/// one nobody can hold the secret of).
[[nodiscard]] base::Result<base::Bytes> sealPackageReply(const PackageReply &reply, const OrganisationKey &sender,
                                                         const OrganisationSecrets &recipient);

struct OpenedReply
{
    PackageReply reply;
    OrganisationKey signer; ///< to be compared with whom the package was sealed to
};
/// Errors: PackageNotOne, PackageTooNew, PackageTruncated, PackageWrongRecipient, PackageAltered, WireTooLarge.
[[nodiscard]] base::Result<OpenedReply> openPackageReply(base::ByteView file, const OrganisationSecrets &sender);

/// Which of the two a file is, by its first bytes.
enum class OrganisationFile : std::uint8_t { Neither, Package, Reply };
[[nodiscard]] OrganisationFile organisationFileOf(base::ByteView file) noexcept;

} // namespace indaro::wire
