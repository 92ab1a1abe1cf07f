// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/plans/support_plans.h"
#include "core/casework/risks/best_interests.h"
#include "core/casework/risks/risks.h"
#include "core/documents/document.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/session/vault.h"
#include "tests/support/for_whom.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/stay/house_program.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/plan/plan_paper.h"
#include "ui/pages/plan/risk_grid.h"
#include "ui/pages/plan/risk_more.h"

#include <QCheckBox>
#include <QPrintDialog>
#include <QToolButton>

using namespace indaro;
using namespace indaro::tests;
namespace fields = model::fields;
using Program = HouseProgram;

namespace {

pages::PlanPage *planOf(Program &program, casework::CaseId person)
{
    auto *page = program.open<pages::PlanPage>(pages::PlanPageId, pages::OpenPlan{person});
    INDARO_CHECK(QTest::qWaitFor([&] { return program.workspace->pendingJobs() == 0; }));
    QApplication::processEvents();
    return page;
}

void choose(pages::PlanPage *page, const QString &part)
{
    auto *line = lineOf(page, part);
    QVERIFY2(line != nullptr, qPrintable(part));
    page->findChild<QTreeWidget *>()->setCurrentItem(line);
}

void pressOn(QWidget *in, const QString &text)
{
    auto *button = buttonOf(in, text);
    QVERIFY2(button != nullptr && button->isEnabled(), qPrintable(text));
    button->click();
}

casework::SupportPlan loadPlan(Program &program, casework::CaseId person)
{
    return program.run([person](casework::Desk &desk) { return casework::loadSupportPlan(desk, person); }).value();
}

} // namespace

class TestUiPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNeedAndAnActionAreChangedAndWhatAnotherLaptopWroteStays()
    {
        Program program;
        const auto her = program.admit("Rose", "F", 30);
        const auto ids =
            program
                .run([her](casework::Desk &desk) -> base::Result<std::pair<sync::RecordId, sync::RecordId>> {
                    INDARO_TRY_ASSIGN(
                        const auto need,
                        casework::addNeed(
                            desk, her,
                            {.area = "trade", .state = "soon", .what = "coudre", .goal = {}, .goalWords = "un atelier"}));
                    INDARO_TRY_ASSIGN(
                        const auto action,
                        casework::addAction(
                            desk, need, {.what = "cours", .responsible = "Odette", .provider = {}, .dueOn = "2026-12-15"}));
                    return std::pair(need, action);
                })
                .value();
        auto *page = planOf(program, her);
        choose(page, u"coudre"_s);
        QVERIFY(!buttonOf(page, u"How the action goes"_s)->isEnabled());
        pressOn(page, u"Change this line"_s);
        typeInto(page, fields::need::State, u"now"_s);
        program.shot("plan-change-need");
        // Another laptop writes the goal meanwhile: it is not put back to what stood in the form.
        QVERIFY(
            program
                .run([need = ids.first](casework::Desk &desk) {
                    return casework::changeNeed(
                        desk, need,
                        {.area = "trade", .state = "soon", .what = "coudre", .goal = {}, .goalWords = "un atelier à elle"});
                })
                .hasValue());
        pressOn(page, u"Keep the change"_s);
        QTRY_COMPARE(loadPlan(program, her).needs[0].state, u"now"_s);
        QCOMPARE(loadPlan(program, her).needs[0].goalWords, u"un atelier à elle"_s);
        QTRY_VERIFY(lineOf(page, u"cours"_s) != nullptr);
        choose(page, u"cours"_s);
        pressOn(page, u"Change this line"_s);
        auto *day = fieldOf(page, fields::plan_action::DueOn)->findChild<QLineEdit *>();
        QCOMPARE(day->text(), u"15/12/2026"_s); // as dates are read here
        day->clear();
        typeInto(page, fields::plan_action::DueOn, u"20/12/2026"_s);
        pressOn(page, u"Keep the change"_s);
        QTRY_COMPARE(loadPlan(program, her).needs[0].actions[0].dueOn, u"2026-12-20"_s);
        QCOMPARE(loadPlan(program, her).needs[0].actions[0].what, u"cours"_s);
    }

    void minutesAreChangedAndThenClosed()
    {
        Program program;
        const auto her = program.admit("Rose", "F", 30);
        auto *page = planOf(program, her);
        QVERIFY(buttonOf(page, u"Close the minutes"_s) == nullptr); // there are none
        pressOn(page, u"Conference"_s);
        typeInto(page, fields::meeting::Kind, u"case"_s);
        auto *present = fieldOf(page, fields::meeting::Present);
        present->findChild<QPlainTextEdit *>()->setPlainText(u"Odette\nla commune"_s); // a line each
        present->flush();
        pressOn(page, u"Keep the minutes"_s);
        QTRY_COMPARE(loadPlan(program, her).meetings.size(), std::size_t{1});
        QCOMPARE(loadPlan(program, her).meetings[0].present, u"Odette\nla commune"_s);
        QTRY_VERIFY(buttonOf(page, u"Close the minutes"_s) != nullptr);
        auto *tree = page->findChild<QTreeWidget *>();
        tree->setCurrentItem(lineOf(page, u"Conferences"_s)->child(0));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return); // goes on with them
        QVERIFY(fieldOf(page, fields::meeting::Minutes) != nullptr);
        // Without minutes nothing is closed.
        program.ask.choice = 1;
        pressOn(page, u"Close the minutes"_s);
        QTRY_COMPARE(program.ask.asked.size(), 1);
        QTRY_VERIFY(program.workspace->pendingJobs() == 0);
        QVERIFY(!loadPlan(program, her).meetings[0].closedAt);
        typeInto(page, fields::meeting::Minutes, u"Elle veut rentrer."_s);
        pressOn(page, u"Keep the change"_s);
        QTRY_COMPARE(loadPlan(program, her).meetings[0].minutes, u"Elle veut rentrer."_s);
        program.ask.choice = 1;
        QTRY_VERIFY(buttonOf(page, u"Close the minutes"_s)->isEnabled());
        pressOn(page, u"Close the minutes"_s);
        QTRY_VERIFY(loadPlan(program, her).meetings[0].closedAt.has_value());
        QTRY_VERIFY(!buttonOf(page, u"Close the minutes"_s)->isEnabled()); // nor changed any more
        QCOMPARE(lineOf(page, u"Conferences"_s)->child(0)->text(3), u"minutes closed"_s);
    }

    void theBestInterestsOfAChildAreWorkedThrough() // domain.md 5.C C7
    {
        Program program;
        const auto woman = program.admit("Rose", "F", 30);
        QVERIFY(buttonOf(planOf(program, woman), u"Best interests"_s) == nullptr);
        const auto boy = program.admit("Kevin", "M", 15);
        auto *page = planOf(program, boy);
        QTRY_VERIFY(buttonOf(page, u"Best interests"_s) != nullptr);
        pressOn(page, u"Best interests"_s);
        typeInto(page, fields::best_interests::Occasion, u"school"_s);
        typeInto(page, fields::best_interests::Question, u"Quelle école ?"_s);
        pressOn(page, u"Begin with it"_s);
        const auto interests = [&] {
            return program.run([boy](casework::Desk &desk) { return casework::listBestInterestsOf(desk, boy); }).value();
        };
        QTRY_COMPARE(interests().size(), std::size_t{1});
        QTRY_VERIFY(lineOf(page, u"Quelle école"_s) != nullptr);
        auto *tree = page->findChild<QTreeWidget *>();
        auto *assessment = lineOf(page, u"Quelle école"_s);
        QCOMPARE(assessment->childCount(), 20); // no heading is passed over
        // Not decided before the child was heard.
        tree->setCurrentItem(assessment);
        pressOn(page, u"Decide on it"_s);
        typeInto(page, fields::best_interests::Result, u"as_asked"_s);
        typeInto(page, fields::best_interests::Reasons, u"Près de sa sœur."_s);
        pressOn(page, u"Keep the decision"_s);
        QTRY_VERIFY(program.workspace->pendingJobs() == 0);
        QVERIFY(!interests()[0].decidedAt);
        tree->setCurrentItem(assessment->child(0)); // its own views
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return);
        QVERIFY(fieldOf(page, fields::best_interests_item::Words) != nullptr);
        typeInto(page, fields::best_interests_item::Words, u"Il veut l’école du matin."_s);
        program.shot("plan-best-interests");
        pressOn(page, u"Write it under this heading"_s);
        QTRY_VERIFY(interests()[0].find(u"views"_s) != nullptr);
        // The other heading begins empty, and the first one again with what is known.
        QTRY_VERIFY(lineOf(page, u"école du matin"_s) != nullptr);
        tree->setCurrentItem(lineOf(page, u"Quelle école"_s)->child(1));
        pressOn(page, u"What is known of it"_s);
        QCOMPARE(fieldOf(page, fields::best_interests_item::Words)->value(), base::Value());
        tree->setCurrentItem(lineOf(page, u"école du matin"_s));
        pressOn(page, u"What is known of it"_s);
        QCOMPARE(fieldOf(page, fields::best_interests_item::Words)->value(), base::Value("Il veut l’école du matin."));
        pressOn(page, u"Decide on it"_s); // with what was typed before
        QTRY_COMPARE(fieldOf(page, fields::best_interests::Reasons)->value(), base::Value("Près de sa sœur."));
        typeInto(page, fields::best_interests::ChildTold, u"Par Odette, avec des mots simples."_s);
        pressOn(page, u"Keep the decision"_s);
        QTRY_VERIFY(interests()[0].decidedAt.has_value());
        QTRY_COMPARE(lineOf(page, u"Quelle école"_s)->childCount(), 1);
        const auto whole = program.run([boy](casework::Desk &desk) { return pages::loadPlanOfPerson(desk, boy); }).value();
        const auto paper = tests::laidOut(pages::interestsPaper(whole, whole.interests.front()));
        QVERIFY(paper.hasValue());
        keepPaper(*paper, u"paper-best-interests"_s);
        QString all;
        for (const auto &sheet : *paper) {
            for (const auto &text : sheet.texts)
                all += text.text + u' ';
        }
        QVERIFY(all.contains(u"école du matin"_s) && all.contains(u"Services sociaux"_s));
        // It is the form that is printed blank too, with every heading on it.
        const auto form = documents::loadBuiltinTemplate(u"best_interests"_s).value();
        QVERIFY(all.contains(form.parts.first().title.french));
        for (const auto &code : model::CodeList::byName(u"bia_item"_s).codes())
            QVERIFY2(all.contains(code.french.section(u' ', 0, 0)), qPrintable(code.french));
    }

    void anAgeIsSettledOnlyByAProof() // domain.md 5.C C1
    {
        Program program;
        const auto her = program.admit("Rose", "F", 17);
        auto *page = planOf(program, her);
        const auto age = [&] {
            return program.run([her](casework::Desk &desk) { return casework::isTreatedAsChild(desk, her); }).value();
        };
        QTRY_VERIFY(buttonOf(page, u"Settle the age"_s) != nullptr);
        pressOn(page, u"Settle the age"_s);
        typeInto(page, fields::case_file::IsMinor, u"no"_s);
        // There is one button of that name above and one in the form.
        pages::ActionPanel *form = nullptr;
        for (auto *panel : page->findChildren<pages::ActionPanel *>()) {
            if (panel->isVisible())
                form = panel;
        }
        QVERIFY(form != nullptr);
        pressOn(form, u"Settle the age"_s);
        QTRY_VERIFY(says(page, u"write down a proof first"_s));
        QVERIFY(age());
        pressOn(page, u"Proof of age"_s);
        typeInto(page, fields::age_evidence::Proof, u"birth_paper"_s);
        typeInto(page, fields::age_evidence::Says, u"no"_s);
        typeInto(page, fields::age_evidence::FoundOn, u"23/11/2026"_s);
        pressOn(page, u"Write the proof down"_s);
        QTRY_VERIFY(lineOf(page, u"What speaks for the age"_s) != nullptr);
        pressOn(page, u"Settle the age"_s);
        QTRY_COMPARE(fieldOf(page, fields::case_file::IsMinor)->value(), base::Value("no")); // typed before
        pressOn(form, u"Settle the age"_s);
        QTRY_VERIFY(!age());
        QTRY_VERIFY(buttonOf(page, u"Settle the age"_s) == nullptr);
    }

    void measuresWhoAndUntilWhenAreKeptWithEachRisk() // domain.md 7.C
    {
        Program program;
        const auto her = program.admit("Rose", "F", 30);
        auto *page = planOf(program, her);
        pressOn(page, u"Assess the risks"_s);
        auto *grid = page->findChild<pages::RiskGrid *>();
        for (auto *box : grid->findChildren<QComboBox *>()) {
            if (box->isVisible())
                box->setCurrentIndex(1);
        }
        auto *more = grid->findChildren<pages::RiskMore *>().first();
        more->findChild<QToolButton *>()->click();
        typeInto(more, fields::risk_line::Who, u"Odette"_s);
        typeInto(more, fields::risk_line::UntilOn, u"1/12/2026"_s);
        auto *measures = fieldOf(more, fields::risk_line::Measures);
        measures->findChildren<QCheckBox *>().first()->click();
        program.shot("plan-risk-measures");
        // Locked in the middle of it: all of it is back.
        program.cutPower();
        page = planOf(program, her);
        pressOn(page, u"Assess the risks"_s);
        more = page->findChild<pages::RiskGrid *>()->findChildren<pages::RiskMore *>().first();
        QTRY_VERIFY(fieldOf(more, fields::risk_line::Who) != nullptr);
        pressOn(page, u"Keep the assessment"_s);
        const auto risks = [&] {
            return program.run([her](casework::Desk &desk) { return casework::listRisksOf(desk, her); }).value();
        };
        QTRY_COMPARE(risks().size(), std::size_t{1});
        const auto first = risks()[0].lines[0];
        QCOMPARE(first.domain, u"traffickers"_s);
        QCOMPARE(first.who, u"Odette"_s);
        QCOMPARE(first.untilOn, u"2026-12-01"_s);
        QCOMPARE(first.measures.size(), 1);
    }

    void thePlanOnPaperHasEveryNeedAndRoomForTheSignatures() // domain.md 5 (4.4)
    {
        Program program;
        const auto her = program.admit("Rose", "F", 30);
        QVERIFY(program
                    .run([her](casework::Desk &desk) -> base::Result<void> {
                        for (const char *area : {"safety", "papers", "housing", "school", "trade", "family"}) {
                            INDARO_TRY_ASSIGN(const auto need,
                                              casework::addNeed(desk, her,
                                                                {.area = area,
                                                                 .state = "soon",
                                                                 .what = "ce qu’elle dit de ce besoin, avec ses mots",
                                                                 .goal = "other",
                                                                 .goalWords = "un but qu’elle a choisi elle-même"}));
                            for (int i = 1; i <= 3; ++i) {
                                INDARO_TRY(casework::addAction(
                                    desk, need,
                                    {.what = std::string("une action assez longue pour deux lignes, numéro ") +
                                             std::to_string(i),
                                     .responsible = "l’assistante sociale et la commune",
                                     .provider = {},
                                     .dueOn = "2026-12-15"}));
                            }
                        }
                        casework::AgreementDraft draft;
                        draft.signedHow = "thumb";
                        draft.place = "Muyinga";
                        draft.refused = "Elle ne veut pas que l’on appelle son oncle.";
                        draft.wayOut = "Un atelier de couture près de chez sa tante.";
                        INDARO_TRY(casework::agreePlan(desk, her, draft));
                        return {};
                    })
                    .hasValue());
        const auto whole = program.run([her](casework::Desk &desk) { return pages::loadPlanOfPerson(desk, her); }).value();
        const auto paper = tests::laidOut(pages::planPaper(whole));
        QVERIFY(paper.hasValue());
        keepPaper(*paper, u"paper-plan"_s);
        QVERIFY(paper->size() >= 2); // six needs with three actions each
    }

    /// It is laid out beside the screens; stopped before it is ready, it is neither at the printer nor in the journal.
    void aLongPlanThatIsStoppedIsNotNoted()
    {
        Program program;
        const auto her = program.admit("Rose", "F", 30);
        const std::string told = "ce qu’elle dit de ce besoin avec ses mots, et pourquoi il compte pour elle aujourd’hui";
        for (int part = 0; part < 16; ++part) { // each job within the patience of the helper, on a slow disk too
            QVERIFY(program
                        .run([her, told](casework::Desk &desk) -> base::Result<void> {
                            for (int need = 0; need < 25; ++need) {
                                INDARO_TRY(casework::addNeed(
                                    desk, her,
                                    {.area = "trade", .state = "soon", .what = told, .goal = "other", .goalWords = told}));
                            }
                            return {};
                        })
                        .hasValue());
        }
        auto *page = planOf(program, her);
        tests::forTheHouse(page);
        auto *print = page->toolbarActions().first();
        QTRY_VERIFY(print->isEnabled());
        print->trigger();
        auto *work = pages::PaperWork::of(page);
        QTRY_VERIFY(work->isBusy());
        work->cancel();
        QTRY_VERIFY(!work->isBusy());
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        for (const QWidget *window : QApplication::topLevelWidgets())
            QVERIFY(qobject_cast<const QPrintDialog *>(window) == nullptr || !window->isVisible());
        QCOMPARE(
            program.run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::PlanPrinted); })
                ->size(),
            std::size_t(0));
    }

    void whatHoldsAnApprovalBackIsNamedAndWaivedThere() // the procedure's guard, not an error
    {
        Program program;
        const auto director = program.user;
        const auto worker = sync::UserId::make(program.random);
        const auto her = program.admit("Rose", "F", 30);
        QVERIFY(
            program
                .run([=](casework::Desk &desk) -> base::Result<void> {
                    INDARO_TRY(casework::saveStaff(
                        desk, {.id = worker, .name = u"Aline"_s, .position = {}, .phone = {}, .role = u"social_worker"_s}));
                    return casework::saveStaff(
                        desk, {.id = director, .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s});
                })
                .hasValue());
        program.user = worker;
        program.cutPower();
        QVERIFY(program
                    .run([her](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY(casework::addNeed(
                            desk, her, {.area = "trade", .state = "soon", .what = "coudre", .goal = {}, .goalWords = "x"}));
                        casework::AgreementDraft draft;
                        draft.signedHow = "thumb";
                        INDARO_TRY(casework::agreePlan(desk, her, draft));
                        return {};
                    })
                    .hasValue());
        program.user = director;
        program.cutPower();
        auto *page = planOf(program, her);
        QTRY_VERIFY(buttonOf(page, u"Answer to the plan"_s)->isEnabled());
        pressOn(page, u"Answer to the plan"_s);
        typeInto(page, fields::approval::Result, u"approved"_s);
        pressOn(page, u"Write the answer down"_s);
        auto *guards = page->findChild<pages::GuardPanel *>();
        QTRY_VERIFY(guards->isVisible());
        program.shot("plan-guard");
        guards->findChild<QLineEdit *>()->setText(u"Fait sur papier."_s);
        QPushButton *waive = nullptr;
        for (auto *button : guards->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().contains(u"aive"_s))
                waive = button;
        }
        QVERIFY(waive != nullptr);
        waive->click();
        QTRY_VERIFY(loadPlan(program, her).agreed[0].approval && loadPlan(program, her).agreed[0].approval->isApproved());
        QTRY_VERIFY(!guards->isVisible());
    }
};

QTEST_MAIN(TestUiPlan)
#include "test_ui_plan.moc"
