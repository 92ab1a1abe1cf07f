// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <chrono>
#include <memory>

namespace indaro::ui::sound {

/// Sound as the loudspeaker takes it: one channel, 16 bits, 16,000 samples a second. A voice needs no more, and the longest
/// recording that is played then fits into the memory of an old laptop.
inline constexpr int SamplesPerSecond = 16'000;
inline constexpr int BytesPerSample = 2;

struct Sound
{
    QByteArray samples{}; ///< whole samples, little-endian

    [[nodiscard]] std::chrono::milliseconds length() const
    {
        return std::chrono::milliseconds(samples.size() / BytesPerSample * 1000 / SamplesPerSecond);
    }
};

/// Set by whoever does not want it any more.
using Cancelled = std::shared_ptr<std::atomic_bool>;

struct Decoding
{
    QString program{}; ///< its path; empty: ffmpeg, where the system has it
    std::chrono::milliseconds longest = std::chrono::seconds(60);
    qint64 mostBytes = qint64{3} * 60 * 60 * SamplesPerSecond * BytesPerSample; ///< of sound: three hours
};

/// Lets ffmpeg, a process of its own that holds no key and can write no file (base::Confinement), turn a recording into
/// sound. The recording goes there as nameless memory, the sound comes back through a pipe. `mediaType` is what its first
/// bytes say ("audio/mp4"): only that kind is read, so that a recording cannot be a list of other files. Thread: any but the
/// GUI's; takes seconds. Errors: PlayerMissing (missing=decoder), RecordingDamaged (also of a kind that is not known),
/// RecordingTooLong (limit= minutes), PlayerStuck (longer than `longest`, or it was cancelled).
[[nodiscard]] base::Result<Sound> decodeRecording(const QByteArray &recording, const QString &mediaType,
                                                  const Cancelled &cancelled = {}, const Decoding &how = {});

} // namespace indaro::ui::sound
