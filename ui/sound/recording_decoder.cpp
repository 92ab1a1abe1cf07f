// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/recording_decoder.h"

#include "ui/kit/confined_program.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::sound {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr int LookEveryMs = 50; ///< whether it was cancelled

/// ffmpeg's word for what is read; empty: nothing that is played.
QString readerOf(const QString &mediaType)
{
    static constexpr std::pair<QLatin1StringView, QLatin1StringView> Readers[] = {
        {"audio/mpeg"_L1, "mp3"_L1},     {"audio/ogg"_L1, "ogg"_L1}, {"audio/wav"_L1, "wav"_L1},
        {"audio/flac"_L1, "flac"_L1},    {"audio/amr"_L1, "amr"_L1}, {"audio/mp4"_L1, "mov"_L1},
        {"audio/webm"_L1, "matroska"_L1}};
    for (const auto &[type, reader] : Readers) {
        if (type == mediaType)
            return reader;
    }
    return {};
}

/// Standard input is opened by its name because a pipe cannot be jumped about in, and telephones write what an .m4a holds at
/// its end.
QStringList argumentsFor(const QString &reader)
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
            u"0:a:0"_s,
            u"-map_metadata"_s,
            u"-1"_s,
            u"-ac"_s,
            u"1"_s,
            u"-ar"_s,
            QString::number(SamplesPerSecond),
            u"-f"_s,
            u"s16le"_s,
            u"pipe:1"_s};
}

void end(QProcess &decoder)
{
    decoder.kill();
    decoder.waitForFinished();
}

/// Everything it says, as long as it is no more than it may be, and soon enough.
Result<QByteArray> listenTo(QProcess &decoder, const Cancelled &cancelled, const Decoding &how)
{
    const QDeadlineTimer deadline(how.longest);
    QByteArray samples;
    while (decoder.state() != QProcess::NotRunning || decoder.bytesAvailable() > 0) {
        if (decoder.state() != QProcess::NotRunning && decoder.bytesAvailable() == 0)
            decoder.waitForReadyRead(LookEveryMs);
        samples += decoder.readAllStandardOutput();
        if (samples.size() > how.mostBytes) {
            end(decoder);
            const qint64 minutes = how.mostBytes / BytesPerSample / SamplesPerSecond / 60;
            return Error(Errc::RecordingTooLong, {{"limit", std::int64_t{minutes}}});
        }
        if (deadline.hasExpired() || (cancelled && cancelled->load())) {
            end(decoder);
            return Error(Errc::PlayerStuck);
        }
    }
    return samples;
}

} // namespace

Result<Sound> decodeRecording(const QByteArray &recording, const QString &mediaType, const Cancelled &cancelled,
                              const Decoding &how)
{
    const QString reader = readerOf(mediaType);
    if (reader.isEmpty())
        return Error(Errc::RecordingDamaged);
    const QString program = how.program.isEmpty() ? QStandardPaths::findExecutable(u"ffmpeg"_s) : how.program;
    const base::MemoryFile input(std::as_bytes(std::span(recording.constData(), std::size_t(recording.size()))));
    if (program.isEmpty() || !input.isOpen())
        return Error(Errc::PlayerMissing, {{"missing", std::string("decoder")}});
    const base::Confinement confinement(program.toStdString());
    QProcess decoder;
    if (!kit::startConfined(decoder, program, argumentsFor(reader), confinement, input))
        return Error(Errc::PlayerMissing, {{"missing", std::string("decoder")}});
    INDARO_TRY_ASSIGN(QByteArray samples, listenTo(decoder, cancelled, how));
    samples.chop(samples.size() % BytesPerSample);
    if (decoder.exitStatus() != QProcess::NormalExit || decoder.exitCode() != 0 || samples.isEmpty())
        return Error(Errc::RecordingDamaged);
    return Sound{std::move(samples)};
}

} // namespace indaro::ui::sound
