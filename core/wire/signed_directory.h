// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/wire/organisation_key.h"

namespace indaro::wire {

/// A directory of organisations as a file that anybody may read and nobody can change: signed with the organisation key of
/// whoever gives it out, the commission or a house. PROTOCOL.md. Thread of all: any.

inline constexpr std::string_view DirectoryContext = "indaro/v1/directory";
inline constexpr std::size_t MostDirectoryBytes = 1024 * 1024; ///< of a whole file

struct SignedDirectory
{
    OrganisationKey signer;
    base::UtcMs madeAt = 0; ///< the signer's clock, a label
    base::Bytes content;    ///< UTF-8, JSON (casework/directory/directory_file.h)
};
/// Errors: WireTooLarge.
[[nodiscard]] base::Result<base::Bytes> signDirectory(base::UtcMs madeAt, base::ByteView content,
                                                      const OrganisationSecrets &signer);
/// Errors: WireTooLarge, WireDamaged (what=magic: another file; length; signature: changed since), WireTooNew.
[[nodiscard]] base::Result<SignedDirectory> readSignedDirectory(base::ByteView file);

} // namespace indaro::wire
