// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sound/recording_decoder.h"
#include "ui/sound/sound_sink.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace indaro::ui::sound {

/// Where one recording stands: playing, waiting, and at which moment. The moment is counted by the clock, because what was
/// given to a loudspeaker has not been heard yet. GUI thread.
class SoundPlayer final : public QObject
{
    Q_OBJECT
public:
    using Moment = std::chrono::milliseconds;
    using Now = std::function<Moment()>; ///< never goes back

    explicit SoundPlayer(std::unique_ptr<SoundSink> sink, Now now = {}, QObject *parent = nullptr);

    /// At its beginning, silent.
    void load(Sound sound);
    /// Silent, and nothing of it is kept.
    void unload();
    [[nodiscard]] bool isLoaded() const { return !m_sound.samples.isEmpty(); }
    [[nodiscard]] bool isPlaying() const { return m_isPlaying; }
    [[nodiscard]] Moment length() const { return m_sound.length(); }
    [[nodiscard]] Moment position() const;
    /// From where it stands; from its beginning when it had come to its end.
    void play();
    void pause();
    /// Goes there, and no further than its ends; playing goes on.
    void jumpTo(Moment moment);

Q_SIGNALS:
    void changed(); ///< playing or not, or the moment
    void failed(const indaro::base::Error &error);

private:
    void stopAt(Moment moment);

    std::unique_ptr<SoundSink> m_sink;
    Now m_now;
    Sound m_sound;
    bool m_isPlaying = false;
    Moment m_from{};    ///< where playing began, or where it waits
    Moment m_started{}; ///< when, by m_now
    QTimer m_tick;
};

} // namespace indaro::ui::sound
