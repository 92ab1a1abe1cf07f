// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/library/library.h"
#include "core/model/field_table.h"
#include "tests/ui/frame_program.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/library/library_page.h"
#include "ui/pages/library/library_viewer.h"

#include <QAction>
#include <QBuffer>
#include <QFile>
#include <QLabel>
#include <QPainter>
#include <QPdfWriter>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardPaths>
#include <QTableWidget>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
namespace book = model::fields::library_document;

namespace {

struct Program : tests::FrameProgram
{
    Program() : FrameProgram(kit::Language::English, {pages::homePage(), pages::libraryPage()}) {}
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(path(name));
        INDARO_CHECK(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        return file.fileName();
    }
    std::vector<casework::LibraryDocument> all()
    {
        return run([](casework::Desk &desk) { return casework::listLibrary(desk); }).value();
    }
};

void press(QWidget *page, const QString &text)
{
    for (auto *button : page->findChildren<QPushButton *>()) {
        if (button->text() == text && button->isVisible() && button->isEnabled())
            return button->click();
    }
    QFAIL(qPrintable(u"no button "_s + text));
}

void enter(QWidget *in, sync::FieldId field, const base::Value &value)
{
    for (auto *edit : in->findChildren<pages::ValueEdit *>()) {
        if (edit->field() == field)
            return edit->setValue(value);
    }
    QFAIL("no such field");
}

base::Value held(QWidget *in, sync::FieldId field)
{
    for (auto *edit : in->findChildren<pages::ValueEdit *>()) {
        if (edit->field() == field)
            return edit->value();
    }
    return {};
}

} // namespace

/// Laws and guides on the screen [issue 6, 8].
class TestUiLibrary final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDocumentIsTakenInFoundReadReplacedAndSaved()
    {
        Program program;
        auto *page = program.open<pages::LibraryPage>(pages::LibraryPageId);
        auto *table = page->findChild<QTableWidget *>();
        auto *form = page->findChild<pages::ActionPanel *>(u"libraryForm"_s);
        QTRY_VERIFY(page->toolbarActions().first()->isEnabled());
        program.files.path = program.write(u"loi 2014.txt"_s, "Article 1 : nul n'est tenu en esclavage.\n");
        page->toolbarActions().first()->trigger();
        QTRY_VERIFY(form->isVisible());
        QTRY_COMPARE(held(form, book::Title), base::Value("loi 2014")); // as the file is called
        enter(form, book::Title, "Loi contre la traite");
        enter(form, book::Version, "2014");
        form->submit();
        QVERIFY(program.all().empty() && form->isVisible()); // of what kind is it?
        enter(form, book::Kind, "law");
        form->submit();
        QTRY_COMPARE(table->rowCount(), 1);
        QCOMPARE(table->item(0, 0)->text(), u"Loi contre la traite"_s);

        auto *search = page->findChild<QLineEdit *>(u"librarySearch"_s);
        search->setText(u"esclaves"_s);
        QCOMPARE(table->rowCount(), 0);
        search->setText(u"TRAITE 2014"_s);
        QCOMPARE(table->rowCount(), 1);

        press(page, u"Read it here"_s);
        auto *viewer = page->findChild<pages::LibraryViewer *>();
        QTRY_VERIFY(viewer->isReading() && viewer->isVisible());
        QVERIFY(viewer->findChild<QPlainTextEdit *>()->toPlainText().contains(u"esclavage"_s));
        program.shot(u"library"_s);
        press(page, u"Close the document"_s);
        QVERIFY(!viewer->isVisible());

        program.files.path = program.write(u"neuf.txt"_s, "Article 1 : texte de deux mille vingt-six.\n");
        press(page, u"Take in a newer version"_s);
        QTRY_VERIFY(form->isVisible());
        QTRY_COMPARE(held(form, book::Title), base::Value("Loi contre la traite"));
        enter(form, book::Version, "2026");
        form->submit();
        QTRY_COMPARE(program.all().size(), std::size_t{2});
        search->clear();
        QTRY_COMPARE(table->rowCount(), 1);
        QTRY_VERIFY(table->item(0, 2)->text().contains(u"2026"_s)); // the old one is there when it is asked for
        page->findChild<QCheckBox *>(u"libraryOlder"_s)->setChecked(true);
        QCOMPARE(table->rowCount(), 2);

        table->setCurrentCell(0, 0);
        program.files.path = program.path(u"copie.txt"_s);
        press(page, u"Save the document as a file"_s);
        QTRY_VERIFY(QFile::exists(program.files.path) && QFile(program.files.path).size() > 0);
        QFile copy(program.files.path);
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QCOMPARE(copy.readAll(), QByteArray("Article 1 : texte de deux mille vingt-six.\n"));

        table->setCurrentCell(0, 0);
        press(page, u"Take it out of use"_s);
        const auto isOut = [](const casework::LibraryDocument &one) {
            return one.withdrawnAt.has_value() && one.version == u"2026"_s;
        };
        QTRY_VERIFY(std::ranges::any_of(program.all(), isOut));
    }

    /// Drawn by a process that holds no key; found by its language and its year [issue 6, 8].
    void aPdfIsFoundAndReadInTheProgram()
    {
        QVERIFY2(!QStandardPaths::findExecutable(u"pdftoppm"_s).isEmpty(), "pdftoppm (poppler-utils) is not installed");
        QByteArray pdf;
        QBuffer buffer(&pdf);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        {
            QPdfWriter writer(&buffer);
            QPainter painter(&writer);
            painter.fillRect(QRect(0, 0, writer.width(), writer.height() / 3), Qt::black);
        }
        Program program;
        auto *page = program.open<pages::LibraryPage>(pages::LibraryPageId);
        auto *table = page->findChild<QTableWidget *>();
        auto *form = page->findChild<pages::ActionPanel *>(u"libraryForm"_s);
        QTRY_VERIFY(page->toolbarActions().first()->isEnabled());
        program.files.path = program.write(u"Référencement.pdf"_s, pdf);
        page->toolbarActions().first()->trigger();
        QTRY_VERIFY(form->isVisible());
        QTRY_COMPARE(held(form, book::Title), base::Value("Référencement"));
        enter(form, book::Kind, "guide");
        enter(form, book::Language, "fr");
        enter(form, book::PublishedOn, "2021");
        form->submit();
        QTRY_COMPARE(table->rowCount(), 1);
        auto *search = page->findChild<QLineEdit *>(u"librarySearch"_s);
        search->setText(u"referencement ANGLAIS"_s);
        QCOMPARE(table->rowCount(), 0);
        search->setText(u"REFERENCEMENT francais 2021"_s);
        QCOMPARE(table->rowCount(), 1);
        press(page, u"Read it here"_s);
        auto *viewer = page->findChild<pages::LibraryViewer *>();
        auto *picture = qobject_cast<QLabel *>(viewer->findChild<QScrollArea *>()->widget());
        QVERIFY(picture != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!picture->pixmap().isNull(), 60'000);
        const QImage drawn = picture->pixmap().toImage();
        const int across = drawn.width() / 2;
        QVERIFY(qGray(drawn.pixel(across, drawn.height() / 6)) < 64);
        QVERIFY(qGray(drawn.pixel(across, drawn.height() * 2 / 3)) > 192);
    }

    void whatIsNoDocumentIsRefusedInWords()
    {
        Program program;
        auto *page = program.open<pages::LibraryPage>(pages::LibraryPageId);
        QTRY_VERIFY(page->toolbarActions().first()->isEnabled());
        program.files.path = program.path(u"rien.pdf"_s); // is not there
        page->toolbarActions().first()->trigger();
        auto *banner = page->findChild<kit::Banner *>();
        QTRY_VERIFY(!banner->text().isEmpty());
        QVERIFY(program.all().empty());
    }

    void aTextIsLaidOutForThePrinter()
    {
        QObject context;
        std::optional<QList<print::Page>> pages;
        QByteArray text;
        for (int line = 0; line < 400; ++line)
            text += "Une ligne de la loi.\n";
        pages::LibraryViewer::pagesOf(&context, text, u"text/plain"_s, [&](const base::Result<QList<print::Page>> &drawn) {
            pages = drawn ? *drawn : QList<print::Page>();
        });
        QTRY_VERIFY(pages.has_value());
        QVERIFY(pages->size() > 2);
        for (const print::Page &page : *pages) {
            QCOMPARE(page.pictures.size(), 1);
            const QRectF rect = page.pictures.front().rect;
            QVERIFY(QRectF(0, 0, page.width, page.height).contains(rect));
            bool isWritten = false;
            const QImage &picture = page.pictures.front().picture;
            for (int y = 0; y < picture.height() && !isWritten; ++y)
                for (int x = 0; x < picture.width() && !isWritten; ++x)
                    isWritten = qGray(picture.pixel(x, y)) < 128;
            QVERIFY(isWritten);
        }
    }
};

QTEST_MAIN(TestUiLibrary)
#include "test_ui_library.moc"
