// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/attachments/attachment_store.h"
#include "ui/models/bare_file.h"

namespace indaro::ui::models {

/// The longest side of a picture that is kept: a page of text can still be read.
inline constexpr int LongestSideKept = 1600;

/// A picture drawn anew: upright, no side longer than `longestSide`, and nothing in it but the picture: no place, no time,
/// no camera. Photographs become JPEG, line art (few colours) PNG. Thread: any.
/// Errors: MediaTypeRefused, PictureDamaged (also one that ends too early), PictureTooLarge.
[[nodiscard]] base::Result<QByteArray> importPicture(const QByteArray &source, int longestSide = LongestSideKept);

struct PreparedAttachment
{
    QByteArray content;
    Traces traces = Traces::None; ///< otherwise somebody decides whether it is kept like this (traces_text.h)
};
/// What the store takes for a question of this kind: pictures drawn anew, recordings, films and PDFs without what was
/// written into them (bareFile), everything else as it is. Thread: any but the GUI's. Errors: MediaTypeRefused,
/// FileTooLarge, and importPicture's.
[[nodiscard]] base::Result<PreparedAttachment> prepareAttachment(casework::AttachmentKind kind, const QByteArray &source,
                                                                 int longestSide = LongestSideKept);
/// The same from a file on a stick or a disk, which is only read. Errors: those, and FileNotFound, FileNotReadable.
[[nodiscard]] base::Result<PreparedAttachment> readAttachment(casework::AttachmentKind kind, const QString &path,
                                                              int longestSide = LongestSideKept);

/// What somebody chose without a question it answers.
struct ImportedFile
{
    casework::AttachmentKind kind; ///< by its content
    QByteArray content;
    QString name; ///< of the file, without folder and suffix
    Traces traces = Traces::None;
};
[[nodiscard]] base::Result<ImportedFile> readAnyAttachment(const QString &path);

} // namespace indaro::ui::models
