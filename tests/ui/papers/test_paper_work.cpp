// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/paper_faults.h"
#include "ui/kit/widgets.h"
#include "ui/pages/paper_work.h"
#include "ui/print/print_run.h"

#include <QDir>
#include <QLabel>
#include <QPrinter>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <QVBoxLayout>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
using base::Errc;

namespace {

constexpr int Patience = 120'000; // ms, of a slow machine under load

/// As long as a story with much to tell: each row some lines of its own.
print::Paper longPaper(int rows)
{
    print::Paper paper;
    paper.styles = documents::loadBuiltinStyles().value();
    documents::Part part;
    part.name = u"long"_s;
    part.numbered = false;
    part.title.french = u"Un long papier"_s;
    documents::Section section;
    for (int i = 0; i < rows; ++i) {
        documents::Field field;
        field.name = u"field_%1"_s.arg(i);
        field.label.french = u"Question %1"_s.arg(i);
        field.label.kirundi = field.label.french;
        field.kind = documents::FieldKind::Multiline;
        section.rows.append({{field}});
        paper.data.set(field.name, u"elle raconte ce qui s’est passé "_s.repeated(30) + QString::number(i));
    }
    part.sections.append(section);
    paper.form.name = part.name;
    paper.form.parts.append(part);
    return paper;
}

QList<print::Page> manyPages(int count)
{
    const print::Paper paper = longPaper(6);
    return QList<print::Page>(count, print::layOut(paper.form, paper.styles, paper.data, 1).first());
}

QStringList filesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden);
}

/// A page with something on it, on the screen.
struct SomePage
{
    QWidget page;
    QLabel *below;
    int turns = 0; ///< of the event loop, since it is there
    QTimer count;

    SomePage() : below(new QLabel(u"what the page shows"_s))
    {
        auto *column = new QVBoxLayout(&page);
        column->addWidget(below);
        page.resize(900, 600);
        page.show();
        INDARO_CHECK(QTest::qWaitForWindowExposed(&page));
        QObject::connect(&count, &QTimer::timeout, &page, [this] { ++turns; });
        count.start(0);
    }
    [[nodiscard]] pages::PaperWork *work() { return pages::PaperWork::of(&page); }
    [[nodiscard]] kit::ProgressPanel *panel() { return work()->findChild<kit::ProgressPanel *>(); }
};

} // namespace

/// Long papers are made beside the screens, and can be stopped.
class TestPaperWork final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theScreensGoOnWhileALongPaperIsLaidOut()
    {
        SomePage some;
        const print::Paper paper = longPaper(600);
        QList<print::Page> made;
        bool wasPanelShown = false;
        int turnsMeanwhile = -1;
        QTimer look;
        QObject::connect(&look, &QTimer::timeout, &some.page, [&] {
            wasPanelShown = wasPanelShown || (some.panel()->isVisible() && some.below->y() > some.panel()->y());
        });
        look.start(5);
        const int before = some.turns;
        some.work()->layOut(
            {paper},
            [&](const QList<print::Page> &pages) {
                made = pages;
                turnsMeanwhile = some.turns - before;
            },
            [](const base::Error &error) { QFAIL(error.toString().c_str()); });
        QVERIFY(some.work()->isBusy());
        QVERIFY(made.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!made.isEmpty(), Patience);
        QVERIFY2(turnsMeanwhile > 20, qPrintable(QString::number(turnsMeanwhile)));
        QVERIFY(wasPanelShown);
        QVERIFY(!some.work()->isBusy() && !some.panel()->isVisible());
        // The same paper as when somebody waits for it.
        const auto here = print::layOutAllCopies(paper.form, paper.styles, paper.data);
        QVERIFY(here.size() > 54);
        QCOMPARE(tests::wordsOn(made), tests::wordsOn(here));
        for (qsizetype i = 0; i < here.size(); ++i) {
            for (qsizetype t = 0; t < here[i].texts.size(); ++t)
                QCOMPARE(made[i].texts[t].rect, here[i].texts[t].rect);
        }
        QCOMPARE(tests::faultOf(made), QString());
    }

    void layingOutSaysHowFarItIs()
    {
        print::PaperProgress progress;
        const auto pages = print::layOutPapers({longPaper(10), longPaper(30)}, progress);
        QVERIFY(pages.hasValue());
        QCOMPARE(progress.permille(), 1000);
        progress.cancel();
        QVERIFY(print::layOutPapers({longPaper(10)}, progress).error().code == Errc::Cancelled);
    }

    /// One copy alone, and what a form cannot say: drawn by the thread that laid its pages out.
    void aPaperSaysWhichCopyAndIsFinishedByItsThread()
    {
        SomePage some;
        print::Paper paper = longPaper(4);
        paper.form.copies = 3;
        const auto all = print::layOutAllCopies(paper.form, paper.styles, paper.data);
        QThread *finished = nullptr;
        paper.copy = 2;
        paper.finish = [&finished](QList<print::Page> &pages) {
            finished = QThread::currentThread();
            pages.append(print::Page());
        };
        QList<print::Page> made;
        some.work()->layOut(
            {paper}, [&made](const QList<print::Page> &pages) { made = pages; },
            [](const base::Error &error) { QFAIL(error.toString().c_str()); });
        QTRY_VERIFY_WITH_TIMEOUT(!made.isEmpty(), Patience);
        QVERIFY(finished != nullptr && finished != QThread::currentThread());
        const qsizetype one = all.size() / 3;
        QCOMPARE(made.size(), one + 1);
        QCOMPARE(tests::wordsOn(made.first(one)), tests::wordsOn(all.mid(one, one)));
    }

    /// A preview that is drawn again while somebody types shows nothing but itself.
    void aQuietLayoutShowsNoPanel()
    {
        SomePage some;
        bool wasShown = false;
        bool isMade = false;
        QTimer look;
        QObject::connect(&look, &QTimer::timeout, &some.page, [&] { wasShown = wasShown || some.panel()->isVisible(); });
        look.start(5);
        some.work()->layOutQuietly({longPaper(600)}, [&isMade](const QList<print::Page> &) { isMade = true; });
        QVERIFY(some.work()->isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(isMade, Patience);
        QVERIFY(!wasShown && !some.work()->isBusy());
    }

    void onlyTheNewestIsShown()
    {
        SomePage some;
        QStringList told;
        const auto layOut = [&](int rows, const QString &name) {
            some.work()->layOut(
                {longPaper(rows)}, [&told, name](const QList<print::Page> &) { told << name; },
                [&told, name](const base::Error &) { told << u"failed "_s + name; });
        };
        layOut(400, u"first"_s);
        layOut(3, u"second"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty() && !some.work()->isBusy(), Patience);
        // What is given away does not end with it.
        some.work()->layOutToGive({longPaper(3)}, [&told](const QList<print::Page> &) { told << u"given"_s; }, {});
        layOut(3, u"third"_s);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), qsizetype(3), Patience);
        QCOMPARE(told.first(), u"second"_s);
        QVERIFY(told.contains(u"given"_s) && told.contains(u"third"_s));
    }

    void theButtonStopsIt()
    {
        SomePage some;
        std::optional<Errc> ended;
        some.work()->layOut(
            {longPaper(4000)}, [](const QList<print::Page> &) { QFAIL("it was not stopped"); },
            [&ended](const base::Error &error) { ended = error.code; });
        QTRY_VERIFY_WITH_TIMEOUT(some.panel()->isVisible(), Patience);
        QTest::mouseClick(some.panel()->findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), Patience);
        QVERIFY(*ended == Errc::Cancelled);
        QVERIFY(!some.panel()->isVisible());
    }

    void aPdfThatIsStoppedLeavesNoHalfFile()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(u"half.pdf"_s).toStdString();
        const QList<print::Page> pages = manyPages(3000);
        auto progress = std::make_shared<print::PaperProgress>();
        std::optional<base::Result<void>> ended;
        const std::unique_ptr<QThread> thread(
            QThread::create([&] { ended.emplace(print::exportPdf(pages, path, progress.get())); }));
        thread->start();
        QTRY_VERIFY_WITH_TIMEOUT(progress->permille() > 0, Patience);
        progress->cancel(); // in the middle of it
        QVERIFY(thread->wait(Patience));
        QVERIFY(progress->permille() < 1000);
        QVERIFY(!ended->hasValue() && ended->error().code == Errc::Cancelled);
        QCOMPARE(filesIn(folder), QStringList());
        // And one that is not stopped is there, whole.
        SomePage some;
        bool isWritten = false;
        some.work()->writePdf(manyPages(3), path, [&isWritten] { isWritten = true; }, {});
        QTRY_VERIFY_WITH_TIMEOUT(isWritten, Patience);
        QCOMPARE(filesIn(folder), QStringList{u"half.pdf"_s});
        // A file that was there before stays as it was.
        QFile file(folder.filePath(u"half.pdf"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        std::optional<Errc> stopped;
        some.work()->writePdf(pages, path, {}, [&stopped](const base::Error &error) { stopped = error.code; });
        some.work()->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(stopped.has_value(), Patience);
        QVERIFY(*stopped == Errc::Cancelled);
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll(), whole);
        QCOMPARE(filesIn(folder), QStringList{u"half.pdf"_s});
    }

    void thePrinterIsSentAFewPagesAtATime()
    {
        const QTemporaryDir folder;
        const auto printer = [&folder](const QString &name) {
            auto made = std::make_shared<QPrinter>(QPrinter::HighResolution);
            made->setOutputFormat(QPrinter::PdfFormat);
            made->setOutputFileName(folder.filePath(name));
            return made;
        };
        SomePage some;
        const int before = some.turns;
        some.work()->printPages(manyPages(40), printer(u"whole.pdf"_s),
                                [](const base::Error &error) { QFAIL(error.toString().c_str()); });
        QVERIFY(some.work()->isBusy()); // the first pages only
        QTRY_VERIFY_WITH_TIMEOUT(!some.work()->isBusy(), Patience);
        QVERIFY(some.turns - before >= 5);
        QCOMPARE(filesIn(folder), QStringList{u"whole.pdf"_s});
        std::optional<Errc> ended;
        some.work()->printPages(manyPages(40), printer(u"stopped.pdf"_s),
                                [&ended](const base::Error &error) { ended = error.code; });
        some.work()->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), Patience);
        QVERIFY(*ended == Errc::Cancelled);
        QCOMPARE(filesIn(folder), QStringList{u"whole.pdf"_s});
    }

    void aPageThatClosesStopsItsWork()
    {
        const QTemporaryDir folder;
        auto some = std::make_unique<SomePage>();
        bool isTold = false;
        some->work()->writePdf(
            manyPages(3000), folder.filePath(u"closed.pdf"_s).toStdString(), [&isTold] { isTold = true; },
            [&isTold](const base::Error &) { isTold = true; });
        some.reset();
        // Nothing tells when it has stopped: another one of the same kind, begun later, is done by then.
        SomePage other;
        bool isWritten = false;
        other.work()->writePdf(manyPages(200), folder.filePath(u"other.pdf"_s).toStdString(),
                               [&isWritten] { isWritten = true; }, {});
        QTRY_VERIFY_WITH_TIMEOUT(isWritten, Patience);
        QCOMPARE(filesIn(folder), QStringList{u"other.pdf"_s});
        QVERIFY(!isTold);
    }
};

QTEST_MAIN(TestPaperWork)
#include "test_paper_work.moc"
