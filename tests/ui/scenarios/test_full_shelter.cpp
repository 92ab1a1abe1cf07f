// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/stays/allocation_rules.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/holds.h"
#include "core/model/field_table.h"
#include "tests/ui/scenarios/scenario.h"
#include "ui/pages/stay/hold_panel.h"
#include "ui/pages/stay/place_panel.h"

using namespace indaro;
using namespace indaro::tests;
namespace fields = model::fields;
using Program = HouseProgram;

namespace {

/// Gives the first place of the list to whom the panel shows; where the house warns, with this reason.
void giveFirstPlace(Program &program, casework::CaseId who, const char *reason = nullptr)
{
    auto *page = program.open<pages::HousePage>(pages::HousePageId, pages::OpenHouse{who});
    auto *panel = page->findChild<pages::PlacePanel *>();
    auto *list = panel->findChild<QListWidget *>();
    QTRY_VERIFY(panel->isVisible() && list->count() > 0);
    list->setCurrentRow(0);
    if (reason != nullptr) {
        auto *why = panel->findChildren<QComboBox *>().first();
        QTRY_VERIFY(why->isVisible());
        pressSaid(panel, "Give this place"); // no reason, no place
        QVERIFY(program.bedOf(who).isEmpty());
        why->setCurrentIndex(why->findData(QLatin1String(reason)));
    }
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(!program.bedOf(who).isEmpty());
}

QComboBox *boxNamed(QWidget *in, const QString &name)
{
    for (auto *box : in->findChildren<QComboBox *>()) {
        if (box->accessibleName() == name)
            return box;
    }
    return nullptr;
}

} // namespace

/// The house is full: what the worker is told, what is counted, and what becomes of the next call.
class TestFullShelter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theHouseSaysThatItIsFullAndTheRefusalIsCounted_data() { addLanguages(); }
    void theHouseSaysThatItIsFullAndTheRefusalIsCounted()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        program.room("F", "women", 2);
        const auto claire = program.admit("Claire", "F", 25);
        const auto aline = program.admit("Aline", "F", 20); // near eighteen: to be housed as a child, until it is known
        giveFirstPlace(program, claire);
        giveFirstPlace(program, aline, "no_other_place");
        const auto rose = program.admit("Rose", "F", 30);
        auto *page = program.open<pages::HousePage>(pages::HousePageId, pages::OpenHouse{rose});
        auto *panel = page->findChild<pages::PlacePanel *>();
        QTRY_VERIFY(says(panel, said("No place is free. Free one, set up another in a room, or write down that the house is "
                                     "full.")));
        QVERIFY(says(page, said("full")));                                // in the figures over the board
        QTRY_VERIFY(buttonOf(panel, said("Give this place")) != nullptr); // hers, not the last one's
        QVERIFY(!buttonOf(panel, said("Give this place"))->isEnabled());
        shotOf(program, "full-no-place");

        // Who calls now is told no; who they were, why, and where they were sent instead is kept, and counted as a need.
        act(page, said("No place: refuse"));
        auto *call = page->findChild<pages::HoldPanel *>();
        typeInto(call, fields::hold::Women, u"1"_s);
        typeInto(call, fields::hold::Girls, u"2"_s);
        typeInto(call, fields::hold::Alternatives, u"Centre de Gitega, paroisse"_s);
        pressSaid(call, "Write down the refusal"); // a refusal without its reason is no number
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QCOMPARE(refusalsOf(program).all.requests, 0);
        shotOf(program, "full-no-reason");
        typeInto(call, fields::hold::Refusal, u"no_place"_s);
        pressSaid(call, "Write down the refusal");
        QTRY_COMPARE(refusalsOf(program).lackOfPlace.people, 3);
        QCOMPARE(refusalsOf(program).lackOfPlace.requests, 1);
        const auto calls = program.run([](casework::Desk &desk) { return casework::listHolds(desk); }).value();
        QCOMPARE(calls.at(0).alternatives, u"Centre de Gitega, paroisse"_s);
        QVERIFY(calls.at(0).standing == casework::HoldStanding::Refused);
    }

    void aPlaceThatIsKeptAllTheSameIsOneTooMany_data() { addLanguages(); }
    void aPlaceThatIsKeptAllTheSameIsOneTooMany()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        program.room("F", "women", 1);
        const auto claire = program.admit("Claire", "F", 25);
        giveFirstPlace(program, claire);
        auto *page = program.open<pages::HousePage>(pages::HousePageId);
        QTRY_VERIFY(lineOf(page, u"Claire"_s) != nullptr);
        act(page, said("Somebody is announced"));
        auto *call = page->findChild<pages::HoldPanel *>();
        typeInto(call, fields::hold::ShownAs, u"la dame de Gasorwe"_s);
        typeInto(call, fields::hold::Women, u"1"_s);
        typeInto(call, fields::hold::FromWhom, u"Police de Muyinga"_s);
        const QString isFull =
            said("The house is full tonight. Who is announced now has no place yet: find one before saying "
                 "yes, or say no under “No place: refuse”, so that it is counted.");
        QVERIFY(says(call, isFull));
        shotOf(program, "full-announced");
        pressSaid(call, "Keep the places");
        QTRY_COMPARE(program.tonight().held(), 1);
        QTRY_VERIFY(page->findChild<QTreeWidget *>()->hasFocus() && !says(call, isFull)); // the keyboard is on the board
        QCOMPARE(program.tonight().free(), 0);
        QTRY_COMPARE(casework::warningsOf(program.tonight()).size(), std::size_t{1}); // and the board says it
        QTRY_VERIFY(page->findChild<QTreeWidget *>()->topLevelItem(0)->childCount() == 1);
        shotOf(program, "full-one-too-many");

        // Claire leaves: the place is hers who was announced. The light goes out while she is admitted.
        casework::Exit exit;
        exit.reason = "own_choice";
        QVERIFY(program.run([claire, exit](casework::Desk &desk) { return casework::recordExit(desk, claire, exit); })
                    .hasValue());
        QTRY_VERIFY(lineOf(page, u"Claire"_s) == nullptr);
        QVERIFY(casework::warningsOf(program.tonight()).empty());
        page->findChild<QTreeWidget *>()->setCurrentItem(lineOf(page, u"la dame de Gasorwe"_s));
        pressSaid(call, "They came: admit them");
        auto *admit = qobject_cast<pages::AdmitPage *>(program.window->currentPage());
        QVERIFY(admit != nullptr);
        QTRY_VERIFY(fieldOf(admit, fields::stay::BroughtBy)->value() == base::Value("Police de Muyinga"));
        typeInto(admit, fields::identity::KnownAs, u"Esperance"_s);
        QVERIFY(admit->flushEdits());
        program.cutPower();
        admit = program.open<pages::AdmitPage>(pages::AdmitPageId);
        QTRY_VERIFY(fieldOf(admit, fields::identity::KnownAs)->value() == base::Value("Esperance"));
        QVERIFY(fieldOf(admit, fields::stay::BroughtBy)->value() == base::Value("Police de Muyinga"));
        act(admit, said("Admit"));
        QTRY_VERIFY(program.tonight().holds.empty()); // she has come: nobody keeps a place for her any more
        QCOMPARE(program.tonight().free(), 1);
    }

    void twoKeptApartStayApartUntilBothSayThatItIsOver_data() { addLanguages(); }
    void twoKeptApartStayApartUntilBothSayThatItIsOver()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        program.room("F", "women", 2);
        const auto aline = program.admit("Aline", "F", 30);
        const auto claire = program.admit("Claire", "F", 25);
        const auto rose = program.admit("Rose", "F", 30);
        giveFirstPlace(program, aline);
        QVERIFY(
            program.run([=](casework::Desk &desk) { return casework::keepApart(desk, aline, rose, "threat"); }).hasValue());
        giveFirstPlace(program, rose, "no_other_place"); // the last bed is beside her: warned, and a reason is kept
        auto *page = program.open<pages::HousePage>(pages::HousePageId, pages::OpenHouse{rose});
        auto *panel = page->findChild<pages::PlacePanel *>();
        auto *from = boxNamed(panel, said("Never house together with"));
        const QString other = QString::fromStdString(aline.toText());
        QTRY_VERIFY(from != nullptr && from->findData(other) > 0);
        from->setCurrentIndex(from->findData(QString::fromStdString(claire.toText())));
        QTRY_VERIFY(buttonOf(panel, said("Keep apart")) != nullptr);
        from->setCurrentIndex(from->findData(other));
        program.ask.choice = 0; // not yet
        pressSaid(panel, "No longer keep apart…");
        QTRY_COMPARE(program.ask.asked.size(), 1);
        QCOMPARE(program.tonight().keptApart.size(), std::size_t{1});
        program.ask.choice = 1;
        pressSaid(panel, "No longer keep apart…");
        QTRY_VERIFY(program.tonight().keptApart.empty());
        QTRY_VERIFY(casework::warningsOf(program.tonight()).empty());
    }
};

QTEST_MAIN(TestFullShelter)
#include "test_full_shelter.moc"
