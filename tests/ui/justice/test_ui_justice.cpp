// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/consents.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/justice/hearings.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "tests/ui/frame_program.h"
#include "tests/ui/paper_faults.h"
#include "ui/kit/date_text.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/justice/court_days_page.h"
#include "ui/pages/justice/justice_page.h"
#include "ui/pages/justice/justice_paper.h"
#include "ui/pages/page_arguments.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
namespace je = model::fields::justice_event;

namespace {

constexpr base::UtcMs Day = base::UtcMs{24} * 3'600'000;

struct Program : tests::FrameProgram
{
    Program() : FrameProgram(kit::Language::English, {pages::homePage(), pages::justicePage(), pages::courtDaysPage()})
    {
        rose = admitRose();
    }
    QString day(int offset) const { return model::localDay(clock.nowUtc()).addDays(offset).toString(Qt::ISODate); }
    sync::RecordId agree(const char *decision)
    {
        return run([who = rose, decision = std::string(decision)](casework::Desk &desk) {
                   return casework::recordConsent(desk, who,
                                                  {.use = "justice",
                                                   .decision = decision,
                                                   .explainedBy = "social_worker",
                                                   .language = "run",
                                                   .givenBy = "person",
                                                   .way = "signature"});
               })
            .value();
    }
    pages::JusticePage *justice()
    {
        auto *page = open<pages::JusticePage>(pages::JusticePageId, pages::OpenJustice{rose});
        settled();
        return page;
    }
    void settled()
    {
        INDARO_CHECK(QTest::qWaitFor([this] { return workspace->pendingJobs() == 0; }));
        QApplication::processEvents();
    }
    casework::Proceedings file()
    {
        return run([who = rose](casework::Desk &desk) { return casework::loadProceedings(desk, who); }).value();
    }
    sync::RecordId record(const char *kind, const QString &on)
    {
        return run([who = rose, kind = std::string(kind), on = on.toStdString()](casework::Desk &desk) {
                   return casework::recordJusticeEvent(desk, who, {.kind = kind, .happenedOn = on, .reason = u"danger"_s});
               })
            .value();
    }
    /// The lines of the start page that say this.
    int homeSays(const QString &part)
    {
        INDARO_CHECK(window->openPage(pages::HomePageId));
        settled();
        for (auto *more : window->currentPage()->findChildren<QPushButton *>(u"more"_s)) {
            if (more->isVisible() && more->text() != u"Show fewer"_s)
                more->click();
        }
        const auto buttons = window->currentPage()->findChildren<QPushButton *>();
        return int(std::ranges::count_if(
            buttons, [&](const QPushButton *button) { return button->isVisible() && button->text().contains(part); }));
    }
    sync::RecordId rose = sync::RecordId::make(random);
};

void press(QWidget *page, const QString &text)
{
    for (auto *button : page->findChildren<QPushButton *>()) {
        if (button->text() == text && button->isVisible())
            return button->click();
    }
    QFAIL(qPrintable(u"no button "_s + text));
}

void begin(kit::Page *page, const QString &text)
{
    for (auto *action : page->toolbarActions()) {
        if (action->text() == text)
            return action->trigger();
    }
    QFAIL(qPrintable(u"no action "_s + text));
}

pages::ActionPanel *panelOf(kit::Page *page, const char *name)
{
    return page->findChild<pages::ActionPanel *>(QLatin1StringView(name));
}

void enter(QWidget *in, sync::FieldId field, const base::Value &value)
{
    for (auto *edit : in->findChildren<pages::ValueEdit *>()) {
        if (edit->field() == field)
            return edit->setValue(value);
    }
    QFAIL("no such field");
}

QString said(QWidget *page, const char *name)
{
    const auto *label = page->findChild<QLabel *>(QLatin1StringView(name));
    return label != nullptr && label->isVisible() ? label->text() : QString();
}

kit::FormRow *reasonOf(QWidget *panel)
{
    for (auto *row : panel->findChildren<kit::FormRow *>()) {
        if (row->editor()->accessibleName().contains(u"Why without agreement"_s))
            return row;
    }
    return nullptr;
}

} // namespace

/// The page of the proceedings, the days at court and the start page [domain.md 3.7; 5: phase 8].
class TestUiJustice final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aComplaintIsWrittenDownWithItsReason()
    {
        Program program;
        auto *page = program.justice();
        QTRY_VERIFY(said(page, "justiceConsent").contains(u"Nobody has asked yet"_s));
        begin(page, u"Write down an act"_s);
        auto *form = panelOf(page, "justiceForm");
        QVERIFY(form->isVisible());
        program.settled();
        enter(form, je::Kind, "complaint");
        enter(form, je::HappenedOn, program.day(0).toStdString());
        enter(form, je::Authority, "police");
        form->submit();
        auto *reason = reasonOf(form);
        QVERIFY(reason != nullptr);
        QVERIFY(reason->hasMessage()); // and nothing was written
        QVERIFY(program.file().events.empty());
        QTest::keyClicks(reason->editor(), u"sa vie est en danger"_s);
        form->submit();
        auto *table = page->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 2); // the act, and why
        const casework::Proceedings file = program.file();
        QVERIFY(std::ranges::any_of(file.events, [](const casework::JusticeEvent &event) {
            return event.kind == casework::justice_kinds::Complaint && event.whyWithoutConsent == u"sa vie est en danger"_s;
        }));
        // What the procedure asks before a complaint is named, and has held nothing back.
        QTRY_VERIFY(page->findChild<kit::Banner *>()->text().contains(u"8.1"_s));
        QTRY_VERIFY(said(page, "justiceCourse").startsWith(u"complaint lodged"_s));
        QVERIFY(said(page, "justiceNext").contains(u"Ask for the number of the file"_s));
        program.shot(u"justice"_s);
    }

    void aDayAtCourtIsPreparedPutOffAndTalkedOver()
    {
        Program program;
        program.agree("yes");
        program.record("hearing", program.day(3));
        auto *page = program.justice();
        auto *table = page->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 1);
        QVERIFY(said(page, "justiceConsent").contains(u"can be taken back at any time"_s));
        QVERIFY(said(page, "justiceNext").contains(u"At court on "_s + kit::dateText(program.day(3))));
        press(page, u"What became of this day"_s);
        auto *outcome = panelOf(page, "justiceOutcome");
        program.settled();
        enter(outcome, je::State, "held");
        outcome->submit();
        program.settled();
        QVERIFY(outcome->isVisible()); // its day is to come: the panel says so
        enter(outcome, je::State, "adjourned");
        enter(outcome, je::What, "le juge est absent");
        auto *newDay = outcome->findChild<QLineEdit *>(u"newDay"_s);
        QTest::keyClicks(newDay, u"40/13/2026"_s);
        outcome->submit();
        QVERIFY(outcome->isVisible());
        newDay->clear();
        QTest::keyClicks(newDay, kit::dateText(program.day(20)));
        outcome->submit();
        QTRY_COMPARE(table->rowCount(), 2);
        QTRY_VERIFY(said(page, "justiceNext").contains(u"At court on "_s + kit::dateText(program.day(20))));
        const auto events = program.file().events; // the newest day first
        QCOMPARE(events.front().happenedOn, program.day(20));
        QVERIFY(events.front().follows == events.back().id);
        QCOMPARE(events.back().what, u"le juge est absent"_s);

        program.clock.advance(20 * Day);
        page = program.justice();
        table = page->findChild<QTableWidget *>();
        table->setCurrentCell(0, 0);
        press(page, u"What became of this day"_s);
        outcome = panelOf(page, "justiceOutcome");
        program.settled();
        enter(outcome, je::State, "held");
        enter(outcome, je::What, "");
        outcome->submit();
        QTRY_VERIFY(!outcome->isVisible());
        program.settled();
        table->setCurrentCell(0, 0);
        press(page, u"It was talked over"_s);
        QTRY_VERIFY(program.file().events.front().closedAt.has_value());
    }

    void whatIsOfferedOfADayFollowsFromItsState()
    {
        Program program;
        program.agree("yes");
        program.record("hearing", program.day(0));
        auto *page = program.justice();
        auto *table = page->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 1);
        press(page, u"What became of this day"_s);
        auto *outcome = panelOf(page, "justiceOutcome");
        program.settled();
        const auto offers = [outcome](const QString &state) {
            for (auto *edit : outcome->findChildren<pages::ValueEdit *>()) {
                if (edit->field() == je::State)
                    return edit->findChild<QComboBox *>()->findData(state) >= 0;
            }
            return false;
        };
        QVERIFY(offers(u"adjourned"_s) && offers(u"held"_s) && offers(u"prepared"_s));
        QVERIFY(!offers(u"planned"_s)); // it is that already
        enter(outcome, je::State, "adjourned");
        outcome->submit();
        QTRY_COMPARE(program.file().events.front().state, u"adjourned"_s);
        QTRY_VERIFY(!outcome->isVisible());
        program.settled();
        table->setCurrentCell(0, 0);
        press(page, u"What became of this day"_s);
        program.settled();
        QVERIFY(!offers(u"adjourned"_s) && !offers(u"prepared"_s));
        QVERIFY(offers(u"held"_s) && offers(u"cancelled"_s));
        QVERIFY(!outcome->findChild<QLineEdit *>(u"newDay"_s)->isVisible());
        page->refresh(); // a change from another laptop shows nothing of it again
        program.settled();
        QVERIFY(!outcome->findChild<QLineEdit *>(u"newDay"_s)->isVisible());
        QVERIFY(!offers(u"adjourned"_s));
    }

    void aWrongActIsCorrectedOnItsPage()
    {
        Program program;
        program.agree("yes");
        program.record("judgment", program.day(-3));
        auto *page = program.justice();
        auto *table = page->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 1);
        press(page, u"Correct this act"_s);
        auto *panel = panelOf(page, "justiceCorrection");
        program.settled();
        enter(panel, je::Result, "acquitted");
        panel->submit();
        QTRY_COMPARE(table->rowCount(), 2);
        QTRY_VERIFY2(said(page, "justiceCourse").contains(u"acquitted"_s), qPrintable(said(page, "justiceCourse")));
        QCOMPARE(casework::standingOf(program.file().events).size(), std::size_t{1});
    }

    void theStartPageRemindsOnceAndTheCalendarLeadsThere()
    {
        Program program;
        program.agree("no");
        program.record("hearing", program.day(9));
        QTRY_COMPARE(program.homeSays(u"prepare the person: hearing"_s), 1); // in two days
        program.clock.advance(2 * Day);
        QTRY_COMPARE(program.homeSays(u"prepare the person: hearing"_s), 1);
        QVERIFY(program
                    .run([who = program.rose](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY_ASSIGN(const auto file, casework::loadProceedings(desk, who));
                        for (const auto &event : file.events) {
                            if (event.isOpen())
                                return casework::noteHearing(desk, event.id, {.state = "prepared"});
                        }
                        return base::Error(base::Errc::UnknownRecord);
                    })
                    .hasValue());
        QTRY_COMPARE(program.homeSays(u"prepare the person: hearing"_s), 0);
        program.clock.advance(7 * Day);
        QTRY_COMPARE(program.homeSays(u"go along: hearing"_s), 1);

        auto *days = program.open<pages::CourtDaysPage>(pages::CourtDaysPageId);
        program.settled();
        auto *list = days->findChild<QTableWidget *>(u"courtDays"_s);
        const QDate today = model::localDay(program.clock.nowUtc());
        QTRY_COMPARE(list->rowCount(), 1);
        QVERIFY(list->item(0, 1)->text().contains(u"Rose"_s));
        QVERIFY(list->item(0, 3)->text().contains(u"does not agree to cooperate"_s));
        auto *month = days->findChild<QTableWidget *>(u"courtMonth"_s);
        int marked = 0;
        for (int row = 0; row < month->rowCount(); ++row)
            for (int cell = 0; cell < month->columnCount(); ++cell)
                marked += month->item(row, cell)->text().contains(u"Rose"_s) ? 1 : 0;
        QCOMPARE(marked, 1);
        QVERIFY(month->isVisible());
        program.shot(u"court-days"_s);
        press(days, u"The month after"_s);
        QTRY_VERIFY(list->rowCount() == 0 ||
                    list->item(0, 0)->text() == kit::dateText(today)); // the last week of a month is in both
        auto *view = days->findChild<QComboBox *>();
        view->setCurrentIndex(1);
        QTRY_COMPARE(list->rowCount(), 1);
        QTRY_VERIFY(!month->isVisible());
        Q_EMIT list->cellActivated(0, 0);
        QTRY_VERIFY(program.window->currentPage()->id() == pages::JusticePageId);
    }

    void takingTheAgreementBackIsSaidAndSettled()
    {
        Program program;
        const auto consent = program.agree("yes");
        program.record("hearing", program.day(30));
        QVERIFY(program
                    .run([who = program.rose, consent](casework::Desk &desk) {
                        return casework::withdrawConsents(
                            desk, who, {.consents = {consent}, .withdrawnBy = "person", .way = "signature"});
                    })
                    .hasValue());
        QTRY_COMPARE(program.homeSays(u"no longer agrees to cooperate"_s), 1);
        auto *page = program.justice();
        QTRY_VERIFY(said(page, "justiceConsent").contains(u"took back the agreement"_s));
        QVERIFY(!said(page, "justiceConsent").contains(u"can be taken back"_s));
        press(page, u"It is settled"_s);
        QCOMPARE(program.file().openTasks.size(), std::size_t{1}); // a word is needed
        for (auto *row : page->findChildren<kit::FormRow *>()) {
            if (row->editor()->accessibleName().contains(u"What becomes of the days"_s))
                QTest::keyClicks(row->editor(), u"le tribunal est averti"_s);
        }
        press(page, u"It is settled"_s);
        QTRY_VERIFY(program.file().openTasks.empty());
        QTRY_COMPARE(program.homeSays(u"no longer agrees to cooperate"_s), 0);
        // The paper says so as long as the day is planned.
        const QDate today = model::localDay(program.clock.nowUtc());
        const auto days = program.run(
            [today](casework::Desk &desk) { return casework::courtDaysForPaper(desk, today, today.addDays(60)); });
        const auto paper = tests::laidOut(pages::courtDaysPaper(days.value(), today, today.addDays(60))).value();
        const QString words = tests::wordsOn(paper).join(u' ');
        QVERIFY(words.contains(u"ACCORD RETIRÉ"_s));
        QVERIFY(words.contains(u"Rose"_s) && !words.contains(u"Ndayizeye"_s));
        const QString fault = tests::faultOf(paper);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
};

QTEST_MAIN(TestUiJustice)
#include "test_ui_justice.moc"
