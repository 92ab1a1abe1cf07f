// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/casework/directory/directory.h"
#include "core/wire/signed_directory.h"

#include <vector>

namespace indaro::casework {

/// The directory as a file that is signed by the commission, or by a house, and taken in elsewhere entry by entry, after
/// what it would change was seen [security.md 2.10]. Notes, sources, who verified what, and where a
/// shelter is stay in the house. A telephone never comes with a key: it is how the key is compared. Store thread.
/// Errors of all: AccessRefused, the store's, and where said.

inline constexpr std::size_t MostDirectoryFileBytes = wire::MostDirectoryBytes;

/// What this house knows of organisations that are there, signed with its key. Errors: OrganisationKeyMissing, WireTooLarge.
[[nodiscard]] base::Result<base::Bytes> signedDirectory(Desk &desk);

/// What a file would change of one organisation. Only what it says: an empty line of the file takes nothing away.
struct DirectoryChange
{
    struct Field
    {
        sync::FieldId field;
        QString before;
        QString after;
    };
    DirectoryId entry; ///< in this house; of a new one: as the file names it
    QString name{};
    bool isNew = false;
    std::vector<Field> fields{};
    QString key{}; ///< another key than the one that stands here; the line of it
};
struct DirectoryNews
{
    QString signer{}; ///< as this house calls it; empty: the house itself
    QString digits{}; ///< of the signer's key
    base::UtcMs madeAt = 0;
    std::vector<DirectoryChange> changes{};
};
/// Errors: wire::readSignedDirectory's; PackageSenderUnknown (digits=: the signer's key is not in the directory, or nobody
/// has compared it); InvalidArgument (field=content: it is none).
[[nodiscard]] base::Result<DirectoryNews> readDirectoryFile(Desk &desk, base::ByteView file);
/// Takes in those of these organisations; how many. Each is one transaction, so that what was taken stays when a later one
/// cannot be. A key that comes with it is one nobody has compared. Errors: as readDirectoryFile, model::checkField's.
[[nodiscard]] base::Result<int> takeInDirectoryFile(Desk &desk, base::ByteView file, const std::vector<DirectoryId> &wanted);

} // namespace indaro::casework
