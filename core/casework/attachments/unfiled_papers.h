// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/attachments/attachment_store.h"

namespace indaro::casework {

/// Scans of a paper that came in before anybody said whose it is (referrals/incoming.h): attachments of the compartment of
/// names, of nobody, under a path that says what they came with; given to a file, or gone with what they came with. Store
/// thread. Errors of all: AccessRefused, the store's, and where said.

struct UnfiledPaper
{
    AttachmentKind kind = AttachmentKind::File; ///< Image, or File for a PDF
    QString title{};
    QByteArray content{}; ///< of an image: the bare picture, as of every attachment
};

struct KeptPaper
{
    sync::RecordKey key; ///< for loadAttachment
    AttachmentKind kind = AttachmentKind::File;
    QString title{};
    QString fileName{};
};
/// The oldest first.
[[nodiscard]] base::Result<std::vector<KeptPaper>> listUnfiledPapers(Desk &desk, const QString &path);

namespace rows {
/// In the caller's transaction. Errors: as addAttachment's of its content.
[[nodiscard]] base::Result<KeptAttachment> addUnfiledPaper(Desk &desk, const QString &path, const UnfiledPaper &paper);
/// In the caller's transaction: they are of this file from now on, so that an erasure finds them; the first of them.
[[nodiscard]] base::Result<std::optional<sync::RecordId>> giveUnfiledPapers(Desk &desk, const QString &path,
                                                                            sync::RecordId caseFile);
/// In the caller's transaction.
[[nodiscard]] base::Result<void> dropUnfiledPapers(Desk &desk, const QString &path);
} // namespace rows

} // namespace indaro::casework
