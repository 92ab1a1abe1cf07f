// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sound/sound_fakes.h"
#include "ui/sound/recording_bar.h"

#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>

using namespace indaro;
using namespace indaro::ui::sound;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 BytesPerSecond = qint64{SamplesPerSecond} * BytesPerSample;

Sound minutes(int count)
{
    return {QByteArray(count * 60 * BytesPerSecond, '\0')};
}

struct Listening
{
    std::unique_ptr<tests::FakeSink> owned = std::make_unique<tests::FakeSink>();
    tests::FakeSink *sink = owned.get();
    SoundPlayer::Moment now = 1000s;

    SoundPlayer::Now clock()
    {
        return [this] { return now; };
    }
};

} // namespace

class TestRecordingBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRecordingIsPlayedPausedAndGoesOnWhereItStood()
    {
        Listening listening;
        SoundPlayer player(std::move(listening.owned), listening.clock());
        player.play(); // nothing is there yet
        QVERIFY(!player.isPlaying() && listening.sink->starts.empty());
        player.load(minutes(2));
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.length(), 120s);
        player.play();
        listening.now += 7s;
        QCOMPARE(player.position(), 7s);
        player.pause();
        QVERIFY(!listening.sink->isPlaying);
        listening.now += 60s; // time that goes by in silence
        QCOMPARE(player.position(), 7s);
        player.play();
        QCOMPARE(listening.sink->starts, (std::vector<qint64>{0, 7 * BytesPerSecond}));
        listening.now += 500s; // a machine that slept: never behind its end
        QCOMPARE(player.position(), 120s);
        Q_EMIT listening.sink->ended();
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.position(), 120s);
        player.play(); // from its beginning
        QCOMPARE(listening.sink->starts.back(), 0);
        player.unload();
        QVERIFY(!listening.sink->isPlaying && !player.isLoaded());
    }

    void aJumpStaysWithinTheRecordingAndKeepsPlaying()
    {
        Listening listening;
        SoundPlayer player(std::move(listening.owned), listening.clock());
        player.load(minutes(1));
        player.jumpTo(-5s);
        QCOMPARE(player.position(), 0s);
        player.jumpTo(30s);
        QVERIFY(!player.isPlaying());
        player.play();
        listening.now += 2s;
        player.jumpTo(player.position() + 5s);
        QVERIFY(player.isPlaying() && listening.sink->isPlaying);
        QCOMPARE(listening.sink->starts.back(), 37 * BytesPerSecond);
        player.jumpTo(90s);
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.position(), 60s);
    }

    void aFailureStopsAtWhereItBegan()
    {
        Listening listening;
        SoundPlayer player(std::move(listening.owned), listening.clock());
        QSignalSpy failed(&player, &SoundPlayer::failed);
        player.load(minutes(1));
        player.jumpTo(10s);
        player.play();
        listening.now += 1s;
        Q_EMIT listening.sink->failed(base::Error(base::Errc::LoudspeakerMissing));
        QCOMPARE(failed.size(), 1);
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.position(), 10s);
    }

    void theKeyboardAloneIsEnough()
    {
        Listening listening;
        RecordingBar bar(nullptr, std::move(listening.owned), listening.clock());
        bar.show();
        bar.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bar));
        auto *play = bar.findChild<QPushButton *>(u"playRecording"_s);
        auto *slider = bar.findChild<QSlider *>(u"recordingMoment"_s);
        auto *time = bar.findChild<QLabel *>(u"recordingTime"_s);
        bar.openSound(minutes(65), u"menace"_s);
        QVERIFY(!listening.sink->isPlaying); // nobody is surprised by a voice
        QCOMPARE(time->text(), u"00:00 / 1:05:00"_s);
        QVERIFY(slider->accessibleName().contains(u"menace"_s));
        bar.setFocus();
        QCOMPARE(qApp->focusWidget(), play);
        QTest::keyClick(play, Qt::Key_Space);
        QVERIFY(listening.sink->isPlaying);
        QCOMPARE(play->text(), u"Pause"_s);
        listening.now += 12s;
        QTest::keyClick(play, Qt::Key_Right);
        QCOMPARE(time->text(), u"00:17 / 1:05:00"_s);
        QTest::keyClick(slider, Qt::Key_Left);
        QTest::keyClick(slider, Qt::Key_Left);
        QCOMPARE(listening.sink->starts.back(), 7 * BytesPerSecond);
        QCOMPARE(slider->value(), 7000);
        QTest::keyClick(slider, Qt::Key_Space);
        QVERIFY(!listening.sink->isPlaying);
        QCOMPARE(play->text(), u"Play"_s);
        QTest::keyClick(play, Qt::Key_Home);
        QCOMPARE(time->text(), u"00:00 / 1:05:00"_s);
        slider->setValue(61'000); // by the mouse
        QCOMPARE(time->text(), u"01:01 / 1:05:00"_s);
        bar.closeSound();
        QCOMPARE(time->text(), u"00:00 / 00:00"_s);
        QTest::keyClick(play, Qt::Key_Space);
        QVERIFY(!listening.sink->isPlaying);
    }
};

QTEST_MAIN(TestRecordingBar)
#include "test_recording_bar.moc"
