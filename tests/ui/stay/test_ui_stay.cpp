// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/house/house.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/casework/stays/absences.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/clocks.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/follow_ups.h"
#include "core/casework/stays/holds.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/stays/roll_call.h"
#include "core/casework/stays/stock.h"
#include "core/casework/workspace.h"
#include "core/crypto/initialise.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/scripted_ask.h"
#include "tests/support/temp_store.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/stay/house_program.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/house_work/stock_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/admit_page.h"
#include "ui/pages/people/people_page.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/stay/evacuation_page.h"
#include "ui/pages/stay/exit_page.h"
#include "ui/pages/stay/hold_panel.h"
#include "ui/pages/stay/hold_steps_panel.h"
#include "ui/pages/stay/house_page.h"
#include "ui/pages/stay/incidents_page.h"
#include "ui/pages/stay/place_panel.h"
#include "ui/pages/stay/roll_call_page.h"
#include "ui/pages/stay/room_panel.h"
#include "ui/pages/stay/stay_page.h"
#include "ui/pages/stay/stay_papers.h"
#include "ui/pages/stay/stay_texts.h"
#include "ui/print/document_view.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
namespace fields = model::fields;
using namespace indaro::tests;
using Program = HouseProgram;

class TestUiStay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyHouseTeachesHowToBegin()
    {
        Program program;
        auto *page = program.open<pages::HousePage>(pages::HousePageId);
        QTRY_VERIFY(buttonOf(page, u"Set up the first room"_s) != nullptr);
        program.shot("house-empty");
        buttonOf(page, u"Set up the first room"_s)->click();
        auto *panel = page->findChild<pages::RoomPanel *>();
        QVERIFY(panel->isVisible());
        typeInto(panel, fields::room::Name, u"F"_s);
        typeInto(panel, fields::room::RoomFor, u"women"_s);
        typeInto(panel, fields::room::UsableCapacity, u"3"_s);
        const auto spins = panel->findChildren<QSpinBox *>();
        spins.at(0)->setValue(3);
        spins.at(1)->setValue(2);
        buttonOf(panel, u"Add the room"_s)->click();
        QTRY_COMPARE(program.tonight().rooms.size(), std::size_t{1});
        const auto house = program.tonight();
        QCOMPARE(house.placesTotal(), 5); // three beds, and two mats nobody tells apart
        QCOMPARE(house.usable(), 3);      // what may be used is another number
        QCOMPARE(house.places.size(), std::size_t{4});
        QTRY_VERIFY(lineOf(page, u"F1 (bed)"_s) != nullptr);
        QVERIFY(!page->findChild<kit::EmptyState *>()->isVisible());
        // A bed breaks: said of the place, it is no longer counted.
        page->findChild<QTreeWidget *>()->setCurrentItem(lineOf(page, u"F  ·  "_s));
        QTRY_VERIFY(fieldOf(panel, fields::place::State) != nullptr && fieldOf(panel, fields::place::State)->isEnabled());
        program.shot("house-room");
        typeInto(panel, fields::room::UsableCapacity, {}); // stays
        typeInto(panel, fields::place::State, u"out_of_use"_s);
        QTRY_VERIFY(!program.tonight().places[0].isUsable() || !program.tonight().places[1].isUsable() ||
                    !program.tonight().places[2].isUsable() || !program.tonight().places[3].isUsable());
    }

    void aFamilyArrivesAtNightAndMovesAsOne() // a mother with a baby and a boy of 15
    {
        Program program;
        program.room("F", "women", 3);
        program.room("K", "families", 2);
        casework::Admission admission;
        admission.person.displayName = "Rose";
        admission.person.sex = "F";
        admission.person.estimatedAge = 33;
        admission.children.resize(2);
        admission.children[0].displayName = "Inès";
        admission.children[0].sex = "F";
        admission.children[0].estimatedAge = 1;
        admission.children[1].displayName = "Kevin";
        admission.children[1].sex = "M";
        admission.children[1].estimatedAge = 15;
        const auto admitted =
            program.run([admission](casework::Desk &desk) { return casework::admitPerson(desk, admission); }).value();
        auto *page = program.open<pages::HousePage>(pages::HousePageId);
        QTRY_VERIFY(lineOf(page, u"Rose"_s) != nullptr);
        QVERIFY(lineOf(page, u"In the house without a place"_s) != nullptr);
        auto *tree = page->findChild<QTreeWidget *>();
        tree->setCurrentItem(lineOf(page, u"Rose"_s));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return); // to the places
        auto *panel = page->findChild<pages::PlacePanel *>();
        auto *list = panel->findChild<QListWidget *>();
        QTRY_VERIFY(list->hasFocus());
        QVERIFY(list->item(0)->text().contains(u"Rose: K"_s) && list->item(0)->text().contains(u"with Rose"_s));
        program.shot("house-family");
        // Consent to stay comes first, and at night it may wait: one reason for the three of them.
        QTest::keyClick(list, Qt::Key_Return);
        auto *guards = panel->findChild<pages::GuardPanel *>();
        QTRY_VERIFY(guards->isVisible());
        QVERIFY(program.bedOf(admitted.id).isEmpty());
        program.shot("house-guard");
        QTest::keyClicks(guards->findChild<QLineEdit *>(), u"Il fait nuit"_s);
        guards->findChild<QPushButton *>(u"guardUrgent"_s)->click();
        QTRY_COMPARE(program.bedOf(admitted.id).left(1), u"K"_s);
        QVERIFY(!guards->isVisible());
        const auto waived = program.run([](casework::Desk &desk) { return casework::listUrgentWaivers(desk); }).value();
        QCOMPARE(waived.size(), std::size_t{3});
        QCOMPARE(program.bedOf(admitted.children[0]), program.bedOf(admitted.id)); // the baby in her mother's bed
        QCOMPARE(program.bedOf(admitted.children[1]).left(1), u"K"_s);
        QTRY_VERIFY(lineOf(page, u"in the same place"_s) != nullptr);
        QCOMPARE(program.tonight().taken(), 2);
    }

    void aWarningNeedsAReasonWhichIsKept()
    {
        Program program;
        program.room("F", "women", 2);
        const auto jean = program.admit("Jean", "M", 40);
        auto *page = program.open<pages::HousePage>(pages::HousePageId, pages::OpenHouse{jean});
        auto *panel = page->findChild<pages::PlacePanel *>();
        QTRY_VERIFY(panel->isVisible());
        auto *give = buttonOf(panel, u"Give this place"_s);
        QVERIFY(give != nullptr);
        QTRY_VERIFY(panel->findChildren<QListWidget *>().first()->count() == 2);
        give->click();
        program.workspace->drain();
        QVERIFY(program.bedOf(jean).isEmpty()); // the house warns and nobody said why
        program.shot("house-warning");
        auto *reason = panel->findChildren<QComboBox *>().first();
        reason->setCurrentIndex(reason->findData(u"no_other_place"_s));
        give->click();
        QTRY_VERIFY(!program.bedOf(jean).isEmpty());
        const auto berths = program.run([jean](casework::Desk &desk) { return casework::listBerthsOf(desk, jean); }).value();
        QCOMPARE(berths[0].overridden, QStringList{u"room_for"_s});
        QCOMPARE(berths[0].reason, u"no_other_place"_s);
        QTRY_VERIFY(lineOf(page, u"which is for others"_s) != nullptr); // and it stays to be seen
        buttonOf(panel, u"Take the place away"_s)->click();
        QTRY_VERIFY(program.bedOf(jean).isEmpty());
    }

    void whatIsAskedOnTheTelephoneIsTickedThereAndStandsInHerFile_data()
    {
        QTest::addColumn<kit::Language>("language");
        QTest::newRow("en") << kit::Language::English;
        QTest::newRow("fr") << kit::Language::French;
    }

    void whatIsAskedOnTheTelephoneIsTickedThereAndStandsInHerFile()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        program.room("F", "women", 2);
        auto *page = program.open<pages::HousePage>(pages::HousePageId);
        QTRY_VERIFY(lineOf(page, u"F1"_s) != nullptr); // the house is known
        act(page, said("Somebody is announced"));
        auto *panel = page->findChild<pages::HoldPanel *>();
        const auto tickOf = [](QWidget *in, const QString &step) { return in->findChild<QCheckBox *>(u"step_"_s + step); };
        auto *calls = panel->findChild<pages::HoldStepsPanel *>(u"callSteps"_s);
        QTRY_VERIFY(tickOf(calls, u"1.6"_s) != nullptr);
        QVERIFY(!tickOf(calls, u"1.1"_s)->isEnabled()); // the form itself is the step
        QVERIFY(!tickOf(calls, u"1.2"_s)->isChecked());
        QTest::mouseClick(tickOf(calls, u"1.5"_s), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(tickOf(calls, u"1.5"_s)->isChecked());
        program.workspace->drain();
        act(page, said("Somebody is announced")); // pressed once more, and after another page: nothing is lost
        program.open<pages::PeoplePage>(pages::PeoplePageId);
        page = program.open<pages::HousePage>(pages::HousePageId);
        QTRY_VERIFY(lineOf(page, u"F1"_s) != nullptr);
        act(page, said("Somebody is announced"));
        program.workspace->drain();
        panel = page->findChild<pages::HoldPanel *>();
        calls = panel->findChild<pages::HoldStepsPanel *>(u"callSteps"_s);
        QTRY_VERIFY(tickOf(calls, u"1.5"_s) != nullptr && tickOf(calls, u"1.5"_s)->isChecked());
        typeInto(panel, fields::hold::ShownAs, u"la dame de Gasorwe"_s);
        typeInto(panel, fields::hold::Women, u"1"_s);
        program.shot(language == kit::Language::French ? "house-call-steps" : "house-call-steps-en");
        buttonOf(panel, said("Keep the places"))->click();
        QTRY_COMPARE(program.tonight().held(), 1);
        const auto hold = program.tonight().holds[0].id;
        QTRY_VERIFY(lineOf(page, u"la dame de Gasorwe"_s) != nullptr);
        page->findChild<QTreeWidget *>()->setCurrentItem(lineOf(page, u"la dame de Gasorwe"_s));
        auto *steps = panel->findChild<pages::HoldStepsPanel *>(u"holdSteps"_s);
        QTRY_VERIFY(tickOf(steps, u"1.5"_s) != nullptr && tickOf(steps, u"1.5"_s)->isChecked());
        QVERIFY(tickOf(steps, u"1.3"_s)->isChecked() && !tickOf(steps, u"1.4"_s)->isChecked());
        // A tick is written at once and can be taken back; what was agreed is written with it.
        const auto isDone = [&](const char *step) {
            const auto loaded =
                program.run([hold](casework::Desk &desk) { return casework::loadHoldSteps(desk, hold); }).value();
            return std::ranges::any_of(loaded.lines, [&](const casework::ChecklistLine &line) {
                return line.line.step->id == QLatin1StringView(step) && !line.line.isOpen();
            });
        };
        tickOf(steps, u"1.2"_s)->click();
        QTRY_VERIFY(isDone("1.2"));
        program.workspace->drain();
        tickOf(steps, u"1.2"_s)->click();
        QTRY_VERIFY(!isDone("1.2"));
        steps->findChild<QPushButton *>(u"write_1.4"_s)->click();
        typeInto(steps, fields::step_mark::Note, u"Devant l’église, à 15 h"_s);
        program.shot(language == kit::Language::French ? "house-hold-steps" : "house-hold-steps-en");
        buttonOf(steps, said("Done"))->click();
        QTRY_VERIFY(isDone("1.4"));
        // They come: it is in the file, and nobody is late with the telephone.
        buttonOf(panel, said("They came: admit them"))->click();
        auto *admit = qobject_cast<pages::AdmitPage *>(program.window->currentPage());
        QVERIFY(admit != nullptr);
        program.workspace->drain();
        QCoreApplication::processEvents(); // what was announced has reached the page
        typeInto(admit, fields::identity::GivenNames, u"Aline"_s);
        act(admit, said("Admit"));
        QTRY_VERIFY(program.tonight().holds.empty());
        const auto aline = program.tonight().sleepers[0].person;
        const auto list =
            program.run([aline](casework::Desk &desk) { return casework::loadChecklist(desk, aline); }).value();
        QStringList done;
        for (const casework::ChecklistLine &line : list.lines) {
            if (line.line.phase->id == u"1"_s && !line.line.isOpen())
                done << line.line.step->id;
        }
        QCOMPARE(done, (QStringList{u"1.1"_s, u"1.3"_s, u"1.4"_s, u"1.5"_s}));
    }

    void aCallKeepsAPlaceUntilItsHourAndARefusalIsCounted()
    {
        Program program;
        program.room("F", "women", 2);
        auto *page = program.open<pages::HousePage>(pages::HousePageId);
        QTRY_VERIFY(lineOf(page, u"F1"_s) != nullptr);
        act(page, u"Somebody is announced"_s);
        auto *panel = page->findChild<pages::HoldPanel *>();
        typeInto(panel, fields::hold::ShownAs, u"la dame de Gasorwe"_s);
        typeInto(panel, fields::hold::Women, u"1"_s);
        typeInto(panel, fields::hold::Girls, u"1"_s);
        typeInto(panel, fields::hold::FromWhom, u"Police de Muyinga"_s);
        program.shot("house-announce");
        buttonOf(panel, u"Keep the places"_s)->click();
        QTRY_COMPARE(program.tonight().held(), 2);
        QVERIFY(program.tonight().isFull());
        QTRY_VERIFY(lineOf(page, u"la dame de Gasorwe"_s) != nullptr);
        program.clock.advance(2 * Hour);
        page->refresh();
        QTRY_VERIFY(lineOf(page, u"time ran out"_s) != nullptr);
        QCOMPARE(program.tonight().free(), 2);
        // They come late all the same: what the caller said fills the page, and the call is closed by the admission.
        page->findChild<QTreeWidget *>()->setCurrentItem(lineOf(page, u"la dame de Gasorwe"_s));
        QTRY_VERIFY(panel->isVisible());
        buttonOf(panel, u"They came: admit them"_s)->click();
        auto *admit = qobject_cast<pages::AdmitPage *>(program.window->currentPage());
        QVERIFY(admit != nullptr);
        QTRY_VERIFY(fieldOf(admit, fields::stay::BroughtBy)->value() == base::Value("Police de Muyinga"));
        typeInto(admit, fields::identity::GivenNames, u"Aline"_s);
        act(admit, u"Admit"_s);
        QTRY_VERIFY(program.tonight().holds.empty());
        QCOMPARE(program.tonight().sleepers.size(), std::size_t{1});
        // A call the house has to say no to.
        page = program.open<pages::HousePage>(pages::HousePageId);
        act(page, u"No place: refuse"_s);
        typeInto(panel, fields::hold::Women, u"1"_s);
        typeInto(panel, fields::hold::Boys, u"2"_s);
        typeInto(panel, fields::hold::Refusal, u"no_place"_s);
        buttonOf(panel, u"Write down the refusal"_s)->click();
        const auto count = [&] {
            return program
                .run([now = program.clock.nowUtc()](casework::Desk &desk) {
                    return casework::countRefusals(desk, 0, now + 1);
                })
                .value();
        };
        QTRY_COMPARE(count().lackOfPlace.requests, 1);
        QCOMPARE(count().lackOfPlace.people, 3);
    }

    void theRollCallIsTakenUpWhereThePowerWentOut()
    {
        Program program;
        program.room("F", "women", 2);
        const auto aline = program.admit("Aline", "F", 20);
        program.admit("Béatrice", "F", 30);
        program.admit("Claire", "F", 40);
        QVERIFY(program.run([aline](casework::Desk &desk) { return casework::leaveForATime(desk, aline, {}); }).hasValue());
        auto *page = program.open<pages::RollCallPage>(pages::RollCallPageId);
        auto *table = page->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 3);
        QVERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_2); // away, expected
        QTest::keyClick(table, Qt::Key_1);
        const auto call = [&] {
            return program.run([](casework::Desk &desk) { return casework::loadRollCall(desk); }).value();
        };
        QTRY_COMPARE(call().unmarked(), 1);
        program.cutPower();
        page = program.open<pages::RollCallPage>(pages::RollCallPageId);
        table = page->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 3);
        program.shot("roll-call");
        buttonOf(page, u"Finish the roll-call"_s)->click(); // nobody looked at Claire yet
        QTRY_COMPARE(table->currentRow(), 2);
        program.workspace->drain();
        QVERIFY(!call().doneAt);
        auto *note = page->findChild<QLineEdit *>();
        QTest::keyClicks(note, u"dort deja"_s);
        QTest::keyClick(table, Qt::Key_Ampersand); // 1 on a French keyboard
        QTRY_COMPARE(call().unmarked(), 0);
        QCOMPARE(call().lines[2].note, u"dort deja"_s);
        QCOMPARE(call().lines[0].mark, u"expected_away"_s);
        QTRY_VERIFY(buttonOf(page, u"Finish the roll-call"_s)->isEnabled());
        buttonOf(page, u"Finish the roll-call"_s)->click();
        QTRY_VERIFY(call().doneAt.has_value());
    }

    void theEvacuationListIsTwoStepsFromAnywhere()
    {
        Program program;
        program.room("F", "women", 2);
        const auto rose = program.admit("Rose", "F", 30);
        program.open<pages::PeoplePage>(pages::PeoplePageId);
        for (auto *button : program.window->findChildren<QToolButton *>()) {
            if (button->accessibleName() == u"Evacuation list"_s)
                button->click(); // one
        }
        auto *page = qobject_cast<pages::EvacuationPage *>(program.window->currentPage());
        QVERIFY(page != nullptr);
        QTRY_COMPARE(page->findChild<QTableWidget *>()->rowCount(), 1);
        auto *print = page->findChild<QPushButton *>(u"printEvacuationList"_s);
        QVERIFY(print->hasFocus()); // and Enter is two
        // What somebody needs to get out is said there too, by the keyboard.
        page->findChild<QPushButton *>(u"helpToLeave"_s)->click();
        auto *helpForm = page->findChild<pages::ActionPanel *>(u"helpForm"_s);
        QVERIFY(helpForm->isVisible());
        fieldOf(helpForm, fields::stay::HelpToLeave)->setValue("walking woken");
        helpForm->submit();
        QTRY_COMPARE(page->findChild<QTableWidget *>()->item(0, 3)->text(), u"help to walk, has to be woken"_s);
        print->setFocus();
        program.shot("evacuation");
        QTemporaryDir folder;
        program.files.path = folder.filePath(u"evacuation.pdf"_s);
        program.ask.choice = 1;
        act(page, u"Save as PDF"_s);
        QTRY_VERIFY(QFile::exists(program.files.path));
        const auto noted = program.run(
            [](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::EvacuationListPrinted); });
        QCOMPARE(noted.value().size(), std::size_t{1});
        const QString shots = qEnvironmentVariable("INDARO_SCREENSHOTS");
        if (!shots.isEmpty())
            QFile::copy(program.files.path, QDir(shots).filePath(u"evacuation.pdf"_s));
        // On the paper: the name shown in the house and the room; no code, no family name.
        const auto list = program.run([](casework::Desk &desk) { return casework::loadEvacuationList(desk); }).value();
        const auto code =
            program.run([rose](casework::Desk &desk) { return casework::loadRecord(desk, fields::case_file::Table, rose); });
        QString all;
        const auto paper = tests::laidOut(pages::evacuationPaper(list)).value();
        for (const auto &item : paper.front().texts)
            all += item.text + u'\n';
        QVERIFY(all.contains(u"Rose"_s));
        QVERIFY(all.contains(u"aide pour marcher"_s));
        QVERIFY(!all.contains(code.value().text(fields::case_file::CaseCode)));
    }

    void whatIsInTheCupboardIsCountedAndRunsOut() // domain.md 5: 0.6
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        auto *page = program.open<pages::StockPage>(pages::StockPageId);
        auto *form = page->findChild<pages::ActionPanel *>(u"stockForm"_s);
        act(page, u"Write down what came, went or was counted"_s);
        QVERIFY(form->isVisible());
        const auto enter = [&](sync::FieldId field, const base::Value &value) { fieldOf(form, field)->setValue(value); };
        enter(fields::stock_move::Kind, "hygiene_kit");
        enter(fields::stock_move::Move, "counted");
        enter(fields::stock_move::Amount, std::int64_t{3});
        enter(fields::stock_move::LowAt, std::int64_t{2});
        form->submit();
        const auto table = [page] { return page->findChildren<QTableWidget *>().first(); };
        QTRY_COMPARE(table()->rowCount(), 1);
        QCOMPARE(table()->item(0, 4)->text(), u"3"_s);
        program.clock.advance(60'000);
        QVERIFY(program
                    .run([rose](casework::Desk &desk) {
                        casework::SupplyDraft kit;
                        kit.kind = "hygiene_kit";
                        return casework::giveSupply(desk, rose, kit);
                    })
                    .hasValue());
        QTRY_COMPARE(table()->item(0, 4)->text(), u"2"_s);
        QCOMPARE(table()->item(0, 5)->text(), u"low"_s);
        program.shot("stock");
        QVERIFY(program.window->openPage(pages::HomePageId));
        const auto saysLow = [&] {
            for (auto *button : program.window->currentPage()->findChildren<QPushButton *>()) {
                if (button->text().contains(u"low in stock: hygiene kit, 2 left"_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(saysLow());
        // The list that is signed: who, what, and a place for the signature.
        const QDate today = model::localDay(program.clock.nowUtc());
        const auto given =
            program.run([today](casework::Desk &desk) { return casework::listSuppliesGiven(desk, today, today); });
        QString all;
        const auto paper = tests::laidOut(pages::suppliesPaper(given.value(), today, today)).value();
        for (const auto &item : paper.front().texts)
            all += item.text + u'\n';
        QVERIFY(all.contains(u"Rose"_s) && all.contains(u"kit d’hygiène"_s) && all.contains(u"empreinte"_s));
    }

    void whatMovedWithoutASignatureIsSignedLater() // domain.md 4.14
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        QVERIFY(program
                    .run([rose](casework::Desk &desk) {
                        casework::CustodyDraft draft;
                        draft.kind = "identity_card";
                        draft.signedHow = "no";
                        return casework::takeIntoCustody(desk, rose, draft);
                    })
                    .hasValue());
        auto *page = program.open<pages::StayPage>(pages::StayPageId, pages::OpenStay{rose});
        const auto button = [page](const QString &text) -> QPushButton * {
            for (auto *each : page->findChildren<QPushButton *>()) {
                if (each->isVisible() && each->text() == text)
                    return each;
            }
            return nullptr;
        };
        QTRY_VERIFY(button(u"The person has signed for it now"_s) != nullptr);
        program.shot("custody-unsigned");
        button(u"The person has signed for it now"_s)->click();
        QTRY_VERIFY(button(u"The person has signed for it now"_s) == nullptr);
        const auto open = program.run([](casework::Desk &desk) { return casework::listUnsignedMovements(desk); });
        QVERIFY(open.value().empty());
    }

    void manyPeopleGoOnToTheNextPage()
    {
        casework::RollCall call;
        call.night = QDate(2026, 11, 24);
        tests::SeededRandom random(3);
        for (int i = 0; i < 60; ++i)
            call.lines.push_back({.person = casework::CaseId::make(random),
                                  .stay = casework::StayId::make(random),
                                  .displayName = u"Personne %1"_s.arg(i)});
        const auto pages = tests::laidOut(pages::rollCallPaper(call)).value();
        QVERIFY(pages.size() >= 2);
        static const QRegularExpression Numbered(u"^Personne \\d+"_s); // who keeps the night signs as one too
        int found = 0;
        for (const auto &page : pages) {
            for (const auto &item : page.texts)
                found += Numbered.match(item.text).hasMatch() ? 1 : 0;
        }
        QCOMPARE(found, 60);
    }

    void aStayDayByDay()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        auto *page = program.open<pages::StayPage>(pages::StayPageId, pages::OpenStay{rose});
        QTRY_VERIFY(!page->toolbarActions().isEmpty());
        act(page, u"Goes out"_s);
        typeInto(page, fields::absence::Reason, u"school"_s);
        auto *expected = page->findChild<kit::FormRow *>(u"expectedBack"_s);
        auto *hour = qobject_cast<QLineEdit *>(expected->editor());
        QTest::keyClicks(hour, u"late"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QVERIFY(expected->hasMessage()); // no hour
        hour->clear();
        QTest::keyClicks(hour, u"23:30"_s);
        buttonOf(page, u"Write it down"_s)->click();
        const auto sleeper = [&] { return *program.tonight().findSleeper(rose); };
        QTRY_VERIFY(sleeper().absence.has_value());
        QCOMPARE(sleeper().absence->expectedAt, program.clock.nowUtc() + 3 * Hour / 2);
        QTRY_VERIFY(hasAction(page, u"Has come back"_s));
        act(page, u"Has come back"_s);
        QTRY_VERIFY(!sleeper().absence.has_value());
        QTRY_VERIFY(hasAction(page, u"Goes out"_s));

        act(page, u"Take into custody"_s);
        typeInto(page, fields::custody::Kind, u"passport"_s);
        typeInto(page, fields::custody::HeldWhere, u"safe"_s);
        typeInto(page, fields::custody::Signed, u"yes"_s);
        buttonOf(page, u"Keep it"_s)->click();
        const auto held = [&] {
            return program.run([rose](casework::Desk &desk) { return casework::listStillHeld(desk, rose); }).value();
        };
        QTRY_COMPARE(held().size(), std::size_t{1});
        act(page, u"Give something"_s);
        typeInto(page, fields::supply::Kind, u"hygiene_kit"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_COMPARE(
            program.run([rose](casework::Desk &desk) { return casework::listSuppliesOf(desk, rose); }).value().size(),
            std::size_t{1});
        act(page, u"Visit or call"_s);
        typeInto(page, fields::visit::Kind, u"lawyer"_s);
        typeInto(page, fields::visit::Way, u"outside"_s);
        typeInto(page, fields::visit::Wanted, u"yes"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_COMPARE(program.run([rose](casework::Desk &desk) { return casework::listVisits(desk, rose); }).value().size(),
                     std::size_t{1});
        QTRY_VERIFY(says(page, u"lawyer"_s));
        program.shot("stay");
        // Her family comes before the steps that guard a meeting: it is recorded, and said what was not done.
        act(page, u"Visit or call"_s);
        typeInto(page, fields::visit::Kind, u"family"_s);
        typeInto(page, fields::visit::Way, u"outside"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_VERIFY(says(page->window(), u"These steps of the procedure were not done before it: "_s));
        QCOMPARE(program.run([rose](casework::Desk &desk) { return casework::listVisits(desk, rose); }).value().size(),
                 std::size_t{2});
        // The paper both sign names the things and not why she is here.
        const auto items = program.run([rose](casework::Desk &desk) { return casework::listCustodyOf(desk, rose); }).value();
        QString all;
        const auto paper = tests::laidOut(pages::custodyReceipt(items, u"Rose"_s, program.clock.nowUtc())).value();
        keepPaper(paper, u"paper-custody"_s);
        for (const auto &item : paper.front().texts)
            all += item.text + u'\n';
        QVERIFY(all.contains(u"passeport"_s) && all.contains(u"Rose"_s) && !all.contains(u"traite"_s));
        act(page, u"Give back"_s);
        typeInto(page, fields::custody::Move, u"returned"_s);
        typeInto(page, fields::custody::Signed, u"yes"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_VERIFY(held().empty());
        QTRY_VERIFY(says(page, u"all of it is out"_s));
    }

    void theClocksRunByTheProcedureAndADirectorMakesThemLonger()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        const auto child = program.admit("Iteka", "F", 9);
        const auto clocks = [&](casework::CaseId who) {
            return program.run([who](casework::Desk &desk) { return casework::loadClocksOf(desk, who); }).value();
        };
        QCOMPARE(clocks(rose).size(), std::size_t{1}); // the stay; reflection begins with the presumption
        for (const auto who : {rose, child}) {
            QVERIFY(program
                        .run([who](casework::Desk &desk) {
                            return casework::recordEvent(desk, who, sop::Event::Presumption, u"2026-11-24"_s);
                        })
                        .hasValue());
        }
        QCOMPARE(clocks(rose).size(), std::size_t{2});
        QCOMPARE(clocks(child).size(), std::size_t{1}); // a protection measure in place of it
        program.clock.advance(24 * 24 * Hour);          // the 25th day: fewer than seven are left
        const auto reflection = [&] {
            for (const auto &clock : clocks(rose)) {
                if (clock.name == u"reflection"_s)
                    return clock;
            }
            return casework::ClockNow();
        };
        QVERIFY(reflection().isWarning && !reflection().isOver);
        QCOMPARE(reflection().day, 25);
        auto *page = program.open<pages::StayPage>(pages::StayPageId, pages::OpenStay{rose});
        QTRY_VERIFY(says(page, u"day 25 of 30"_s));
        QTRY_VERIFY(buttonOf(page, u"Make one longer…"_s) != nullptr);
        buttonOf(page, u"Make one longer…"_s)->click();
        auto *which = page->findChild<QComboBox *>(u"whichClock"_s);
        which->setCurrentIndex(which->findData(u"reflection"_s));
        const QDate until = model::localDay(reflection().end).addDays(15);
        typeInto(page, fields::clock_extension::UntilOn, until.toString(u"dd/MM/yyyy"_s));
        program.shot("stay-clock");
        buttonOf(page, u"Make it longer"_s)->click(); // without a reason nothing is longer
        program.workspace->drain();
        QCOMPARE(reflection().length, 30);
        typeInto(page, fields::clock_extension::Reason, u"health"_s);
        buttonOf(page, u"Make it longer"_s)->click();
        QTRY_COMPARE(reflection().length, 45);
        QVERIFY(!reflection().isWarning && reflection().added == 15);
        page = program.open<pages::StayPage>(pages::StayPageId, pages::OpenStay{child});
        QTRY_VERIFY(says(page, u"A protection measure takes its place"_s));
        // Who is no director does not decide it.
        QVERIFY(program
                    .run([&](casework::Desk &desk) -> base::Result<void> {
                        casework::StaffMember member{.id = program.user, .name = u"Odette"_s, .position = {}, .phone = {}};
                        member.role = u"social_worker"_s;
                        return casework::saveStaff(desk, member);
                    })
                    .hasValue());
        const auto refused = program.run([rose](casework::Desk &desk) {
            return casework::extendClock(desk, rose, u"stay"_s, "2027-12-01", "health", {});
        });
        QVERIFY(!refused && refused.error().code == base::Errc::AccessRefused);
    }

    void aSeriousIncidentIsLateUntilSomebodyWasTold()
    {
        Program program;
        const auto rose = program.admit("Rose", "F", 30);
        auto *page = program.open<pages::IncidentsPage>(pages::IncidentsPageId, pages::OpenStay{rose});
        QTRY_VERIFY(says(page, u"No incident was written down"_s));
        act(page, u"Write down an incident"_s);
        typeInto(page, fields::incident::Severity, u"serious"_s);
        auto *kinds = fieldOf(page, fields::incident::Kinds);
        kinds->findChildren<QCheckBox *>().first()->click();
        typeInto(page, fields::incident::What, u"Un homme au portail"_s);
        program.shot("incident-new");
        buttonOf(page, u"Write it down"_s)->click();
        const auto incident = [&] {
            return program.run([](casework::Desk &desk) { return casework::listIncidents(desk); }).value();
        };
        QTRY_COMPARE(incident().size(), std::size_t{1});
        QCOMPARE(incident()[0].people, std::vector<casework::CaseId>{rose}); // she was in front
        auto *table = page->findChild<QTableWidget *>();
        QTRY_VERIFY(table->rowCount() == 1 && table->item(0, 4)->text().contains(u"must be told by"_s));
        QVERIFY(buttonOf(page, u"Close it…"_s) == nullptr); // not before somebody knows
        program.clock.advance(Hour + 60'000);
        page->refresh();
        QTRY_VERIFY(table->item(0, 4)->text().contains(u"the director does not know"_s));
        program.shot("incident-late");
        buttonOf(page, u"Somebody was told…"_s)->click();
        typeInto(page, fields::incident::EscalatedTo, u"direction, par telephone"_s);
        buttonOf(page, u"Write it down"_s)->click();
        QTRY_VERIFY(buttonOf(page, u"Close it…"_s) != nullptr);
        buttonOf(page, u"Close it…"_s)->click();
        typeInto(page, fields::incident::Outcome, u"parti, la police est passee"_s);
        buttonOf(page, u"Close it"_s)->click();
        QTRY_VERIFY(incident()[0].closedAt.has_value());
    }

    void anExitFreesThePlaceAndItsContactsComeDue()
    {
        Program program;
        program.room("F", "women", 1);
        const auto rose = program.admit("Rose", "F", 30);
        QVERIFY(program
                    .run([&](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY_ASSIGN(const auto house, casework::loadHouseTonight(desk));
                        INDARO_TRY(casework::allocate(desk, {.wishes = {{rose, house.places[0].id}}}));
                        casework::CustodyDraft passport;
                        passport.kind = "passport";
                        INDARO_TRY(casework::takeIntoCustody(desk, rose, passport));
                        return {};
                    })
                    .hasValue());
        QVERIFY(program.tonight().isFull());
        auto *page = program.open<pages::ExitPage>(pages::ExitPageId, pages::OpenStay{rose});
        QTRY_VERIFY(says(page, u"Still kept by the house"_s));
        QTRY_VERIFY(says(page, u"9.6"_s)); // what the procedure wants before a planned exit
        typeInto(page, fields::stay::ExitReason, u"family_reunification"_s);
        typeInto(page, fields::stay_location::ExitDestination, u"family"_s);
        typeInto(page, fields::stay::ExitSafety, u"assessed_safe"_s);
        typeInto(page, fields::follow_up_plan::Agreed, u"yes"_s);
        typeInto(page, fields::follow_up_plan::Way, u"phone"_s);
        typeInto(page, fields::follow_up_plan::AgreedWords, u"le jeudi, de la part du salon"_s);
        program.shot("exit");
        buttonOf(page, u"All of it was given back, and signed for"_s)->click();
        QTRY_VERIFY(!says(page, u"Still kept by the house"_s));
        // That she signed is said by who saw it; then it is not missing.
        buttonOf(page, u"The exit sheet is signed"_s)->click();
        QTRY_VERIFY(!says(page, u"9.6"_s));
        QVERIFY(buttonOf(page, u"The exit sheet is signed"_s) == nullptr);
        buttonOf(page, u"Record the exit"_s)->click();
        QTRY_VERIFY(qobject_cast<pages::StayPage *>(program.window->currentPage()) != nullptr);
        QCOMPARE(program.tonight().free(), 1);
        const auto due = [&](int ahead) {
            return program.run([ahead](casework::Desk &desk) { return casework::listDueFollowUps(desk, ahead); }).value();
        };
        QVERIFY(due(6).empty());
        QCOMPARE(due(7).size(), std::size_t{1});
        program.clock.advance(9 * 24 * Hour);
        QVERIFY(due(0).at(0).isLate && due(0).at(0).number == 1);
        auto *home = program.open<pages::HomePage>(pages::HomePageId);
        auto *late = home->findChild<QFrame *>(u"dueLate"_s);
        QTRY_VERIFY(late->isVisible());
        if (buttonWith(late, u"After one week"_s) == nullptr) // among all that is late
            buttonWith(late, u"more"_s)->click();
        QPushButton *contact = nullptr; // shown with the next turn of the event loop
        QTRY_VERIFY((contact = buttonWith(late, u"After one week"_s)) != nullptr);
        program.shot("home-contacts");
        contact->click();
        auto *stay = qobject_cast<pages::StayPage *>(program.window->currentPage());
        QTRY_VERIFY(says(stay, u"de la part du salon"_s)); // how she is reached safely stands here only
        QTRY_VERIFY(says(stay, u"not done"_s));            // read anew: nine days have passed
        act(stay, u"Contact made"_s);
        typeInto(stay, fields::follow_up::Way, u"phone"_s);
        typeInto(stay, fields::follow_up::Result, u"well"_s);
        buttonOf(stay, u"Write it down"_s)->click();
        QTRY_VERIFY(due(0).empty());
        program.shot("stay-afterwards");
        // The program was closed for half a year: the latest contact is due, not the three that nobody made.
        program.clock.advance(200 * 24 * Hour);
        QCOMPARE(due(0).size(), std::size_t{1});
        QCOMPARE(due(0).at(0).number, 4);
        // Who comes back has none.
        QVERIFY(program.run([rose](casework::Desk &desk) { return casework::readmitPerson(desk, rose, {}); }).hasValue());
        QVERIFY(due(0).empty());
        // Who wants none is left in peace.
        casework::Exit exit;
        exit.reason = "own_choice";
        exit.contactAgreed = "no";
        QVERIFY(program.run([=](casework::Desk &desk) { return casework::recordExit(desk, rose, exit); }).hasValue());
        QVERIFY(due(400).empty());
        const auto called = program.run([rose](casework::Desk &desk) {
            return casework::recordFollowUp(desk, rose, {.number = 1, .way = "phone", .result = "well", .note = {}});
        });
        QVERIFY(!called && called.error().code == base::Errc::WrongState);
        QVERIFY(program
                    .run([rose](casework::Desk &desk) {
                        return casework::recordFollowUp(
                            desk, rose, {.number = 0, .way = "came_back", .result = "needs_help", .note = {}});
                    })
                    .hasValue());
    }

    void twoCallsAreNotMixedInOneAdmission()
    {
        Program program;
        std::vector<sync::RecordId> holds;
        for (const char *who : {"Police de Muyinga", "Centre de Ngozi"}) {
            casework::HoldDraft call;
            call.fromWhom = who;
            call.expiresAt = program.clock.nowUtc() + Hour;
            holds.push_back(program.run([call](casework::Desk &desk) { return casework::announce(desk, call); }).value());
        }
        auto *page = program.open<pages::AdmitPage>(pages::AdmitPageId, pages::OpenAdmission{holds[0]});
        QTRY_VERIFY(fieldOf(page, fields::stay::BroughtBy)->value() == base::Value("Police de Muyinga"));
        program.open<pages::AdmitPage>(pages::AdmitPageId, pages::OpenAdmission{holds[1]});
        QVERIFY(says(page, u"Something is typed here for another person"_s));
        program.workspace->drain();
        QCoreApplication::processEvents();
        QVERIFY(fieldOf(page, fields::stay::BroughtBy)->value() == base::Value("Police de Muyinga"));
        act(page, u"Admit"_s);
        QTRY_COMPARE(program.tonight().holds.size(), std::size_t{1});
        QVERIFY(program.tonight().holds[0].id == holds[1]);
    }

    void tabGoesRoundThroughTheHeader()
    {
        Program program;
        program.room("F", "women", 1);
        const auto rose = program.admit("Rose", "F", 30);
        for (const auto &[page, argument] : {std::pair(pages::HousePageId, kit::PageArgument(pages::OpenHouse{rose})),
                                             std::pair(pages::StayPageId, kit::PageArgument(pages::OpenStay{rose})),
                                             std::pair(pages::IncidentsPageId, kit::PageArgument()),
                                             std::pair(pages::RollCallPageId, kit::PageArgument())}) {
            QVERIFY(program.window->openPage(page, argument));
            QTRY_COMPARE(program.workspace->pendingJobs(), 0);
            QCoreApplication::processEvents();
            bool isInHeader = false;
            for (int i = 0; i < 80 && !isInHeader; ++i) {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                const auto *box = qobject_cast<QComboBox *>(QApplication::focusWidget());
                isInHeader = box != nullptr && box->parentWidget()->objectName() == u"header"_s;
            }
            QVERIFY2(isInHeader, page.name().data());
        }
    }

    void hoursAreReadAsPeopleSayThem()
    {
        using pages::StayTexts;
        const base::UtcMs evening = tests::FakeClock().nowUtc() + 18 * Hour; // 20:00 in Muyinga
        QCOMPARE(StayTexts::moment(u"22:30"_s, evening), evening + 5 * Hour / 2);
        QCOMPARE(StayTexts::moment(u"8h"_s, evening), evening + 12 * Hour); // tomorrow
        QCOMPARE(StayTexts::pastMoment(u"22:30"_s, evening), evening + 5 * Hour / 2 - 24 * Hour);
        QCOMPARE(StayTexts::moment(u"26/11/2026 08:15"_s, evening), evening + 36 * Hour + Hour / 4);
        QVERIFY(!StayTexts::moment(u"soon"_s, evening));
        QVERIFY(!StayTexts::moment(u"25:00"_s, evening));
    }
};

QTEST_MAIN(TestUiStay)
#include "test_ui_stay.moc"
