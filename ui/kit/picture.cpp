// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/picture.h"

#include <QtCore/QBuffer>
#include <QtGui/QImageReader>

namespace indaro::ui::kit {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// A JPEG is made smaller while it is decoded; the others stand in memory whole, four bytes a point.
constexpr qint64 MostPointsOfJpeg = 120'000'000;
constexpr qint64 MostPoints = 40'000'000;
constexpr int LongestSide = 30'000;

} // namespace

Result<QImage> readPicture(const QByteArray &bytes, QSize most)
{
    static const QList<QByteArray> Known{"png", "jpeg", "gif", "bmp", "webp"};
    QBuffer buffer;
    buffer.setData(bytes);
    const QByteArray format = buffer.open(QIODevice::ReadOnly) ? QImageReader::imageFormat(&buffer) : QByteArray();
    if (!Known.contains(format))
        return Error(Errc::MediaTypeRefused, {{"wanted", "image"}});
    QImageReader reader(&buffer, format);
    QSize size = reader.size();
    if (size.isEmpty())
        return Error(Errc::PictureDamaged);
    const qint64 points = qint64{size.width()} * size.height();
    if (size.width() > LongestSide || size.height() > LongestSide ||
        points > (format == "jpeg" ? MostPointsOfJpeg : MostPoints))
        return Error(Errc::PictureTooLarge);
    reader.setAutoTransform(true);
    const bool isTurned = (reader.transformation() & QImageIOHandler::TransformationRotate90) != 0;
    const QSize room = isTurned ? most.transposed() : most;
    if (size.width() > room.width() || size.height() > room.height())
        reader.setScaledSize(size.scaled(room, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    QImage picture = reader.read();
    if (picture.isNull())
        return Error(Errc::PictureDamaged);
    return picture;
}

} // namespace indaro::ui::kit
