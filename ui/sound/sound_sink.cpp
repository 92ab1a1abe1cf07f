// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/sound_sink.h"

#include "ui/sound/recording_decoder.h"

#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::sound {

using base::Errc;
using base::Error;

namespace {

/// A quarter of a second: no more than one such piece is ever copied for the pipe.
constexpr qint64 Piece = SamplesPerSecond * BytesPerSample / 4;

} // namespace

ProgramSink::ProgramSink(QString program, QObject *parent) : SoundSink(parent), m_program(std::move(program)) {}

ProgramSink::~ProgramSink()
{
    stop();
}

void ProgramSink::play(const QByteArray &samples, qint64 from)
{
    stop();
    const QString program = m_program.isEmpty() ? QStandardPaths::findExecutable(u"aplay"_s) : m_program;
    if (program.isEmpty()) {
        Q_EMIT failed(Error(Errc::PlayerMissing, {{"missing", std::string("sound")}}));
        return;
    }
    m_samples = samples;
    m_given = from;
    m_player = std::make_unique<QProcess>();
    QProcess *player = m_player.get();
    player->setStandardOutputFile(QProcess::nullDevice());
    player->setStandardErrorFile(QProcess::nullDevice());
    connect(player, &QProcess::started, this, &ProgramSink::feed);
    connect(player, &QProcess::bytesWritten, this, &ProgramSink::feed);
    connect(player, &QProcess::finished, this, [this, player] { finish(player); });
    connect(player, &QProcess::errorOccurred, this, [this, player](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(player);
    });
    player->start(program, {u"-q"_s, u"-t"_s, u"raw"_s, u"-f"_s, u"S16_LE"_s, u"-c"_s, u"1"_s, u"-r"_s,
                            QString::number(SamplesPerSecond), u"-"_s});
}

/// The next piece once the last has gone into the pipe: how fast is the loudspeaker's to say.
void ProgramSink::feed()
{
    if (!m_player || m_player->state() != QProcess::Running || m_player->bytesToWrite() > 0)
        return;
    const qint64 left = m_samples.size() - m_given;
    if (left <= 0) {
        m_player->closeWriteChannel();
        return;
    }
    const qint64 piece = std::min(left, Piece);
    m_given += piece;
    m_player->write(m_samples.constData() + m_given - piece, piece);
}

void ProgramSink::finish(const QProcess *player)
{
    if (m_player.get() != player)
        return;
    const bool isStarted = player->error() != QProcess::FailedToStart;
    const bool isHeard =
        isStarted && player->exitStatus() == QProcess::NormalExit && player->exitCode() == 0 && m_given >= m_samples.size();
    m_player.release()->deleteLater(); // it is what calls us
    m_samples.clear();
    if (isHeard)
        Q_EMIT ended();
    else if (isStarted)
        Q_EMIT failed(Error(Errc::LoudspeakerMissing));
    else
        Q_EMIT failed(Error(Errc::PlayerMissing, {{"missing", std::string("sound")}}));
}

void ProgramSink::stop()
{
    m_samples.clear();
    if (!m_player)
        return;
    QProcess *player = m_player.release();
    player->disconnect(this);
    // It is gone at once or a moment later: nobody waits for it here, and the object goes when it has.
    connect(player, &QProcess::finished, player, &QObject::deleteLater);
    if (player->state() == QProcess::NotRunning)
        player->deleteLater();
    player->kill();
}

} // namespace indaro::ui::sound
