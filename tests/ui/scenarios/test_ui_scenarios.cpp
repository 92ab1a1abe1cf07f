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
};

QTEST_MAIN(TestUiScenarios)
#include "test_ui_scenarios.moc"
