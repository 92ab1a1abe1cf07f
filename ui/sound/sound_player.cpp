// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/sound_player.h"

#include <algorithm>
#include <utility>

namespace indaro::ui::sound {

namespace {

constexpr std::chrono::milliseconds TickEvery{200};

SoundPlayer::Moment steadyNow()
{
    return std::chrono::duration_cast<SoundPlayer::Moment>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

SoundPlayer::SoundPlayer(std::unique_ptr<SoundSink> sink, Now now, QObject *parent)
    : QObject(parent), m_sink(std::move(sink)), m_now(now ? std::move(now) : Now(steadyNow))
{
    m_tick.setInterval(TickEvery);
    connect(&m_tick, &QTimer::timeout, this, &SoundPlayer::changed);
    connect(m_sink.get(), &SoundSink::ended, this, [this] { stopAt(length()); });
    connect(m_sink.get(), &SoundSink::failed, this, [this](const base::Error &error) {
        stopAt(m_from);
        Q_EMIT failed(error);
    });
}

void SoundPlayer::load(Sound sound)
{
    m_sink->stop();
    m_sound = std::move(sound);
    stopAt({});
}

void SoundPlayer::unload()
{
    load({});
}

SoundPlayer::Moment SoundPlayer::position() const
{
    return m_isPlaying ? std::min(m_from + (m_now() - m_started), length()) : m_from;
}

void SoundPlayer::play()
{
    if (!isLoaded() || m_isPlaying)
        return;
    if (m_from >= length())
        m_from = {};
    m_started = m_now();
    m_isPlaying = true;
    m_tick.start();
    m_sink->play(m_sound.samples, m_from.count() * SamplesPerSecond / 1000 * BytesPerSample);
    Q_EMIT changed();
}

void SoundPlayer::pause()
{
    const Moment moment = position();
    m_sink->stop();
    stopAt(moment);
}

void SoundPlayer::jumpTo(Moment moment)
{
    const bool wasPlaying = m_isPlaying;
    m_sink->stop();
    stopAt(std::clamp(moment, Moment{}, length()));
    if (wasPlaying && m_from < length())
        play();
}

void SoundPlayer::stopAt(Moment moment)
{
    m_isPlaying = false;
    m_from = moment;
    m_tick.stop();
    Q_EMIT changed();
}

} // namespace indaro::ui::sound
