// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>

QT_BEGIN_NAMESPACE
class QProcess;
QT_END_NAMESPACE

namespace indaro::ui::sound {

/// Where sound goes. GUI thread; nothing waits.
class SoundSink : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Plays these samples (recording_decoder.h) from byte `from` to their end, in place of what was playing.
    virtual void play(const QByteArray &samples, qint64 from) = 0;
    /// Silence at once; neither signal follows.
    virtual void stop() = 0;

Q_SIGNALS:
    void ended(); ///< all of it was heard
    /// PlayerMissing (missing=sound: no program that plays), LoudspeakerMissing (it could not).
    void failed(const indaro::base::Error &error);
};

/// Gives the samples to a program that plays what it is told through its standard input: aplay of ALSA, which goes to
/// PipeWire or PulseAudio where they run. It gets sound alone, no name and no file.
class ProgramSink final : public SoundSink
{
    Q_OBJECT
public:
    /// `program`: its path; empty: aplay, where the system has it.
    explicit ProgramSink(QString program = {}, QObject *parent = nullptr);
    ~ProgramSink() override;
    void play(const QByteArray &samples, qint64 from) override;
    void stop() override;

private:
    void feed();
    void finish(const QProcess *player);

    QString m_program;
    std::unique_ptr<QProcess> m_player;
    QByteArray m_samples;
    qint64 m_given = 0;
};

} // namespace indaro::ui::sound
