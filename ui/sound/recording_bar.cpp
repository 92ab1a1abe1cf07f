// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/recording_bar.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::sound {

namespace {

constexpr std::chrono::milliseconds Step = std::chrono::seconds(5);

/// "3:07", and "1:03:07" of a long one: the same in every language.
QString momentText(SoundPlayer::Moment moment)
{
    const qint64 seconds = moment.count() / 1000;
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return two(seconds / 60) + u':' + two(seconds % 60);
    return QString::number(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

} // namespace

RecordingBar::RecordingBar(QWidget *parent, std::unique_ptr<SoundSink> sink, SoundPlayer::Now now)
    : QWidget(parent),
      m_player(new SoundPlayer(sink ? std::move(sink) : std::make_unique<ProgramSink>(), std::move(now), this)),
      m_play(new kit::PushButton(this)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_time(kit::makeLabel(kit::TextRole::Body, this)), m_keys(kit::makeLabel(kit::TextRole::Muted, this))
{
    auto *line = new QHBoxLayout;
    line->setSpacing(kit::space::Two);
    line->addWidget(m_play);
    line->addWidget(m_slider, 1);
    line->addWidget(m_time);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    column->addLayout(line);
    column->addWidget(m_keys);
    m_time->setWordWrap(false);
    m_slider->setSingleStep(int(Step.count()));
    m_slider->setPageStep(int(Step.count()));
    m_play->setObjectName(u"playRecording"_s);
    m_slider->setObjectName(u"recordingMoment"_s);
    m_time->setObjectName(u"recordingTime"_s);
    setFocusProxy(m_play);
    for (QWidget *part : std::initializer_list<QWidget *>{m_play, m_slider})
        part->installEventFilter(this);
    connect(m_play, &QPushButton::clicked, this, &RecordingBar::toggle);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { m_player->jumpTo(SoundPlayer::Moment(value)); });
    connect(m_player, &SoundPlayer::changed, this, [this] { showMoment(m_player->position()); });
    connect(m_player, &SoundPlayer::failed, this, &RecordingBar::failed);
    retranslate();
}

void RecordingBar::openSound(Sound sound, const QString &name)
{
    m_name = name;
    m_player->load(std::move(sound));
    retranslate();
}

void RecordingBar::closeSound()
{
    m_player->unload();
    m_name.clear();
    retranslate();
}

void RecordingBar::toggle()
{
    if (m_player->isPlaying())
        m_player->pause();
    else
        m_player->play();
    retranslate();
}

void RecordingBar::showMoment(SoundPlayer::Moment moment)
{
    const QSignalBlocker blocker(m_slider); // it follows; only a hand on it jumps
    m_slider->setMaximum(int(m_player->length().count()));
    if (!m_slider->isSliderDown())
        m_slider->setValue(int(moment.count()));
    m_time->setText(momentText(moment) + u" / "_s + momentText(m_player->length()));
    m_play->setText(m_player->isPlaying() ? tr("Pause") : tr("Play"));
}

bool RecordingBar::takeKey(int key)
{
    switch (key) {
    case Qt::Key_Space:
        toggle();
        return true;
    case Qt::Key_Left:
        m_player->jumpTo(m_player->position() - Step);
        return true;
    case Qt::Key_Right:
        m_player->jumpTo(m_player->position() + Step);
        return true;
    case Qt::Key_Home:
        m_player->jumpTo({});
        return true;
    default:
        return false;
    }
}

bool RecordingBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const bool isPlain = (press->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (isPlain && takeKey(press->key()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RecordingBar::retranslate()
{
    m_slider->setAccessibleName(tr("Where the recording is: %1").arg(m_name));
    m_keys->setText(tr("Space plays and pauses. The arrows go five seconds back and on. Others in the room will hear it."));
    showMoment(m_player->position());
}

} // namespace indaro::ui::sound
