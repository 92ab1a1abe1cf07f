// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sound/sound_player.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QSlider;
QT_END_NAMESPACE

namespace indaro::ui::sound {

/// Listening to one recording. The space bar plays and pauses, the arrows go five seconds back and on, Home to its
/// beginning.
class RecordingBar final : public QWidget
{
    Q_OBJECT
public:
    /// The sink of a test; none: the loudspeaker.
    explicit RecordingBar(QWidget *parent, std::unique_ptr<SoundSink> sink = {}, SoundPlayer::Now now = {});
    /// Silent at its beginning: in a house where others listen, nobody is surprised by a voice.
    void openSound(Sound sound, const QString &name);
    void closeSound();
    void retranslate();

Q_SIGNALS:
    void failed(const indaro::base::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void toggle();
    void showMoment(SoundPlayer::Moment moment);
    [[nodiscard]] bool takeKey(int key);

    SoundPlayer *m_player;
    QPushButton *m_play;
    QSlider *m_slider;
    QLabel *m_time;
    QLabel *m_keys;
    QString m_name;
};

} // namespace indaro::ui::sound
