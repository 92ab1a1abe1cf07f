// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/stays/allocation_rules.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/follow_ups.h"
#include "core/casework/stays/holds.h"
#include "core/model/field_table.h"
#include "core/sop/pack_edit.h"
#include "tests/ui/stay/house_program.h"
#include "ui/kit/widgets.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/stay/hold_panel.h"
#include "ui/pages/stay/place_panel.h"

#include <QListWidget>

#include <map>

/// Whole nights and whole stays through the real pages, in the two languages of the house.
using namespace indaro;
using namespace indaro::tests;
namespace fields = model::fields;
using Program = HouseProgram;

namespace {

void pressSaid(QWidget *in, const char *english)
{
    auto *button = buttonOf(in, said(english));
    QVERIFY2(button != nullptr && button->isEnabled(), english);
    button->click();
}

std::vector<casework::Sleeper> sleepers(Program &program)
{
    return program.tonight().sleepers;
}

/// The pack that comes with the program, one revision on: a step more, and another deadline.
sop::Pack nextRevision()
{
    sop::Pack pack = sop::readShippedPack()->pack;
    ++pack.revision;
    for (sop::Phase &phase : pack.phases) {
        if (phase.track != sop::Track::Person)
            continue;
        sop::Step step = phase.steps.front();
        step.id = u"2.99"_s;
        step.title = {u"A new step"_s, u"Une étape nouvelle"_s, u"Intambuko nshasha"_s};
        step.guards.clear();
        step.blocks = false;
        phase.steps.push_back(step);
        break;
    }
    return pack;
}

} // namespace

class TestUiScenarios : public QObject
{
    Q_OBJECT
    static void languages()
    {
        QTest::addColumn<kit::Language>("language");
        QTest::newRow("fr") << kit::Language::French;
        QTest::newRow("rn") << kit::Language::Kirundi;
    }
private Q_SLOTS:
    void aMotherWithABabyAndABoyOf15ArriveAtNight_data() { languages(); }
    void aMotherWithABabyAndABoyOf15ArriveAtNight()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        program.room("F", "women", 3);
        program.room("K", "families", 2);
        // Typed at the gate, at ten in the evening: a name she chose, and how old they say they are.
        auto *admit = program.open<pages::AdmitPage>(pages::AdmitPageId);
        typeInto(admit, fields::identity::KnownAs, u"Rose"_s);
        typeInto(admit, fields::case_file::Sex, u"F"_s);
        typeInto(admit, fields::case_file::EstimatedAge, u"33"_s);
        const auto addChild = [&](const QString &name, const QString &sex, const QString &age) {
            pressSaid(admit, "Add a child");
            QApplication::processEvents(); // a new card is shown with the next turn
            QFrame *card = nullptr;        // the last one that was added
            for (auto *edit : admit->findChildren<pages::ValueEdit *>()) {
                if (edit->field() == fields::identity::KnownAs)
                    card = qobject_cast<QFrame *>(edit->parentWidget());
            }
            QVERIFY(card != nullptr);
            typeInto(card, fields::identity::KnownAs, name);
            typeInto(card, fields::case_file::Sex, sex);
            typeInto(card, fields::case_file::EstimatedAge, age);
        };
        addChild(u"Inès"_s, u"F"_s, u"1"_s);
        addChild(u"Kevin"_s, u"M"_s, u"15"_s);
        QVERIFY(admit->flushEdits()); // two seconds at most are lost; this is what came before
        program.cutPower();           // the light goes out in the middle of it
        admit = program.open<pages::AdmitPage>(pages::AdmitPageId);
        QTRY_VERIFY(fieldOf(admit, fields::identity::KnownAs)->value() == base::Value("Rose"));
        program.shot(language == kit::Language::French ? "night-admission-fr" : "night-admission-rn");
        act(admit, said("Admit"));
        QTRY_COMPARE(sleepers(program).size(), std::size_t{3});
        const auto family = sleepers(program);
        std::vector<casework::CaseId> ids;
        for (const auto &who : family)
            ids.push_back(who.person);
        const auto boy = std::ranges::find_if(family, [](const auto &who) { return who.sex == u"M"_s; });
        const auto baby = std::ranges::find_if(family, [](const auto &who) { return who.years == 1; });
        const auto mother = std::ranges::find_if(family, [](const auto &who) { return who.years == 33; });
        QVERIFY(boy != family.end() && baby != family.end() && mother != family.end());
        QVERIFY(mother->isFamilyOf(*boy) && mother->isFamilyOf(*baby));
        // Among women a boy of fifteen would be warned of; the room for families comes first.
        auto *house = program.open<pages::HousePage>(pages::HousePageId, pages::OpenHouse{mother->person});
        auto *panel = house->findChild<pages::PlacePanel *>();
        auto *list = panel->findChild<QListWidget *>();
        QTRY_VERIFY(panel->isVisible() && list->count() > 0);
        QVERIFY(list->item(0)->text().contains(u"K"_s));
        list->setCurrentRow(0);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Return);
        auto *guards = panel->findChild<pages::GuardPanel *>();
        QTRY_VERIFY(guards->isVisible()); // consent to stay; at night it may wait, with a reason
        guards->findChild<QLineEdit *>()->setText(u"Il fait nuit, ils ont froid."_s);
        program.shot(language == kit::Language::French ? "night-guard-fr" : "night-guard-rn");
        guards->findChild<QPushButton *>(u"guardUrgent"_s)->click();
        QTRY_VERIFY(!program.bedOf(mother->person).isEmpty());
        QCOMPARE(program.bedOf(baby->person), program.bedOf(mother->person)); // in her arms
        QCOMPARE(program.bedOf(boy->person).left(1), u"K"_s);
        QVERIFY(casework::warningsOf(program.tonight()).empty());
        // In the morning: the director sees who was in haste, and what is late.
        program.clock.advance(10 * Hour);
        auto *home = program.open<pages::HomePage>(pages::HomePageId);
        QTRY_VERIFY(home->findChild<QFrame *>(u"urgentWaivers"_s)->isVisible());
        QTRY_VERIFY(home->findChild<QFrame *>(u"dueLate"_s)->isVisible());
        QVERIFY(buttonWith(home->findChild<QFrame *>(u"dueLate"_s), u"Rose"_s) != nullptr ||
                buttonWith(home->findChild<QFrame *>(u"dueLate"_s), mother->caseCode) != nullptr ||
                home->findChild<QFrame *>(u"dueLate"_s)->findChildren<QPushButton *>().size() > 1);
        program.shot(language == kit::Language::French ? "night-morning-fr" : "night-morning-rn");
        // The boy is on the track of a child, the mother is not.
        const auto has = [&](casework::CaseId person, const QString &step) {
            const auto checklist =
                program.run([person](casework::Desk &desk) { return casework::loadChecklist(desk, person); }).value();
            return std::ranges::any_of(checklist.lines, [&](const auto &line) { return line.line.step->id == step; });
        };
        QVERIFY(has(boy->person, u"C1"_s) && !has(mother->person, u"C1"_s));
    }

    void aFullShelterSaysNoCountsItAndKeepsTheCall_data() { languages(); }
    void aFullShelterSaysNoCountsItAndKeepsTheCall()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        program.room("F", "women", 2);
        const auto aline = program.admit("Aline", "F", 20);
        const auto claire = program.admit("Claire", "F", 25);
        const auto rose = program.admit("Rose", "F", 30);
        QVERIFY(program
                    .run([=](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY_ASSIGN(const auto house, casework::loadHouseTonight(desk));
                        casework::AllocationRequest both;
                        both.wishes = {{aline, house.places[0].id}, {claire, house.places[1].id}};
                        INDARO_TRY_ASSIGN(const auto first, casework::allocate(desk, both));
                        if (first.isDone)
                            return {};
                        both.seen = first.warnings;
                        both.reason = "no_other_place";
                        INDARO_TRY(casework::allocate(desk, both));
                        return {};
                    })
                    .hasValue());
        QVERIFY(program.tonight().isFull());
        // Rose finds no bed: the page says so.
        auto *page = program.open<pages::HousePage>(pages::HousePageId, pages::OpenHouse{rose});
        auto *panel = page->findChild<pages::PlacePanel *>();
        QTRY_VERIFY(panel->isVisible());
        program.shot(language == kit::Language::French ? "full-fr" : "full-rn");
        // A call for three: no, and the three are counted.
        act(page, said("No place: refuse"));
        auto *hold = page->findChild<pages::HoldPanel *>();
        typeInto(hold, fields::hold::Women, u"1"_s);
        typeInto(hold, fields::hold::Girls, u"2"_s);
        typeInto(hold, fields::hold::Refusal, u"no_place"_s);
        typeInto(hold, fields::hold::Alternatives, u"Centre de Gitega ; paroisse"_s);
        pressSaid(hold, "Write down the refusal");
        const auto refusals = [&] {
            return program
                .run([now = program.clock.nowUtc()](casework::Desk &desk) {
                    return casework::countRefusals(desk, 0, now + 1);
                })
                .value();
        };
        QTRY_COMPARE(refusals().lackOfPlace.people, 3);
        // Two who must be kept apart, until both say that it is over.
        QVERIFY(
            program.run([=](casework::Desk &desk) { return casework::keepApart(desk, aline, rose, "threat"); }).hasValue());
        page = program.open<pages::HousePage>(pages::HousePageId, pages::OpenHouse{rose});
        QComboBox *from = nullptr;
        QTRY_VERIFY((from = [&]() -> QComboBox * {
                        for (auto *box : panel->findChildren<QComboBox *>()) {
                            if (box->accessibleName() == said("Never house together with") && box->count() > 1)
                                return box;
                        }
                        return nullptr;
                    }()) != nullptr);
        QTRY_VERIFY(program.tonight().keptApart.size() == 1);
        QTRY_VERIFY(from->findData(QString::fromStdString(aline.toText())) > 0);
        from->setCurrentIndex(from->findData(QString::fromStdString(claire.toText())));
        QTRY_VERIFY(buttonOf(panel, said("Keep apart")) != nullptr);
        from->setCurrentIndex(from->findData(QString::fromStdString(aline.toText())));
        QTRY_VERIFY(buttonOf(panel, said("No longer keep apart…")) != nullptr);
        program.ask.choice = 0; // not yet
        pressSaid(panel, "No longer keep apart…");
        QTRY_COMPARE(program.ask.asked.size(), 1);
        QCOMPARE(program.tonight().keptApart.size(), std::size_t{1});
        program.ask.choice = 1;
        pressSaid(panel, "No longer keep apart…");
        QTRY_VERIFY(program.tonight().keptApart.empty());
        // Claire leaves; a woman who was announced has her place, and the call is not lost when the screen is locked.
        QVERIFY(program
                    .run([=](casework::Desk &desk) {
                        casework::Exit exit;
                        exit.reason = "own_choice";
                        return casework::recordExit(desk, claire, exit);
                    })
                    .hasValue());
        page = program.open<pages::HousePage>(pages::HousePageId);
        act(page, said("Somebody is announced"));
        typeInto(hold, fields::hold::ShownAs, u"la dame de Gasorwe"_s);
        typeInto(hold, fields::hold::Women, u"1"_s);
        typeInto(hold, fields::hold::FromWhom, u"Police de Muyinga"_s);
        pressSaid(hold, "Keep the places");
        QTRY_COMPARE(program.tonight().holds.size(), std::size_t{1});
        QTRY_VERIFY(lineOf(page, u"la dame de Gasorwe"_s) != nullptr);
        page->findChild<QTreeWidget *>()->setCurrentItem(lineOf(page, u"la dame de Gasorwe"_s));
        QTRY_VERIFY(buttonOf(hold, said("They came: admit them")) != nullptr);
        pressSaid(hold, "They came: admit them");
        auto *admit = qobject_cast<pages::AdmitPage *>(program.window->currentPage());
        QVERIFY(admit != nullptr);
        QTRY_VERIFY(fieldOf(admit, fields::stay::BroughtBy)->value() == base::Value("Police de Muyinga"));
        typeInto(admit, fields::identity::KnownAs, u"Espérance"_s);
        QVERIFY(admit->flushEdits());
        program.cutPower();
        admit = program.open<pages::AdmitPage>(pages::AdmitPageId);
        QTRY_VERIFY(fieldOf(admit, fields::identity::KnownAs)->value() == base::Value("Espérance"));
        act(admit, said("Admit"));
        QTRY_VERIFY(program.tonight().holds.empty()); // she has come: nobody keeps a place for her any more
    }

    void aSecondRevisionComesWhileCasesRunOnTheFirst_data() { languages(); }
    void aSecondRevisionComesWhileCasesRunOnTheFirst()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        const auto rose = program.admit("Rose", "F", 30);
        const auto aline = program.admit("Aline", "F", 20);
        const auto pack = nextRevision();
        for (const auto who : {rose, aline})
            QVERIFY(program
                        .run([who](casework::Desk &desk) {
                            return casework::markStep(
                                desk, who, {.step = u"2.1"_s, .occurrence = {}, .evidence = {u"tick"_s}, .note = {}});
                        })
                        .hasValue());
        QVERIFY(program
                    .run([file = sop::writePack(pack)](casework::Desk &desk) {
                        return casework::takePack(desk, file, casework::PackTrust::Local);
                    })
                    .hasValue());
        const auto of = [&](casework::CaseId who) {
            return program.run([who](casework::Desk &desk) { return casework::loadChecklist(desk, who); }).value();
        };
        const auto fresh = program.admit("Claire", "F", 40);
        QCOMPARE(of(fresh).pack->revision, pack.revision); // who comes now follows the new one
        QCOMPARE(of(rose).pack->revision, pack.revision - 1);
        auto *page = program.open<pages::ChecklistPage>(pages::ChecklistPageId, pages::OpenChecklist{rose});
        QTRY_VERIFY(buttonOf(page, said("See and move")) != nullptr);
        program.shot(language == kit::Language::French ? "pack-newer-fr" : "pack-newer-rn");
        pressSaid(page, "See and move");
        QTRY_VERIFY(says(page, u"2.99"_s)); // what differs is shown before
        QTRY_VERIFY(buttonOf(page, said("Move this checklist to it")) != nullptr);
        QCOMPARE(of(rose).pack->revision, pack.revision - 1);
        pressSaid(page, "Move this checklist to it");
        QTRY_COMPARE(of(rose).pack->revision, pack.revision);
        QCOMPARE(of(aline).pack->revision, pack.revision - 1); // and nobody else's
        const auto list = of(rose);
        const auto ticked =
            std::ranges::find_if(list.lines, [](const auto &line) { return line.line.step->id == u"2.1"_s; });
        QVERIFY(ticked != list.lines.end() && ticked->line.state == sop::StepState::Done); // what was ticked stays ticked
        QVERIFY(std::ranges::any_of(list.lines, [](const auto &line) { return line.line.step->id == u"2.99"_s; }));
    }

    void aStayOfTwoYearsAsksForEverythingOnceOnHome_data() { languages(); }
    void aStayOfTwoYearsAsksForEverythingOnceOnHome()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        const auto rose = program.admit("Rose", "F", 30);
        QVERIFY(program
                    .run([user = program.user](casework::Desk &desk) {
                        return casework::saveStaff(
                            desk, {.id = user, .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s});
                    })
                    .hasValue());
        // What the first page says, line by line, of hers; and each week everything that is due is done.
        std::map<QString, QList<int>> weeks;
        const auto look = [&](int week) {
            auto *home = program.open<pages::HomePage>(pages::HomePageId);
            home->refresh();
            if (!QTest::qWaitFor([&] { return program.workspace->pendingJobs() == 0; }))
                qFatal("the page never came");
            QApplication::processEvents();
            const auto board = program.run([](casework::Desk &desk) { return casework::loadDueBoard(desk); }).value();
            int late = 0;
            for (const auto &thing : board.things) {
                late += thing.urgency == sop::Urgency::Late ? 1 : 0;
                if (thing.owner)
                    weeks[u"%1/%2/%3/%4"_s.arg(int(thing.kind)).arg(thing.step, thing.occurrence).arg(thing.number)] << week;
            }
            // The page counts what the core found.
            bool isCounted = late == 0;
            for (auto *label : home->findChild<QFrame *>(u"dueLate"_s)->findChildren<QLabel *>())
                isCounted = isCounted || label->text().contains(QString::number(late));
            if (!isCounted)
                qFatal("the page counts something else");
            for (const auto &thing : board.things) {
                if (thing.urgency == sop::Urgency::Coming)
                    continue;
                const bool isDone =
                    program
                        .run([thing](casework::Desk &desk) -> base::Result<void> {
                            if (thing.kind == casework::DueKind::Step)
                                return casework::markStep(
                                    desk, thing.owner,
                                    {.step = thing.step, .occurrence = thing.occurrence, .evidence = {}, .note = {}});
                            if (thing.kind != casework::DueKind::Contact)
                                return {};
                            INDARO_TRY(casework::recordFollowUp(
                                desk, *thing.owner, {.number = thing.number, .way = "phone", .result = "well", .note = {}}));
                            return {};
                        })
                        .hasValue();
                if (!isDone)
                    qFatal("it could not be done");
            }
        };
        for (int week = 0; week < 104; ++week) {
            look(week);
            if (week == 52) {
                QVERIFY(program
                            .run([rose](casework::Desk &desk) {
                                casework::Exit exit;
                                exit.reason = "planned_reintegration";
                                exit.contactAgreed = "yes";
                                exit.contactWay = "phone";
                                return casework::recordExit(desk, rose, exit);
                            })
                            .hasValue());
            }
            if (week == 30)
                program.cutPower(); // a new laptop day
            program.clock.advance(7 * 24 * Hour);
        }
        int contacts = 0;
        for (const auto &[what, seen] : weeks) {
            // Once: announced in the week before at most, asked for in one, and never again after it was done.
            QVERIFY2(seen.size() <= 2 && seen.last() - seen.first() <= 1, qPrintable(what));
            contacts += what.startsWith(u"%1/"_s.arg(int(casework::DueKind::Contact))) ? 1 : 0;
        }
        QCOMPARE(contacts, 5);
        QVERIFY(weeks.size() > 40);
        program.shot(language == kit::Language::French ? "two-years-fr" : "two-years-rn");
    }
};

QTEST_MAIN(TestUiScenarios)
#include "test_ui_scenarios.moc"
