// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/sound/sound_sink.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>

#include <cmath>
#include <vector>

namespace indaro::tests {

/// A tone of 440 Hz, as a telephone's .wav: two channels, 44,100 samples a second.
inline QByteArray waveOf(double seconds)
{
    constexpr int Rate = 44'100;
    QByteArray samples;
    for (int i = 0; i < int(seconds * Rate); ++i) {
        qint16 sample = qToLittleEndian(qint16(8000 * std::sin(2 * 3.14159265 * 440 * i / Rate)));
        for (int channel = 0; channel < 2; ++channel)
            samples.append(reinterpret_cast<const char *>(&sample), sizeof sample);
    }
    const auto number = [](auto value) {
        const auto little = qToLittleEndian(value);
        return QByteArray(reinterpret_cast<const char *>(&little), sizeof little);
    };
    return "RIFF" + number(quint32(36 + samples.size())) + "WAVEfmt " + number(quint32{16}) + number(quint16{1}) +
           number(quint16{2}) + number(quint32{Rate}) + number(quint32{Rate * 4}) + number(quint16{4}) +
           number(quint16{16}) + "data" + number(quint32(samples.size())) + samples;
}

/// A program that does what these lines of a shell say.
inline QString script(const QTemporaryDir &folder, const QString &name, const QByteArray &lines)
{
    QFile file(folder.filePath(name));
    INDARO_CHECK(file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\n" + lines + '\n') > 0);
    file.close();
    INDARO_CHECK(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    return file.fileName();
}

/// Remembers what it was to play, and ends when a test says so.
class FakeSink final : public ui::sound::SoundSink
{
    Q_OBJECT
public:
    void play(const QByteArray &samples, qint64 from) override
    {
        size = samples.size();
        starts.push_back(from);
        isPlaying = true;
    }
    void stop() override { isPlaying = false; }

    qint64 size = 0;
    std::vector<qint64> starts;
    bool isPlaying = false;
};

} // namespace indaro::tests
