// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/conflicts/held_batches.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/queries.h"
#include "tests/ui/conflicts/two_laptops.h"
#include "ui/forms/form_view.h"
#include "ui/kit/widgets.h"
#include "ui/models/field_label.h"
#include "ui/pages/conflicts/conflict_card.h"
#include "ui/pages/conflicts/conflict_texts.h"
#include "ui/pages/conflicts/decisions_card.h"
#include "ui/pages/conflicts/held_card.h"
#include "ui/pages/intake/blank_screen.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/late_panel.h"

#include <QCheckBox>
#include <QPlainTextEdit>

using namespace indaro;
using namespace indaro::tests;
using namespace indaro::ui;
using base::Value;
using pages::ConflictCard;
using pages::ConflictsPage;

namespace {

/// Rose's file on both laptops.
struct Rose : TwoLaptops
{
    sync::RecordId id = admit("Ndayizeye", "Rose");
    Rose() { exchange(); }

    /// Both write a family name before they meet.
    void disputeTheName()
    {
        edit(fields::identity::FamilyName, id, "Ndayizeye-Ici");
        colleague.edit(fields::identity::FamilyName, id, "Ndayizeye-Bureau");
        exchange();
    }
    ConflictsPage *openDecisions()
    {
        INDARO_CHECK(window->openPage(pages::ConflictsPageId));
        return page<ConflictsPage>();
    }
    pages::CaseFilePage *openFile()
    {
        INDARO_CHECK(window->openPage(pages::CaseFilePageId, pages::OpenCaseFile{id}));
        auto *file = page<pages::CaseFilePage>();
        INDARO_CHECK(QTest::qWaitFor([&] { return editOf(file, fields::identity::GivenNames)->value() == Value("Rose"); }));
        return file;
    }
    QStringList audit()
    {
        QStringList lines;
        const auto entries = run([](casework::Desk &desk) { return casework::listAudit(desk, 20); }).value();
        for (const auto &entry : entries)
            lines << QString::fromStdString(entry.verb + ' ' + entry.detail);
        return lines;
    }
};

/// An interview of hers that is being held here and has reached the colleague.
struct HeldInterview : Rose
{
    pages::IntakePage *intake = nullptr;
    HeldInterview()
    {
        INDARO_CHECK(window->openPage(pages::IntakePageId, pages::OpenInterview{id, std::nullopt}));
        intake = page<pages::IntakePage>();
        auto *begin = intake->findChild<QPushButton *>(QStringLiteral("begin"));
        INDARO_CHECK(QTest::qWaitFor([&] { return begin->isVisible() && begin->isEnabled(); }, 15'000));
        QTest::keyClicks(intake->findChild<QLineEdit *>(QStringLiteral("interviewer")), QStringLiteral("O. B."));
        auto *code = intake->findChild<kit::SecretField *>(QStringLiteral("code"));
        code->setFocus();
        QTest::keyClicks(code, QStringLiteral("2580"));
        begin->click();
        INDARO_CHECK(QTest::qWaitFor(
            [&] { return intake->session() != nullptr && view()->isVisible() && view()->texts() != nullptr; }, 15'000));
        for (const char *name : {"consent_understood", "consent_interview", "consent_keep_file", "age_gate"})
            answer(name, QStringLiteral("1"));
        exchange();
    }
    ui::forms::FormView *view() const { return intake->formView(); }
    [[nodiscard]] const indaro::forms::FormItem &item(const char *name) const
    {
        return *intake->session()->form().definition().findByName(QString::fromLatin1(name));
    }
    void answer(const char *name, const QString &keys)
    {
        view()->goTo(item(name).path);
        QTest::keyClicks(qApp->focusWidget(), keys);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Return);
    }
    [[nodiscard]] QString answered(const char *name) const
    {
        return intake->session()->form().state(item(name).path)->value;
    }
    void answerElsewhere(const char *name, const QString &value)
    {
        colleague.clock.advance(60'000);
        const auto &of = item(name);
        const casework::AnswerDraft draft{of.path, indaro::forms::toString(of.type), value, std::nullopt,
                                          casework::compartmentOf(intake->session()->form().definition(), of)};
        INDARO_CHECK(casework::saveAnswer(*colleague.desk, intake->session()->loaded().id, draft).hasValue());
    }
    void signElsewhere()
    {
        colleague.clock.advance(60'000);
        INDARO_CHECK(casework::signInterview(*colleague.desk, intake->session()->loaded().id, {}).hasValue());
    }
    [[nodiscard]] kit::OtherValues *othersOf(const char *name) const
    {
        auto *question = view()->findQuestion(item(name).path);
        auto *others = question != nullptr ? question->findChild<kit::OtherValues *>() : nullptr;
        return others != nullptr && others->isVisible() ? others : nullptr;
    }
};

QLineEdit *lineOf(QWidget *page, sync::FieldId field)
{
    return editOf(page, field)->findChild<QLineEdit *>();
}

kit::OtherValues *othersOf(QWidget *page, sync::FieldId field)
{
    auto *others = editOf(page, field)->findChild<kit::OtherValues *>();
    return others != nullptr && others->isVisible() ? others : nullptr;
}

} // namespace

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
        rose.shot("conflicts_held_second_person");
        QCOMPARE(count(), std::size_t{8}); // nobody has agreed yet
        QVERIFY(!rose.run([](casework::Desk &desk) { return casework::letBatchIn(desk, 1); }).hasValue());
        QTest::keyClicks(page->findChild<kit::SecretField *>(), QLatin1String(SecondPassphrase));
        QTest::keyClick(page->findChild<kit::SecretField *>(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(count(), std::size_t{1}, 15'000);
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

    void anOpenFileShowsWhatComesAndWhoWroteIt() // DHIS2 ANDROAPP-6516: values not refreshed after a sync
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

    void anExchangeThatBrokeOffGoesOnAndTheOpenFileFollows() // DHIS2 ANDROAPP-6611: no restart after reconnection
    {
        Rose rose;
        auto *file = rose.openFile();
        rose.colleague.edit(fields::identity::Occupation, rose.id, "couturière");
        const auto first = rose.incoming();
        rose.colleague.edit(fields::identity::Nationality, rose.id, "BI");
        rose.colleague.edit(fields::identity::Phone, rose.id, "+257 79 000 111");
        QVERIFY(!rose.takeIn(first, true)); // the link went in the middle
        QTRY_VERIFY(editOf(file, fields::identity::Occupation)->value() == Value("couturière")); // what had come is there
        rose.receive(); // the link is back: what was missing comes, nobody presses anything
        QTRY_VERIFY(editOf(file, fields::identity::Phone)->value() == Value("+257 79 000 111"));
        QVERIFY(editOf(file, fields::identity::Nationality)->value() == Value("BI"));
        QCOMPARE(rose.conflicts(), std::size_t{0});
    }

    void aFieldBeingTypedKeepsBothAndMineHolds() // KeePassXC #10225
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

    void aFieldBeingTypedKeepsBothAndTheirsIsTaken() // KeePassXC #10225
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

    void whatWasTypedOutlivesTheLossOfTheFile() // SORMAS #403: unsent edits dropped when the file went away
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

    void anAnswerFromElsewhereIsShownWhereNobodyIsTyping()
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

    void anAnswerBeingTypedKeepsBoth() // KeePassXC #10225
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

    void dangerSaidElsewhereIsToldHereAndStaysHiddenInAPause() // contracts.md 12 and 13
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
    void aHandThatTypesThroughAStreamOfChangesLosesNothing() // KeePassXC #10225
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
        QTRY_COMPARE(sidesOf(),
                     QStringList({QStringLiteral("+257 79 111 009"), number, QStringLiteral("ailleurs 9"), typed}));
        QCOMPARE(line->text(), number);
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

    void anInterviewSignedElsewhereBecomesReadOnlyAndKeepsWhatWasTyped()
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
        const auto file =
            held.run([person = held.id](casework::Desk &desk) { return casework::loadCaseFile(desk, person); });
        QVERIFY(std::any_of(file->notes.begin(), file->notes.end(), [](const auto &note) {
            return note.text(fields::note::Body).contains(QStringLiteral("Rosine"));
        }));
        QVERIFY(held.run([id](casework::Desk &desk) { return casework::loadInterview(desk, id); })->late.empty());
    }

    void anAnswerGivenInTheMomentOfASignatureElsewhereIsKept()
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

    void aPausedScreenSaysNothingOfASignatureElsewhere()
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
};

QTEST_MAIN(TestUiConflicts)
#include "test_ui_conflicts.moc"
