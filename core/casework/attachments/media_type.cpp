// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/media_type.h"

#include <QStringDecoder>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <iterator>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

using F = MediaFamily;

constexpr auto Types = std::to_array<MediaType>({
    {F::Picture, "image/jpeg"_L1, ".jpg"_L1},
    {F::Picture, "image/png"_L1, ".png"_L1},
    {F::Picture, "image/gif"_L1, ".gif"_L1},
    {F::Picture, "image/bmp"_L1, ".bmp"_L1},
    {F::Picture, "image/webp"_L1, ".webp"_L1},
    {F::OtherPicture, "image/heic"_L1, ".heic"_L1},
    {F::OtherPicture, "image/tiff"_L1, ".tif"_L1},
    {F::Audio, "audio/mpeg"_L1, ".mp3"_L1},
    {F::Audio, "audio/ogg"_L1, ".ogg"_L1},
    {F::Audio, "audio/wav"_L1, ".wav"_L1},
    {F::Audio, "audio/flac"_L1, ".flac"_L1},
    {F::Audio, "audio/amr"_L1, ".amr"_L1},
    {F::Audio, "audio/mp4"_L1, ".m4a"_L1},
    {F::Audio, "audio/webm"_L1, ".weba"_L1},
    {F::Video, "video/mp4"_L1, ".mp4"_L1},
    {F::Video, "video/ogg"_L1, ".ogv"_L1},
    {F::Video, "video/webm"_L1, ".webm"_L1},
    {F::Video, "video/x-msvideo"_L1, ".avi"_L1},
    {F::Document, "application/pdf"_L1, ".pdf"_L1},
    {F::Document, "application/zip"_L1, ".zip"_L1},
    {F::Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"_L1, ".docx"_L1},
    {F::Document, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"_L1, ".xlsx"_L1},
    {F::Document, "application/vnd.oasis.opendocument.text"_L1, ".odt"_L1},
    {F::Document, "application/msword"_L1, ".doc"_L1},
    {F::Document, "application/rtf"_L1, ".rtf"_L1},
    {F::Document, "text/plain"_L1, ".txt"_L1},
});

MediaType typeNamed(QLatin1StringView name)
{
    const auto *found =
        std::find_if(Types.begin(), Types.end(), [name](const MediaType &type) { return type.name == name; });
    return found != Types.end() ? *found : MediaType();
}

bool begins(const QByteArray &content, QByteArrayView magic, qsizetype at = 0)
{
    return QByteArrayView(content).sliced(std::min(at, content.size())).startsWith(magic);
}

/// "ftyp" and a brand: MP4 and its kin, also of a phone's recordings; HEIC.
MediaType inBoxes(const QByteArray &content)
{
    const QByteArrayView brand = QByteArrayView(content).sliced(8).first(4);
    for (const QByteArrayView heic : {"heic", "heix", "hevc", "mif1", "msf1", "avif"}) {
        if (brand == heic)
            return typeNamed("image/heic"_L1);
    }
    // The header of a track of pictures: a voice recorded by a telephone has none.
    return typeNamed(content.contains("vmhd") ? "video/mp4"_L1 : "audio/mp4"_L1);
}

MediaType inRiff(const QByteArray &content)
{
    if (begins(content, "WEBP", 8))
        return typeNamed("image/webp"_L1);
    if (begins(content, "WAVE", 8))
        return typeNamed("audio/wav"_L1);
    return begins(content, "AVI ", 8) ? typeNamed("video/x-msvideo"_L1) : MediaType();
}

MediaType inZip(const QByteArray &content)
{
    if (content.contains("word/"))
        return typeNamed("application/vnd.openxmlformats-officedocument.wordprocessingml.document"_L1);
    if (content.contains("xl/"))
        return typeNamed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"_L1);
    if (content.left(200).contains("application/vnd.oasis.opendocument.text"))
        return typeNamed("application/vnd.oasis.opendocument.text"_L1);
    return typeNamed("application/zip"_L1);
}

bool isText(const QByteArray &content)
{
    if (content.contains('\0'))
        return false;
    QStringDecoder decode(QStringDecoder::Utf8);
    [[maybe_unused]] const QString text = decode(content);
    return !decode.hasError();
}

quint32 big32(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

struct Walk
{
    bool isWhole = false; ///< the end was where the picture said
    bool isBare = true;   ///< nothing but the picture, as far as it went
    qsizetype end = 0;    ///< behind its last byte
};

/// Behind the start of a scan: up to the next marker that is none of the scan's own.
qsizetype behindScan(const QByteArray &bytes, qsizetype at)
{
    for (; at + 1 < bytes.size(); ++at) {
        const auto next = static_cast<unsigned char>(bytes[at + 1]);
        const bool isOfScan = next == 0x00 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
        if (static_cast<unsigned char>(bytes[at]) == 0xFF && !isOfScan)
            return at;
    }
    return bytes.size();
}

/// Of the application segments only JFIF's and Adobe's say how the points are coloured.
bool belongsToPicture(unsigned char marker)
{
    const bool isOther = (marker >= 0xE1 && marker <= 0xEF && marker != 0xEE) || marker == 0xFE;
    return !isOther;
}

Walk walkJpeg(const QByteArray &bytes)
{
    Walk walk;
    qsizetype at = 2;
    while (at + 1 < bytes.size() && static_cast<unsigned char>(bytes[at]) == 0xFF) {
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xFF) { // filler
            ++at;
            continue;
        }
        if (marker == 0xD9) {
            walk.isWhole = true;
            walk.end = at + 2;
            return walk;
        }
        if (at + 4 > bytes.size())
            return walk;
        walk.isBare = walk.isBare && belongsToPicture(marker);
        const qsizetype length = qFromBigEndian<quint16>(bytes.constData() + at + 2);
        if (length < 2 || at + 2 + length > bytes.size())
            return walk;
        at += 2 + length;
        if (marker == 0xDA)
            at = behindScan(bytes, at);
    }
    return walk;
}

Walk walkPng(const QByteArray &bytes)
{
    static constexpr std::array<QByteArrayView, 10> Drawn{"IHDR", "PLTE", "IDAT", "IEND", "tRNS",
                                                          "gAMA", "cHRM", "sRGB", "sBIT", "pHYs"};
    Walk walk;
    qsizetype at = 8;
    while (at + 12 <= bytes.size()) {
        const qsizetype length = big32(bytes, at);
        const QByteArrayView name = QByteArrayView(bytes).sliced(at + 4, 4);
        if (length > bytes.size() - at - 12)
            return walk;
        walk.isBare = walk.isBare && std::find(Drawn.begin(), Drawn.end(), name) != Drawn.end();
        at += 12 + length;
        if (name == QByteArrayView("IEND")) {
            walk.isWhole = true;
            walk.end = at;
            return walk;
        }
    }
    return walk;
}

Walk walkPicture(const QByteArray &content)
{
    const QLatin1StringView type = mediaTypeOf(content).name;
    if (type == "image/jpeg"_L1)
        return walkJpeg(content);
    if (type == "image/png"_L1)
        return walkPng(content);
    return {.isWhole = true, .isBare = false};
}

} // namespace

MediaType mediaTypeOf(const QByteArray &content)
{
    struct Magic
    {
        QByteArrayView bytes;
        QLatin1StringView type;
    };
    static constexpr auto Magics = std::to_array<Magic>({
        {"\xFF\xD8\xFF", "image/jpeg"_L1},
        {"\x89PNG\r\n\x1A\n", "image/png"_L1},
        {"GIF87a", "image/gif"_L1},
        {"GIF89a", "image/gif"_L1},
        {"ID3", "audio/mpeg"_L1},
        {"\xFF\xFB", "audio/mpeg"_L1},
        {"\xFF\xF3", "audio/mpeg"_L1},
        {"\xFF\xF2", "audio/mpeg"_L1},
        {"fLaC", "audio/flac"_L1},
        {"#!AMR", "audio/amr"_L1},
        {"%PDF-", "application/pdf"_L1},
        {"\xD0\xCF\x11\xE0", "application/msword"_L1},
        {"{\\rtf", "application/rtf"_L1},
    });
    for (const Magic &magic : Magics) {
        if (begins(content, magic.bytes))
            return typeNamed(magic.type);
    }
    if (content.size() > 26 && begins(content, "BM") && big32(content, 6) == 0) // reserved: text would not be 0 there
        return typeNamed("image/bmp"_L1);
    if (content.size() > 8 && (big32(content, 0) == 0x49492A00 || big32(content, 0) == 0x4D4D002A))
        return typeNamed("image/tiff"_L1);
    if (content.size() >= 12 && begins(content, "ftyp", 4))
        return inBoxes(content);
    if (begins(content, "RIFF"))
        return inRiff(content);
    if (begins(content, "OggS"))
        return typeNamed(content.left(512).contains("theora") ? "video/ogg"_L1 : "audio/ogg"_L1);
    if (begins(content, "\x1A\x45\xDF\xA3"))
        return typeNamed(content.contains("V_VP") || content.contains("V_AV1") || content.contains("V_MPEG")
                             ? "video/webm"_L1
                             : "audio/webm"_L1);
    if (begins(content, "PK\x03\x04"))
        return inZip(content);
    return isText(content) ? typeNamed("text/plain"_L1) : MediaType();
}

QString suffixOf(const QString &mediaType)
{
    for (const MediaType &type : Types) {
        if (type.name == mediaType)
            return type.suffix;
    }
    return MediaType().suffix;
}

bool isWholePicture(const QByteArray &content)
{
    return walkPicture(content).isWhole;
}

bool isBarePicture(const QByteArray &content)
{
    const Walk walk = walkPicture(content);
    return walk.isWhole && walk.isBare && walk.end == content.size();
}

} // namespace indaro::casework
