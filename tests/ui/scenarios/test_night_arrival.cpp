// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/stays/allocation_rules.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/roll_call.h"
#include "core/model/field_table.h"
#include "tests/ui/scenarios/scenario.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/stay/hold_panel.h"
#include "ui/pages/stay/place_panel.h"
#include "ui/pages/stay/stay_texts.h"

#include <QTableWidget>

using namespace indaro;
using namespace indaro::tests;
namespace fields = model::fields;
using Program = HouseProgram;

namespace {

/// A telephone call at ten in the evening: three are on the way.
void announce(Program &program)
{
    auto *page = program.open<pages::HousePage>(pages::HousePageId);
    QTRY_VERIFY(lineOf(page, u"K1"_s) != nullptr);
    act(page, said("Somebody is announced"));
    auto *call = page->findChild<pages::HoldPanel *>();
    typeInto(call, fields::hold::ShownAs, u"la mere de Gasorwe"_s);
    typeInto(call, fields::hold::FromWhom, u"Police de Muyinga"_s);
    typeInto(call, fields::hold::Women, u"1"_s);
    typeInto(call, fields::hold::Girls, u"1"_s);
    typeInto(call, fields::hold::Boys, u"1"_s);
    typeInto(call, fields::hold::Ages, u"33, 15, un bebe"_s);
    pressSaid(call, "Keep the places");
    QTRY_COMPARE(program.tonight().held(), 3);
    QTRY_VERIFY(lineOf(page, u"la mere de Gasorwe"_s) != nullptr);
    shotOf(program, "night-1-announced");
}

/// A card for one more child; the keyboard is in its first field.
void addChild(pages::AdmitPage *admit, const QString &name, const QString &sex, const QString &age)
{
    const auto cards = [admit] {
        QList<QWidget *> all;
        for (auto *edit : admit->findChildren<pages::ValueEdit *>()) {
            if (edit->field() == fields::identity::KnownAs && edit->isVisible())
                all.append(edit->parentWidget());
        }
        return all;
    };
    const qsizetype before = cards().size();
    pressSaid(admit, "Add a child");
    QTRY_COMPARE(cards().size(), before + 1);
    QWidget *card = cards().last();
    QTRY_VERIFY(fieldOf(card, fields::identity::FamilyName)->isAncestorOf(QApplication::focusWidget()));
    typeInto(card, fields::identity::KnownAs, name);
    typeInto(card, fields::case_file::Sex, sex);
    typeInto(card, fields::case_file::EstimatedAge, age);
}

/// They are at the gate: what the caller said stands there already, and what is typed survives the light going out.
void admitThem(Program &program)
{
    auto *house = program.open<pages::HousePage>(pages::HousePageId);
    house->findChild<QTreeWidget *>()->setCurrentItem(lineOf(house, u"la mere de Gasorwe"_s));
    pressSaid(house->findChild<pages::HoldPanel *>(), "They came: admit them");
    auto *admit = qobject_cast<pages::AdmitPage *>(program.window->currentPage());
    QVERIFY(admit != nullptr);
    QTRY_VERIFY(fieldOf(admit, fields::stay::BroughtBy)->value() == base::Value("Police de Muyinga"));
    typeInto(admit, fields::identity::KnownAs, u"Rose"_s);
    typeInto(admit, fields::case_file::Sex, u"F"_s);
    typeInto(admit, fields::case_file::EstimatedAge, u"33"_s);
    addChild(admit, u"Ines"_s, u"F"_s, u"1"_s);
    addChild(admit, u"Kevin"_s, u"M"_s, u"15"_s);
    QVERIFY(admit->flushEdits());
    program.cutPower();
    admit = program.open<pages::AdmitPage>(pages::AdmitPageId);
    QTRY_VERIFY(fieldOf(admit, fields::identity::KnownAs)->value() == base::Value("Rose"));
    shotOf(program, "night-2-admission");
    act(admit, said("Admit"));
    QTRY_COMPARE(program.tonight().sleepers.size(), std::size_t{3});
    QTRY_VERIFY(qobject_cast<pages::CaseFilePage *>(program.window->currentPage()) != nullptr);
    QVERIFY(program.tonight().holds.empty()); // they are here: no place is kept for them any more
}

/// Whether this step stands on the checklist of somebody, as the page shows it.
bool hasStep(Program &program, casework::CaseId person, const QString &step)
{
    auto *page = program.open<pages::ChecklistPage>(pages::ChecklistPageId, pages::OpenChecklist{person});
    page->findChild<QComboBox *>()->setCurrentIndex(2); // everything
    program.workspace->drain();
    QCoreApplication::processEvents();
    INDARO_CHECK(lineOf(page, u"2.1  "_s) != nullptr); // what everybody has: the page is filled
    return lineOf(page, step + u"  "_s) != nullptr;
}

/// The row of the list of places whose first line is of this room.
int rowOf(const QListWidget *list, const QString &room)
{
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->text().contains(u"Rose"_s) && list->item(row)->text().contains(room))
            return row;
    }
    return -1;
}

/// The three of them, before the places that are free for them.
pages::PlacePanel *placesOf(Program &program, casework::CaseId who)
{
    auto *page = program.open<pages::HousePage>(pages::HousePageId, pages::OpenHouse{who});
    auto *panel = page->findChild<pages::PlacePanel *>();
    auto *list = panel->findChild<QListWidget *>();
    INDARO_CHECK(QTest::qWaitFor([&] { return panel->isVisible() && list->count() > 0 && lineOf(page, u"Rose"_s); }));
    return panel;
}

/// Among women a boy of fifteen is warned of, and the reason is asked for; the room for families comes first.
void giveThemARoom(Program &program, casework::CaseId mother)
{
    auto *panel = placesOf(program, mother);
    auto *list = panel->findChild<QListWidget *>();
    QVERIFY(list->item(0)->text().contains(u"K1"_s) && list->item(0)->text().contains(u"K2"_s));
    const int amongWomen = rowOf(list, u"F1"_s);
    QVERIFY(amongWomen > 0);
    list->setCurrentRow(amongWomen);
    const QString warning = pages::StayTexts::tr("%1 in room %2, which is for others.").arg(u"Kevin"_s, u"F"_s);
    QTRY_VERIFY2(says(panel, warning), qPrintable(warning));
    shotOf(program, "night-3-warning");
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(says(panel, said("Say why it is right all the same: the reason is kept.")));
    QVERIFY(program.bedOf(mother).isEmpty());
    list->setCurrentRow(0);
    QTRY_VERIFY(!says(panel, warning));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    auto *guards = panel->findChild<pages::GuardPanel *>();
    QTRY_VERIFY(guards->isVisible()); // consent to stay; at night it may wait, with one reason for the three
    typeKeys(guards->findChild<QLineEdit *>(), u"Il fait nuit, ils ont froid."_s);
    shotOf(program, "night-4-guard");
    guards->findChild<QPushButton *>(u"guardUrgent"_s)->click();
    QTRY_COMPARE(program.bedOf(mother).left(1), u"K"_s);
}

/// What the guard does at half past ten: each is seen, one key each.
void callTheRoll(Program &program)
{
    auto *page = program.open<pages::RollCallPage>(pages::RollCallPageId);
    auto *table = page->findChild<QTableWidget *>();
    QTRY_COMPARE(table->rowCount(), 3);
    const auto call = [&] { return program.run([](casework::Desk &desk) { return casework::loadRollCall(desk); }).value(); };
    for (int left = 2; left >= 0; --left) {
        QTest::keyClick(table, Qt::Key_1);
        QTRY_COMPARE(call().unmarked(), left);
    }
    shotOf(program, "night-5-roll-call");
    pressSaid(page, "Finish the roll-call");
    QTRY_VERIFY(call().doneAt.has_value());
}

} // namespace

/// A mother with a baby and a boy of fifteen arrive at night [issue 5, Proof]: from the telephone call to the morning.
class TestNightArrival : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMotherWithABabyAndABoyOf15ArriveAtNight_data() { addLanguages(); }
    void aMotherWithABabyAndABoyOf15ArriveAtNight()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        program.room("F", "women", 3);
        program.room("K", "families", 2);
        QVERIFY(program
                    .run([user = program.user](casework::Desk &desk) {
                        return casework::saveStaff(
                            desk, {.id = user, .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s});
                    })
                    .hasValue());
        announce(program);
        program.clock.advance(Hour);
        admitThem(program);
        const auto mother = idOf(program, u"Rose"_s);
        const auto baby = idOf(program, u"Ines"_s);
        const auto boy = idOf(program, u"Kevin"_s);
        giveThemARoom(program, mother);
        QCOMPARE(program.bedOf(baby), program.bedOf(mother)); // in her arms
        QCOMPARE(program.bedOf(boy).left(1), u"K"_s);
        QVERIFY(program.bedOf(boy) != program.bedOf(mother));
        QVERIFY(casework::warningsOf(program.tonight()).empty());
        QVERIFY(
            program
                .run([mother](casework::Desk &desk) {
                    return casework::takeIntoCustody(
                        desk, mother,
                        {.kind = "identity_card", .description = {}, .currency = {}, .heldWhere = {}, .signedHow = "yes"});
                })
                .hasValue());
        callTheRoll(program);

        // The children are on the track of a child, and the mother is not.
        for (const auto child : {boy, baby})
            QVERIFY(hasStep(program, child, u"C1"_s) && hasStep(program, child, u"C2a"_s));
        QVERIFY(!hasStep(program, mother, u"C1"_s));

        // In the morning: the director sees who was let in in haste, and what is late.
        program.clock.advance(10 * Hour);
        auto *home = program.open<pages::HomePage>(pages::HomePageId);
        auto *late = home->findChild<QFrame *>(u"dueLate"_s);
        QTRY_VERIFY(home->findChild<QFrame *>(u"urgentWaivers"_s)->isVisible() && late->isVisible());
        // What the night wrote down (register, beds, what she gave to keep) is not asked for again: only what a person must
        // say was done.
        const auto due = program.run([](casework::Desk &desk) { return casework::loadDueBoard(desk); }).value();
        // They were announced, and nobody has said that this is the right place; what is asked on the telephone is late for
        // nobody who is here.
        QStringList asked;
        for (const auto &thing : due.things) {
            if (thing.owner && thing.urgency == sop::Urgency::Late)
                asked << thing.displayName + u' ' + thing.step;
        }
        asked.sort();
        QCOMPARE(asked.join(u", "_s),
                 u"Ines 1.2, Ines 2.1, Ines 2.2, Ines 2.4, Ines 2.9, Ines C1, Kevin 1.2, Kevin 2.1, Kevin 2.2, Kevin 2.4, "
                 "Kevin 2.9, Kevin C1, Rose 1.2, Rose 2.1, Rose 2.2, Rose 2.4"_s);
        shotOf(program, "night-6-morning");
        if (auto *more = late->findChild<QPushButton *>(u"more"_s); more->isVisible())
            more->click(); // what was due at the gate, of the three of them
        for (const QString &name : {u"Rose"_s, u"Ines"_s, u"Kevin"_s})
            QTRY_VERIFY2(buttonWith(late, name) != nullptr, qPrintable(name));

        // A better room is set up: one choice, and the three of them are there.
        program.room("G", "families", 3);
        auto *panel = placesOf(program, mother);
        auto *list = panel->findChild<QListWidget *>();
        QTRY_VERIFY(rowOf(list, u"G1"_s) >= 0);
        list->setCurrentRow(rowOf(list, u"G1"_s));
        pressSaid(panel, "Move there");
        for (const auto who : {mother, baby, boy})
            QTRY_COMPARE(program.bedOf(who).left(1), u"G"_s);
        QCOMPARE(program.bedOf(baby), program.bedOf(mother));
        QVERIFY(casework::warningsOf(program.tonight()).empty());
    }
};

QTEST_MAIN(TestNightArrival)
#include "test_night_arrival.moc"
