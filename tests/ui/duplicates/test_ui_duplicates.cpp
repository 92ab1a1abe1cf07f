// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/role_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/duplicates/file_merge.h"
#include "core/casework/house/house.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/session/vault.h"
#include "tests/ui/frame_program.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/duplicates/duplicate_texts.h"
#include "ui/pages/duplicates/duplicates_page.h"
#include "ui/pages/duplicates/file_pair_page.h"
#include "ui/pages/duplicates/merged_bar.h"
#include "ui/pages/duplicates/side_choice.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/admit_page.h"
#include "ui/pages/people/people_page.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>
#include <QTest>

#include <cstring>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

/// Rose was here, and somebody admits her again as Loze: two files.
struct TwoRoses : tests::FrameProgram
{
    casework::CaseId rose, loze;
    sync::UserId second = sync::UserId::make(random);

    TwoRoses()
        : FrameProgram(kit::Language::English, {pages::homePage(), pages::caseFilePage(), pages::duplicatesPage(),
                                                pages::filePairPage(), pages::admitPage()}),
          rose(admitRose()), loze(admitAgain())
    {
    }
    casework::CaseId admitAgain()
    {
        clock.advance(10LL * 24 * 3'600'000);
        const auto left = run([rose = rose](casework::Desk &desk) {
            casework::Exit exit;
            exit.reason = "family_reunification";
            return casework::recordExit(desk, rose, exit);
        });
        INDARO_CHECK(left.hasValue());
        clock.advance(10LL * 24 * 3'600'000);
        casework::Admission admission;
        admission.person.displayName = "Loze";
        admission.person.familyName = "Ndaizeye";
        admission.person.givenNames = "Rose";
        admission.person.sex = "F";
        admission.person.birthDate = "1999";
        return run([admission](casework::Desk &desk) -> base::Result<casework::CaseId> {
                   INDARO_TRY_ASSIGN(const auto admitted, casework::admitPerson(desk, admission));
                   return admitted.id;
               })
            .value();
    }
    base::Result<sync::RecordId> merge(const std::vector<casework::MergeChoice> &choices = {})
    {
        return run([one = rose, other = loze, choices, agreed = "with " + second.toText()](casework::Desk &desk) {
            return casework::mergeFiles(desk, one, other, choices, "la même personne", agreed);
        });
    }
};

constexpr auto Passphrase = "soleil panier riviere tambour";
constexpr auto SecondPassphrase = "colline marche pirogue lampe";

base::SecretBytes secretOf(const char *text)
{
    base::SecretBytes secret(std::strlen(text));
    std::memcpy(secret.span().data(), text, std::strlen(text));
    return secret;
}

/// The words of everything that is seen in it.
QString wordsIn(const QWidget *in)
{
    QString words;
    for (const auto *label : in->findChildren<QLabel *>()) {
        if (label->isVisible())
            words += label->text() + u'\n';
    }
    return words;
}

} // namespace

class TestUiDuplicates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySignHasItsWords()
    {
        QStringList seen;
        for (int sign = 0; sign <= int(casework::MatchSign::CameBack); ++sign) {
            const QString words = pages::DuplicateTexts::sign(static_cast<casework::MatchSign>(sign));
            QVERIFY2(!words.isEmpty() && !seen.contains(words), qPrintable(words));
            seen << words;
        }
    }

    void anEmptyListSaysWhatItIsFor()
    {
        tests::FrameProgram p(kit::Language::English, {pages::homePage(), pages::duplicatesPage()});
        auto *page = p.open<pages::DuplicatesPage>(pages::DuplicatesPageId);
        QVERIFY(page != nullptr);
        QTRY_VERIFY(page->findChild<kit::EmptyState *>()->isVisible());
        QVERIFY(!page->findChild<QTableWidget *>()->isVisible());
    }

    void theListLeadsToTheTwoSideBySide()
    {
        TwoRoses p;
        auto *list = p.open<pages::DuplicatesPage>(pages::DuplicatesPageId);
        auto *table = list->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 1);
        QTRY_VERIFY(table->isVisible());
        QVERIFY(table->item(0, 2)->text().contains(pages::DuplicateTexts::sign(casework::MatchSign::SoundAlike)));
        // No name stands in the list but the ones that are shown in the house.
        for (int column = 0; column < table->columnCount(); ++column)
            QVERIFY(!table->item(0, column)->text().contains(u"zeye"_s));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY(qobject_cast<pages::FilePairPage *>(p.window->currentPage()) != nullptr);
        auto *pair = qobject_cast<pages::FilePairPage *>(p.window->currentPage());
        QTRY_VERIFY(!pair->findChildren<pages::SideChoice *>().isEmpty());
        QTRY_VERIFY(pair->findChild<QPushButton *>(u"beginMerge"_s)->isVisible());
        QVERIFY(pair->findChild<QLabel *>(u"matchReasons"_s)->text().contains(u"may have come back"_s));
        // The family name differs and is marked; the sex does not and is asked of nobody.
        const pages::SideChoice *family = nullptr;
        for (const auto *choice : pair->findChildren<pages::SideChoice *>()) {
            if (choice->lead() == fields::identity::FamilyName)
                family = choice;
            if (choice->lead() == fields::case_file::Sex)
                QVERIFY(!choice->isAsked());
        }
        QVERIFY(family != nullptr && family->isAsked());
        QVERIFY(family->side() == casework::MergeSide::Kept);
        const auto buttons = family->findChildren<QRadioButton *>();
        QCOMPARE(buttons.size(), 2);
        buttons.first()->setFocus();
        QTest::keyClick(buttons.first(), Qt::Key_Right); // by keyboard alone
        QVERIFY(family->side() == casework::MergeSide::Other);
    }

    void anAnswerIsGivenOnThePage()
    {
        TwoRoses p;
        auto *pair = p.open<pages::FilePairPage>(pages::FilePairPageId, pages::OpenFilePair{p.rose, p.loze});
        auto *panel = pair->findChild<pages::ActionPanel *>(u"duplicateAnswer"_s);
        QTRY_VERIFY(panel->isVisible());
        tests::typeInto(panel, fields::duplicate_answer::Answer, u"different"_s);
        tests::typeInto(panel, fields::duplicate_answer::Reason, u"two cousins"_s);
        panel->submit();
        QTRY_VERIFY(!panel->isVisible());
        const auto answer = p.run([one = p.rose, other = p.loze](casework::Desk &desk) {
                                 return casework::duplicateAnswerOf(desk, one, other);
                             }).value();
        QVERIFY(answer.has_value());
        QCOMPARE(answer->answer, u"different"_s);
        QCOMPARE(answer->reason, u"two cousins"_s);
        QTRY_VERIFY(wordsIn(pair).contains(u"two cousins"_s));
        auto *list = p.open<pages::DuplicatesPage>(pages::DuplicatesPageId);
        QTRY_VERIFY(list->findChild<kit::EmptyState *>()->isVisible());
    }

    void twoFilesBecomeOneWhenASecondPersonAgrees() // [contracts.md 9]
    {
        TwoRoses p;
        crypto::SystemRandom random;
        const session::VaultEnvironment environment{random,
                                                    p.clock,
                                                    casework::migrations(),
                                                    {{crypto::MiB, 1}, {crypto::MiB / 64, 1}, {512 * crypto::MiB, 6}},
                                                    {},
                                                    casework::readHistory};
        auto made = session::createVault(environment, p.path(u"vault"_s).toStdString(),
                                         {"Maison Ikaze", "odette", secretOf(Passphrase)});
        QVERIFY(made && made->vault.confirmRecoveryKit(made->kit, made->kit.cards[0].digits()));
        const auto vault = std::make_shared<session::Vault>(std::move(made->vault));
        const auto marie = vault->addAccount("marie", secretOf(SecondPassphrase), vault->approveAlone().value());
        QVERIFY(marie.hasValue());
        kit::PageContext context;
        context.workspace = p.workspace.get();
        context.vault = vault;
        context.clock = &p.clock;
        context.translations = &p.translations;
        context.navigator = p.window.get();
        context.ask = &p.ask;
        QWidget frame;
        auto *page = new pages::FilePairPage(context, &frame);
        frame.resize(1000, 700);
        page->resize(frame.size());
        frame.show();
        page->open(pages::OpenFilePair{p.rose, p.loze});
        auto *begin = page->findChild<QPushButton *>(u"beginMerge"_s);
        QTRY_VERIFY(begin->isVisible());
        QVERIFY(wordsIn(page).contains(u"It takes a second person"_s));
        begin->click();
        auto *form = page->findChild<pages::ActionPanel *>(u"mergeForm"_s);
        QTRY_VERIFY(form->isVisible());
        form->submit();
        QTRY_COMPARE(p.workspace->pendingJobs(), 0);
        auto *second = page->findChild<pages::SecondPersonPanel *>();
        QVERIFY(!second->isVisible()); // without a reason nobody is asked
        tests::typeInto(form, fields::file_merge::Reason, u"la meme cicatrice"_s);
        form->submit();
        QTRY_VERIFY(second->isVisible());
        const auto mergesOf = [&p] {
            return p.run([one = p.rose](casework::Desk &desk) { return casework::listMergesOf(desk, one); }).value();
        };
        QVERIFY(mergesOf().empty()); // nobody has agreed yet
        auto *secret = second->findChild<kit::SecretField *>();
        QTest::keyClicks(secret, QLatin1StringView(SecondPassphrase));
        QTest::keyClick(secret, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!form->isVisible(), 15'000);
        const auto merges = mergesOf();
        QCOMPARE(merges.size(), std::size_t{1});
        QCOMPARE(merges.front().reason, u"la meme cicatrice"_s);
        const auto kept = p.run([loze = p.loze](casework::Desk &desk) { return casework::keptFileOf(desk, loze); }).value();
        QVERIFY(kept == p.rose);
        const auto audit = p.run([](casework::Desk &desk) {
                                return casework::listAuditOf(desk, casework::AuditVerb::FilesMerged);
                            }).value();
        QCOMPARE(audit.size(), std::size_t{2});
        QVERIFY2(audit.front().detail.starts_with(marie->toText() + " "), audit.front().detail.c_str()); // and by whom
        p.workspace->drain();
    }

    void theEmptiedFileLeadsToTheKeptOneWhichSaysSo()
    {
        TwoRoses p;
        const auto merge = p.merge();
        QVERIFY2(merge.hasValue(), merge ? "" : merge.error().toString().c_str());
        auto *file = p.open<pages::CaseFilePage>(pages::CaseFilePageId, pages::OpenCaseFile{p.loze});
        auto *bar = file->findChild<pages::MergedBar *>();
        QTRY_VERIFY(bar->isVisible());
        const QString code = p.run([loze = p.loze](casework::Desk &desk) {
                                  return casework::loadRecord(desk, fields::case_file::Table, loze);
                              })
                                 .value()
                                 .text(fields::case_file::CaseCode);
        QVERIFY(!code.isEmpty() && wordsIn(bar).contains(code));
        auto *button = bar->findChild<QPushButton *>(u"undoMerge"_s);
        QVERIFY(button->isVisible());
        button->click();
        QTRY_VERIFY(bar->findChild<pages::ActionPanel *>(u"undoMergeForm"_s)->isVisible());
        // Undone elsewhere: the bar goes by itself.
        const auto undone = p.run([merge = *merge, agreed = "with " + p.second.toText()](casework::Desk &desk) {
            return casework::undoMerge(desk, merge, "deux cousines", agreed);
        });
        QVERIFY(undone.hasValue());
        QTRY_VERIFY(!bar->isVisible());
    }

    void whatIsTooLongAgoIsNotOfferedToBeUndone()
    {
        TwoRoses p;
        QVERIFY(p.merge().hasValue());
        auto *file = p.open<pages::CaseFilePage>(pages::CaseFilePageId, pages::OpenCaseFile{p.rose});
        auto *bar = file->findChild<pages::MergedBar *>();
        auto *button = bar->findChild<QPushButton *>(u"undoMerge"_s);
        QTRY_VERIFY(bar->isVisible() && button->isVisible());
        QVERIFY(wordsIn(bar).contains(u"can be taken apart until"_s));
        p.clock.advance(casework::MergeCanBeUndone + 1);
        file = p.open<pages::CaseFilePage>(pages::CaseFilePageId, pages::OpenCaseFile{p.rose});
        bar->showPerson(p.rose);
        QTRY_VERIFY(wordsIn(bar).contains(u"too long ago"_s));
        QVERIFY(!button->isVisible()); // nobody is sent into a refusal
    }

    void whoIsAdmittedMayBeSomebodyKnown()
    {
        TwoRoses p;
        auto *admit = p.open<pages::AdmitPage>(pages::AdmitPageId);
        auto *warning = admit->findChild<QFrame *>(u"earlierStay"_s);
        QVERIFY(!warning->isVisible());
        tests::typeInto(admit, fields::identity::FamilyName, u"Ndayizeye"_s);
        tests::typeInto(admit, fields::identity::GivenNames, u"Rose"_s);
        QTRY_VERIFY(warning->isVisible());
        const QString words = wordsIn(warning);
        QVERIFY(words.contains(u"file "_s));
        QVERIFY(!words.contains(u"Ndayizeye"_s) && !words.contains(u"Rose"_s)); // the code alone
    }
};

QTEST_MAIN(TestUiDuplicates)
#include "test_ui_duplicates.moc"
