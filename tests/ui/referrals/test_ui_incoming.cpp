// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/referral_course.h"
#include "core/model/field_table.h"
#include "tests/ui/referrals/two_houses.h"
#include "ui/models/traces_text.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/referrals/organisation_files.h"
#include "ui/print/document_view.h"

#include <QFile>
#include <QProcess>

#include <algorithm>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
using casework::AuditVerb;
using casework::ReferralStatus;
using tests::HouseWithPages;
using tests::typeInto;
namespace fields = model::fields;

namespace {

QString wordsOf(const QString &pdf)
{
    QProcess words;
    words.start(u"pdftotext"_s, {u"-layout"_s, pdf, u"-"_s});
    return words.waitForFinished() ? QString::fromUtf8(words.readAllStandardOutput()) : QString();
}

std::size_t linesOf(HouseWithPages &house, AuditVerb verb)
{
    return house.run([verb](casework::Desk &desk) { return casework::listAuditOf(desk, verb); })->size();
}

sync::RecordId typeIn(HouseWithPages &house)
{
    return house
        .run([](casework::Desk &desk) {
            return casework::takeInPaperReferral(
                desk, {u"CIM-17"_s, {{u"from_agency"_s, u"Centre de Muyinga"_s}, {u"person_name"_s, u"Aline"_s}}});
        })
        .value();
}

} // namespace

class TestUiIncoming : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Answered by telephone before anybody files it: the way and the note are seen, and stand in the referral.
    void itIsAnsweredBeforeItIsFiled()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        const auto rose = house.admitRose();
        const auto id = typeIn(house);
        auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        QTRY_VERIFY(house.find<QPushButton>(page, "incomingAnswer")->isVisible());
        house.click(page, "incomingAnswer");
        auto *answer = house.find<pages::ActionPanel>(page, "incomingAnswerPanel");
        house.choose(page, "incomingSaid", u"accepted"_s);
        house.choose(page, "incomingHow", u"phone"_s);
        typeInto(answer, fields::referral_step::Note, u"Lundi matin"_s);
        answer->submit();
        QTRY_VERIFY(house.label(page, "incomingFacts").contains(u"Lundi matin"_s));
        house.shot(u"incoming_answered_fr"_s);
        const auto referral =
            house.run([id, rose](casework::Desk &desk) { return casework::fileIncomingPackage(desk, id, rose); }).value();
        const auto steps =
            house.run([referral](casework::Desk &desk) { return casework::listStepsOf(desk, referral); }).value();
        QVERIFY(steps.back().way == "phone"_L1 && steps.back().note == "Lundi matin"_L1);
        QCOMPARE(linesOf(house, AuditVerb::ReferralFiled), std::size_t(1));
    }

    /// Every line of the form [domain.md 6.1] can be typed from a paper and is kept; signatures and stamps are in its scan.
    void theWholeFormIsTypedFromAPaper()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        page->toolbarActions().at(1)->trigger();
        auto *panel = page->findChild<QWidget *>(u"paperReferralPanel"_s);
        QTRY_VERIFY(panel->isVisible());
        const auto form = documents::loadBuiltinTemplate(u"referral"_s).value();
        QMap<QString, QString> typed;
        for (const auto &section : form.parts.front().sections) {
            for (const auto &row : section.rows) {
                for (const documents::Field &field : row.fields) {
                    using enum documents::FieldKind;
                    if (field.name.isEmpty() || field.kind == Area || field.kind == Note || field.kind == TearOff ||
                        field.kind == Table || field.name == "direction"_L1)
                        continue;
                    auto *line = tests::lineOf(panel, field.name.toLatin1().constData());
                    QVERIFY2(line != nullptr, qPrintable(field.name));
                    const QString value = field.name == "referral_date"_L1 ? u"2026-11-20"_s
                                          : field.options.isEmpty()        ? u"canari "_s + field.name
                                                                           : field.options.front().name;
                    line->setValue(value);
                    typed.insert(field.name, line->value());
                }
            }
        }
        QVERIFY(typed.size() > 40);
        house.click(panel, "paperReferralSubmit");
        QTRY_VERIFY(!house.label(page, "incomingLines").isEmpty());
        const auto came = house.run([](casework::Desk &desk) { return casework::listIncomingPackages(desk); }).value();
        QCOMPARE(came.size(), std::size_t(1));
        for (auto line = typed.begin(); line != typed.end(); ++line) {
            QVERIFY2(!line.value().isEmpty(), qPrintable(line.key()));
            QCOMPARE(came.front().content.lines.value(line.key()), line.value());
        }
    }

    void aScanIsAttachedAndWhatNobodyFilesIsForgotten()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        const auto id = typeIn(house);
        auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        QTRY_VERIFY(house.find<QPushButton>(page, "incomingAttach")->isVisible());
        QVERIFY(!house.find<QPushButton>(page, "incomingForget")->isVisible()); // its day has not come
        const QString before = house.label(page, "incomingForgetOn");
        QVERIFY(!before.isEmpty());
        QImage picture(320, 200, QImage::Format_RGB32);
        picture.fill(Qt::white);
        house.files.path = house.path(u"lettre.png"_s);
        QVERIFY(picture.save(house.files.path));
        house.click(page, "incomingAttach");
        QTRY_VERIFY(house.label(page, "incomingScans").contains(u"lettre"_s));
        house.shot(u"incoming_scan_fr"_s);
        QCOMPARE(house.run([id](casework::Desk &desk) { return casework::listIncomingScans(desk, id); })->size(),
                 std::size_t(1));

        const auto due = casework::forgetDueAt(
            house.run([id](casework::Desk &desk) { return casework::loadIncomingPackage(desk, id); }).value());
        house.clock.setUtc(*due);
        auto *home = house.open<pages::HomePage>(pages::HomePageId); // somebody is told, and led there
        auto *card = house.window->findChild<QWidget *>(u"incomingCard"_s);
        QTRY_VERIFY(home->isVisible() && card->isVisible());
        page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        QTRY_VERIFY(house.find<QPushButton>(page, "incomingForget")->isVisible());
        QVERIFY(house.label(page, "incomingForgetOn") != before);
        house.shot(u"incoming_to_forget_fr"_s);
        house.ask.choice = 0; // not without being asked
        house.ask.asked.clear();
        house.click(page, "incomingForget");
        QTRY_COMPARE(house.ask.asked.size(), 1);
        QTRY_COMPARE(house.workspace->pendingJobs(), 0);
        QCOMPARE(linesOf(house, AuditVerb::IncomingForgotten), std::size_t(0));
        house.ask.choice = 1;
        house.click(page, "incomingForget");
        QTRY_COMPARE(linesOf(house, AuditVerb::IncomingForgotten), std::size_t(1));
        QTRY_VERIFY(!house.label(page, "incomingLines").contains(u"Aline"_s));
        QTRY_VERIFY(!house.find<QPushButton>(page, "incomingAttach")->isVisible());
    }

    void aScanIsLookedAtBeforeAnybodyFilesIt_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("picture") << u"png"_s;
        QTest::newRow("PDF") << u"pdf"_s;
    }
    /// In the page, from memory alone; the opening is in the journal before anything is seen.
    void aScanIsLookedAtBeforeAnybodyFilesIt()
    {
        QFETCH(QString, suffix);
        constexpr int SlowMs = 30'000; // a PDF is drawn by a program of its own
        HouseWithPages house(u"Maison Inzira"_s);
        const auto id = typeIn(house);
        house.files.path = house.path(u"lettre."_s + suffix);
        if (suffix == "pdf"_L1) {
            print::Page red;
            red.shapes.append({print::ShapeItem::Kind::Fill, QRectF(0, 0, 210, 297), Qt::red});
            QVERIFY(print::exportPdf({red, red}, house.files.path.toStdString()).hasValue());
        } else {
            QImage picture(320, 200, QImage::Format_RGB32);
            picture.fill(Qt::red);
            QVERIFY(picture.save(house.files.path));
        }
        auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        QTRY_VERIFY(house.find<QPushButton>(page, "incomingAttach")->isVisible());
        house.ask.choice = models::KeptAsItIs;
        house.click(page, "incomingAttach");
        QTRY_VERIFY_WITH_TIMEOUT(house.find<QPushButton>(page, "incomingLook") != nullptr, SlowMs);
        auto *view = house.find<QLabel>(page, "libraryPicture");
        QVERIFY(!view->isVisible());
        QCOMPARE(linesOf(house, AuditVerb::UnfiledScanOpened), std::size_t(0));

        const QByteArray before = qgetenv("TMPDIR");
        const QTemporaryDir passing; // what a program would put down in passing
        qputenv("TMPDIR", passing.path().toLocal8Bit());
        const QStringList files = QDir(house.folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        house.click(page, "incomingLook");
        const bool isSeen = QTest::qWaitFor([&] { return view->isVisible() && !view->pixmap().isNull(); }, SlowMs);
        qputenv("TMPDIR", before);
        QVERIFY(isSeen);
        QVERIFY(QDir(passing.path()).isEmpty());
        QCOMPARE(QDir(house.folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), files);
        const QColor seen = view->pixmap().toImage().pixelColor(view->pixmap().width() / 2, view->pixmap().height() / 4);
        QVERIFY(seen.red() > 200 && seen.green() < 60);
        QCOMPARE(linesOf(house, AuditVerb::UnfiledScanOpened), std::size_t(1));
        house.shot(u"incoming_scan_seen_"_s + suffix);
        house.click(page, "libraryViewerClose");
        QVERIFY(view->pixmap().isNull() && !view->isVisible());
        house.click(page, "incomingLook"); // again within the hour: seen, and no second line
        QTRY_VERIFY_WITH_TIMEOUT(view->isVisible() && !view->pixmap().isNull(), SlowMs);
        QCOMPARE(linesOf(house, AuditVerb::UnfiledScanOpened), std::size_t(1));
        house.open<pages::HomePage>(pages::HomePageId);
        QTRY_VERIFY(view->pixmap().isNull()); // it does not stand behind another page

        // Filed, the line is one of her journal, and the scan is looked at in her file.
        const auto rose = house.admitRose();
        QVERIFY(house.run([id, rose](casework::Desk &desk) { return casework::fileIncomingPackage(desk, id, rose); })
                    .hasValue());
        QCOMPARE(house
                     .run([rose](casework::Desk &desk) {
                         return casework::findAudit(desk, {.person = rose, .verbs = {AuditVerb::UnfiledScanOpened}});
                     })
                     ->size(),
                 std::size_t(1));
    }

    /// Nobody has answered a question inside the house: who asked is told whom to ask, and notes that it was done.
    void aQuestionNobodyAnswersClimbs()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        const auto rose = house.admitRose();
        const auto id = house
                            .run([rose](casework::Desk &desk) {
                                return casework::referInside(
                                    desk, rose, {.toRole = "nurse", .request = "Un pansement", .priority = "emergency"});
                            })
                            .value();
        auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        QTRY_VERIFY(house.find<QPushButton>(page, "insideLine") != nullptr);
        QVERIFY(house.find<QPushButton>(page, "insideAsked") == nullptr); // it is not due yet
        house.clock.advance(4 * casework::answerPeriod(u"emergency"_s));
        page->refresh();
        QTRY_VERIFY(house.find<QPushButton>(page, "insideAsked") != nullptr);
        house.shot(u"inside_climbed_fr"_s);
        house.click(page, "insideAsked");
        const auto only = [&] {
            return house.run([](casework::Desk &desk) { return casework::listInternalReferrals(desk, std::nullopt); })
                .value()
                .front();
        };
        QTRY_VERIFY(only().isAsked);
        QVERIFY(only().id == id && only().rung == casework::Rung::Director);
    }

    /// The file lies there, and that it left cannot be written down: it is taken away again, and nothing says it was sent.
    void whatCannotBeRecordedIsTakenAway()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        kit::PageContext context;
        context.workspace = house.workspace.get();
        const auto sealed = std::make_shared<const casework::SealedPackage>(
            casework::SealedPackage{base::Bytes(64, std::byte{7}), u"indaro-00000000.indaro"_s, {}});
        const QString file = house.stick(u"indaro-00000000.indaro"_s);
        bool wasThere = false;
        std::optional<base::Result<QString>> ended;
        const auto end = [&](const base::Result<QString> &written, bool isLeft) {
            QVERIFY(!isLeft);
            ended = written;
        };
        pages::writeThenRecord(
            context, page, house.stick(), sealed,
            [&](casework::Desk &) -> base::Result<void> {
                wasThere = QFile::exists(file); // first written, then said
                return base::Error(base::Errc::WrongState);
            },
            end);
        QTRY_VERIFY(ended.has_value());
        QVERIFY(wasThere && !ended->hasValue() && ended->error().code == base::Errc::WrongState);
        QVERIFY(!QFile::exists(file));
        ended.reset();
        pages::writeThenRecord(
            context, page, house.stick(), sealed, [](casework::Desk &) { return base::Result<void>(); }, end);
        QTRY_VERIFY(ended.has_value());
        QVERIFY(ended->hasValue() && QFile::exists(file));
        ended.reset();
        bool isRecorded = false;
        pages::writeThenRecord(
            context, page, house.path(u"no/such/stick"_s), sealed,
            [&](casework::Desk &) {
                isRecorded = true;
                return base::Result<void>();
            },
            end);
        QTRY_VERIFY(ended.has_value());
        QVERIFY(!ended->hasValue() && !isRecorded); // nothing was written, and nothing is said
    }

    /// Looking at a printer prints nothing; the second paper has the same number and says that it is a copy.
    void itIsPrintedWhenItIsOnPaperAndAgainAsACopy()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        const auto rose = house.admitRose();
        auto *page = house.writeReferral(rose, u"Hôpital de Muyinga"_s);
        QVERIFY(page->flushEdits());
        QVERIFY(house.openGates(rose));
        const auto pdf = [&](const QString &name) {
            house.files.path = house.path(name);
            page->toolbarActions().at(1)->trigger();
        };
        house.ask.choice = 2; // where to save it? Not now
        house.ask.asked.clear();
        pdf(u"never.pdf"_s);
        QTRY_COMPARE(house.ask.asked.size(), 1);
        QTRY_COMPARE(house.workspace->pendingJobs(), 0);
        QVERIFY(house.onlyStatus() == ReferralStatus::Draft);
        QCOMPARE(linesOf(house, AuditVerb::ReferralPrinted), std::size_t(0));
        house.ask.choice = 1;
        pdf(u"first.pdf"_s);
        QTRY_VERIFY(house.onlyStatus() == ReferralStatus::Printed);
        const QString first = wordsOf(house.path(u"first.pdf"_s));
        QVERIFY(first.contains(u"BCDF-2026-0001"_s) && !first.contains(u"COPIE / KOPI"_s));
        QTRY_VERIFY(!pages::PaperWork::of(page)->isBusy() && house.workspace->pendingJobs() == 0);
        pdf(u"second.pdf"_s);
        QTRY_COMPARE(linesOf(house, AuditVerb::ReferralPrintedAgain), std::size_t(1));
        QCOMPARE(linesOf(house, AuditVerb::ReferralPrinted), std::size_t(1));
        const QString second = wordsOf(house.path(u"second.pdf"_s));
        QVERIFY(second.contains(u"BCDF-2026-0001"_s) && second.contains(u"COPIE"_s));
    }
};

QTEST_MAIN(TestUiIncoming)
#include "test_ui_incoming.moc"
