// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/confined_program.h"
#include "ui/models/bare_file.h"

#include <QtCore/QFileInfo>
#include <QtCore/QtEndian>

#include <array>

namespace indaro::ui::models {

using namespace Qt::StringLiterals;

namespace {

/// ffmpeg's words for what reads and what writes a kind of file.
struct Container
{
    QString reader{};
    QString writer{};
    QStringList how{};

    [[nodiscard]] bool isKnown() const { return !reader.isEmpty(); }
};

/// The brand says which of the family it is. It is written in pieces: the writer has a pipe before it and cannot go back to
/// fill in where everything is.
Container boxesOf(const QByteArray &source)
{
    const QByteArray brand = source.mid(8, 4);
    const QString writer = brand.startsWith("qt") ? u"mov"_s : brand.startsWith("3g") ? u"3gp"_s : u"mp4"_s;
    return {u"mov"_s, writer, {u"-movflags"_s, u"+frag_keyframe+delay_moov+default_base_moof"_s}};
}

/// An AVI is none of them: its table of contents cannot be written into a pipe.
Container containerOf(const QByteArray &source, const QString &mediaType)
{
    if (mediaType == u"audio/mpeg")
        return {u"mp3"_s, u"mp3"_s, {u"-write_xing"_s, u"0"_s, u"-id3v2_version"_s, u"0"_s, u"-write_id3v1"_s, u"0"_s}};
    if (mediaType == u"audio/ogg" || mediaType == u"video/ogg")
        return {u"ogg"_s, u"ogg"_s, {}};
    if (mediaType == u"audio/mp4" || mediaType == u"video/mp4")
        return boxesOf(source);
    if (mediaType == u"audio/webm" || mediaType == u"video/webm") // both are Matroska, and say which at the beginning
        return {u"matroska"_s, source.left(64).contains("webm") ? u"webm"_s : u"matroska"_s, {}};
    static constexpr std::array Plain{"wav"_L1, "flac"_L1, "amr"_L1};
    for (const QLatin1StringView each : Plain) {
        if (mediaType == "audio/"_L1 + each)
            return {each, each, {}};
    }
    return {};
}

/// Only that reader, and nothing but the memory it is given, so that a recording cannot be a list of other files. Sound and
/// film alone: a telephone also keeps a track of where it was, second by second, and a cover may be a photograph.
QStringList readingFrom(const QString &reader)
{
    return {u"-nostdin"_s,
            u"-hide_banner"_s,
            u"-loglevel"_s,
            u"quiet"_s,
            u"-threads"_s,
            u"1"_s,
            u"-f"_s,
            reader,
            u"-protocol_whitelist"_s,
            u"file"_s,
            u"-i"_s,
            u"file:/dev/stdin"_s,
            u"-map"_s,
            u"0:V?"_s,
            u"-map"_s,
            u"0:a?"_s,
            u"-c"_s,
            u"copy"_s};
}

QStringList copyingBare(const Container &container)
{
    QStringList arguments = readingFrom(container.reader);
    for (const QString &level : {u"-map_metadata"_s, u"-map_metadata:s"_s, u"-map_metadata:c"_s, u"-map_chapters"_s})
        arguments << level << u"-1"_s;
    arguments << u"-bitexact"_s << u"-fflags"_s << u"+bitexact"_s; // and without the version of the program itself
    arguments << container.how << u"-f"_s << container.writer << u"pipe:1"_s;
    return arguments;
}

/// One line for each track: a digest of everything in it.
std::optional<QByteArray> digestsOf(const QByteArray &recording, const QString &reader, const QString &program)
{
    const QStringList arguments = readingFrom(reader) << u"-f"_s << u"streamhash"_s << u"pipe:1"_s;
    return kit::runConfined({.program = program, .arguments = arguments}, recording).whole();
}

/// A pipe does not let the writer go back and say how long the sound is.
void sayLengths(QByteArray &wave)
{
    if (!wave.startsWith("RIFF") || wave.size() < 12)
        return;
    const auto put = [&wave](qsizetype at, qsizetype length) {
        qToLittleEndian(static_cast<quint32>(length), wave.data() + at);
    };
    put(4, wave.size() - 8);
    for (qsizetype at = 12; at + 8 <= wave.size();) {
        if (QByteArrayView(wave).sliced(at, 4) == QByteArrayView("data"))
            return put(at + 4, wave.size() - at - 8);
        const qsizetype length = qFromLittleEndian<quint32>(wave.constData() + at + 4);
        at += 8 + length + length % 2;
    }
}

} // namespace

BareFile bareRecording(const QByteArray &source, const QString &mediaType, const QString &program)
{
    const Container container = containerOf(source, mediaType);
    if (!container.isKnown())
        return {source, Traces::KindUnknown};
    if (program.isEmpty() || !QFileInfo(program).isExecutable())
        return {source, Traces::ToolMissing};
    const auto before = digestsOf(source, container.reader, program);
    auto bare = kit::runConfined({.program = program, .arguments = copyingBare(container)}, source).whole();
    if (!before || !bare)
        return {source, Traces::NotReadable};
    if (mediaType == u"audio/wav")
        sayLengths(*bare);
    const auto after = digestsOf(*bare, container.reader, program);
    if (before != after) // something that can be heard or seen would be lost
        return {source, Traces::NotReadable};
    return {*bare, Traces::None};
}

} // namespace indaro::ui::models
