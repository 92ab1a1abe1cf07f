// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/casework/desk.h"
#include "core/sync/operation.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::casework {

/// What the house reads: laws, procedures, guides of the referral mechanism, leaflets [issue 6, 8]. Files that name nobody,
/// cut into parts of the vault like everything else, so that they travel to the other laptops and are never a file on the
/// disk. A document is never changed: another text is another version, and the older ones stay readable. Everybody reads it;
/// who keeps the forms of the house (Thing::Forms) takes in. Store thread unless said otherwise; errors of all: the store's,
/// and where said.

using LibraryId = sync::RecordId;

/// As of attachments: a slow line carries 8 MiB in an hour, and holds up what was written behind it.
inline constexpr qint64 LargestLibraryFile = qint64{8} * 1024 * 1024;
/// Of a file for another house.
inline constexpr qint64 LargestLibraryBundle = qint64{64} * 1024 * 1024;

struct NewLibraryDocument
{
    base::Value title{}; ///< needed
    base::Value kind{};  ///< codelist library_kind; needed
    base::Value language{};
    base::Value version{};
    base::Value publishedOn{};
    base::Value issuer{};
    base::Value source{}; ///< where it was taken from
    base::Value words{};  ///< by which it is found as well
    std::optional<LibraryId> replaces{};
    QByteArray content{}; ///< a PDF, a bare picture (isBarePicture), or text in UTF-8
};
struct KeptDocument
{
    LibraryId id;
    bool wasThere = false; ///< the same bytes were kept before; nothing was written
};
/// Keeps it whole or not at all. Errors: AccessRefused, InvalidArgument (table=, field= of what is missing; nothing in the
/// file; a picture that says more than it shows), FileTooLarge (limit=), MediaTypeRefused (wanted=document, type=),
/// PictureDamaged, UnknownRecord (what it replaces), WrongState (that was replaced already), model::checkField's.
[[nodiscard]] base::Result<KeptDocument> addToLibrary(Desk &desk, const NewLibraryDocument &document);

struct LibraryDocument
{
    LibraryId id;
    QString title{}, kind{}, language{}, version{}, publishedOn{}, issuer{}, mediaType{}, source{}, words{};
    qint64 size = 0;
    qint64 parts = 0;
    qint64 partsHere = 0;
    std::optional<LibraryId> replaces{};
    std::optional<LibraryId> replacedBy{};
    base::UtcMs addedAt = 0;
    QString addedBy{}; ///< the name of the member of staff
    std::optional<base::UtcMs> withdrawnAt{};

    [[nodiscard]] bool isWhole() const { return partsHere >= parts; }
    /// It is what is read today: not replaced, not withdrawn.
    [[nodiscard]] bool isCurrent() const { return !replacedBy && !withdrawnAt; }
};
/// By title; of one document the newest version first.
[[nodiscard]] base::Result<std::vector<LibraryDocument>> listLibrary(Desk &desk);
/// Those in which every word stands, in the title, the words, the issuer, the version, the year, the names of the language
/// and of the kind in French, Kirundi and English, whatever its accents; all for no words. Thread: any.
[[nodiscard]] std::vector<LibraryDocument> searchLibrary(const std::vector<LibraryDocument> &all, const QString &words);

/// The bytes. Errors: UnknownRecord, AttachmentStillComing (here=, parts=), AttachmentDamaged (not what was taken in).
[[nodiscard]] base::Result<QByteArray> loadLibraryFile(Desk &desk, LibraryId id);
/// Out of use, or in use again; it stays readable. Errors: AccessRefused, UnknownRecord.
[[nodiscard]] base::Result<void> setWithdrawn(Desk &desk, LibraryId id, bool isWithdrawn);

/// One file for another house, on a stick: what it brings, signed with the key of this house, and the files behind it.
/// Errors: AccessRefused (who keeps the forms, and speaks in the name of the house: Thing::Consents),
/// OrganisationKeyMissing, FileTooLarge (limit=), as loadLibraryFile.
[[nodiscard]] base::Result<base::Bytes> libraryBundle(Desk &desk, const std::vector<LibraryId> &documents);

/// What such a file brings.
struct LibraryNews
{
    struct Document
    {
        LibraryId id;
        QString title{}, kind{}, version{}, issuer{};
        qint64 size = 0;
        bool isHere = false; ///< the very same is kept already
    };
    QString signer{}; ///< as this house calls it; empty: the house itself
    base::UtcMs madeAt = 0;
    std::vector<Document> documents{};
};
/// Errors: wire::readSignedDirectory's, PackageSenderUnknown (digits=: nobody has compared that key), WireDamaged (what=: a
/// file is not the one that was signed), FileTooLarge, InvalidArgument (field=content: it is none).
[[nodiscard]] base::Result<LibraryNews> readLibraryBundle(Desk &desk, base::ByteView file);
/// Takes in those of these; how many. Each is one transaction. A version before them that is not here is not waited for.
/// Errors: as readLibraryBundle, addToLibrary.
[[nodiscard]] base::Result<int> takeInLibraryBundle(Desk &desk, base::ByteView file, const std::vector<LibraryId> &wanted);

} // namespace indaro::casework
