// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/confinement.h"
#include "tests/ui/sound/sound_fakes.h"
#include "ui/sound/recording_decoder.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtTest/QtTest>

using namespace indaro;
using namespace indaro::ui::sound;
using namespace Qt::StringLiterals;
using base::Errc;

namespace {

/// How often a second it goes from below to above nothing: the height of a tone.
int tone(const Sound &sound)
{
    const auto *samples = reinterpret_cast<const qint16 *>(sound.samples.constData());
    int risings = 0;
    for (qsizetype i = 1; i < sound.samples.size() / BytesPerSample; ++i)
        risings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
    return int(risings * 1000 / std::max<qint64>(sound.length().count(), 1));
}

/// The tone as ffmpeg writes it into such a file; what is in a test's folder may be on the disk.
QByteArray encoded(const QTemporaryDir &folder, const QString &name, const QStringList &how)
{
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s, QStringList{u"-loglevel"_s, u"error"_s, u"-y"_s, u"-f"_s, u"wav"_s, u"-i"_s, u"pipe:0"_s} +
                                  how + QStringList{folder.filePath(name)});
    ffmpeg.write(tests::waveOf(2));
    ffmpeg.closeWriteChannel();
    INDARO_CHECK(ffmpeg.waitForFinished() && ffmpeg.exitCode() == 0);
    QFile file(folder.filePath(name));
    INDARO_CHECK(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

Decoding by(const QString &program)
{
    Decoding how;
    how.program = program;
    return how;
}

Errc errorOf(const base::Result<Sound> &decoded)
{
    return decoded ? Errc::Internal : decoded.error().code;
}

} // namespace

class TestSound : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWaveIsDecodedByTheRealDecoder()
    {
        const auto sound = decodeRecording(tests::waveOf(1.5), u"audio/wav"_s);
        QVERIFY(sound.hasValue());
        QCOMPARE(sound->length(), std::chrono::milliseconds(1500));
        QVERIFY2(std::abs(tone(*sound) - 440) < 3, qPrintable(QString::number(tone(*sound))));
    }

    void whatTelephonesRecordIsDecoded_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("how");
        // Its table of contents stands at the end, where a pipe would not let the decoder look.
        QTest::newRow("m4a") << u"audio/mp4"_s << u"a.m4a"_s << QStringList{u"-c:a"_s, u"aac"_s};
        QTest::newRow("3gp") << u"audio/mp4"_s << u"a.3gp"_s << QStringList{u"-c:a"_s, u"aac"_s, u"-ac"_s, u"1"_s};
        QTest::newRow("mp3") << u"audio/mpeg"_s << u"a.mp3"_s << QStringList{};
        QTest::newRow("ogg") << u"audio/ogg"_s << u"a.ogg"_s << QStringList{u"-c:a"_s, u"libvorbis"_s};
        QTest::newRow("opus") << u"audio/ogg"_s << u"a.opus"_s << QStringList{};
        QTest::newRow("flac") << u"audio/flac"_s << u"a.flac"_s << QStringList{};
        QTest::newRow("webm") << u"audio/webm"_s << u"a.webm"_s << QStringList{u"-c:a"_s, u"libopus"_s};
    }

    void whatTelephonesRecordIsDecoded()
    {
        QFETCH(QString, type);
        QFETCH(QString, name);
        QFETCH(QStringList, how);
        const QTemporaryDir folder;
        const auto sound = decodeRecording(encoded(folder, name, how), type);
        QVERIFY(sound.hasValue());
        QVERIFY(std::abs(sound->length().count() - 2000) < 150); // coders add a little at the ends
        QVERIFY2(std::abs(tone(*sound) - 440) < 30, qPrintable(QString::number(tone(*sound))));
    }

    void aVoiceOfAnOldTelephoneIsDecoded()
    {
        QByteArray voice("#!AMR\n");
        for (int frame = 0; frame < 50; ++frame) // 20 ms each, at the lowest rate
            voice += '\x04' + QByteArray(12, char(frame));
        const auto sound = decodeRecording(voice, u"audio/amr"_s);
        QVERIFY(sound.hasValue());
        QCOMPARE(sound->length(), std::chrono::milliseconds(1000));
    }

    void whatIsNoRecordingIsSaidToBeDamaged_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("type");
        QTest::newRow("nothing") << QByteArray() << u"audio/wav"_s;
        QTest::newRow("a head alone") << tests::waveOf(1).first(20) << u"audio/wav"_s;
        QTest::newRow("noise") << "ID3" + QByteArray(9000, 'v') << u"audio/mpeg"_s;
        QTest::newRow("another kind than it says") << tests::waveOf(1) << u"audio/mp4"_s;
        QTest::newRow("a kind that is not played") << tests::waveOf(1) << u"application/pdf"_s;
        QTest::newRow("a list of other files")
            << QByteArray("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n") << u"audio/mpeg"_s;
    }

    void whatIsNoRecordingIsSaidToBeDamaged()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, type);
        QCOMPARE(errorOf(decodeRecording(content, type)), Errc::RecordingDamaged);
    }

    void aDecoderThatIsMissingOrLiesIsSaid()
    {
        const QTemporaryDir folder;
        const QByteArray wave = tests::waveOf(0.1);
        const auto decode = [&](const QString &program) { return decodeRecording(wave, u"audio/wav"_s, {}, by(program)); };
        const auto missing = decode(folder.filePath(u"nowhere"_s));
        QCOMPARE(errorOf(missing), Errc::PlayerMissing);
        QCOMPARE(missing.error().text("missing"), "decoder");
        QCOMPARE(errorOf(decode(tests::script(folder, u"silent"_s, "exit 0"))), Errc::RecordingDamaged);
        QCOMPARE(errorOf(decode(tests::script(folder, u"fails"_s, "printf 1234; exit 1"))), Errc::RecordingDamaged);
        QCOMPARE(errorOf(decode(tests::script(folder, u"dies"_s, "printf 1234; kill -9 $$"))), Errc::RecordingDamaged);
        const auto odd = decode(tests::script(folder, u"odd"_s, "printf 12345"));
        QVERIFY(odd.hasValue());
        QCOMPARE(odd->samples, QByteArray("1234")); // half a sample would turn all that follows into noise
    }

    void aDecoderThatHangsOrNeverStopsIsEnded()
    {
        const QTemporaryDir folder;
        const QByteArray wave = tests::waveOf(0.1);
        Decoding hangs = by(tests::script(folder, u"hangs"_s, "exec sleep 600"));
        hangs.longest = std::chrono::milliseconds(200);
        QCOMPARE(errorOf(decodeRecording(wave, u"audio/wav"_s, {}, hangs)), Errc::PlayerStuck);

        Decoding endless = by(tests::script(folder, u"endless"_s, "exec yes"));
        endless.mostBytes = qint64{2} * 60 * SamplesPerSecond * BytesPerSample;
        const auto tooLong = decodeRecording(wave, u"audio/wav"_s, {}, endless);
        QCOMPARE(errorOf(tooLong), Errc::RecordingTooLong);
        QCOMPARE(tooLong.error().number("limit"), 2);

        const auto cancelled = std::make_shared<std::atomic_bool>(true);
        QCOMPARE(errorOf(decodeRecording(wave, u"audio/wav"_s, cancelled, by(folder.filePath(u"hangs"_s)))),
                 Errc::PlayerStuck);
    }

    /// It sees the recording, and neither our words, our open files nor anybody's folder; it writes nothing.
    void aDecoderIsConfined()
    {
        const QTemporaryDir folder;
        QFile secret(folder.filePath(u"secret"_s));
        QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("KEY!") == 4 && secret.flush());
        const QString path = tests::script(folder, u"curious"_s,
                                           "echo gone 2>/dev/null > \"$0.written\"\n"
                                           "printf '%s|' \"$(head -c 4 /dev/stdin)\"\n"
                                           "printf 'home:%s|' \"$HOME\"\n"
                                           "for n in 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$n ] && [ $n -lt 10 ] && "
                                           "readlink /proc/$$/fd/$n | grep -c secret; done\n"
                                           "printf 'secret:%s|' \"$(cat \"$(dirname \"$0\")/secret\" 2>/dev/null)\"");
        const auto said = decodeRecording(tests::waveOf(0.1), u"audio/wav"_s, {}, by(path));
        QVERIFY(said.hasValue());
        QVERIFY2(said->samples.startsWith("RIFF|home:|"), said->samples.constData());
        const QFileInfo written(path + u".written"_s);
        QVERIFY(!written.exists() || written.size() == 0);
        QVERIFY(!said->samples.contains("\n1")); // none of the open files is ours
        if (base::Confinement(path.toStdString())
                .closesFolders()) { // a kernel without Landlock has the measures above alone
            QVERIFY2(!said->samples.contains("KEY!"), said->samples.constData());
            QVERIFY(!written.exists());
        }
    }

    void theSinkGivesEveryByteFromWhereItIsTold()
    {
        const QTemporaryDir folder;
        const QString heard = folder.filePath(u"heard"_s);
        ProgramSink sink(tests::script(folder, u"aplay"_s, "exec cat > '" + heard.toUtf8() + "'"));
        QSignalSpy ended(&sink, &SoundSink::ended);
        QByteArray samples;
        for (int i = 0; i < 200'000; ++i)
            samples += char(i % 251);
        sink.play(samples, 1000);
        QTRY_COMPARE(ended.size(), 1);
        QFile file(heard);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), samples.mid(1000));
    }

    void aSinkThatCannotPlaySaysWhy()
    {
        const QTemporaryDir folder;
        const auto codesOf = [](ProgramSink &sink) {
            auto codes = std::make_shared<QList<base::Error>>();
            QObject::connect(&sink, &SoundSink::failed, &sink, [codes](const base::Error &error) { *codes << error; });
            sink.play(QByteArray(200'000, '\0'), 0);
            return codes;
        };
        ProgramSink missing(folder.filePath(u"nowhere"_s));
        const auto noProgram = codesOf(missing);
        QTRY_COMPARE(noProgram->size(), 1);
        QCOMPARE(noProgram->first().code, Errc::PlayerMissing);
        QCOMPARE(noProgram->first().text("missing"), "sound");
        ProgramSink mute(tests::script(folder, u"mute"_s, "exit 1"));
        const auto noLoudspeaker = codesOf(mute);
        QTRY_COMPARE(noLoudspeaker->size(), 1);
        QCOMPARE(noLoudspeaker->first().code, Errc::LoudspeakerMissing);
        ProgramSink early(tests::script(folder, u"early"_s, "exit 0")); // it says all is well and has heard nothing
        const auto nothingHeard = codesOf(early);
        QTRY_COMPARE(nothingHeard->size(), 1);
        QCOMPARE(nothingHeard->first().code, Errc::LoudspeakerMissing);
    }

    void aSinkThatIsStoppedIsSilentAndSaysNothing()
    {
        const QTemporaryDir folder;
        const QString number = folder.filePath(u"number"_s);
        ProgramSink sink(tests::script(folder, u"slow"_s, "echo $$ > '" + number.toUtf8() + "'; exec sleep 600"));
        QSignalSpy ended(&sink, &SoundSink::ended);
        QSignalSpy failed(&sink, &SoundSink::failed);
        sink.play(QByteArray(200'000, '\0'), 0);
        QTRY_VERIFY(QFileInfo(number).size() > 0);
        QFile file(number);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString process = u"/proc/"_s + QString::fromUtf8(file.readAll().trimmed());
        QVERIFY(QFileInfo::exists(process));
        sink.stop();
        QTRY_VERIFY(!QFileInfo::exists(process));
        QCOMPARE(ended.size() + failed.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSound)
#include "test_sound.moc"
