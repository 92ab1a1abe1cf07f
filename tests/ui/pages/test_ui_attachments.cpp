// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/attachment_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/migrations.h"
#include "core/casework/workspace.h"
#include "core/forms/workbook.h"
#include "core/model/field_table.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/scripted_ask.h"
#include "tests/support/temp_store.h"
#include "tests/ui/sound/sound_fakes.h"
#include "ui/forms/form_view.h"
#include "ui/forms/signature_pad.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/models/attachment_import.h"
#include "ui/models/traces_text.h"
#include "ui/pages/case_file/attachments_panel.h"
#include "ui/pages/intake/interview_media.h"

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QtEndian>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
using base::Errc;
using casework::AttachmentKind;
namespace fields = model::fields;

namespace {

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    INDARO_CHECK(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, format));
    return bytes;
}

constexpr int SlowMs = 30'000; ///< programs of their own are started, on a machine that may do much else

/// A red page and a blue one, and so on.
QByteArray twoPages(int more = 0)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    INDARO_CHECK(buffer.open(QIODevice::WriteOnly));
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    QPainter painter(&writer);
    painter.fillRect(0, 0, writer.width(), writer.height(), Qt::red);
    writer.newPage();
    painter.fillRect(0, 0, writer.width(), writer.height(), Qt::blue);
    for (int page = 0; page < more; ++page) {
        writer.newPage();
        painter.drawText(writer.width() / 3, writer.height() / 3, QString::number(page));
    }
    painter.end();
    buffer.close();
    return bytes;
}

/// Red at the left, blue at the right, each point a little different.
QImage photograph(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y,
                           x < size.width() / 2 ? qRgb(200 + (x + y) % 50, y % 40, 20) : qRgb(20, y % 40, 200 + x % 50));
    }
    return image;
}

template <class Number> QByteArray little(Number number)
{
    QByteArray bytes(sizeof(Number), '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

QByteArray exifEntry(quint16 tag, quint16 type, quint32 count, const QByteArray &value)
{
    return little(tag) + little(type) + little(count) + value;
}

/// A telephone's photograph: held upright (turn by 90 degrees), taken somewhere south of the equator.
QByteArray telephonePhotograph(QSize size)
{
    const QByteArray exif = QByteArray("Exif\0\0II*\0", 10) + little(quint32{8}) + little(quint16{2}) +
                            exifEntry(0x0112, 3, 1, little(quint32{6})) + exifEntry(0x8825, 4, 1, little(quint32{38})) +
                            little(quint32{0}) + little(quint16{1}) + exifEntry(1, 2, 2, QByteArray("S\0\0\0", 4)) +
                            little(quint32{0}) + "canary: 3.38 S 29.36 E, Nokia";
    QByteArray jpeg = encoded(photograph(size), "JPEG");
    QByteArray segment("\xFF\xE1", 2);
    const auto length = static_cast<quint16>(exif.size() + 2);
    segment += static_cast<char>(length >> 8U);
    segment += static_cast<char>(length & 0xFFU);
    return jpeg.insert(2, segment + exif);
}

quint32 crcOf(const QByteArray &bytes)
{
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

QByteArray big(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// A PNG of some bytes that says it is this large.
QByteArray bomb(quint32 width, quint32 height)
{
    const auto chunk = [](const QByteArray &name, const QByteArray &content) {
        return big(static_cast<quint32>(content.size())) + name + content + big(crcOf(name + content));
    };
    return QByteArray("\x89PNG\r\n\x1A\n") + chunk("IHDR", big(width) + big(height) + QByteArray("\x08\x02\0\0\0", 5)) +
           chunk("IDAT", qCompress(QByteArray(1000, '\0')).mid(4)) + chunk("IEND", {});
}

QString written(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    INDARO_CHECK(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    return file.fileName();
}

struct House
{
    tests::TempStore temp;
    tests::FakeClock clock;
    tests::SeededRandom random{31};
    tests::ScriptedAsk ask;
    tests::ScriptedFileAsk files;
    kit::Translations translations;
    QTemporaryDir stick;
    std::unique_ptr<casework::Workspace> workspace;
    kit::PageContext context;
    sync::RecordId person = sync::RecordId::make(random);

    template <class Job> auto run(Job job)
    {
        using Answer = std::invoke_result_t<Job, casework::Desk &>;
        auto answer = std::make_shared<std::optional<Answer>>();
        workspace->ask(workspace.get(), std::move(job), [answer](Answer result) { answer->emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer->has_value(); }));
        return std::move(**answer);
    }

    House()
    {
        kit::applyTheme(*qApp, kit::ThemeKind::Light);
        auto db = temp.open(store::Connection::Mode::Create).value();
        INDARO_CHECK(store::migrate(db, casework::migrations(), {}).hasValue());
        INDARO_CHECK(sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue());
        workspace = std::make_unique<casework::Workspace>(std::move(db), sync::UserId::make(random), clock, random);
        context.workspace = workspace.get();
        context.clock = &clock;
        context.translations = &translations;
        context.ask = &ask;
        context.files = &files;
        INDARO_CHECK(
            run([id = person](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
                INDARO_TRY(desk.log.birth({fields::case_file::Table, id}, {{fields::case_file::DisplayName, "Rose"}}));
                return transaction.commit();
            }).hasValue());
    }
    std::vector<casework::StoredAttachment> list()
    {
        return run([id = person](casework::Desk &desk) { return casework::listAttachments(desk, id); }).value();
    }
    QByteArray bytesOf(const casework::StoredAttachment &attachment)
    {
        return run([key = attachment.key](casework::Desk &desk) { return casework::loadAttachment(desk, key); }).value();
    }
};

/// A picture for whoever wants to look: INDARO_SCREENSHOTS names the folder.
void photographScreen(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    QCoreApplication::processEvents();
    widget.grab().save(folder + u'/' + name + u".png"_s);
}

std::shared_ptr<const indaro::forms::FormDefinition> visitForm()
{
    indaro::forms::Sheet survey;
    survey.name = u"survey"_s;
    const QList<QStringList> rows{
        {u"type"_s, u"name"_s, u"label"_s, u"appearance"_s, u"parameters"_s, u"indaro::compartment"_s},
        {u"image"_s, u"wound"_s, u"Blessure"_s, {}, u"max-pixels=300"_s, u"health"_s},
        {u"image"_s, u"sign"_s, u"Signature"_s, u"signature"_s, {}, u"case"_s},
        {u"audio"_s, u"voice"_s, u"Voix"_s, {}, {}, u"case"_s}};
    for (const QStringList &row : rows)
        survey.rows.push_back({static_cast<int>(survey.rows.size()) + 1, row});
    return std::make_shared<const indaro::forms::FormDefinition>(
        indaro::forms::FormDefinition::fromWorkbook(indaro::forms::Workbook::fromSheets({survey}), u"visit"_s).value());
}

/// An interview with that form, as it stands on the screen.
struct Visit
{
    explicit Visit(House &house)
        : interview(house
                        .run([person = house.person](casework::Desk &desk) {
                            return casework::startInterview(desk, {person, u"visit"_s, u"1"_s});
                        })
                        .value()),
          media(house.context, definition, casework::LoadedInterview{.id = interview, .caseFile = house.person}),
          form(definition, environmentOf(house))
    {
        view.resize(1000, 700);
        view.setShelf(&media);
        view.setInstance(&form, {});
        view.show();
    }
    ~Visit() { view.setInstance(nullptr, {}); }
    Visit(const Visit &) = delete;
    Visit &operator=(const Visit &) = delete;

    std::shared_ptr<const indaro::forms::FormDefinition> definition = visitForm();
    casework::InterviewId interview;
    pages::InterviewMedia media;
    indaro::forms::FormInstance form;
    ui::forms::FormView view;

private:
    static indaro::forms::FormEnvironment environmentOf(const House &house)
    {
        indaro::forms::FormEnvironment environment;
        environment.clock = &house.clock;
        return environment;
    }
};

} // namespace

class TestUiAttachments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPhotographKeepsNothingButThePicture()
    {
        const QByteArray source = telephonePhotograph({2400, 1200});
        QVERIFY(source.contains("canary") && !casework::isBarePicture(source));
        const auto kept = models::importPicture(source);
        QVERIFY2(kept.hasValue(), kept ? "" : kept.error().toString().c_str());
        QVERIFY(casework::isBarePicture(*kept));
        QVERIFY(!kept->contains("canary") && !kept->contains("Exif"));
        QVERIFY(kept->size() < source.size());
        const QImage picture = QImage::fromData(*kept);
        QCOMPARE(picture.size(), QSize(800, 1600)); // upright, and no longer than a page needs
        QVERIFY(qRed(picture.pixel(400, 100)) > 150 && qBlue(picture.pixel(400, 1500)) > 150);
        QCOMPARE(models::importPicture(*kept).value().isEmpty(), false);
        QCOMPARE(QImage::fromData(models::importPicture(source, 300).value()).size(), QSize(150, 300));
    }

    void aDrawingStaysSharpAndItsWordsStayBehind()
    {
        QImage drawing(1800, 900, QImage::Format_ARGB32);
        drawing.fill(Qt::transparent);
        for (int x = 0; x < 1800; ++x)
            drawing.setPixel(x, x / 2, qRgb(0, 0, 0));
        drawing.setText(u"Author"_s, u"canary of a name"_s);
        const QByteArray source = encoded(drawing, "PNG");
        QVERIFY(source.contains("canary"));
        const QByteArray kept = models::importPicture(source).value();
        QVERIFY(kept.startsWith("\x89PNG") && !kept.contains("canary") && casework::isBarePicture(kept));
        QCOMPARE(qGray(QImage::fromData(kept).pixel(10, 700)), 255); // what was clear is white
    }

    void whatCannotBeAPictureIsRefusedByACode_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<int>("error");
        const QByteArray photo = encoded(photograph({300, 200}), "JPEG");
        const QByteArray drawing = encoded(photograph({300, 200}), "PNG");
        const auto row = [](const char *name, const QByteArray &source, Errc error) {
            QTest::newRow(name) << source << static_cast<int>(error);
        };
        row("a JPEG cut in the middle", photo.first(photo.size() / 2), Errc::PictureDamaged);
        row("a JPEG without its end", photo.chopped(2), Errc::PictureDamaged);
        row("a PNG cut in the middle", drawing.first(drawing.size() / 2), Errc::PictureDamaged);
        row("a PNG without its end", drawing.chopped(12), Errc::PictureDamaged);
        row("a head alone", photo.first(20), Errc::PictureDamaged);
        row("3,600 million points", bomb(60000, 60000), Errc::PictureTooLarge);
        row("a line of 900,000 points", bomb(900'000, 1), Errc::PictureTooLarge);
        row("81 million points of a PNG", bomb(9000, 9000), Errc::PictureTooLarge);
        row("points that are not there", bomb(2000, 2000), Errc::PictureDamaged);
        row("words", "no picture at all, whatever its name", Errc::MediaTypeRefused);
        row("a drawing that could name files", "<svg xmlns='http://www.w3.org/2000/svg'/>", Errc::MediaTypeRefused);
        row("heic",
            QByteArray("\0\0\0\x18"
                       "ftypheic\0\0\0\0mif1heic",
                       24),
            Errc::MediaTypeRefused);
        row("nothing", {}, Errc::MediaTypeRefused);
    }
    void whatCannotBeAPictureIsRefusedByACode()
    {
        QFETCH(const QByteArray, source);
        const auto kept = models::prepareAttachment(AttachmentKind::Image, source);
        QVERIFY(!kept);
        QTEST(static_cast<int>(kept.error().code), "error");
    }

    void aFileIsReadByItsContentAndNeverChanged()
    {
        const QTemporaryDir stick;
        const QByteArray voice = "ID3" + QByteArray(5000, 'v');
        const auto any = models::readAnyAttachment(written(stick, u"memo.jpg"_s, voice)).value();
        QVERIFY(any.kind == AttachmentKind::Audio);
        QCOMPARE(any.name, u"memo"_s);
        QCOMPARE(any.content, voice); // no recording at all: nothing can be taken out of it
        QVERIFY(any.traces == models::Traces::NotReadable);
        const QByteArray photo = telephonePhotograph({300, 200});
        const QString path = written(stick, u"notes.txt"_s, photo);
        QVERIFY(models::readAnyAttachment(path)->kind == AttachmentKind::Image);
        QVERIFY(
            casework::isBarePicture(models::readAttachment(AttachmentKind::File, path)->content)); // a picture all the same
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), photo);
        QCOMPARE(QDir(stick.path()).entryList(QDir::Files | QDir::Hidden).size(), 2); // nothing was left beside it
        const QString large = written(stick, u"film.mp4"_s, "ID3" + QByteArray(casework::LargestAttachment, 'f'));
        QCOMPARE(models::readAttachment(AttachmentKind::Audio, large).error().code, Errc::FileTooLarge);
        QCOMPARE(models::readAttachment(AttachmentKind::Audio, stick.filePath(u"gone"_s)).error().code, Errc::FileNotFound);
    }

    void anInterviewKeepsPicturesInTheirCompartmentAndLetsThemGo()
    {
        House house;
        Visit visit(house);
        auto &form = visit.form;
        auto &view = visit.view;
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        const auto save = [&](const QString &path) { // what the session does after each gesture
            const QString value = form.state(path)->value;
            QVERIFY(house
                        .run([&](casework::Desk &desk) {
                            return casework::saveAnswer(desk, visit.interview,
                                                        {path, u"image"_s, value, {}, sync::Compartment::Health});
                        })
                        .hasValue());
        };
        const auto button = [&](const QString &path, const char *name) {
            return view.findQuestion(path)->findChild<QPushButton *>(QString::fromLatin1(name));
        };
        const QString wound = u"/data/wound"_s;
        const QString sign = u"/data/sign"_s;
        house.files.path = written(house.stick, u"DSC_0001.JPG"_s, telephonePhotograph({1200, 600}));
        QTest::mouseClick(button(wound, "chooseMedia"), Qt::LeftButton);
        QTRY_VERIFY(form.state(wound)->value.startsWith(u"wound-"_s));
        save(wound);
        QTest::mouseClick(button(sign, "drawMedia"), Qt::LeftButton);
        auto *pad = view.findQuestion(sign)->findChild<ui::forms::SignaturePad *>();
        QTest::mousePress(pad, Qt::LeftButton, {}, {20, 30});
        QTest::mouseMove(pad, {200, 120});
        QTest::mouseRelease(pad, Qt::LeftButton, {}, {200, 120});
        photographScreen(view, u"attachments-1-signing"_s);
        QTest::mouseClick(button(sign, "acceptDrawing"), Qt::LeftButton);
        QTRY_VERIFY(form.state(sign)->value.startsWith(u"sign-"_s));
        save(sign);
        QTRY_VERIFY(!view.findQuestion(wound)->findChild<QLabel *>(u"mediaView"_s)->pixmap().isNull());
        QTRY_VERIFY(!view.findQuestion(sign)->findChild<QLabel *>(u"mediaView"_s)->pixmap().isNull());
        photographScreen(view, u"attachments-2-answered"_s);
        auto list = house.list();
        QCOMPARE(list.size(), std::size_t(2));
        const bool isWoundFirst = list[0].fileName.startsWith(u"wound"_s);
        const auto &photo = list[isWoundFirst ? 0 : 1];
        const auto &signature = list[isWoundFirst ? 1 : 0];
        QCOMPARE(photo.compartment, sync::Compartment::Health);
        QCOMPARE(signature.compartment, sync::Compartment::Case);
        QVERIFY(signature.kind == AttachmentKind::Signature);
        QCOMPARE(signature.mediaType, u"image/png"_s);
        QCOMPARE(QImage::fromData(house.bytesOf(photo)).size(), QSize(150, 300)); // the form asked for no more
        QVERIFY(photo.isAnswer && photo.path == wound);

        QTest::mouseClick(button(wound, "removeMedia"), Qt::LeftButton);
        save(wound);
        photographScreen(view, u"attachments-3-taken-away"_s);
        QCOMPARE(house.list().size(), std::size_t(2)); // until the sitting ends it can be put back
        const QStringList names = visit.media.takeDiscarded();
        QVERIFY(
            house.run([&](casework::Desk &desk) { return casework::dropUnnamedAttachments(desk, visit.interview, names); })
                .hasValue());
        list = house.list();
        QCOMPARE(list.size(), std::size_t(1));
        QCOMPARE(list[0].fileName, form.state(sign)->value);
    }

    void theFileListsWhatIsInItAndTeachesWhenThereIsNothing()
    {
        House house;
        pages::AttachmentsPanel panel(house.context, nullptr);
        panel.resize(1000, 700);
        panel.show();
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        auto *table = panel.findChild<QTableWidget *>(u"attachments"_s);
        const auto button = [&](const char *name) { return panel.findChild<QPushButton *>(QString::fromLatin1(name)); };
        const auto isSaid = [&](const QString &words) {
            const auto labels = panel.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
        };
        panel.showPerson(house.person);
        QTRY_VERIFY(isSaid(u"Nothing yet"_s));
        QVERIFY(!table->isVisible() && !button("removeAttachment")->isVisible());
        photographScreen(panel, u"attachments-4-nothing"_s);

        house.files.path = written(house.stick, u"carte.jpg"_s, telephonePhotograph({1200, 600}));
        QTest::mouseClick(button("addAttachment"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button("keepAttachment")->isVisible(), SlowMs);
        auto *words = panel.findChild<QLineEdit *>(u"attachmentTitle"_s);
        QCOMPARE(qApp->focusWidget(), words);
        QCOMPARE(words->text(), u"carte"_s);
        QTest::keyClicks(words, u"Carte du marche"_s);
        auto *compartment = panel.findChild<QComboBox *>(u"attachmentCompartment"_s);
        QCOMPARE(compartment->currentData().toInt(), static_cast<int>(sync::Compartment::Identity));
        photographScreen(panel, u"attachments-5-offered"_s);
        compartment->setCurrentIndex(compartment->findData(static_cast<int>(sync::Compartment::Health)));
        QTest::mouseClick(button("keepAttachment"), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), 1);
        QVERIFY(isSaid(u"Delete it now"_s));
        QCOMPARE(table->item(0, 0)->text(), u"Carte du marche"_s);
        QCOMPARE(house.list()[0].compartment, sync::Compartment::Health);
        QVERIFY(casework::isBarePicture(house.bytesOf(house.list()[0])));

        house.files.path = written(house.stick, u"memo.wav"_s, tests::waveOf(1));
        QTest::mouseClick(button("addAttachment"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button("keepAttachment")->isVisible(), SlowMs);
        QTest::mouseClick(button("keepAttachment"), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), 2);
        for (int row = 0; row < 2; ++row) {
            table->setCurrentCell(row, 0);
            QCOMPARE(button("viewAttachment")->text(),
                     table->item(row, 0)->text() == u"memo"_s ? u"Listen to it"_s : u"Look at it"_s);
        }
        table->setCurrentCell(table->item(0, 0)->text() == u"memo"_s ? 1 : 0, 0);
        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        auto *view = panel.findChild<QLabel *>(u"attachmentView"_s);
        QTRY_VERIFY_WITH_TIMEOUT(view->isVisible() && !view->pixmap().isNull(), SlowMs);
        photographScreen(panel, u"attachments-6-looked-at"_s);
        QTest::mouseClick(button("closeAttachment"), Qt::LeftButton);
        QVERIFY(!view->isVisible() && view->pixmap().isNull());
        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        QTRY_VERIFY(view->isVisible());
        panel.hide(); // another page is opened: nothing stands behind it
        QVERIFY(view->pixmap().isNull());
        panel.show();

        QTest::mouseClick(button("removeAttachment"), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), 1);
        QTest::mouseClick(button("putBackAttachment"), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), 2);

        house.files.path = written(house.stick, u"cut.jpg"_s, telephonePhotograph({1200, 600}).first(9000));
        QTest::mouseClick(button("addAttachment"), Qt::LeftButton);
        QTRY_VERIFY(isSaid(u"cut off or damaged"_s));
        QVERIFY(!button("keepAttachment")->isVisible());
        panel.showNobody();
        QCOMPARE(table->rowCount(), 0);
        QVERIFY(!button("addAttachment")->isEnabled());
    }

    void aScannedPaperIsReadPageAfterPage()
    {
        House house;
        pages::AttachmentsPanel panel(house.context, nullptr);
        panel.resize(1000, 700);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        panel.showPerson(house.person);
        const auto button = [&](const char *name) { return panel.findChild<QPushButton *>(QString::fromLatin1(name)); };
        auto *table = panel.findChild<QTableWidget *>(u"attachments"_s);
        const auto add = [&](const QString &name, const QByteArray &content) {
            const int before = table->rowCount();
            house.files.path = written(house.stick, name, content);
            QTest::mouseClick(button("addAttachment"), Qt::LeftButton);
            QVERIFY(QTest::qWaitFor([&] { return button("keepAttachment")->isVisible(); }, SlowMs));
            QTest::mouseClick(button("keepAttachment"), Qt::LeftButton);
            QTRY_COMPARE(table->rowCount(), before + 1);
        };
        QTRY_VERIFY(button("addAttachment")->isEnabled());
        add(u"jugement.pdf"_s, twoPages());
        table->setCurrentCell(0, 0);
        QTRY_VERIFY(button("viewAttachment")->isEnabled());
        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        auto *view = panel.findChild<QLabel *>(u"attachmentView"_s);
        QTRY_VERIFY_WITH_TIMEOUT(view->isVisible() && !view->pixmap().isNull(), SlowMs);
        QVERIFY(view->pixmap().height() > 2 * view->pixmap().width()); // both pages, one below the other
        const QImage seen = view->pixmap().toImage();
        const auto isRed = [&](int y) {
            return qRed(seen.pixel(seen.width() / 2, y)) > qBlue(seen.pixel(seen.width() / 2, y)) + 100;
        };
        QVERIFY(isRed(seen.height() / 4) && !isRed(3 * seen.height() / 4));
        const auto isSaid = [&](const QString &words) {
            const auto labels = panel.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
        };
        QVERIFY(!isSaid(u"Only the first"_s));
        QTest::mouseClick(button("closeAttachment"), Qt::LeftButton);
        QVERIFY(view->pixmap().isNull());
        // A longer one says that it goes on.
        add(u"dossier.pdf"_s, twoPages(19));
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->text() == u"dossier"_s)
                table->setCurrentCell(row, 0);
        }
        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(isSaid(u"Only the first 20 pages"_s), 20'000);
        QTest::mouseClick(button("closeAttachment"), Qt::LeftButton);
        // One that is no document any more says so, and stays kept.
        add(u"abime.pdf"_s, twoPages().first(300));
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->text() == u"abime (with what its device wrote into it)"_s) // it was told, and kept it
                table->setCurrentCell(row, 0);
        }
        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        QTRY_VERIFY([&] {
            const auto labels = panel.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return label->isVisible() && label->text().contains(u"cut off or damaged"_s);
            });
        }());
        QCOMPARE(table->rowCount(), 3);
    }

    void whatItsDeviceWroteIsTakenOutOrSaid()
    {
        House house;
        pages::AttachmentsPanel panel(house.context, nullptr);
        panel.resize(1000, 700);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        panel.showPerson(house.person);
        const auto button = [&](const char *name) { return panel.findChild<QPushButton *>(QString::fromLatin1(name)); };
        const auto isSaid = [&](const QString &words) {
            const auto labels = panel.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
        };
        auto *table = panel.findChild<QTableWidget *>(u"attachments"_s);
        const auto offer = [&](const QString &name, const QByteArray &content) {
            house.files.path = written(house.stick, name, content);
            QTest::mouseClick(button("addAttachment"), Qt::LeftButton);
            QVERIFY(QTest::qWaitFor([&] { return button("keepAttachment")->isVisible(); }, SlowMs));
        };
        QTRY_VERIFY(button("addAttachment")->isEnabled());
        const QByteArray words = "INFOIART\x0C\0\0\0canary name\0"_ba; // who made it, as a recorder writes it
        QByteArray voice = tests::waveOf(1) + "LIST" + QByteArray("\x18\0\0\0", 4) + words;
        qToLittleEndian(static_cast<quint32>(voice.size() - 8), voice.data() + 4);
        QVERIFY(voice.contains("canary"));
        offer(u"menace.wav"_s, voice);
        QVERIFY(isSaid(u"has been taken out"_s));
        QCOMPARE(button("keepAttachment")->text(), u"Keep it"_s);
        photographScreen(panel, u"attachments-9-bare"_s);
        QTest::mouseClick(button("keepAttachment"), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), 1);
        QCOMPARE(house.list()[0].title, u"menace"_s);
        QCOMPARE(house.bytesOf(house.list()[0]), tests::waveOf(1));

        const QByteArray odd = "ID3" + QByteArray(9000, 'v');
        offer(u"vieux.mp3"_s, odd);
        QVERIFY(isSaid(u"could not be taken out"_s));
        QCOMPARE(button("keepAttachment")->text(), u"Keep it as it is"_s);
        photographScreen(panel, u"attachments-10-not-bare"_s);
        QTest::mouseClick(button("keepAttachment"), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), 2);
        const auto list = house.list();
        const auto &kept = list[list[0].title == u"menace"_s ? 1 : 0];
        QCOMPARE(kept.title, u"vieux (with what its device wrote into it)"_s);
        QCOMPARE(house.bytesOf(kept), odd);
    }

    void anInterviewAsksBeforeItKeepsWhatSaysMore()
    {
        House house;
        Visit visit(house);
        const auto &form = visit.form;
        auto &view = visit.view;
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QString voice = u"/data/voice"_s;
        auto *choose = view.findQuestion(voice)->findChild<QPushButton *>(u"chooseMedia"_s);
        house.files.path = written(house.stick, u"vieux.mp3"_s, "ID3" + QByteArray(9000, 'v'));
        house.ask.choice = 0; // do not keep it
        QTest::mouseClick(choose, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(house.ask.asked.size(), 1, SlowMs);
        QVERIFY(house.ask.asked[0].contains(u"could not be taken out"_s));
        QTRY_VERIFY(choose->isVisible() && choose->isEnabled());
        QVERIFY(form.state(voice)->value.isEmpty() && house.list().empty());

        house.ask.choice = models::KeptAsItIs;
        QTest::mouseClick(choose, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(form.state(voice)->value.startsWith(u"voice-"_s), SlowMs);
        QCOMPARE(house.list().size(), std::size_t(1));
        QCOMPARE(house.list()[0].title, u"Kept with what its device wrote into it"_s);

        house.files.path = written(house.stick, u"menace.wav"_s, tests::waveOf(1)); // nobody is asked about one that is bare
        const QString before = form.state(voice)->value;
        QTest::mouseClick(choose, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(form.state(voice)->value != before && !form.state(voice)->value.isEmpty(), SlowMs);
        QCOMPARE(house.ask.asked.size(), 2);
    }

    void aRecordingIsListenedToAndLeavesNothingBehind()
    {
        House house;
        const QTemporaryDir programs;
        const QByteArray path = qgetenv("PATH");
        const auto restore = qScopeGuard([&] { qputenv("PATH", path); });
        tests::script(programs, u"aplay"_s, "exec sleep 600"); // a loudspeaker that never comes to an end
        qputenv("PATH", programs.path().toUtf8() + ':' + path);
        pages::AttachmentsPanel panel(house.context, nullptr);
        panel.resize(1000, 700);
        panel.show();
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        const auto button = [&](const char *name) { return panel.findChild<QPushButton *>(QString::fromLatin1(name)); };
        const auto isSaid = [&](const QString &words) {
            const auto labels = panel.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
        };
        auto *table = panel.findChild<QTableWidget *>(u"attachments"_s);
        const auto keep = [&](AttachmentKind kind, const QString &title, const QByteArray &content) {
            INDARO_CHECK(house
                             .run([&, id = house.person](casework::Desk &desk) {
                                 return casework::addAttachment(desk, {.caseFile = id,
                                                                       .kind = kind,
                                                                       .compartment = sync::Compartment::Case,
                                                                       .title = title,
                                                                       .content = content});
                             })
                             .hasValue());
        };
        keep(AttachmentKind::Audio, u"menace"_s, tests::waveOf(3));
        panel.showPerson(house.person);
        QTRY_COMPARE(table->rowCount(), 1);
        table->setCurrentCell(0, 0);
        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        auto *play = button("playRecording");
        QTRY_VERIFY_WITH_TIMEOUT(play->isVisible(), SlowMs);
        QVERIFY(isSaid(u"00:00 / 00:03"_s));
        QCOMPARE(qApp->focusWidget(), play);
        QCOMPARE(button("closeAttachment")->text(), u"Close the recording"_s);
        QTest::keyClick(play, Qt::Key_Space);
        QCOMPARE(play->text(), u"Pause"_s);
        photographScreen(panel, u"attachments-7-listened-to"_s);
        const auto noted =
            house.run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::FileOpened); });
        QVERIFY(noted.hasValue());
        QCOMPARE(noted->size(), std::size_t(1));
        QTest::mouseClick(button("closeAttachment"), Qt::LeftButton);
        QVERIFY(!play->isVisible() && play->text() == u"Play"_s);
        QCOMPARE(qApp->focusWidget(), button("viewAttachment"));

        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(play->isVisible(), SlowMs);
        QTest::keyClick(play, Qt::Key_Space);
        panel.hide(); // another page is opened: it is silent, and nothing of it is left
        QCOMPARE(play->text(), u"Play"_s);
        panel.show();

        tests::script(programs, u"aplay"_s, "exit 1");
        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(play->isVisible(), SlowMs);
        QTest::keyClick(play, Qt::Key_Space);
        QTRY_VERIFY(isSaid(u"does not reach a loudspeaker"_s) && isSaid(u"safe in the file"_s));
        photographScreen(panel, u"attachments-8-no-loudspeaker"_s);

        qputenv("PATH", programs.path().toUtf8()); // a computer without the decoder
        QTest::mouseClick(button("viewAttachment"), Qt::LeftButton);
        QTRY_VERIFY(isSaid(u"lacks the program that reads recordings"_s));
        QVERIFY(!play->isVisible());
    }
};

QTEST_MAIN(TestUiAttachments)
#include "test_ui_attachments.moc"
