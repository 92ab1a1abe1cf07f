// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/manual/manual.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/start/program.h"
#include "ui/pages/manual/manual_page.h"
#include "ui/pages/manual/manual_paper.h"
#include "ui/pages/manual/manual_texts.h"
#include "ui/pages/manual/manual_view.h"
#include "ui/pages/page_arguments.h"
#include "ui/print/paper_progress.h"
#include "ui/roads/sync_page.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QImage>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

using namespace indaro;
using namespace indaro::tests;
namespace print = ui::print;

namespace {

pages::ManualPage *manualOn(QWidget *window)
{
    return shown<pages::ManualPage>(window);
}

QStringList tasksListed(pages::ManualPage *page)
{
    QStringList tasks;
    const auto *list = page->findChild<QListWidget *>(u"tasks"_s);
    for (int row = 0; row < list->count(); ++row) {
        if (const QString task = list->item(row)->data(Qt::UserRole).toString(); !task.isEmpty())
            tasks.append(task);
    }
    return tasks;
}

QString read(pages::ManualPage *page)
{
    return page->findChild<pages::ManualView *>()->toPlainText();
}

base::Result<print::Paper> paperOf(const QString &task, const QString &language)
{
    const auto &manual = pages::programManual();
    return pages::manualPaper(manual, {manual.find(task)}, language);
}

} // namespace

/// The manual in the program: by F1 from everywhere, searched, printed, and before anybody signs in.
class TestUiManual : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;
    std::unique_ptr<Program> m_program;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
        makeVault(m_home.filePath(u"house"_s));
    }

    void beforeSigningInItIsReadAndNothingTypedIsLost()
    {
        Program p(m_home.filePath(u"house"_s));
        QTRY_VERIFY(shown<QComboBox>(p.window()) != nullptr && shown<QComboBox>(p.window())->count() > 0);
        p.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(p.window()));
        const QString half = Passphrase.left(Passphrase.size() / 2);
        QTest::keyClicks(secrets(p.window()).first(), half);
        QTest::keyClick(p.window(), Qt::Key_F1);
        QTRY_VERIFY(manualOn(p.window()) != nullptr);
        QCOMPARE(manualOn(p.window())->task(), u"forgot-passphrase"_s);
        QVERIFY(read(manualOn(p.window())).contains(u"two of the three recovery cards"_s, Qt::CaseInsensitive));
        QVERIFY(secrets(p.window()).isEmpty()); // what is typed is not seen meanwhile
        picture(p.window(), u"manual-before-signing-in"_s);
        // Another task is read there too; then back to where she was, by key and by button.
        auto *search = manualOn(p.window())->findChild<QLineEdit *>();
        QTest::keyClicks(search, u"stolen"_s);
        QCOMPARE(tasksListed(manualOn(p.window())).first(), u"laptop-stolen"_s);
        auto *back = p.window()->findChild<QPushButton *>(u"leaveManual"_s);
        QVERIFY(back != nullptr && back->isVisible());
        back->click();
        QTRY_VERIFY(manualOn(p.window()) == nullptr);
        QTest::keyClick(p.window(), Qt::Key_F1);
        QTRY_VERIFY(manualOn(p.window()) != nullptr);
        QTest::keyClick(p.window(), Qt::Key_F1);
        QTRY_VERIFY(manualOn(p.window()) == nullptr);
        QCOMPARE(secrets(p.window()).size(), 1);
        QTest::keyClicks(secrets(p.window()).first(), Passphrase.mid(half.size()));
        QTest::keyClick(secrets(p.window()).first(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(p.frame() != nullptr, 15000);
    }

    void theFirstPageBelowIsStillLocked()
    {
        Program p(m_home.filePath(u"house"_s));
        QTRY_VERIFY(shown<QComboBox>(p.window()) != nullptr && shown<QComboBox>(p.window())->count() > 0);
        p.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(p.window()));
        QTest::keyClicks(secrets(p.window()).first(), u"quatre"_s);
        QTest::keyClick(p.window(), Qt::Key_F1);
        QTRY_VERIFY(manualOn(p.window()) != nullptr);
        QTest::keyClick(p.window(), Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(p.replaced, 1);
    }

    void f1OpensWhatHelpsWithThePageAndLeadsBack()
    {
        m_program = std::make_unique<Program>(m_home.filePath(u"house"_s));
        Program &p = *m_program;
        QVERIFY(p.signIn());
        p.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(p.window()));
        for (const kit::PageId page :
             {pages::HomePageId,        pages::ConflictsPageId,  pages::PeoplePageId,       pages::AdmitPageId,
              pages::HousePageId,       pages::RollCallPageId,   pages::EvacuationPageId,   pages::IncidentsPageId,
              pages::RoutinesPageId,    pages::ComplaintsPageId, pages::SelfCheckPageId,    pages::VisitsPageId,
              pages::InterviewsPageId,  pages::ReferralsPageId,  pages::IncomingPageId,     pages::DirectoryPageId,
              pages::ClosedFilesPageId, pages::TrainingPageId,   pages::PaperFormsPageId,   pages::PaperEntryPageId,
              pages::StockPageId,       pages::CourtDaysPageId,  pages::LibraryPageId,      pages::DuplicatesPageId,
              pages::StatisticsPageId,  pages::ReportsPageId,    pages::CountsPageId,       pages::ErasePageId,
              pages::SettingsPageId,    ui::roads::SyncPageId,   ui::roads::JoinHousePageId}) {
            QVERIFY2(p.frame()->openPage(page), std::string(page.name()).c_str());
            QTest::keyClick(p.window(), Qt::Key_F1);
            auto *manual = qobject_cast<pages::ManualPage *>(p.frame()->currentPage());
            QVERIFY2(manual != nullptr, std::string(page.name()).c_str());
            const auto *task = pages::programManual().forPage(page.name());
            QVERIFY2(task != nullptr, std::string(page.name()).c_str());
            QCOMPARE(manual->task(), task->id);
            QTest::keyClick(p.window(), Qt::Key_F1);
            QVERIFY2(p.frame()->currentPage()->id() == page, std::string(page.name()).c_str());
        }
        // Of a part of the settings that has a task of its own, that one.
        const auto helpOn = [&p](kit::PageArgument part) {
            const bool isThere = p.frame()->openPage(pages::SettingsPageId, std::move(part));
            QTest::keyClick(p.window(), Qt::Key_F1);
            const auto *manual = qobject_cast<pages::ManualPage *>(p.frame()->currentPage());
            return isThere && manual != nullptr ? manual->task() : QString();
        };
        QCOMPARE(helpOn(pages::OpenBackups{}), u"backup"_s);
        QCOMPARE(helpOn(pages::OpenMachine{}), u"check-laptop"_s);
        // From a task to another and to a third: still one key back to the work.
        QVERIFY(p.frame()->openPage(pages::HousePageId));
        QTest::keyClick(p.window(), Qt::Key_F1);
        QVERIFY(p.frame()->openPage(pages::ManualPageId, pages::OpenManual{u"backup"_s}));
        QVERIFY(p.frame()->openPage(pages::ManualPageId, pages::OpenManual{u"keys"_s}));
        QTest::keyClick(p.window(), Qt::Key_F1);
        QVERIFY(p.frame()->currentPage()->id() == pages::HousePageId);
        QTest::keyClick(p.window(), Qt::Key_F1, Qt::ShiftModifier); // the keys as a short list
        QVERIFY(p.ask->asked.last().contains(u"Keys that work everywhere"_s));
    }

    void theSearchAndTheLinksWorkByKeyboard()
    {
        Program &p = *m_program;
        QVERIFY(p.frame()->openPage(pages::ManualPageId, pages::OpenManual{u"keys"_s}));
        auto *page = qobject_cast<pages::ManualPage *>(p.frame()->currentPage());
        QCOMPARE(tasksListed(page).size(), qsizetype(pages::programManual().tasks().size()));
        QTest::keyClick(p.window(), Qt::Key_K, Qt::ControlModifier);
        auto *search = page->findChild<QLineEdit *>();
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, u"CARDS forgot"_s);
        QCOMPARE(tasksListed(page).first(), u"forgot-passphrase"_s);
        QCOMPARE(page->task(), u"keys"_s); // typing changes nothing that is read
        QTest::keyClick(search, Qt::Key_Down);
        QCOMPARE(page->task(), u"forgot-passphrase"_s);
        auto *list = page->findChild<QListWidget *>(u"tasks"_s);
        QTest::keyClick(list, Qt::Key_Return);
        auto *view = page->findChild<pages::ManualView *>();
        QVERIFY(view->hasFocus());
        picture(p.window(), u"manual"_s);
        QVERIFY(view->links().contains(u"backup"_s));
        const auto digit = static_cast<Qt::Key>(Qt::Key_1 + view->links().indexOf(u"backup"_s));
        QTest::keyClick(view, digit);
        QCOMPARE(page->task(), u"backup"_s);
        QVERIFY(search->text().isEmpty());
        QTest::keyClick(p.window(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(page->task(), u"forgot-passphrase"_s);
        QTest::keyClicks(search, u"zzznichts"_s);
        QVERIFY(tasksListed(page).isEmpty());
        search->clear();
    }

    void namesAreThoseOfTheScreensAndKirundiHasItsFrench()
    {
        Program &p = *m_program;
        QVERIFY(p.frame()->openPage(pages::ManualPageId, pages::OpenManual{u"night-arrival"_s}));
        auto *page = qobject_cast<pages::ManualPage *>(p.frame()->currentPage());
        QVERIFY(read(page).contains(u"Give this place"_s));
        p.composition->translations().setLanguage(kit::Language::French);
        QTRY_VERIFY(read(page).startsWith(u"Une femme arrive la nuit"_s));
        const QString button = kit::TextsOf(kit::Language::French).of(u"Give this place"_s);
        QVERIFY(button != u"Give this place" && read(page).contains(button));
        QVERIFY(!read(page).contains(u"Give this place"_s) && !read(page).contains(u"[["_s));
        p.composition->translations().setLanguage(kit::Language::Kirundi);
        QTRY_VERIFY(read(page).startsWith(u"Kwakira umuntu mw’ijoro°"_s));
        const QString both = read(page);
        QVERIFY(both.contains(u"Murashaka amazi?°"_s) && both.contains(u"Voulez-vous de l’eau"_s));
        QVERIFY(both.indexOf(u"Une femme arrive la nuit"_s) > both.indexOf(u"Murashaka amazi?"_s));
        picture(p.window(), u"manual-kirundi"_s);
        QVERIFY(p.frame()->openPage(pages::ManualPageId, pages::OpenManual{u"update"_s}));
        QTRY_VERIFY(read(page).startsWith(u"Mettre à jour"_s)); // no Kirundi yet: French alone
        p.composition->translations().setLanguage(kit::Language::English);
    }

    void oneTaskAndTheWholeManualPrintWhole()
    {
        qsizetype most = 0;
        for (const QString &language : {u"fr"_s, u"rn"_s, u"en"_s}) {
            const auto one = laidOut(paperOf(u"interview"_s, language));
            QVERIFY(one.hasValue() && !one->isEmpty());
            QCOMPARE(faultOf(*one), QString());
            const QString words = wordsOn(*one).join(u' ').simplified();
            const auto &interview = *pages::programManual().find(u"interview"_s);
            for (const QString &shownLanguage : manual::shownLanguages(interview, language))
                QVERIFY2(words.contains(interview.text(shownLanguage).title), qPrintable(words.left(200)));
            std::vector<const manual::Task *> all;
            for (const auto &task : pages::programManual().tasks())
                all.push_back(&task);
            const auto whole = laidOut(pages::manualPaper(pages::programManual(), all, language));
            QVERIFY(whole.hasValue());
            QVERIFY(whole->size() > qsizetype(all.size())); // each on a page of its own, after what is in it
            const QString first = wordsOn(whole->mid(0, 2)).join(u' ').simplified();
            for (const auto *task : all)
                QVERIFY2(first.contains(task->text(language == u"en"_s ? language : u"fr"_s).title), qPrintable(task->id));
            QCOMPARE(faultOf(*whole), QString());
            most = std::max(most, whole->size());
        }
        QVERIFY(most > 39);
    }

    void aTaskIsWrittenAsAPdfByThePage()
    {
        Program &p = *m_program;
        QVERIFY(p.frame()->openPage(pages::ManualPageId, pages::OpenManual{u"power-fails"_s}));
        p.ask->choice = 1; // where to save
        p.files->path = m_home.filePath(u"manual.pdf"_s);
        p.frame()->currentPage()->toolbarActions().at(2)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(p.files->path).size() > 0, 15000);
        QFile pdf(p.files->path);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.read(5).startsWith("%PDF-"));
        p.ask->choice.reset();
    }

    void picturesComeFromTheirFolderAndFromNowhereElse()
    {
        QTemporaryDir folder;
        QImage screen(960, 540, QImage::Format_RGB32);
        screen.fill(Qt::darkGreen);
        QVERIFY(screen.save(folder.filePath(u"house-board-fr.png"_s)));
        const auto &beds = *pages::programManual().find(u"beds"_s);
        pages::ManualView without{QString()};
        without.resize(700, 500);
        without.showTask(beds, u"fr"_s);
        QVERIFY(!without.toHtml().contains(u"picture:house-board"_s));
        pages::ManualView with{folder.path()};
        with.resize(700, 500);
        with.showTask(beds, u"en"_s); // French where there is none in that language
        QVERIFY(with.toHtml().contains(u"picture:house-board"_s));
        const auto drawn = with.loadResource(QTextDocument::ImageResource, QUrl(u"picture:house-board"_s)).value<QImage>();
        QVERIFY(!drawn.isNull() && drawn.width() <= 700 * with.devicePixelRatioF());
        const QUrl other = QUrl::fromLocalFile(folder.filePath(u"house-board-fr.png"_s));
        QVERIFY(!with.loadResource(QTextDocument::ImageResource, other).isValid());
    }

    void cleanupTestCase() { m_program.reset(); }
};

QTEST_MAIN(TestUiManual)
#include "test_ui_manual.moc"
