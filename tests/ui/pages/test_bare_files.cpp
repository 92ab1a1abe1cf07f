// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/media_type.h"
#include "tests/ui/sound/sound_fakes.h"
#include "ui/models/bare_file.h"
#include "ui/models/traces_text.h"
#include "ui/sound/recording_decoder.h"

#include <QtCore/QBuffer>
#include <QtCore/QProcess>
#include <QtGui/QImage>
#include <QtTest/QtTest>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
using models::Traces;

namespace {

constexpr QByteArrayView Canary("canary");
constexpr QByteArrayView Place("-03.3822"); // as telephones write where they are

bool tells(const QByteArray &content)
{
    return content.contains(Canary) || content.contains(Place);
}

/// A tone, and a film with it, as ffmpeg writes it into such a file; what is in a test's folder may be on the disk.
QByteArray recorded(const QTemporaryDir &folder, const QString &name, const QStringList &how)
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

const QStringList Words{u"-metadata"_s,     u"title=canary title"_s,
                        u"-metadata"_s,     u"artist=canary author"_s,
                        u"-metadata"_s,     u"comment=canary comment"_s,
                        u"-metadata"_s,     u"location=-03.3822+029.3644/"_s,
                        u"-metadata"_s,     u"creation_time=2026-02-03T04:05:06Z"_s,
                        u"-metadata:s:a"_s, u"title=canary of the track"_s,
                        u"-metadata:s:a"_s, u"handler_name=canary of the microphone"_s};
const QStringList Film{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=duration=2:size=160x120:rate=10"_s};

/// Objects as they stand in a PDF, one after another from 1 on, with its table of contents and trailer.
QByteArray pdfOf(const QByteArrayList &objects, const QByteArray &trailer)
{
    QByteArray pdf = "%PDF-1.7\n";
    QByteArray table = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray size = QByteArray::number(objects.size() + 1);
    const QByteArray start = QByteArray::number(pdf.size());
    return pdf + "xref\n0 " + size + '\n' + table + "trailer\n<</Size " + size + trailer + ">>\nstartxref\n" + start +
           "\n%%EOF\n";
}

QByteArray streamOf(const QByteArray &words, const QByteArray &content)
{
    return "<<" + words + "/Length " + QByteArray::number(content.size()) + ">>\nstream\n" + content + "\nendstream";
}

/// A photograph whose camera knew where it was, and kept a second one behind it, as some do.
QByteArray photograph()
{
    QImage image(200, 150, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    INDARO_CHECK(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "JPEG"));
    const QByteArray exif = QByteArray("Exif\0\0II*\0\x08\0\0\0\0\0", 16) + "canary of the camera -03.3822";
    QByteArray segment("\xFF\xFF\xE1\0", 4); // a byte of filler before it, as is allowed
    segment += static_cast<char>(exif.size() + 2);
    jpeg.insert(2, segment + exif);
    return jpeg + jpeg;
}

/// A letter with a photograph in it, and with everything a program can hide in such a file. `onPage` and `more`: what lies
/// above its page, and the objects of that from 11 on.
QByteArray letter(const QByteArray &onPage = {}, const QByteArrayList &more = {})
{
    QByteArrayList objects{
        "<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('canary of a script'\\))>>"
        "/Names<</EmbeddedFiles<</Names[(canary.txt)8 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/PieceInfo<</Writer<</Private(canary of the "
        "writer)>>>>/Resources<</Font<</F 7 0 R>>/XObject<</I 5 0 R>>>>" +
            onPage + ">>",
        streamOf({}, "BT /F 24 Tf 72 700 Td (Attestation du centre) Tj ET q 200 0 0 150 72 400 cm /I Do Q"),
        streamOf("/Type/XObject/Subtype/Image/Width 200/Height 150/ColorSpace/DeviceRGB/BitsPerComponent 8"
                 "/Filter/DCTDecode",
                 photograph()),
        streamOf("/Type/Metadata/Subtype/XML", "<x:xmpmeta>canary of the office</x:xmpmeta>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Filespec/F(canary.txt)/EF<</F 9 0 R>>>>",
        streamOf("/Type/EmbeddedFile", "canary of a file inside"),
        "<</Author(canary author)/Title(canary title)/CreationDate(D:20260203040506)>>"};
    return pdfOf(objects + more, "/Root 1 0 R/Info 10 0 R");
}

/// Something a program laid above the page, drawn like this and meant to be printed or not.
QByteArray letterWith(const QByteArray &drawing, const QByteArray &isPrinted)
{
    return letter("/Annots[11 0 R]",
                  {"<</Type/Annot/Subtype/Stamp/Rect[300 100 500 160]/F " + isPrinted + "/AP<</N 12 0 R>>>>",
                   streamOf("/Type/XObject/Subtype/Form/BBox[0 0 200 60]", drawing)});
}

QByteArray toolSays(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    INDARO_CHECK(process.waitForFinished() && process.exitCode() == 0);
    return process.readAllStandardOutput();
}

} // namespace

class TestBareFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRecordingLosesEveryWordAndNoSound_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QStringList>("how");
        const auto sound = [](const char *name, const char *type, const QStringList &how) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(type) << how + Words;
        };
        sound("a.m4a", "audio/mp4", {u"-c:a"_s, u"aac"_s});
        sound("a.3gp", "audio/mp4", {u"-c:a"_s, u"aac"_s, u"-ac"_s, u"1"_s});
        sound("a.mp3", "audio/mpeg", {u"-write_id3v1"_s, u"1"_s});
        sound("a.ogg", "audio/ogg", {u"-c:a"_s, u"libvorbis"_s});
        sound("a.opus", "audio/ogg", {});
        sound("a.flac", "audio/flac", {});
        sound("a.wav", "audio/wav", {});
        sound("a.webm", "audio/webm", {u"-c:a"_s, u"libopus"_s});
        const auto film = [](const char *name, const char *type, const QStringList &how) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(type)
                                << Film + how + QStringList{u"-metadata:s:v"_s, u"handler_name=canary of the lens"_s} +
                                       Words;
        };
        film("f.mp4", "video/mp4", {u"-c:v"_s, u"mpeg4"_s, u"-c:a"_s, u"aac"_s});
        film("f.mov", "video/mp4", {u"-c:v"_s, u"mpeg4"_s, u"-c:a"_s, u"aac"_s});
        film("f.webm", "video/webm", {u"-c:v"_s, u"libvpx"_s, u"-c:a"_s, u"libopus"_s});
    }
    void aRecordingLosesEveryWordAndNoSound()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, type);
        QFETCH(const QStringList, how);
        const QTemporaryDir folder;
        const QByteArray source = recorded(folder, name, how);
        QVERIFY(tells(source));
        const auto bare = models::bareFile(source);
        QVERIFY(bare.traces == Traces::None);
        QVERIFY(!tells(bare.content));
        QCOMPARE(QString(casework::mediaTypeOf(bare.content).name), type);
        // Another program finds no word, no chapter and no time in it either, and the same sound.
        const QByteArray words = toolSays(u"ffprobe"_s,
                                          {u"-v"_s, u"error"_s, u"-show_entries"_s, u"format_tags:stream_tags"_s, u"-of"_s,
                                           u"csv=p=0"_s, written(folder, bare.content)},
                                          {});
        QVERIFY2(!words.contains("2026") && !words.contains("Lavf5"), words.constData());
        if (type.startsWith("audio/"_L1)) {
            const auto before = sound::decodeRecording(source, type);
            const auto after = sound::decodeRecording(bare.content, type);
            QVERIFY(before && after);
            const auto shorter = std::chrono::abs(before->length() - after->length());
            QVERIFY2(shorter < std::chrono::milliseconds(100), qPrintable(QString::number(shorter.count())));
        }
        QVERIFY(models::bareFile(bare.content).traces == Traces::None); // and once more, when it comes in again
    }

    void aFilmLosesItsTrackOfPlaces()
    {
        const QTemporaryDir folder;
        // Words that appear while it runs, as some cameras write where they are.
        QFile places(folder.filePath(u"places.srt"_s));
        QVERIFY(places.open(QIODevice::WriteOnly));
        places.write("1\n00:00:00,000 --> 00:00:02,000\ncanary -03.3822 +29.3644\n");
        places.close();
        const QByteArray source =
            recorded(folder, u"f.mp4"_s,
                     Film + QStringList{u"-i"_s, places.fileName(), u"-map"_s, u"0"_s, u"-map"_s, u"1"_s, u"-map"_s, u"2"_s,
                                        u"-c:v"_s, u"mpeg4"_s, u"-c:a"_s, u"aac"_s, u"-c:s"_s, u"mov_text"_s});
        QVERIFY(tells(source));
        const auto bare = models::bareFile(source);
        QVERIFY(bare.traces == Traces::None && !tells(bare.content));
    }

    void aWaveSaysItsLengthStill()
    {
        const QByteArray bare = models::bareFile(tests::waveOf(1)).content;
        QCOMPARE(bare, tests::waveOf(1)); // there was nothing in it
    }

    void aPaperLosesWhatIsNotOnItsPages()
    {
        const QByteArray source = letter();
        QVERIFY(tells(source));
        const auto bare = models::bareFile(source);
        QVERIFY(bare.traces == Traces::None);
        QVERIFY(!tells(bare.content));
        const QByteArray facts = toolSays(u"pdfinfo"_s, {u"-"_s}, bare.content);
        QVERIFY2(facts.contains("Pages:           1") && !facts.contains("Author") && !facts.contains("Title") &&
                     !facts.contains("2026"),
                 facts.constData());
        QVERIFY2(facts.contains("JavaScript:      no") && facts.contains("Metadata Stream: no"), facts.constData());
        QVERIFY(toolSays(u"pdftotext"_s, {u"-"_s, u"-"_s}, bare.content).contains("Attestation du centre"));
        QVERIFY(models::bareFile(source).content == bare.content); // drawn again, the same
    }

    void whatLiesAboveAPageIsNeverLost_data()
    {
        QTest::addColumn<QByteArray>("drawing");
        QTest::addColumn<QByteArray>("isPrinted");
        const QByteArray pen = "1 w 10 10 m 40 30 l 60 12 l S"; // a signature is not much more
        const QByteArray stamp = "0 0 200 60 re f";
        QTest::newRow("a stroke of a pen, for the screen alone") << pen << QByteArray("0");
        QTest::newRow("a stroke of a pen") << pen << QByteArray("4");
        QTest::newRow("a stamp, for the screen alone") << stamp << QByteArray("0");
        QTest::newRow("a stamp") << stamp << QByteArray("4");
    }
    void whatLiesAboveAPageIsNeverLost()
    {
        QFETCH(const QByteArray, drawing);
        QFETCH(const QByteArray, isPrinted);
        const QByteArray source = letterWith(drawing, isPrinted);
        const auto bare = models::bareFile(source);
        QVERIFY(bare.traces == Traces::NotReadable);
        QCOMPARE(bare.content, source);
    }

    void aLinkIsNoWriting()
    {
        const auto bare = models::bareFile(
            letter("/Annots[11 0 R]", {"<</Type/Annot/Subtype/Link/Rect[72 690 300 730]/Border[0 0 0]/A<</S/URI/URI"
                                       "(http://house.example)>>>>"}));
        QVERIFY(bare.traces == Traces::None && !tells(bare.content));
    }

    void aDrawingThatLosesOneStrokeIsNotBelieved()
    {
        const QTemporaryDir programs;
        QByteArray other = letter();
        other.replace("(Attestation du centre)", "(Attestation du centr )"); // the same length
        const QString loses =
            tests::script(programs, u"pdftocairo"_s,
                          "/usr/bin/base64 -d <<'END' | /usr/bin/pdftocairo -pdf - -\n" + other.toBase64() + "\nEND");
        const QByteArray source = letter();
        const auto bare = models::bareFile(source, {{}, loses, {}});
        QVERIFY(bare.traces == Traces::NotReadable);
        QCOMPARE(bare.content, source);
    }

    void thePhotographInAPaperIsStillSeen()
    {
        const QByteArray bare = models::bareFile(letter()).content;
        const QByteArray page = toolSays(u"pdftoppm"_s, {u"-r"_s, u"36"_s, u"-"_s}, bare);
        const QImage image = QImage::fromData(page, "PPM");
        QVERIFY(!image.isNull());
        const QColor seen = image.pixelColor(image.width() * 172 / 595, image.height() * (842 - 475) / 842);
        QVERIFY(seen.red() > 200 && seen.green() < 60);
    }

    void whatCannotBeMadeBareComesBackAsItWas_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<int>("traces");
        const auto row = [](const char *name, const QByteArray &source, Traces traces) {
            QTest::newRow(name) << source << static_cast<int>(traces);
        };
        const QTemporaryDir folder;
        row("no recording behind its first bytes", "ID3" + QByteArray(5000, 'v'), Traces::NotReadable);
        row("a paper cut off", letter().first(200), Traces::NotReadable);
        row("a film of a kind that cannot be written bare",
            recorded(folder, u"f.avi"_s, Film + QStringList{u"-c:v"_s, u"mpeg4"_s} + Words), Traces::KindUnknown);
        row("an office document",
            QByteArray("PK\x03\x04", 4) + QByteArray(26, '\1') + "word/document.xml canary" + QByteArray(500, 'x'),
            Traces::KindUnknown);
        row("plain words", "Ce qui est écrit, et rien d'autre.", Traces::None);
    }
    void whatCannotBeMadeBareComesBackAsItWas()
    {
        QFETCH(const QByteArray, source);
        const auto bare = models::bareFile(source);
        QTEST(static_cast<int>(bare.traces), "traces");
        QCOMPARE(bare.content, source);
    }

    void withoutTheProgramsItIsSaid()
    {
        const QTemporaryDir nothing;
        const QString gone = nothing.filePath(u"gone"_s);
        const models::BaringTools tools{gone, gone, gone};
        for (const QByteArray &source : {tests::waveOf(1), letter()}) {
            const auto bare = models::bareFile(source, tools);
            QVERIFY(bare.traces == Traces::ToolMissing);
            QCOMPARE(bare.content, source);
        }
    }

    void aProgramThatLosesSomethingIsNotBelieved()
    {
        const QTemporaryDir programs;
        // Copies the first half of a recording only, and says that all went well.
        const QString half = tests::script(programs, u"ffmpeg"_s,
                                           "case \"$*\" in *streamhash*) exec /usr/bin/ffmpeg \"$@\";; *) exec "
                                           "/usr/bin/ffmpeg -t 1 \"$@\";; esac");
        // Draws another paper.
        const QString empty = tests::script(programs, u"pdftocairo"_s, "exec /usr/bin/head -c 300 /dev/zero");
        const models::BaringTools tools{half, empty, {}};
        const QByteArray wave = tests::waveOf(2);
        for (const QByteArray &source : {wave, letter()}) {
            const auto bare = models::bareFile(source, tools);
            QVERIFY(bare.traces == Traces::NotReadable);
            QCOMPARE(bare.content, source);
        }
    }

    void whatIsLeftInIsSaidInTheList()
    {
        QCOMPARE(models::titleWithTraces(u"memo"_s, Traces::None), u"memo"_s);
        QCOMPARE(models::titleWithTraces(u" memo "_s, Traces::ToolMissing), u"memo (with what its device wrote into it)"_s);
        QCOMPARE(models::titleWithTraces({}, Traces::KindUnknown), u"Kept with what its device wrote into it"_s);
        QSet<QString> said;
        for (const Traces each : {Traces::None, Traces::ToolMissing, Traces::NotReadable, Traces::KindUnknown})
            said.insert(models::tracesText(each));
        QCOMPARE(said.size(), 4);
        QCOMPARE(models::tracesQuestion(Traces::NotReadable).choices.at(models::KeptAsItIs), u"Keep it as it is"_s);
        QCOMPARE(models::tracesQuestion(Traces::NotReadable).otherwise, 0); // Escape keeps nothing
    }

private:
    static QString written(const QTemporaryDir &folder, const QByteArray &content)
    {
        QFile file(folder.filePath(u"bare"_s));
        INDARO_CHECK(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        return file.fileName();
    }
};

QTEST_GUILESS_MAIN(TestBareFiles)
#include "test_bare_files.moc"
