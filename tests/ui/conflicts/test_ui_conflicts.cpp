// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/held_batches.h"
#include "tests/ui/conflicts/rose.h"
#include "tests/ui/conflicts/test_exports.h"
#include "tests/ui/conflicts/test_open_records.h"
#include "ui/models/field_label.h"
#include "ui/pages/conflicts/conflict_card.h"
#include "ui/pages/conflicts/conflict_texts.h"
#include "ui/pages/conflicts/decisions_card.h"
#include "ui/pages/conflicts/held_card.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QPointer>

using namespace indaro;
using namespace indaro::tests;
using namespace indaro::ui;
using base::Value;
using pages::ConflictCard;
using pages::ConflictsPage;

/// The page where people decide.
class TestUiConflicts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHouseWithNothingToDecideIsToldWhatThisPageIsFor()
    {
        TwoLaptops house;
        QVERIFY(!says(house.window.get(), ConflictsPage::tr("To decide")));
        QVERIFY(house.window->openPage(pages::ConflictsPageId));
        QTRY_VERIFY(says(house.page<ConflictsPage>(), ConflictsPage::tr("Nothing to decide")));
        house.shot("conflicts_empty");
    }

    void twoValuesStandSideBySideAndOneIsKept() // SORMAS #300: two users on one case lose data
    {
        Rose rose;
        rose.disputeTheName();
        QVERIFY(rose.window->openPage(pages::HomePageId));
        QVERIFY(
            press(rose.window.get(), pages::HomePage::tr("%n thing(s) written differently on two computers", nullptr, 1)));
        auto *page = rose.page<ConflictsPage>();
        QTRY_VERIFY(says(page, QStringLiteral("Ndayizeye-Ici")) && says(page, QStringLiteral("Ndayizeye-Bureau")));
        QVERIFY(says(page, QStringLiteral("Aline")) && says(page, QStringLiteral("bureau")));
        QVERIFY(says(page, QStringLiteral("Odette")));
        const auto code = rose.value(fields::case_file::CaseCode, rose.id);
        QVERIFY(says(page, QString::fromStdString(code.textOr({}))));
        rose.shot("conflicts_name");
        // The other one than is shown at present.
        auto *card = page->findChild<ConflictCard *>();
        const Value other = card->conflict().sides.at(1).value;
        auto keeps = card->findChildren<QPushButton *>();
        keeps.removeIf([](auto *each) { return each->text() != ConflictCard::tr("Keep this one"); });
        QCOMPARE(keeps.size(), 2);
        keeps.at(1)->click();
        QTRY_COMPARE(rose.conflicts(), std::size_t{0});
        QCOMPARE(rose.value(fields::identity::FamilyName, rose.id), other);
        QTRY_VERIFY(says(page, ConflictsPage::tr("Nothing to decide")));
        QTRY_VERIFY(rose.audit().contains(QStringLiteral("conflict_settled chosen")));
        rose.exchange();
        QCOMPARE(rose.colleague.value(fields::identity::FamilyName, rose.id), other);
        QCOMPARE(rose.colleague.log->conflictCount().value(), std::size_t{0});
        // Taken back from the list of decisions: open again here and there.
        auto *decisions = page->findChild<pages::DecisionsCard *>();
        QTRY_VERIFY(says(decisions, QString::fromStdString(other.textOr({}))));
        rose.shot("conflicts_decided");
        QVERIFY(press(decisions, pages::DecisionsCard::tr("Take the decision back")));
        QTRY_COMPARE(rose.conflicts(), std::size_t{1});
        rose.exchange();
        QCOMPARE(rose.colleague.log->conflictCount().value(), std::size_t{1});
        QTRY_VERIFY(page->findChild<ConflictCard *>() != nullptr);
    }

    void bothTextsAreCombined()
    {
        Rose rose;
        rose.edit(fields::identity::SafeContact, rose.id, "le matin");
        rose.colleague.edit(fields::identity::SafeContact, rose.id, "par la voisine");
        rose.exchange();
        auto *page = rose.openDecisions();
        QVERIFY(press(page, ConflictCard::tr("Write something made of both…")));
        auto *edit = page->findChild<pages::ValueEdit *>();
        const std::string begun = edit->value().textOr({});
        QVERIFY(begun.find("le matin") != std::string::npos && begun.find("par la voisine") != std::string::npos);
        auto *text = edit->findChild<QPlainTextEdit *>();
        text->setPlainText(QStringLiteral("le matin, par la voisine"));
        rose.shot("conflicts_combine");
        // A change that arrives meanwhile takes nothing from the hands of who is writing.
        rose.colleague.edit(fields::identity::Occupation, rose.id, "couturière");
        rose.receive();
        QTRY_VERIFY(rose.value(fields::identity::Occupation, rose.id) == Value("couturière"));
        QCOMPARE(page->findChild<pages::ValueEdit *>(), edit);
        QCOMPARE(text->toPlainText(), QStringLiteral("le matin, par la voisine"));
        QVERIFY(press(page, ConflictCard::tr("Keep this")));
        QTRY_COMPARE(rose.conflicts(), std::size_t{0});
        QVERIFY(rose.value(fields::identity::SafeContact, rose.id) == Value("le matin, par la voisine"));
    }

    void leavingItAsItIsIsADecisionToo()
    {
        Rose rose;
        rose.disputeTheName();
        const Value shown = rose.value(fields::identity::FamilyName, rose.id);
        auto *page = rose.openDecisions();
        QVERIFY(press(page, ConflictCard::tr("Leave it as it is; both stay in the history")));
        QTRY_COMPARE(rose.conflicts(), std::size_t{0});
        QVERIFY(rose.value(fields::identity::FamilyName, rose.id) == shown);
        QVERIFY(rose.audit().contains(QStringLiteral("conflict_settled both-kept")));
        const auto history = rose.run([id = rose.id](casework::Desk &desk) {
            return casework::loadFieldHistory(desk, fields::identity::FamilyName, id);
        });
        QVERIFY(history->size() >= 4); // the first, both, and the decision
    }

    void codesAreUnitedAndAReasonBesideThemIsDecided()
    {
        Rose rose;
        rose.edit(fields::case_file::Languages, rose.id, "fr rn");
        rose.colleague.edit(fields::case_file::Languages, rose.id, base::Missing::Refused);
        rose.exchange();
        QCOMPARE(rose.conflicts(), std::size_t{1});
        auto *page = rose.openDecisions();
        QTRY_VERIFY(says(page, ConflictCard::tr("One computer noted answers, another one noted why there is none.")));
        QVERIFY(press(page, ConflictCard::tr("Write something made of both…")));
        int ticked = 0;
        for (const auto *check : page->findChild<pages::ValueEdit *>()->findChildren<QCheckBox *>())
            ticked += check->isChecked() ? 1 : 0;
        QCOMPARE(ticked, 2);
        rose.shot("conflicts_set");
        QVERIFY(press(page, ConflictCard::tr("Keep this")));
        QTRY_COMPARE(rose.conflicts(), std::size_t{0});
        QVERIFY(rose.value(fields::case_file::Languages, rose.id) == Value("fr rn"));
    }

    void bookkeepingIsNobodysDecision()
    {
        Rose rose;
        const auto raise = [id = rose.id](casework::Desk &desk) {
            return casework::raiseAlert(desk, id, QStringLiteral("danger"), id);
        };
        rose.clock.advance(5000);
        QVERIFY(rose.run(raise).value());
        QVERIFY(raise(*rose.colleague.desk).value()); // the same alert, at another minute
        rose.exchange();
        QVERIFY(rose.run([](casework::Desk &desk) { return desk.log.conflictCount(); }).value() > 0);
        QCOMPARE(rose.conflicts(), std::size_t{0});
        auto *page = rose.openDecisions();
        QTRY_VERIFY(says(page, ConflictsPage::tr("Nothing to decide")));
    }

    void whatAnAccountMayNotOpenIsNotShownToIt()
    {
        Rose rose;
        rose.edit(fields::health::Complaint, rose.id, "fièvre");
        rose.colleague.edit(fields::health::Complaint, rose.id, "toux");
        rose.exchange();
        QVERIFY(rose.run([user = rose.vault->userId()](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.db, desk.clock));
                        auto self = *trust.state().user(user);
                        self.groups = 0b0011; // the case, identity and location
                        return trust.setUser(self, user);
                    })
                    .hasValue());
        auto *page = rose.openDecisions();
        QTRY_VERIFY(says(page, ConflictCard::tr("This is in a part of the files that your account may not open. A colleague "
                                                "who may open it decides.")));
        QVERIFY(!says(page, QStringLiteral("fièvre")) && !says(page, QStringLiteral("toux")));
        QVERIFY(button(page, ConflictCard::tr("Keep this one")) == nullptr);
        const auto done = rose.run([id = rose.id](casework::Desk &desk) {
            return casework::settleConflict(desk, fields::health::Complaint, id, "toux", casework::Settling::Chosen, {});
        });
        QVERIFY(!done && done.error().code == base::Errc::RosterRefused);
    }

    void aDeletionAgainstAnEditNeedsASecondPersonToStand()
    {
        Rose rose;
        const auto note = rose.run([id = rose.id](casework::Desk &desk) {
                                  return casework::addNote(desk, id, "Visite", "Elle a dormi", "observation");
                              })
                              .value();
        rose.exchange();
        QVERIFY(rose.vault->addAccount("marie", TwoLaptops::secretOf(SecondPassphrase), rose.vault->approveAlone().value()));
        rose.edit(fields::note::Body, note, "Elle a bien dormi");
        rose.colleague.remove({{fields::note::Table, note}});
        rose.exchange();
        auto *page = rose.openDecisions();
        QTRY_VERIFY(says(page, QStringLiteral("Visite")) && says(page, QStringLiteral("Elle a bien dormi"))); // which one
        QVERIFY(press(page, ConflictCard::tr("Delete it…")));
        QTRY_VERIFY(page->findChild<kit::SecretField *>()->isVisible());
        rose.shot("conflicts_deletion");
        QCOMPARE(rose.conflicts(), std::size_t{1}); // nobody has agreed yet
        QTest::keyClicks(page->findChild<kit::SecretField *>(), QLatin1String(SecondPassphrase));
        QTest::keyClick(page->findChild<kit::SecretField *>(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(rose.conflicts(), std::size_t{0}, 15'000);
        QVERIFY(!rose.run([note](casework::Desk &desk) { return desk.log.exists({fields::note::Table, note}); }).value());
        QVERIFY(rose.audit().first().startsWith(QStringLiteral("conflict_settled deleted with ")));
        // Every laptop and every later sitting finds it among the decisions.
        rose.exchange();
        const auto decisions = casework::listDecisions(*rose.colleague.desk, 10).value();
        QCOMPARE(decisions.size(), std::size_t{1});
        QVERIFY(decisions.front().value == Value(sync::DeleteRecord));
        QCOMPARE(decisions.front().author.staffName, QStringLiteral("Odette"));
        QVERIFY(decisions.front().person == rose.id);
        QVERIFY(press(page, pages::DecisionsCard::tr("Take the decision back")));
        QTRY_COMPARE(rose.conflicts(), std::size_t{1});
        QVERIFY(press(page, ConflictCard::tr("Keep it")));
        QTRY_COMPARE(rose.conflicts(), std::size_t{0});
        QVERIFY(rose.value(fields::note::Body, note) == Value("Elle a bien dormi"));
    }

    void aBatchThatEmptiesTheHouseIsShownBeforeAnybodyLetsItIn() // Subsurface #3225
    {
        Rose rose;
        std::vector<sync::RecordKey> notes;
        for (int i = 0; i < 8; ++i) {
            const auto note = rose.run([id = rose.id, i](casework::Desk &desk) {
                return casework::addNote(desk, id, "Visite " + std::to_string(i), "…", "observation");
            });
            notes.push_back({fields::note::Table, note.value()});
        }
        rose.exchange();
        QVERIFY(rose.vault->addAccount("marie", TwoLaptops::secretOf(SecondPassphrase), rose.vault->approveAlone().value()));
        rose.colleague.remove({notes.begin(), notes.begin() + 7});
        const auto outcomes = rose.takeIn(rose.incoming()).value();
        QCOMPARE(outcomes, std::vector{sync::Outcome::Held});
        QVERIFY(rose.window->openPage(pages::HomePageId));
        auto *page = rose.openDecisions();
        QTRY_VERIFY(says(page, models::tableLabel(fields::note::Table)) &&
                    says(page, pages::HeldCard::tr("%1 of %2 would go").arg(7).arg(8)));
        QVERIFY(says(page, QStringLiteral("Aline")));
        const auto code = rose.value(fields::case_file::CaseCode, rose.id);
        QVERIFY(says(page, QString::fromStdString(code.textOr({}))));
        rose.shot("conflicts_held");
        const auto count = [&] {
            return rose.run([id = rose.id](casework::Desk &desk) { return casework::loadCaseFile(desk, id); })->notes.size();
        };
        QCOMPARE(count(), std::size_t{8}); // looking at it took nothing away
        QVERIFY(press(page, pages::HeldCard::tr("Let it be deleted here too…")));
        QTRY_VERIFY(page->findChild<kit::SecretField *>()->isVisible());
        // Meanwhile another note comes: the card counts it, and whoever agrees is not disturbed.
        QVERIFY(rose.run([id = rose.id](casework::Desk &desk) {
                        return casework::addNote(desk, id, "Visite", "…", "observation");
                    })
                    .hasValue());
        QTRY_VERIFY(says(page, pages::HeldCard::tr("%1 of %2 would go").arg(7).arg(9)));
        QVERIFY(page->findChild<kit::SecretField *>()->isVisible());
        QVERIFY(button(page, pages::HeldCard::tr("Let it be deleted here too…")) == nullptr);
        rose.shot("conflicts_held_second_person");
        QCOMPARE(count(), std::size_t{9}); // nobody has agreed yet
        QVERIFY(!rose.run([](casework::Desk &desk) { return casework::letBatchIn(desk, 1); }).hasValue());
        QTest::keyClicks(page->findChild<kit::SecretField *>(), QLatin1String(SecondPassphrase));
        QTest::keyClick(page->findChild<kit::SecretField *>(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(count(), std::size_t{2}, 15'000);
        QTRY_VERIFY(says(page, ConflictsPage::tr("Nothing to decide")));
        QVERIFY2(rose.audit().first().startsWith(QStringLiteral("held_batch_let_in batch 1 with ")),
                 qPrintable(rose.audit().join(QLatin1Char('\n'))));
    }

    void aBatchIsKeptOut()
    {
        Rose rose;
        std::vector<sync::RecordKey> notes;
        for (int i = 0; i < 7; ++i) {
            const auto note = rose.run(
                [id = rose.id](casework::Desk &desk) { return casework::addNote(desk, id, "Visite", "…", "observation"); });
            notes.push_back({fields::note::Table, note.value()});
        }
        rose.exchange();
        rose.colleague.remove(notes);
        rose.receive();
        rose.ask.choice = 1;
        auto *page = rose.openDecisions();
        QVERIFY(press(page, pages::HeldCard::tr("Keep it out…")));
        QTRY_VERIFY(says(page, ConflictsPage::tr("Nothing to decide")));
        const auto file = rose.run([id = rose.id](casework::Desk &desk) { return casework::loadCaseFile(desk, id); });
        QCOMPARE(file->notes.size(), std::size_t{7});
        QVERIFY2(rose.audit().first().startsWith(QStringLiteral("held_batch_kept_out")),
                 qPrintable(rose.audit().join(QLatin1Char('\n'))));
    }

    void anAnswerInTheListOfDecisionsHasTheWordsOfItsQuestion()
    {
        HeldInterview held;
        held.answerElsewhere("occupation", QStringLiteral("couturière"));
        held.answer("occupation", QStringLiteral("cultivatrice"));
        held.exchange();
        QCOMPARE(held.conflicts(), std::size_t{1});
        auto *page = held.openDecisions();
        QTRY_VERIFY(says(page, QStringLiteral("couturière")) && says(page, QStringLiteral("cultivatrice")));
        QTRY_VERIFY_WITH_TIMEOUT(!says(page, pages::ConflictTexts::tr("Answer: %1").arg(QStringLiteral("occupation"))),
                                 15'000); // the forms are read in the background
        held.shot("conflicts_answer");
        QVERIFY(press(page, ConflictCard::tr("Keep this one")));
        QTRY_COMPARE(held.conflicts(), std::size_t{0});
        QCOMPARE(held.run([](casework::Desk &desk) { return desk.log.conflictCount(); }).value(), std::size_t{0});
    }

    /// Envelope after envelope comes in while somebody is in the middle of a decision: what is as it was does not move.
    void anExchangeTakesNothingFromTheHandsOfWhoDecides()
    {
        Rose rose;
        rose.disputeTheName();
        rose.edit(fields::identity::SafeContact, rose.id, "le matin");
        rose.colleague.edit(fields::identity::SafeContact, rose.id, "par la voisine");
        rose.exchange();
        auto *page = rose.openDecisions();
        QTRY_COMPARE(page->findChildren<ConflictCard *>().size(), 2);
        auto *contact = page->findChildren<ConflictCard *>().at(1);
        QVERIFY(press(contact, ConflictCard::tr("Write something made of both…")));
        auto *text = contact->findChild<QPlainTextEdit *>();
        text->setPlainText(QStringLiteral("le matin, par"));
        auto *name = page->findChildren<ConflictCard *>().at(0);
        const auto keeps = [name] {
            auto found = name->findChildren<QPushButton *>();
            found.removeIf([](auto *each) { return each->text() != ConflictCard::tr("Keep this one"); });
            return found;
        };
        QPointer<QPushButton> keep = keeps().at(1);
        keep->setFocus();
        for (int i = 0; i < 3; ++i) {
            rose.colleague.edit(fields::identity::Occupation, rose.id, "métier " + std::to_string(i));
            rose.takeInSoon(rose.incoming());
        }
        // The page has read everything again when what is new in it is shown.
        rose.colleague.edit(fields::identity::Phone, rose.id, "+257 79 111 001");
        rose.edit(fields::identity::Phone, rose.id, "+257 79 222 002");
        rose.receive();
        QTRY_COMPARE(page->findChildren<ConflictCard *>().size(), 3);
        QVERIFY(keep != nullptr);
        QCOMPARE(qApp->focusWidget(), keep.data());
        QCOMPARE(text->toPlainText(), QStringLiteral("le matin, par"));
        // A third value in the very field is shown, and the hand stays in the card.
        rose.colleague.edit(fields::identity::FamilyName, rose.id, "Ndayizeye-Encore");
        rose.receive();
        QTRY_VERIFY(says(name, QStringLiteral("Ndayizeye-Encore")));
        QVERIFY(name->isAncestorOf(qApp->focusWidget()));
        QCOMPARE(text->toPlainText(), QStringLiteral("le matin, par"));
    }

    /// Old decisions are reached from the first page, however many newer ones were taken back.
    void theWayToAnOldDecisionStays()
    {
        Rose rose;
        rose.disputeTheName();
        const auto decide = [&rose](sync::FieldId field, const Value &value) {
            return rose.run([=, id = rose.id](casework::Desk &desk) {
                const auto open = casework::listConflicts(desk, 10).value();
                const auto about = std::ranges::find(open.list, field, &casework::OpenConflict::field);
                INDARO_CHECK(about != open.list.end());
                return casework::settleConflict(desk, field, id, value, casework::Settling::Chosen, about->seen);
            });
        };
        QVERIFY(decide(fields::identity::FamilyName, "Ndayizeye-Ici").hasValue());
        rose.edit(fields::identity::Phone, rose.id, "1");
        rose.colleague.edit(fields::identity::Phone, rose.id, "2");
        rose.exchange();
        for (int i = 0; i < 6; ++i) {
            rose.clock.advance(60'000);
            QVERIFY(decide(fields::identity::Phone, "1").hasValue());
            rose.clock.advance(60'000);
            QVERIFY(rose.run(
                [id = rose.id](casework::Desk &desk) { return casework::takeBack(desk, fields::identity::Phone, id); }));
        }
        QVERIFY(rose.run([](casework::Desk &desk) { return casework::hasDecisions(desk); }).value());
        QCOMPARE(rose.run([](casework::Desk &desk) { return casework::listDecisions(desk); })->size(), std::size_t{1});
        QVERIFY(rose.run([id = rose.id](casework::Desk &desk) {
                        return casework::takeBack(desk, fields::identity::FamilyName, id);
                    })
                    .hasValue());
        QVERIFY(!rose.run([](casework::Desk &desk) { return casework::hasDecisions(desk); }).value());
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestUiConflicts page;
    TestOpenRecords openRecords;
    TestExports exports;
    return QTest::qExec(&page, argc, argv) + QTest::qExec(&openRecords, argc, argv) + QTest::qExec(&exports, argc, argv);
}

#include "test_ui_conflicts.moc"
