// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/training/exercises.h"
#include "core/model/field_table.h"
#include "tests/ui/scenarios/scenario.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/stay/place_panel.h"

#include <QFrame>

using namespace indaro;
using namespace indaro::tests;
namespace fields = model::fields;

namespace {

QLabel *stateOf(const HouseProgram &program)
{
    return program.window->currentPage()->findChild<QLabel *>(u"exercisesDone"_s);
}

/// What the card of an exercise says is missing.
QString missingIn(const HouseProgram &program, int exercise)
{
    const auto *card = program.window->currentPage()->findChild<QFrame *>(u"exercise_%1"_s.arg(exercise));
    return card != nullptr ? card->findChild<QLabel *>(u"missing"_s)->text() : QString();
}

void pressIn(const HouseProgram &program, int exercise, const QString &button)
{
    QPushButton *found = nullptr;
    QVERIFY(QTest::qWaitFor([&] { // what was laid out anew is seen with the next event
        auto *card = program.window->currentPage()->findChild<QFrame *>(u"exercise_%1"_s.arg(exercise));
        found = card != nullptr ? card->findChild<QPushButton *>(button) : nullptr;
        return found != nullptr && found->isVisible() && found->isEnabled();
    }));
    found->click();
}

} // namespace

/// The first exercise, done in the pages of the program as a learner does it.
class TestExercisesOnScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWomanArrivesAtNightAndTheExerciseSeesIt()
    {
        HouseProgram program(kit::Language::English, true);
        program.room("F", "women", 3);
        program.open<pages::ExercisesPage>(pages::ExercisesPageId);
        QTRY_COMPARE(stateOf(program)->text(), u"Exercises done: 0 of 5"_s);
        QTRY_VERIFY(missingIn(program, 1).contains(u"Admit a person with the family name Apprentie"_s));
        QCOMPARE(missingIn(program, 3), u"First admit her: that is the first exercise."_s);
        program.shot("exercises-begin");

        // The page leads to where it is done.
        pressIn(program, 1, u"go"_s);
        auto *admit = qobject_cast<pages::AdmitPage *>(program.window->currentPage());
        QVERIFY(admit != nullptr);
        QTRY_VERIFY(fieldOf(admit, fields::identity::FamilyName) != nullptr);
        typeInto(admit, fields::identity::FamilyName, u"Apprentie"_s);
        typeInto(admit, fields::identity::GivenNames, u"Aline"_s);
        typeInto(admit, fields::case_file::DisplayName, u"Aline"_s);
        typeInto(admit, fields::case_file::Sex, u"F"_s);
        typeInto(admit, fields::case_file::EstimatedAge, u"22"_s);
        act(admit, said("Admit"));
        QTRY_VERIFY(qobject_cast<pages::CaseFilePage *>(program.window->currentPage()) != nullptr);
        program.open<pages::ExercisesPage>(pages::ExercisesPageId);
        QTRY_VERIFY2(missingIn(program, 1).contains(u"Give her a bed"_s), qPrintable(missingIn(program, 1)));

        // A bed, past the step that has to wait until the morning.
        pressIn(program, 1, u"go"_s);
        auto *house = qobject_cast<pages::HousePage *>(program.window->currentPage());
        QVERIFY(house != nullptr);
        auto *panel = house->findChild<pages::PlacePanel *>();
        auto *list = panel->findChild<QListWidget *>();
        QTRY_VERIFY(panel->isVisible() && list->count() > 0);
        list->setCurrentRow(0);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Return);
        auto *guards = panel->findChild<pages::GuardPanel *>();
        QTRY_VERIFY(guards->isVisible());
        typeKeys(guards->findChild<QLineEdit *>(), u"Il fait nuit."_s);
        guards->findChild<QPushButton *>(u"guardUrgent"_s)->click();
        const auto aline = idOf(program, u"Aline"_s);
        QTRY_COMPARE(program.bedOf(aline).left(1), u"F"_s);
        program.open<pages::ExercisesPage>(pages::ExercisesPageId);
        QTRY_VERIFY2(missingIn(program, 1).contains(u"short note"_s), qPrintable(missingIn(program, 1)));

        // Somebody writes while the page is open: it follows.
        QVERIFY(program
                    .run([aline](casework::Desk &desk) {
                        return casework::addNote(desk, aline, "Première nuit", "Elle dort.", "observation");
                    })
                    .hasValue());
        QTRY_COMPARE(stateOf(program)->text(), u"Exercises done: 1 of 5"_s);
        QTRY_COMPARE(missingIn(program, 1), u"This exercise is done: the records show it."_s);
        QVERIFY(!program.window->currentPage()
                     ->findChild<QFrame *>(u"exercise_1"_s)
                     ->findChild<QPushButton *>(u"go"_s)
                     ->isVisible());
        program.shot("exercises-one-done");

        // What is taken back is open again, and the manual says how each is done.
        QVERIFY(program
                    .run([aline](casework::Desk &desk) {
                        return casework::setField(desk, fields::case_file::Sex, aline, base::Value());
                    })
                    .hasValue());
        QTRY_COMPARE(stateOf(program)->text(), u"Exercises done: 0 of 5"_s);
        pressIn(program, 5, u"how"_s);
        auto *manual = qobject_cast<pages::ManualPage *>(program.window->currentPage());
        QVERIFY(manual != nullptr);
        QCOMPARE(manual->task(), u"roll-call"_s);
        QTest::keyClick(program.window.get(), Qt::Key_F1);
        QVERIFY(program.window->currentPage()->id() == pages::ExercisesPageId);
    }

    void aHouseOfWorkIsToldThatItHasNone()
    {
        HouseProgram program;
        QVERIFY(!program.window->openPage(pages::ExercisesPageId)); // the frame has it in a vault to practise in alone
        const auto loaded = program.run([](casework::Desk &desk) { return casework::loadExercises(desk); });
        QCOMPARE(loaded.error().code, base::Errc::WrongState);
    }
};

QTEST_MAIN(TestExercisesOnScreen)
#include "test_exercises_on_screen.moc"
