// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/conflicts/test_open_records.h"

#include "tests/ui/conflicts/rose.h"
#include "ui/kit/widgets.h"
#include "ui/pages/conflicts/conflict_card.h"
#include "ui/pages/intake/blank_screen.h"
#include "ui/pages/intake/late_panel.h"

using namespace indaro;
using namespace indaro::tests;
using namespace indaro::ui;
using base::Value;
using pages::ConflictCard;

void TestOpenRecords::anOpenFileShowsWhatComesAndWhoWroteIt() // DHIS2 ANDROAPP-6516: values not refreshed after a sync
{
    Rose rose;
    auto *file = rose.openFile();
    rose.colleague.edit(fields::identity::Occupation, rose.id, "couturière");
    rose.receive();
    QTRY_VERIFY(editOf(file, fields::identity::Occupation)->value() == Value("couturière"));
    QVERIFY(says(editOf(file, fields::identity::Occupation), QStringLiteral("Aline")));
    QVERIFY(says(editOf(file, fields::identity::Occupation), QStringLiteral("bureau")));
    QVERIFY(!says(editOf(file, fields::identity::Nationality), QStringLiteral("Aline")));
    rose.shot("case_file_arrived");
    // What is written here afterwards replaces it: it was seen.
    auto *line = lineOf(file, fields::identity::Occupation);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("cultivatrice"));
    editOf(file, fields::identity::Occupation)->flush();
    QTRY_VERIFY(rose.value(fields::identity::Occupation, rose.id) == Value("cultivatrice"));
    QCOMPARE(rose.conflicts(), std::size_t{0});
}

void TestOpenRecords::anExchangeThatBrokeOffGoesOnAndTheOpenFileFollows() // DHIS2 ANDROAPP-6611: no restart after
                                                                          // reconnection
{
    Rose rose;
    auto *file = rose.openFile();
    rose.colleague.edit(fields::identity::Occupation, rose.id, "couturière");
    const auto first = rose.incoming();
    rose.colleague.edit(fields::identity::Nationality, rose.id, "BI");
    rose.colleague.edit(fields::identity::Phone, rose.id, "+257 79 000 111");
    QVERIFY(!rose.takeIn(first, true));                                                      // the link went in the middle
    QTRY_VERIFY(editOf(file, fields::identity::Occupation)->value() == Value("couturière")); // what had come is there
    rose.receive(); // the link is back: what was missing comes, nobody presses anything
    QTRY_VERIFY(editOf(file, fields::identity::Phone)->value() == Value("+257 79 000 111"));
    QVERIFY(editOf(file, fields::identity::Nationality)->value() == Value("BI"));
    QCOMPARE(rose.conflicts(), std::size_t{0});
}

void TestOpenRecords::aFieldBeingTypedKeepsBothAndMineHolds() // KeePassXC #10225
{
    Rose rose;
    auto *file = rose.openFile();
    auto *line = lineOf(file, fields::identity::FamilyName);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("Ndayizeye-Ici"));
    rose.colleague.edit(fields::identity::FamilyName, rose.id, "Ndayizeye-Bureau");
    rose.receive();
    QTRY_VERIFY(othersOf(file, fields::identity::FamilyName) != nullptr);
    QVERIFY(says(othersOf(file, fields::identity::FamilyName), QStringLiteral("Ndayizeye-Bureau")));
    QCOMPARE(line->text(), QStringLiteral("Ndayizeye-Ici"));
    editOf(file, fields::identity::FamilyName)->flush();
    QTRY_COMPARE(rose.conflicts(), std::size_t{1}); // saved, and theirs is not lost
    QTRY_VERIFY(button(file, pages::CaseFilePage::tr("%n thing(s) in this file were written differently on two "
                                                     "computers: compare",
                                                     nullptr, 1)) != nullptr);
    QVERIFY(othersOf(file, fields::identity::FamilyName) != nullptr);
    rose.shot("case_file_both");
    QVERIFY(press(file, kit::OtherValues::tr("Keep the one above")));
    QTRY_COMPARE(rose.conflicts(), std::size_t{0});
    QTRY_VERIFY(othersOf(file, fields::identity::FamilyName) == nullptr);
    rose.exchange();
    QVERIFY(rose.colleague.value(fields::identity::FamilyName, rose.id) == Value("Ndayizeye-Ici"));
}

void TestOpenRecords::aFieldBeingTypedKeepsBothAndTheirsIsTaken() // KeePassXC #10225
{
    Rose rose;
    auto *file = rose.openFile();
    auto *line = lineOf(file, fields::identity::FamilyName);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("Ndayizeye-Ici"));
    rose.colleague.edit(fields::identity::FamilyName, rose.id, "Ndayizeye-Bureau");
    rose.receive();
    QTRY_VERIFY(othersOf(file, fields::identity::FamilyName) != nullptr);
    QVERIFY(press(othersOf(file, fields::identity::FamilyName), kit::OtherValues::tr("Take this one")));
    QTRY_VERIFY(rose.value(fields::identity::FamilyName, rose.id) == Value("Ndayizeye-Bureau"));
    QTRY_COMPARE(line->text(), QStringLiteral("Ndayizeye-Bureau"));
    QTRY_COMPARE(rose.conflicts(), std::size_t{0});
    QTRY_VERIFY(othersOf(file, fields::identity::FamilyName) == nullptr);
}

void TestOpenRecords::whatWasTypedOutlivesTheLossOfTheFile() // SORMAS #403: unsent edits dropped when the file went away
{
    Rose rose;
    auto *file = rose.openFile();
    auto *line = lineOf(file, fields::identity::Phone);
    line->setFocus();
    QTest::keyClicks(line, QStringLiteral("79 000 222"));
    rose.colleague.remove({{fields::identity::Table, rose.id}});
    rose.receive();
    editOf(file, fields::identity::Phone)->flush(); // the deletion came before it was saved
    QTRY_COMPARE(rose.conflicts(), std::size_t{1});
    QVERIFY(rose.value(fields::identity::Phone, rose.id) == Value("79 000 222"));
    QVERIFY(rose.value(fields::identity::FamilyName, rose.id) == Value("Ndayizeye"));
    rose.exchange();
    QVERIFY(rose.colleague.value(fields::identity::Phone, rose.id) == Value("79 000 222"));
    QCOMPARE(rose.colleague.log->conflictCount().value(), std::size_t{1});
    auto *page = rose.openDecisions();
    QVERIFY(press(page, ConflictCard::tr("Keep it")));
    QTRY_COMPARE(rose.conflicts(), std::size_t{0});
}

void TestOpenRecords::anAnswerFromElsewhereIsShownWhereNobodyIsTyping()
{
    HeldInterview held;
    held.view()->goTo(held.item("given_names").path);
    QTest::keyClicks(qApp->focusWidget(), QStringLiteral("Ro"));
    auto *typing = qobject_cast<QLineEdit *>(qApp->focusWidget());
    QVERIFY(typing != nullptr);
    held.answerElsewhere("family_name", QStringLiteral("Ndayizeye"));
    held.receive();
    QTRY_COMPARE(held.answered("family_name"), QStringLiteral("Ndayizeye"));
    QVERIFY(says(held.view()->findQuestion(held.item("family_name").path), QStringLiteral("Aline")));
    QCOMPARE(typing->text(), QStringLiteral("Ro")); // the field in use is left alone
    QCOMPARE(qApp->focusWidget(), typing);
    held.shot("interview_arrived");
    QCOMPARE(held.conflicts(), std::size_t{0});
}

void TestOpenRecords::anAnswerBeingTypedKeepsBoth() // KeePassXC #10225
{
    HeldInterview held;
    held.view()->goTo(held.item("family_name").path);
    auto *typing = qobject_cast<QLineEdit *>(qApp->focusWidget());
    QVERIFY(typing != nullptr);
    QTest::keyClicks(typing, QStringLiteral("Niyonzima"));
    held.answerElsewhere("family_name", QStringLiteral("Ndayizeye"));
    held.receive();
    QTRY_VERIFY(held.othersOf("family_name") != nullptr);
    QVERIFY(says(held.othersOf("family_name"), QStringLiteral("Ndayizeye")));
    QCOMPARE(typing->text(), QStringLiteral("Niyonzima"));
    held.shot("interview_both");
    QTest::keyClick(typing, Qt::Key_Return);
    QTRY_COMPARE(held.conflicts(), std::size_t{1}); // given, and theirs is not lost
    QCOMPARE(held.answered("family_name"), QStringLiteral("Niyonzima"));
    QVERIFY(press(held.othersOf("family_name"), kit::OtherValues::tr("Keep the one above")));
    QTRY_COMPARE(held.conflicts(), std::size_t{0});
    QCOMPARE(held.answered("family_name"), QStringLiteral("Niyonzima"));
    held.exchange();
    held.view()->goTo(held.item("given_names").path);
    typing = qobject_cast<QLineEdit *>(qApp->focusWidget());
    QTest::keyClicks(typing, QStringLiteral("Rosine"));
    held.answerElsewhere("given_names", QStringLiteral("Rose"));
    held.receive();
    QTRY_VERIFY(held.othersOf("given_names") != nullptr);
    QVERIFY(press(held.othersOf("given_names"), kit::OtherValues::tr("Take this one")));
    QTRY_COMPARE(held.answered("given_names"), QStringLiteral("Rose"));
    QTRY_COMPARE(held.conflicts(), std::size_t{0});
    held.exchange();
    QCOMPARE(held.colleague.log->conflictCount().value(), std::size_t{0});
}

void TestOpenRecords::dangerSaidElsewhereIsToldHereAndStaysHiddenInAPause() // contracts.md 12 and 13
{
    HeldInterview held;
    const auto isTold = [&] {
        for (const auto *banner : held.intake->findChildren<kit::Banner *>()) {
            if (banner->isVisible() && banner->text().contains(QStringLiteral("suicid")))
                return true;
        }
        return false;
    };
    held.intake->blank();
    held.answerElsewhere("suicidal_thoughts", QStringLiteral("yes"));
    held.receive();
    QTRY_COMPARE(held.answered("suicidal_thoughts"), QStringLiteral("yes"));
    QVERIFY(!isTold() && !held.view()->isVisible());
    QTest::keyClick(held.intake->findChild<pages::BlankScreen *>(), Qt::Key_A);
    auto *code = held.intake->findChild<pages::BlankScreen *>()->findChild<kit::SecretField *>();
    QVERIFY(code != nullptr);
    QTest::keyClicks(code, QStringLiteral("2580"));
    QTest::keyClick(code, Qt::Key_Return);
    QTRY_VERIFY(held.view()->isVisible());
    QTRY_VERIFY(isTold());
}

/// Change after change comes in while somebody types, pauses and types on: every letter stays in the field, nothing is
/// written over what came, and both stand to be decided.
void TestOpenRecords::aHandThatTypesThroughAStreamOfChangesLosesNothing() // KeePassXC #10225
{
    HeldInterview held;
    const auto sidesOf = [&held] {
        QStringList values;
        const auto open = held.run([](casework::Desk &desk) { return casework::listConflicts(desk, 10); }).value();
        for (const auto &conflict : open.list) {
            for (const auto &side : conflict.sides)
                values << QString::fromStdString(side.value.textOr({}));
        }
        values.sort();
        return values;
    };
    held.view()->goTo(held.item("occupation").path);
    auto *answer = qobject_cast<QLineEdit *>(qApp->focusWidget());
    QVERIFY(answer != nullptr);
    const QString typed = QStringLiteral("couturiere");
    for (qsizetype i = 0; i < typed.size(); ++i) {
        held.answerElsewhere("occupation", QStringLiteral("ailleurs %1").arg(i));
        held.takeInSoon(held.incoming());
        QTest::keyClicks(answer, typed.mid(i, 1));
        QCOMPARE(answer->text(), typed.left(i + 1));
    }
    QTRY_VERIFY(held.othersOf("occupation") != nullptr);
    QTRY_VERIFY(says(held.othersOf("occupation"), QStringLiteral("ailleurs 9")));
    QTest::keyClick(answer, Qt::Key_Return);
    QTRY_COMPARE(sidesOf(), QStringList({QStringLiteral("ailleurs 9"), typed}));

    auto *file = held.openFile();
    auto *line = lineOf(file, fields::identity::Phone);
    line->setFocus();
    const QString number = QStringLiteral("79 000 222");
    for (qsizetype i = 0; i < number.size(); ++i) {
        held.colleague.edit(fields::identity::Phone, held.id, "+257 79 111 00" + std::to_string(i));
        held.takeInSoon(held.incoming());
        QTest::keyClicks(line, number.mid(i, 1));
        if (i % 3 == 2)
            editOf(file, fields::identity::Phone)->flush(); // a pause in typing saves
        QCOMPARE(line->text(), number.left(i + 1));
    }
    QTRY_VERIFY(othersOf(file, fields::identity::Phone) != nullptr);
    QTRY_VERIFY(says(othersOf(file, fields::identity::Phone), QStringLiteral("+257 79 111 009")));
    editOf(file, fields::identity::Phone)->flush();
    QTRY_COMPARE(sidesOf(), QStringList({QStringLiteral("+257 79 111 009"), number, QStringLiteral("ailleurs 9"), typed}));
    QCOMPARE(line->text(), number);
}

void TestOpenRecords::anInterviewSignedElsewhereBecomesReadOnlyAndKeepsWhatWasTyped()
{
    HeldInterview held;
    const auto id = held.intake->session()->loaded().id;
    held.view()->goTo(held.item("given_names").path);
    QTest::keyClicks(qApp->focusWidget(), QStringLiteral("Rosine")); // typed, and not given yet
    held.signElsewhere();
    held.receive();
    QTRY_VERIFY(held.intake->session() != nullptr && held.intake->session()->isSigned());
    const auto isTold = [&] {
        for (const auto *banner : held.intake->findChildren<kit::Banner *>()) {
            if (banner->isVisible() && banner->text().contains(QStringLiteral("Aline")) &&
                banner->text().contains(QStringLiteral("bureau")))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isTold());
    QVERIFY(held.view()->isVisible() && held.view()->texts()->isReadOnly());
    auto *late = held.intake->findChild<pages::LatePanel *>();
    QVERIFY(late->isVisible() && says(late, QStringLiteral("Rosine")));
    held.shot("interview_signed_elsewhere");
    QVERIFY(held.answered("given_names") != QStringLiteral("Rosine")); // it is no answer of what was signed
    // It waits through a lock, for whoever opens the interview next.
    held.window->openPage(pages::HomePageId);
    QVERIFY(held.window->openPage(pages::IntakePageId, pages::OpenInterview{held.id, id}));
    QTRY_VERIFY(late->isVisible() && says(late, QStringLiteral("Rosine")));
    QVERIFY(press(late, pages::LatePanel::tr("Make a note of it in the file")));
    QTRY_VERIFY(!late->isVisible());
    const auto file = held.run([person = held.id](casework::Desk &desk) { return casework::loadCaseFile(desk, person); });
    QVERIFY(std::any_of(file->notes.begin(), file->notes.end(),
                        [](const auto &note) { return note.text(fields::note::Body).contains(QStringLiteral("Rosine")); }));
    QVERIFY(held.run([id](casework::Desk &desk) { return casework::loadInterview(desk, id); })->late.empty());
}

void TestOpenRecords::anAnswerGivenInTheMomentOfASignatureElsewhereIsKept()
{
    HeldInterview held;
    const auto id = held.intake->session()->loaded().id;
    held.signElsewhere();
    held.view()->goTo(held.item("occupation").path);
    auto *typing = qApp->focusWidget();
    QTest::keyClicks(typing, QStringLiteral("cultivatrice"));
    held.takeInSoon(held.incoming()); // before the answer, and the page has not heard of it
    QTest::keyClick(typing, Qt::Key_Return);
    QTRY_VERIFY(held.intake->session() != nullptr && held.intake->session()->isSigned());
    auto *late = held.intake->findChild<pages::LatePanel *>();
    QTRY_VERIFY(late->isVisible() && says(late, QStringLiteral("cultivatrice")));
    const auto kept = held.run([id](casework::Desk &desk) { return casework::loadInterview(desk, id); })->late;
    QCOMPARE(kept.size(), std::size_t{1});
    QCOMPARE(kept.front().path, held.item("occupation").path);
    held.ask.choice = 1;
    QVERIFY(press(late, pages::LatePanel::tr("Let it go…")));
    QTRY_VERIFY(!late->isVisible());
    QVERIFY(held.run([id](casework::Desk &desk) { return casework::loadInterview(desk, id); })->late.empty());
}

void TestOpenRecords::aPausedScreenSaysNothingOfASignatureElsewhere()
{
    HeldInterview held;
    held.intake->blank();
    held.signElsewhere();
    held.receive();
    auto *blank = held.intake->findChild<pages::BlankScreen *>();
    QVERIFY(blank->isVisible() && !held.view()->isVisible());
    QTest::keyClick(blank, Qt::Key_A);
    QTest::keyClicks(blank->findChild<kit::SecretField *>(), QStringLiteral("2580"));
    QTest::keyClick(blank->findChild<kit::SecretField *>(), Qt::Key_Return);
    QTRY_VERIFY(held.intake->session() != nullptr && held.intake->session()->isSigned());
    QTRY_VERIFY(held.view()->isVisible());
    QVERIFY(!held.intake->findChild<pages::LatePanel *>()->isVisible()); // nothing was typed
}

/// What was decided on another page of this program is in the form when one comes back.
void TestOpenRecords::aDecisionMadeOnTheOtherPageIsInTheInterview()
{
    HeldInterview held;
    const auto id = held.intake->session()->loaded().id;
    held.answerElsewhere("occupation", QStringLiteral("couturière"));
    held.answer("occupation", QStringLiteral("cultivatrice"));
    held.exchange();
    QTRY_VERIFY((held.view()->goTo(held.item("occupation").path), held.othersOf("occupation") != nullptr));
    const QString before = held.answered("occupation");
    auto *page = held.openDecisions();
    QTRY_VERIFY(page->findChild<pages::ConflictCard *>() != nullptr);
    const Value other = page->findChild<pages::ConflictCard *>()->conflict().sides.at(1).value;
    auto keeps = page->findChildren<QPushButton *>();
    keeps.removeIf([](auto *each) { return each->text() != pages::ConflictCard::tr("Keep this one"); });
    keeps.at(1)->click();
    QTRY_COMPARE(held.conflicts(), std::size_t{0});
    QVERIFY(held.window->openPage(pages::IntakePageId, pages::OpenInterview{held.id, id}));
    QTRY_COMPARE(held.answered("occupation"), QString::fromStdString(other.textOr({})));
    QVERIFY(held.answered("occupation") != before);
    held.view()->goTo(held.item("occupation").path);
    QTRY_VERIFY(held.othersOf("occupation") == nullptr);
    // Nobody decided anything by coming back.
    QTRY_COMPARE(held.workspace->pendingJobs(), 0);
    QVERIFY(held.run([person = held.id, id](casework::Desk &desk) { return casework::loadInterview(desk, id); }).hasValue());
    QCOMPARE(held.conflicts(), std::size_t{0});
}
