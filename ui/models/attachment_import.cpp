// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/attachment_import.h"

#include "core/base/file.h"
#include "ui/kit/picture.h"

#include <QtCore/QBuffer>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>
#include <QtGui/QColorSpace>
#include <QtGui/QImageWriter>
#include <QtGui/QPainter>

namespace indaro::ui::models {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// Of a photograph before it is made smaller.
constexpr std::size_t LargestSource = std::size_t{48} * 1024 * 1024;
constexpr int JpegQuality = 75;
constexpr qsizetype FewColours = 256; ///< of a drawing with soft edges

bool isLineArt(const QImage &picture)
{
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x)
            colours.insert(line[x]);
        if (colours.size() > FewColours)
            return false;
    }
    return true;
}

/// The points alone, on white: texts, profile and resolution of the source stay behind.
QImage bareCopy(QImage picture)
{
    if (picture.colorSpace().isValid())
        picture.convertToColorSpace(QColorSpace::SRgb);
    QImage bare(picture.size(), QImage::Format_RGB32);
    bare.fill(Qt::white);
    picture.setDevicePixelRatio(1);
    QPainter painter(&bare);
    painter.drawImage(0, 0, picture);
    painter.end();
    return bare;
}

/// Empty when it cannot be written.
QByteArray encode(const QImage &picture, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format);
    if (writer.format() == "jpeg")
        writer.setQuality(JpegQuality);
    writer.setOptimizedWrite(true);
    return buffer.open(QIODevice::WriteOnly) && writer.write(picture) ? bytes : QByteArray();
}

Result<QByteArray> readSource(const QString &path)
{
    auto content = base::readFile(path.toStdU16String(), LargestSource);
    if (!content && content.error().code == Errc::FileTooLarge)
        return Error(Errc::FileTooLarge, {{"limit", std::int64_t{casework::LargestAttachment}}});
    INDARO_TRY(content);
    return QByteArray(reinterpret_cast<const char *>(content->data()), static_cast<qsizetype>(content->size()));
}

casework::AttachmentKind kindOf(casework::MediaFamily family)
{
    switch (family) {
    case casework::MediaFamily::Picture:
    case casework::MediaFamily::OtherPicture: // refused in words
        return casework::AttachmentKind::Image;
    case casework::MediaFamily::Audio:
        return casework::AttachmentKind::Audio;
    case casework::MediaFamily::Video:
        return casework::AttachmentKind::Video;
    case casework::MediaFamily::Document:
    case casework::MediaFamily::Unknown:
        break;
    }
    return casework::AttachmentKind::File;
}

} // namespace

Result<QByteArray> importPicture(const QByteArray &source, int longestSide)
{
    INDARO_TRY_ASSIGN(const QImage picture, kit::readPicture(source, QSize(longestSide, longestSide)));
    if (!casework::isWholePicture(source))
        return Error(Errc::PictureDamaged);
    const QImage bare = bareCopy(picture);
    QByteArray kept = encode(bare, "jpeg");
    if (isLineArt(bare)) { // sharp, unless it is a grey photograph
        const QByteArray sharp = encode(bare.convertToFormat(QImage::Format_Indexed8), "png");
        if (!sharp.isEmpty() && sharp.size() <= kept.size())
            kept = sharp;
    }
    if (kept.isEmpty())
        return Error(Errc::Internal);
    return kept;
}

Result<PreparedAttachment> prepareAttachment(casework::AttachmentKind kind, const QByteArray &source, int longestSide)
{
    const casework::MediaType type = casework::mediaTypeOf(source);
    if (!casework::isAccepted(kind, type))
        return Error(Errc::MediaTypeRefused, {{"wanted", casework::toString(kind).data()}, {"type", type.name.data()}});
    if (type.family == casework::MediaFamily::Picture) {
        INDARO_TRY_ASSIGN(QByteArray picture, importPicture(source, longestSide));
        return PreparedAttachment{std::move(picture)};
    }
    if (source.size() > casework::LargestAttachment)
        return Error(Errc::FileTooLarge, {{"limit", std::int64_t{casework::LargestAttachment}}});
    BareFile bare = bareFile(source);
    if (bare.content.size() > casework::LargestAttachment) // a paper drawn anew may be larger than it was
        return PreparedAttachment{source, Traces::NotReadable};
    return PreparedAttachment{std::move(bare.content), bare.traces};
}

Result<PreparedAttachment> readAttachment(casework::AttachmentKind kind, const QString &path, int longestSide)
{
    INDARO_TRY_ASSIGN(const QByteArray source, readSource(path));
    return prepareAttachment(kind, source, longestSide);
}

Result<ImportedFile> readAnyAttachment(const QString &path)
{
    INDARO_TRY_ASSIGN(const QByteArray source, readSource(path));
    const casework::AttachmentKind kind = kindOf(casework::mediaTypeOf(source).family);
    INDARO_TRY_ASSIGN(PreparedAttachment prepared, prepareAttachment(kind, source));
    return ImportedFile{kind, std::move(prepared.content), QFileInfo(path).completeBaseName(), prepared.traces};
}

} // namespace indaro::ui::models
