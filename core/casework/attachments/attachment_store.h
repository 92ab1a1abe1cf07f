// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/attachments/media_type.h"
#include "core/casework/desk.h"
#include "core/casework/interviews/interview_draft.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::casework {

/// Pictures, signatures, recordings and files of a person: records of the vault in the compartment of what they answer, cut
/// into parts, never a file on the disk. Store thread unless said otherwise; everything may also fail with the store's
/// errors.

enum class AttachmentKind : std::uint8_t { Image, Signature, Audio, Video, File };
/// "image", "signature" … as it is kept, and back; File for what this program does not know. Thread: any.
[[nodiscard]] QLatin1StringView toString(AttachmentKind kind) noexcept;
[[nodiscard]] AttachmentKind attachmentKindOf(QStringView name) noexcept;
/// Of a type of question ("image", SavedAnswer::type): its answer is the name of a file. Thread: any.
[[nodiscard]] bool isMediaAnswer(QStringView type) noexcept;

/// The largest thing that is kept: a slow line carries 8 MiB in an hour, and holds up what was written behind it.
inline constexpr qint64 LargestAttachment = qint64{8} * 1024 * 1024;

struct NewAttachment
{
    sync::RecordId caseFile;
    std::optional<InterviewId> interview{}; ///< which of its questions: `path`
    QString path{};
    AttachmentKind kind = AttachmentKind::File;
    sync::Compartment compartment = sync::Compartment::Identity;
    QString title{};
    QString stem{}; ///< what its file name begins with: the question's name; empty: its kind
    /// Of an image or a signature: the bare picture (isBarePicture), as kit::importPicture makes it.
    QByteArray content{};
    /// A paper of somebody else about her, such as the answer of a receiver: no picture she was asked about.
    bool isOfOthers = false;
};
/// A picture or a film of her or of what is hers: she is asked before (consents/use_rule.h). Thread: any.
[[nodiscard]] constexpr bool isPhotograph(AttachmentKind kind) noexcept
{
    return kind == AttachmentKind::Image || kind == AttachmentKind::Video;
}

struct KeptAttachment
{
    sync::RecordKey key;
    QString fileName{}; ///< what the answer says, as ODK's do: "photo-1f0c9a42.jpg"
};
/// Keeps it whole or not at all: after success it survives a power cut.
/// Errors: UnknownRecord (no such case file, or the interview is not hers), WrongState (the interview is signed),
/// InvalidArgument (nothing in it), FileTooLarge (limit= bytes), MediaTypeRefused (wanted=kind, type= what it is),
/// PictureDamaged (it ends too early), InvalidArgument too when a picture says more than it shows, SyncKeyMissing (this
/// laptop is not given that compartment).
[[nodiscard]] base::Result<KeptAttachment> addAttachment(Desk &desk, const NewAttachment &attachment);
/// What another program sent along with a submission, under the name its answer says: the same record on every laptop that
/// takes it in. Inside the caller's transaction; the interview may be signed. Errors: as addAttachment's but WrongState.
[[nodiscard]] base::Result<KeptAttachment> addSubmittedAttachment(Desk &desk, const NewAttachment &attachment,
                                                                  const QString &fileName);
namespace rows {
/// In the caller's transaction: of nobody yet (unfiled_papers.h), whatever file it names. Errors: as addAttachment's of its
/// content.
[[nodiscard]] base::Result<KeptAttachment> keepUnfiled(Desk &desk, const NewAttachment &attachment);
} // namespace rows
/// Whether content of this type may answer a question of this kind. Thread: any.
[[nodiscard]] bool isAccepted(AttachmentKind kind, const MediaType &type) noexcept;

struct StoredAttachment
{
    sync::RecordKey key;
    sync::Compartment compartment = sync::Compartment::Case;
    std::optional<InterviewId> interview{};
    QString formId{};    ///< of that interview
    QString formTitle{}; ///< of an imported form; empty: one that came with the program
    QString path{};
    AttachmentKind kind = AttachmentKind::File;
    QString mediaType{};
    QString title{};
    QString fileName{};
    qint64 size = 0;
    qint64 parts = 0;
    qint64 partsHere = 0;
    base::UtcMs addedAt = 0;
    QString addedBy{};       ///< the name of the member of staff; empty when the account has none
    bool isAnswer = false;   ///< an answer of the interview names it
    bool isOfSigned = false; ///< and that interview is signed

    /// It has not all come from the other laptop yet otherwise, and is not shown.
    [[nodiscard]] bool isWhole() const { return partsHere >= parts; }
};
/// Everything of one person, newest first. Errors: the store's alone.
[[nodiscard]] base::Result<std::vector<StoredAttachment>> listAttachments(Desk &desk, sync::RecordId caseFile);

/// The bytes. Errors: UnknownRecord, AttachmentStillComing (here=, parts=), AttachmentDamaged (the parts are not what was
/// added; nothing that lies about its size is read further than LargestAttachment).
[[nodiscard]] base::Result<QByteArray> loadAttachment(Desk &desk, sync::RecordKey key);
/// What an answer of this interview names; of a correction, what the versions before it were given too. Errors:
/// UnknownRecord (nothing of that name is here), and loadAttachment's.
[[nodiscard]] base::Result<QByteArray> loadAttachment(Desk &desk, InterviewId interview, const QString &fileName);

/// Takes it out of the file; like every deleted record it can be brought back, and is gone for good only when the person is
/// erased. One record goes however large it was, so that no other laptop holds the deletion for an unusual one.
/// Errors: UnknownRecord, WrongState (an answer names it: it goes with the answer).
[[nodiscard]] base::Result<void> removeAttachment(Desk &desk, sync::RecordKey key);
/// Takes back a removal that nobody disputes. Errors: UnknownRecord (not an attachment), WrongState (it is not removed).
[[nodiscard]] base::Result<void> putBackAttachment(Desk &desk, sync::RecordKey key);
/// Of these file names those that no answer of the interview says any more, as removeAttachment. Names of others are left
/// alone: their answers may still be on the way. Errors: UnknownRecord (no such interview).
[[nodiscard]] base::Result<void> dropUnnamedAttachments(Desk &desk, InterviewId interview, const QStringList &fileNames);
/// The same inside the caller's transaction.
[[nodiscard]] base::Result<void> dropUnnamedAttachmentsWithin(Desk &desk, InterviewId interview,
                                                              const QStringList &fileNames);

} // namespace indaro::casework
