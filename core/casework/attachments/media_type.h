// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace indaro::casework {

/// What a file is, by its first bytes and never by its name. Thread: any.

enum class MediaFamily : std::uint8_t {
    Picture,      ///< that the program draws: JPEG, PNG, GIF, BMP, WebP
    OtherPicture, ///< that it does not: HEIC, TIFF
    Audio,
    Video,
    Document, ///< known and none of these
    Unknown
};

struct MediaType
{
    MediaFamily family = MediaFamily::Unknown;
    QLatin1StringView name{"application/octet-stream"};
    QLatin1StringView suffix{".bin"};
};

[[nodiscard]] MediaType mediaTypeOf(const QByteArray &content);
/// The suffix of a type as it is kept in a record; ".bin" for one this program does not know.
[[nodiscard]] QString suffixOf(const QString &mediaType);

/// A JPEG that ends where it says, or a PNG with all its chunks: a decoder draws a cut picture grey and says nothing.
[[nodiscard]] bool isWholePicture(const QByteArray &content);
/// A JPEG or PNG with nothing in it but the picture: no EXIF (place, time, camera, serial number), no comment, no colour
/// profile with a name, nothing behind its end. False for anything else.
[[nodiscard]] bool isBarePicture(const QByteArray &content);

} // namespace indaro::casework
