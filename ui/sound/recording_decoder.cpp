// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/recording_decoder.h"

#include "ui/kit/confined_program.h"

#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::sound {

using base::Errc;
using base::Error;
using base::Result;

namespace {

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

} // namespace

Result<Sound> decodeRecording(const QByteArray &recording, const QString &mediaType, const Cancelled &cancelled,
                              const Decoding &how)
{
    const QString reader = readerOf(mediaType);
    if (reader.isEmpty())
        return Error(Errc::RecordingDamaged);
    kit::ConfinedRun run{.program = how.program.isEmpty() ? QStandardPaths::findExecutable(u"ffmpeg"_s) : how.program,
                         .arguments = argumentsFor(reader),
                         .longest = how.longest,
                         .mostBytes = how.mostBytes};
    if (cancelled)
        run.isCancelled = [cancelled] { return cancelled->load(); };
    kit::ConfinedAnswer answer = kit::runConfined(run, recording);
    switch (answer.end) {
    case kit::ConfinedEnd::NotStarted:
        return Error(Errc::PlayerMissing, {{"missing", std::string("decoder")}});
    case kit::ConfinedEnd::TooMuch: {
        const qint64 minutes = how.mostBytes / BytesPerSample / SamplesPerSecond / 60;
        return Error(Errc::RecordingTooLong, {{"limit", std::int64_t{minutes}}});
    }
    case kit::ConfinedEnd::TooLate:
    case kit::ConfinedEnd::Cancelled:
        return Error(Errc::PlayerStuck);
    case kit::ConfinedEnd::Failed:
    case kit::ConfinedEnd::Crashed:
        return Error(Errc::RecordingDamaged);
    case kit::ConfinedEnd::Well:
        break;
    }
    QByteArray samples = std::move(answer.output);
    samples.chop(samples.size() % BytesPerSample);
    if (samples.isEmpty())
        return Error(Errc::RecordingDamaged);
    return Sound{std::move(samples)};
}

} // namespace indaro::ui::sound
