// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/paper/paper_entries.h"
#include "core/documents/serial.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "tests/ui/frame_program.h"
#include "ui/kit/date_text.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/checklist/step_panel.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/sitting_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/paper_entry/paper_entry_mode.h"
#include "ui/pages/paper_entry/paper_entry_page.h"
#include "ui/pages/paper_entry/papers_typed_line.h"
#include "ui/pages/paper_forms/paper_forms_page.h"
#include "ui/print/preview_widget.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

struct Program : tests::FrameProgram
{
    Program()
        : FrameProgram(kit::Language::English, {pages::homePage(), pages::caseFilePage(), pages::intakePage(),
                                                pages::paperFormsPage(), pages::paperEntryPage(), pages::checklistPage()})
    {
    }
    [[nodiscard]] QFrame *band() const { return window->findChild<QFrame *>(u"paperEntryBand"_s); }
    [[nodiscard]] QString daysAgo(int days) const { return kit::dateText(model::localDay(clock.nowUtc()).addDays(-days)); }
    /// A questionnaire printed for her; its number.
    QString printFor(const casework::CaseId &person)
    {
        auto *page = open<pages::PaperFormsPage>(pages::PaperFormsPageId,
                                                 pages::OpenPaperForms{person, u"questionnaire:indaro_first_contact"_s});
        auto *preview = page->findChild<print::PreviewWidget *>();
        INDARO_CHECK(QTest::qWaitFor([preview] { return preview->pageCount() > 0; }, 60'000));
        shot(u"questionnaire"_s);
        files.path = path(u"blank.pdf"_s);
        page->toolbarActions()[1]->trigger();
        INDARO_CHECK(QTest::qWaitFor([this] { return QFile::exists(files.path); }, 60'000));
        const auto prints = [this] {
            return run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::FormPrinted); })
                .value();
        };
        INDARO_CHECK(QTest::qWaitFor([&] { return !prints().empty(); }, 60'000)); // noted once it is there
        const auto noted = prints();
        INDARO_CHECK(noted.size() == 1 && noted.front().object == person);
        return QString::fromStdString(noted.front().detail).section(u' ', 1);
    }
};

} // namespace

class TestPaperEntry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Printed for her, filled with the pen, typed in by keyboard alone.
    void aNumberOpensItsFileAndWhatIsSavedSaysSo()
    {
        Program program;
        const auto rose = program.admitRose();
        const QString serial = program.printFor(rose);
        QCOMPARE(serial, u"BCDF-2026-0001"_s);
        QVERIFY(program.band()->isHidden());

        auto *page = program.open<pages::PaperEntryPage>(pages::PaperEntryPageId);
        auto *number = page->findChild<QLineEdit *>(u"paperSerial"_s);
        auto *day = page->findChild<QLineEdit *>(u"paperDay"_s);
        auto *writer = page->findChild<QLineEdit *>(u"paperWriter"_s);
        auto *open = page->findChild<QPushButton *>(u"typeIntoFile"_s);
        QVERIFY(!open->isEnabled());
        QTRY_VERIFY(number->hasFocus());
        QTest::keyClicks(number, serial.toLower());
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(open->isEnabled() && day->hasFocus());
        QTest::keyClicks(day, program.daysAgo(-3));
        QTest::keyClick(day, Qt::Key_Return);
        QVERIFY(writer->hasFocus());
        QTest::keyClicks(writer, u"La gardienne"_s);
        QTest::keyClick(writer, Qt::Key_Return);
        QTRY_VERIFY(day->hasFocus()); // a day that is still to come
        day->clear();
        QTest::keyClicks(day, program.daysAgo(3));
        program.shot(u"paper_entry"_s);
        QTest::keyClick(day, Qt::Key_Return);
        QTest::keyClick(writer, Qt::Key_Return);
        QTRY_VERIFY(qobject_cast<pages::CaseFilePage *>(program.window->currentPage()) != nullptr);
        QTRY_VERIFY(program.band()->isVisible());

        QVERIFY(program.run([rose](casework::Desk &desk) {
            return casework::setField(desk, fields::case_file::DisplayName, rose, std::string("Rosa"));
        }));
        const auto entries =
            program.run([rose](casework::Desk &desk) { return casework::paperEntriesOf(desk, rose); }).value();
        QCOMPARE(entries.size(), std::size_t{1});
        QCOMPARE(entries.front().source.serial, serial);
        QCOMPARE(entries.front().source.writtenBy, u"La gardienne"_s);
        auto *line = program.window->currentPage()->findChild<pages::PapersTypedLine *>();
        QTRY_VERIFY(line->isVisible());
        QVERIFY(line->text().contains(program.daysAgo(3)) && line->text().contains(serial));
        program.shot(u"paper_file"_s);
        program.window->resize(683, 768);
        program.shot(u"paper_file_narrow"_s);

        program.band()->findChild<QPushButton *>(u"endPaperEntry"_s)->click();
        QTRY_VERIFY(program.band()->isHidden());
        QVERIFY(program.run([rose](casework::Desk &desk) {
            return casework::setField(desk, fields::case_file::DisplayName, rose, std::string("Rose"));
        }));
        QCOMPARE(program.run([rose](casework::Desk &desk) { return casework::paperEntriesOf(desk, rose); })->size(),
                 std::size_t{1});
    }

    void aNumberThatIsNotKnownIsSaid()
    {
        Program program;
        const auto rose = program.admitRose();
        auto *page = program.open<pages::PaperEntryPage>(pages::PaperEntryPageId);
        auto *number = page->findChild<QLineEdit *>(u"paperSerial"_s);
        QTest::keyClicks(number, u"QKRT-2026-0007"_s);
        QTest::keyClick(number, Qt::Key_Return);
        auto *row = qobject_cast<kit::FormRow *>(number->parentWidget());
        QVERIFY(row != nullptr);
        QTRY_VERIFY(row->hasMessage());
        QVERIFY(!page->findChild<QPushButton *>(u"typeIntoFile"_s)->isEnabled());
        // With a person the paper of another house is as good as one without a number.
        page = program.open<pages::PaperEntryPage>(pages::PaperEntryPageId, pages::OpenPaperEntry{rose});
        QVERIFY(number->text().isEmpty());
        QTest::keyClicks(number, u"QKRT-2026-0007"_s);
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(page->findChild<QPushButton *>(u"typeIntoFile"_s)->isEnabled());
        QVERIFY(!row->hasMessage());
    }

    /// Nothing of a number that was mistyped stays when another one is typed.
    void aFileThatANumberNamedGoesWithIt()
    {
        Program program;
        const auto rose = program.admitRose();
        const QString serial = program.printFor(rose);
        auto *page = program.open<pages::PaperEntryPage>(pages::PaperEntryPageId);
        auto *number = page->findChild<QLineEdit *>(u"paperSerial"_s);
        auto *open = page->findChild<QPushButton *>(u"typeIntoFile"_s);
        auto *row = qobject_cast<kit::FormRow *>(number->parentWidget());
        const auto type = [&](const QString &text) {
            number->setFocus();
            number->selectAll();
            QTest::keyClicks(number, text);
        };
        type(serial);
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(open->isEnabled());
        type(serial + u'7'); // of nobody here
        QVERIFY(!open->isEnabled());
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(row->hasMessage());
        QVERIFY(!open->isEnabled());
        // With its check code it is the same number; with a wrong one it is none.
        const auto parsed = documents::Serial::fromText(serial).value();
        const QString code = documents::checkCode(parsed);
        type(serial + u' ' + code);
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(open->isEnabled());
        type(serial + u' ' + (code == "AA"_L1 ? u"AB"_s : u"AA"_s));
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(row->hasMessage());
        QVERIFY(row->message().contains(u"check code"_s) && !open->isEnabled());
        QTest::keyClicks(page->findChild<QLineEdit *>(u"paperDay"_s), program.daysAgo(1));
        QTest::keyClick(page->findChild<QLineEdit *>(u"paperWriter"_s), Qt::Key_Return);
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(program.window->currentPage() == page && program.band()->isHidden());
    }

    /// It is shown what there is, and one goes on with a reason.
    void aPaperTypedInTwiceIsNoticed()
    {
        Program program;
        const auto rose = program.admitRose();
        const QString serial = program.printFor(rose);
        QVERIFY(program.run([&](casework::Desk &desk) {
            return casework::beginPaperEntry(
                desk, rose,
                {.paperOn = model::localDay(program.clock.nowUtc()).addDays(-3).toString(Qt::ISODate),
                 .serial = serial,
                 .writtenBy = u"La gardienne"_s});
        }));
        QVERIFY(program.run([rose](casework::Desk &desk) {
            return casework::setField(desk, fields::case_file::DisplayName, rose, std::string("Rosa"));
        }));
        QVERIFY(program.run([](casework::Desk &desk) { return casework::endPaperEntry(desk); }));
        auto *page = program.open<pages::PaperEntryPage>(pages::PaperEntryPageId);
        auto *number = page->findChild<QLineEdit *>(u"paperSerial"_s);
        auto *day = page->findChild<QLineEdit *>(u"paperDay"_s);
        auto *open = page->findChild<QPushButton *>(u"typeIntoFile"_s);
        auto *before = page->findChild<QLabel *>(u"typedBefore"_s);
        auto *reason = page->findChild<QComboBox *>(u"typedAgainWhy"_s);
        QVERIFY(before->isHidden() && !reason->isVisible());
        QTest::keyClicks(number, serial);
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(open->isEnabled());
        QTest::keyClicks(day, program.daysAgo(2));
        open->click();
        QTRY_VERIFY(before->isVisible() && reason->isVisible());
        QVERIFY2(before->text().contains(program.daysAgo(3)) && before->text().contains(serial) &&
                     before->text().contains(u"La gardienne"_s),
                 qPrintable(before->text()));
        program.shot(u"paper_twice"_s);
        // Not without a reason.
        auto *row = qobject_cast<kit::FormRow *>(reason->parentWidget());
        QVERIFY(row != nullptr);
        open->click();
        QVERIFY(row->hasMessage());
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(program.window->currentPage() == page && program.band()->isHidden());
        // Another day is another question.
        QTest::keyClicks(day, u"x"_s);
        QVERIFY(before->isHidden());
        day->clear();
        QTest::keyClicks(day, program.daysAgo(3));
        open->click();
        QTRY_VERIFY(before->isVisible());
        reason->setCurrentIndex(reason->findData(u"rest"_s));
        open->click();
        QTRY_VERIFY(program.band()->isVisible());
        const auto underWay = program.run([](casework::Desk &desk) { return casework::paperEntryUnderWay(desk); }).value();
        QCOMPARE(underWay->source.again, u"rest"_s);
        QCOMPARE(underWay->source.form, u"indaro_first_contact"_s);
    }

    void aStepIsTickedWithTheDayAndHourOfItsPaper()
    {
        Program program;
        const auto rose = program.admitRose();
        program.clock.advance(std::int64_t(5) * 24 * 3600 * 1000);
        auto *list = program.open<pages::ChecklistPage>(pages::ChecklistPageId, pages::OpenChecklist{rose, u"4.4"_s});
        auto *step = list->findChild<pages::StepPanel *>();
        auto *doneOn = step->findChild<QLineEdit *>(u"doneOnPaper"_s);
        auto *row = qobject_cast<kit::FormRow *>(doneOn->parentWidget());
        QVERIFY(row != nullptr);
        const auto button = [step](const QString &text) -> QPushButton * {
            for (auto *each : step->findChildren<QPushButton *>()) {
                if (each->isVisible() && each->text() == text)
                    return each;
            }
            return nullptr;
        };
        QTRY_VERIFY(button(u"&Done"_s) != nullptr);
        QVERIFY(row->isHidden()); // what is done now needs no day
        const QString day = model::localDay(program.clock.nowUtc()).addDays(-2).toString(Qt::ISODate);
        bool isBegun = false;
        pages::PaperEntryMode::of(*program.workspace)
            ->begin(rose, {.paperOn = day}, list,
                    [&isBegun](const base::Result<void> &begun) { isBegun = begun.hasValue(); });
        QTRY_VERIFY(isBegun && row->isVisible());
        QCOMPARE(doneOn->text(), kit::dateText(day));
        doneOn->setText(u"hier"_s);
        button(u"&Done"_s)->click();
        QVERIFY(row->hasMessage());
        doneOn->setText(kit::dateText(day) + u" 16:20"_s);
        button(u"&Done"_s)->click();
        QTRY_VERIFY(button(u"Open it again"_s) != nullptr);
        QVERIFY(row->isHidden());
        const auto marks = program.run([rose](casework::Desk &desk) -> base::Result<QStringList> {
            INDARO_TRY_ASSIGN(const auto checklist, casework::loadChecklist(desk, rose));
            QStringList moments;
            for (const casework::ChecklistLine &line : checklist.lines) {
                for (const casework::StepMark &mark : line.marks) {
                    if (line.line.step->id == u"4.4"_s)
                        moments << model::localIsoMinute(mark.mark.at);
                }
            }
            return moments;
        });
        QCOMPARE(marks.value(), QStringList{day + u"T16:20"_s});
    }

    void enterGoesOnWhilePapersAreTyped()
    {
        Program program;
        const auto rose = program.admitRose();
        (void)program.open<pages::CaseFilePage>(pages::CaseFilePageId, pages::OpenCaseFile{rose});
        QTRY_VERIFY(program.window->currentPage()->isEnabled());
        auto *page = program.open<pages::PaperEntryPage>(pages::PaperEntryPageId, pages::OpenPaperEntry{rose});
        auto *line = new QLineEdit(page);
        auto *next = new QLineEdit(page);
        page->layout()->addWidget(line);
        page->layout()->addWidget(next);
        QWidget::setTabOrder(line, next);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Return);
        QCoreApplication::processEvents();
        QVERIFY(line->hasFocus()); // as always
        bool isBegun = false;
        pages::PaperEntryMode::of(*program.workspace)
            ->begin(rose, {.paperOn = model::localDay(program.clock.nowUtc()).toString(Qt::ISODate)}, page,
                    [&isBegun](const base::Result<void> &begun) { isBegun = begun.hasValue(); });
        QTRY_VERIFY(isBegun);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(next->hasFocus());
    }

    void anInterviewIsTypedInWithTheDayOfItsPaper()
    {
        Program program;
        const auto rose = program.admitRose();
        auto *intake = program.open<pages::IntakePage>(pages::IntakePageId, pages::OpenInterview{rose, {}});
        auto *start = intake->findChild<pages::SittingPanel *>();
        auto *fromPaper = start->findChild<QPushButton *>(u"typeInFromPaper"_s);
        QTRY_VERIFY(fromPaper->isVisible());
        fromPaper->click();
        auto *page = qobject_cast<pages::PaperEntryPage *>(program.window->currentPage());
        QVERIFY(page != nullptr);
        QTest::keyClicks(page->findChild<QLineEdit *>(u"paperDay"_s), program.daysAgo(4));
        auto *type = page->findChild<QPushButton *>(u"typeInterview"_s);
        QTRY_VERIFY(type->isEnabled());
        type->click();
        QTRY_VERIFY(program.window->currentPage() == intake);
        const auto banners = intake->findChildren<kit::Banner *>();
        const auto isSaid = [&] {
            return std::ranges::any_of(banners, [&program](const kit::Banner *banner) {
                return banner->isVisible() &&
                       banner->text().contains(u"Recorded on paper on %1"_s.arg(program.daysAgo(4))) &&
                       banner->text().contains(program.daysAgo(0));
            });
        };
        QTRY_VERIFY(isSaid());
        auto *begin = start->findChild<QPushButton *>(u"begin"_s);
        QTRY_VERIFY_WITH_TIMEOUT(begin->isEnabled(), 20'000);
        QVERIFY(program.run([rose](casework::Desk &desk) {
            return casework::waiveGuards(desk, {sop::Action::InterviewStart, rose}, u"Essai."_s, false);
        }));
        begin->click();
        QTRY_VERIFY_WITH_TIMEOUT(intake->session() != nullptr, 20'000);
        const auto &loaded = intake->session()->loaded();
        QVERIFY(!isSaid()); // it stands in the head of the interview now
        QVERIFY(loaded.paper.has_value());
        const QString day = model::localDay(program.clock.nowUtc()).addDays(-4).toString(Qt::ISODate);
        QCOMPARE(loaded.paper->source.paperOn, day);
        QCOMPARE(model::localDay(loaded.startedAt).toString(Qt::ISODate), day);
        QTRY_COMPARE(intake->session()->form().state(u"/data/a_session/session_date"_s)->value, day);
        QCOMPARE(intake->session()->form().state(u"/data/a_session/session_start"_s)->value, QString());
        QCOMPARE(intake->session()->form().today().toString(Qt::ISODate), day); // an age is of that day
        program.shot(u"paper_interview"_s);
    }
};

QTEST_MAIN(TestPaperEntry)
#include "test_paper_entry.moc"
