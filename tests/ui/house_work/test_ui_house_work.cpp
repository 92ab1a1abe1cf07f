// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/house.h"
#include "core/casework/house/routines.h"
#include "core/casework/house/self_check.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/roll_call.h"
#include "core/model/field_table.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/stay/house_program.h"
#include "ui/pages/house_work/house_work_papers.h"

#include <QCheckBox>
#include <QTableWidget>

using namespace indaro;
using namespace indaro::tests;
namespace fields = model::fields;
using Program = HouseProgram;

namespace {

QTreeWidgetItem *routineLine(QWidget *page, const QString &part)
{
    const auto found = page->findChild<QTreeWidget *>()->findItems(part, Qt::MatchContains | Qt::MatchRecursive);
    return found.isEmpty() ? nullptr : found.first();
}

} // namespace

class TestUiHouseWork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRoutineIsDoneOnItsPageAndSaysByWhom()
    {
        Program program;
        program.admit("Rose", "F", 30);
        QVERIFY(program
                    .run([user = program.user](casework::Desk &desk) {
                        return casework::saveStaff(
                            desk, {.id = user, .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s});
                    })
                    .hasValue());
        program.clock.advance(40 * 24 * Hour); // nobody opened the program for weeks
        auto *page = program.open<pages::RoutinesPage>(pages::RoutinesPageId);
        QTRY_VERIFY(routineLine(page, u"evacuation drill"_s) != nullptr);
        QTRY_VERIFY(says(page, u"late"_s));
        auto *tree = page->findChild<QTreeWidget *>();
        tree->setCurrentItem(routineLine(page, u"evacuation drill"_s));
        tree->setFocus();
        program.shot("routines");
        QTest::keyClick(tree, Qt::Key_Return);
        QTRY_VERIFY(routineLine(page, u"evacuation drill"_s)->text(1).contains(u"Odette"_s));
        QVERIFY(!buttonOf(page, u"It is done"_s)->isEnabled());
        // What has a page of its own is done there.
        tree->setCurrentItem(routineLine(page, u"Call the roll"_s));
        QTRY_VERIFY(buttonOf(page, u"Go there"_s) != nullptr);
        buttonOf(page, u"Go there"_s)->click();
        QVERIFY(qobject_cast<pages::RollCallPage *>(program.window->currentPage()) != nullptr);
    }

    void aFinishedRollCallIsARoutineDone()
    {
        Program program;
        QVERIFY(program.run([](casework::Desk &desk) { return casework::finishRollCall(desk); }).hasValue());
        const auto house = program.run([](casework::Desk &desk) { return casework::loadChecklist(desk, {}); }).value();
        for (const casework::Routine &routine : casework::routinesOf(house)) {
            if (routine.step->id == u"6.1"_s)
                QVERIFY(routine.last && routine.last->mark.state == sop::StepState::Done);
        }
    }

    void homeTicksARoutineOfTheHouse()
    {
        Program program;
        program.admit("Rose", "F", 30);
        program.clock.advance(40 * 24 * Hour);
        auto *home = program.open<pages::HomePage>(pages::HomePageId);
        auto *late = home->findChild<QFrame *>(u"dueLate"_s);
        QTRY_VERIFY(late->isVisible());
        while (buttonWith(late, u"more"_s) != nullptr && buttonOf(late, u"It is done"_s) == nullptr)
            buttonWith(late, u"more"_s)->click();
        QTRY_VERIFY(buttonOf(late, u"It is done"_s) != nullptr);
        program.shot("home-groups");
        const auto marks = [&] {
            return program
                .run([](casework::Desk &desk) -> base::Result<int> {
                    INDARO_TRY_ASSIGN(const auto house, casework::loadChecklist(desk, {}));
                    return int(std::ranges::count_if(house.lines, [](const auto &line) { return !line.line.isOpen(); }));
                })
                .value();
        };
        QCOMPARE(marks(), 0);
        buttonOf(late, u"It is done"_s)->click();
        QTRY_COMPARE(marks(), 1);
    }

    void complaintsAreWrittenDownAnsweredAndKeptForTheDirector()
    {
        Program program;
        const auto director = program.user;
        const auto worker = sync::UserId::make(program.random);
        QVERIFY(
            program
                .run([=](casework::Desk &desk) -> base::Result<void> {
                    INDARO_TRY(casework::saveStaff(
                        desk, {.id = worker, .name = u"Aline"_s, .position = {}, .phone = {}, .role = u"social_worker"_s}));
                    return casework::saveStaff(
                        desk, {.id = director, .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s});
                })
                .hasValue());
        auto *page = program.open<pages::ComplaintsPage>(pages::ComplaintsPageId);
        page->openBox("with " + worker.toText()); // as the second person's passphrase does
        typeInto(page, fields::box_opening::Found, u"2"_s);
        buttonOf(page, u"Write the opening down"_s)->click();
        QTRY_VERIFY(says(page, u"Papers in it: 2"_s));
        const auto write = [&](int kind, const QString &words) {
            act(page, u"Write down a complaint"_s);
            auto *kinds = fieldOf(page, fields::complaint::Kinds);
            kinds->findChildren<QCheckBox *>()[kind]->click();
            typeInto(page, fields::complaint::Way, u"box"_s);
            typeInto(page, fields::complaint::Words, words);
            buttonOf(page, u"Write it down"_s)->click();
        };
        const auto all = [&] {
            return program.run([](casework::Desk &desk) { return casework::listComplaints(desk); }).value();
        };
        write(0, u"Le riz est froid."_s); // food
        QTRY_COMPARE(all().size(), std::size_t{1});
        QVERIFY(all()[0].opening && !all()[0].person); // nobody has to say who it is from
        write(3, u"Le gardien crie."_s);               // conduct of staff
        QTRY_COMPARE(all().size(), std::size_t{2});
        auto *table = page->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 2);
        program.shot("complaints");
        table->setCurrentCell(0, 0);
        const int food = all()[0].kinds.contains(u"food"_s) ? 0 : 1;
        table->setCurrentCell(food, 0);
        buttonOf(page, u"What was done, and the answer…"_s)->click();
        typeInto(page, fields::complaint::Done, u"Servi à midi."_s);
        typeInto(page, fields::complaint::Result, u"changed"_s);
        typeInto(page, fields::complaint::AnsweredOn, u"24/11/2026"_s);
        buttonOf(page, u"Keep it"_s)->click();
        QTRY_VERIFY(std::ranges::any_of(all(), [](const auto &each) { return !each.isOpen(); }));
        const auto paper = tests::laidOut(pages::complaintsPaper(all(), program.clock.nowUtc()));
        QVERIFY(paper.hasValue());
        keepPaper(*paper, u"paper-complaints"_s);
        for (const auto &sheet : *paper) {
            for (const auto &text : sheet.texts)
                QVERIFY(!text.text.contains(u"gardien"_s)); // what is reserved is on no paper
        }
        // A colleague sees that there is one, and not what it says.
        program.user = worker;
        program.cutPower();
        page = program.open<pages::ComplaintsPage>(pages::ComplaintsPageId);
        table = page->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 2);
        bool isHidden = false;
        for (int row = 0; row < 2; ++row)
            isHidden = isHidden || table->item(row, 2)->text().contains(u"only the director"_s);
        QVERIFY(isHidden);
        QVERIFY(!says(page, u"gardien"_s));
    }

    /// The form is higher than the screen: what it asks for stays in sight, and so does the field that has the keyboard.
    void aFormThatBeginsShowsItsTitle()
    {
        Program program;
        auto *page = program.open<pages::ComplaintsPage>(pages::ComplaintsPageId);
        for (const QSize &size : {QSize(800, 384), QSize(1366, 768)}) {
            program.window->resize(size);
            QTRY_COMPARE(program.window->size(), size);
            act(page, u"Write down a complaint"_s);
            auto *kinds = fieldOf(page, fields::complaint::Kinds);
            QTRY_VERIFY(kinds->isVisible() && kinds->isAncestorOf(QApplication::focusWidget()));
            QTRY_VERIFY(std::ranges::any_of(page->findChildren<QLabel *>(), [](const QLabel *label) {
                return label->text() == u"A complaint, as it was found or heard"_s &&
                       label->visibleRegion().boundingRect().height() == label->height();
            }));
            QTRY_VERIFY(!QApplication::focusWidget()->visibleRegion().isEmpty());
            buttonOf(page, u"Not now"_s)->click();
        }
    }

    void theSelfCheckYieldsAnActionList() // domain.md 4.23
    {
        Program program;
        auto *page = program.open<pages::SelfCheckPage>(pages::SelfCheckPageId);
        QTRY_VERIFY(says(page, u"not checked itself"_s));
        act(page, u"Begin a new round"_s);
        QTRY_VERIFY(routineLine(page, u"S1  "_s) != nullptr);
        auto *tree = page->findChild<QTreeWidget *>();
        tree->setCurrentItem(routineLine(page, u"S1  "_s));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return);
        typeInto(page, fields::self_check_line::Answer, u"partly"_s);
        typeInto(page, fields::self_check_line::Action, u"un second gardien"_s);
        typeInto(page, fields::self_check_line::Who, u"directrice"_s);
        typeInto(page, fields::self_check_line::UntilOn, u"31/12/2026"_s);
        program.shot("self-check-answer");
        buttonOf(page, u"Keep the answer"_s)->click();
        QTRY_VERIFY(routineLine(page, u"un second gardien"_s) != nullptr);
        act(page, u"Finish this round"_s);
        QTRY_VERIFY(says(page, u"Some questions have no answer yet"_s));
        QVERIFY(program
                    .run([](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY_ASSIGN(const auto checks, casework::listSelfChecks(desk));
                        for (const sop::Step *item : casework::selfCheckItems(*checks.front().pack)) {
                            if (item->id != u"S1"_s)
                                INDARO_TRY(casework::putSelfCheckAnswer(desk, checks.front().id, item->id,
                                                                        {.answer = "yes", .evidence = "vu le 24"}));
                        }
                        return {};
                    })
                    .hasValue());
        act(page, u"Finish this round"_s);
        QTRY_VERIFY(hasAction(page, u"Begin a new round"_s));
        const auto checks = [&] {
            return program.run([](casework::Desk &desk) { return casework::listSelfChecks(desk); }).value();
        };
        QTRY_VERIFY(checks()[0].closedAt.has_value());
        QTRY_VERIFY(says(page, u"97 %"_s) || says(page, u"Reached: 97"_s));
        const auto paper = tests::laidOut(pages::selfCheckPaper(checks()[0], casework::openActions(checks()), false));
        QVERIFY(paper.hasValue() && paper->size() >= 2);
        keepPaper(*paper, u"paper-self-check"_s);
        // Months later somebody says that it is done.
        program.clock.advance(60 * 24 * Hour);
        auto *home = program.open<pages::HomePage>(pages::HomePageId);
        auto *late = home->findChild<QFrame *>(u"dueLate"_s);
        QTRY_VERIFY(late->isVisible());
        while (buttonWith(late, u"un second gardien"_s) == nullptr && buttonWith(late, u"more"_s) != nullptr)
            buttonWith(late, u"more"_s)->click();
        QTRY_VERIFY(buttonWith(late, u"un second gardien"_s) != nullptr);
        buttonWith(late, u"un second gardien"_s)->click();
        QCOMPARE(program.window->currentPage(), static_cast<kit::Page *>(page));
        QTRY_VERIFY(routineLine(page, u"un second gardien"_s) != nullptr);
        tree->setCurrentItem(routineLine(page, u"un second gardien"_s));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return);
        typeInto(page, fields::self_check_line::DoneOn, u"20/01/2027"_s);
        QPushButton *done = nullptr;
        for (auto *each : page->findChildren<QPushButton *>()) {
            if (each->isVisible() && each->text() == u"It is done"_s)
                done = each;
        }
        QVERIFY(done != nullptr);
        done->click();
        QTRY_VERIFY(casework::openActions(checks()).empty());
    }

    void aVisitOfTheHouseNeedsNoPerson()
    {
        Program program;
        auto *page = program.open<pages::VisitsPage>(pages::VisitsPageId);
        act(page, u"Write down a visit or a call"_s);
        typeInto(page, fields::visit::Kind, u"supplier"_s);
        typeInto(page, fields::visit::Way, u"at_gate"_s);
        typeInto(page, fields::visit::Note, u"contrôle de l’eau"_s);
        buttonOf(page, u"Write it down"_s)->click();
        const auto visits = [&] {
            return program.run([](casework::Desk &desk) { return casework::listVisits(desk); }).value();
        };
        QTRY_COMPARE(visits().size(), std::size_t{1});
        QVERIFY(!visits()[0].person);
        QTRY_COMPARE(page->findChild<QTableWidget *>()->rowCount(), 1);
        program.shot("visits");
    }
};

QTEST_MAIN(TestUiHouseWork)
#include "test_ui_house_work.moc"
