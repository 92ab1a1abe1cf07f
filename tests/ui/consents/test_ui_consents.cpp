// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/paper/paper_entries.h"
#include "core/casework/paper/serial_register.h"
#include "core/casework/people/commands.h"
#include "core/casework/plans/needs.h"
#include "core/casework/referrals/referrals.h"
#include "core/casework/risks/best_interests.h"
#include "core/casework/risks/safety_plans.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/custody.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "tests/support/for_whom.h"
#include "tests/ui/frame_program.h"
#include "tests/ui/paper_faults.h"
#include "ui/kit/error_text.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/checklist/checklist_paper.h"
#include "ui/pages/consents/consent_matrix.h"
#include "ui/pages/consents/consents_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_forms/paper_forms_page.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/plan/plan_page.h"
#include "ui/pages/plan/plan_paper.h"
#include "ui/pages/referrals/form_field_edit.h"
#include "ui/pages/referrals/referral_page.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/stay/stay_page.h"
#include "ui/pages/stay/stay_papers.h"
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
#include <QPrintDialog>
#include <QProcess>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace indaro;
using namespace indaro::ui;
using tests::lineOf;
using tests::typeInto;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr QLatin1StringView Marker("Zebramarker");

/// Everything a paper says.
QString textOf(const base::Result<QList<print::Page>> &pages)
{
    QString all;
    for (const print::Page &page : pages.value()) {
        for (const auto &item : page.texts)
            all += item.text + u'\n';
        for (const auto &code : page.qrs)
            all += code.payload + u'\n';
    }
    return all;
}

/// The marker stands in one field of the register and is withheld there, so that no paper may say it anywhere.
casework::Withheld markerWithheld(const QString &code = u"identity.contact_person"_s)
{
    casework::Withheld withheld;
    withheld.add({code, {casework::tellingWords(Marker)}, {}});
    return withheld;
}

/// Papers of one person do not say which record it was.
sync::RecordId anyRecord()
{
    static tests::SeededRandom random{3};
    return sync::RecordId::make(random);
}

pages::PlanOfPerson planWith(const QString &words)
{
    const sync::RecordId id = anyRecord();
    casework::PlanAction action{.id = id};
    action.what = u"appeler: "_s + words;
    action.responsible = words;
    action.result = words;
    casework::Need need{.id = id};
    need.area = u"family"_s;
    need.what = words;
    need.goalWords = words;
    need.goal = u"other"_s;
    need.actions.push_back(action);
    casework::AgreedPlan agreed{.id = id};
    agreed.place = words;
    agreed.refused = words;
    agreed.wayOut = words;
    pages::PlanOfPerson whole{.person = id, .displayName = words, .caseCode = u"K7Q2-M9XT-4"_s};
    whole.plan.needs.push_back(need);
    whole.plan.agreed.push_back(agreed);
    return whole;
}

struct Program : tests::FrameProgram
{
    explicit Program(kit::Language language)
        : FrameProgram(language, {pages::homePage(), pages::caseFilePage(), pages::referralPage(), pages::consentsPage(),
                                  pages::planPage(), pages::checklistPage(), pages::stayPage(), pages::paperFormsPage()})
    {
    }
};

QPushButton *buttonOf(QWidget *in, const QString &text)
{
    for (auto *button : in->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

/// What a PDF says, as who opens it reads it.
QString pdfText(const QString &path)
{
    QProcess words;
    words.start(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s});
    return words.waitForFinished() ? QString::fromUtf8(words.readAllStandardOutput()) : QString();
}

QPrintDialog *printerDialog()
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<QPrintDialog *>(window); dialog != nullptr && dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

/// What comes out of the printer that this action asks for; Qt's own writes a file in place of paper.
QString printed(Program &program, QWidget *page, const QString &action)
{
    static int papers = 0;
    tests::forTheHouse(page);
    if (!QTest::qWaitFor([&] { return program.workspace->pendingJobs() == 0; })) // what it shows is read
        return u"the page is still reading"_s;
    const auto actions = qobject_cast<kit::Page *>(page)->toolbarActions();
    const auto found = std::ranges::find(actions, action, &QAction::text);
    if (found == actions.end() || !QTest::qWaitFor([&] { return (*found)->isEnabled(); }))
        return u"no action "_s + action;
    (*found)->trigger();
    if (!QTest::qWaitFor([] { return printerDialog() != nullptr; }))
        return u"no printer was asked for "_s + action;
    auto *printers = printerDialog()->findChild<QComboBox *>(u"printers"_s);
    const QString path = program.path(u"paper%1.pdf"_s.arg(++papers));
    printers->setCurrentIndex(printers->count() - 1);
    printerDialog()->findChild<QLineEdit *>(u"filename"_s)->setText(path);
    printerDialog()->accept();
    if (!QTest::qWaitFor(
            [&] { return QFileInfo::exists(path) && printerDialog() == nullptr && !pages::PaperWork::of(page)->isBusy(); }))
        return u"nothing was printed"_s;
    return pdfText(path);
}

/// Nobody is chosen at first.
void chooseReceiver(QWidget *page, const QString &kind, const QString &name)
{
    auto *box = page->findChild<QComboBox *>(u"forWhomKind"_s);
    box->setCurrentIndex(box->findData(kind));
    auto *line = page->findChild<QLineEdit *>(u"forWhomName"_s);
    line->clear();       // so that the same name is looked at again
    line->setText(name); // not by keys: these have no accents
}

/// A yes to this receiver and these groups.
casework::ConsentAct yesTo(const char *kind, const char *groups)
{
    return {.recipientKind = kind,
            .decision = "yes",
            .dataGroups = groups,
            .explainedBy = "social_worker",
            .language = "run",
            .givenBy = "person",
            .way = "signature"};
}

/// Rose, with words in everything that is printed of her.
casework::CaseId roseSaying(Program &program, const std::string &words)
{
    const auto rose = program.admitRose();
    const auto said = program.run([rose, words](casework::Desk &desk) -> base::Result<void> {
        casework::NeedDraft need{.area = "family", .what = words};
        INDARO_TRY(casework::addNeed(desk, rose, need));
        INDARO_TRY(casework::writeSafetyPlan(desk, rose, {.steps = "Crier.", .safeText = words}));
        INDARO_TRY(casework::markStep(desk, rose, {.step = u"2.1"_s, .note = QString::fromStdString(words)}));
        casework::CustodyDraft passport;
        passport.kind = "passport";
        passport.description = words;
        INDARO_TRY(casework::takeIntoCustody(desk, rose, passport));
        return {};
    });
    INDARO_CHECK(said.hasValue());
    return rose;
}

} // namespace

class TestUiConsents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void consentWithdrawnAfterAReferral_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("fr") << int(kit::Language::French);
        QTest::newRow("rn") << int(kit::Language::Kirundi);
    }
    void consentWithdrawnAfterAReferral() // [issue 5, Proof]
    {
        QFETCH(int, language);
        const QString tag = QLatin1StringView(QTest::currentDataTag());
        Program program(static_cast<kit::Language>(language));
        const auto rose = program.admitRose();

        // A referral with her consent leaves on paper.
        auto *referral = program.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{rose, std::nullopt});
        QTRY_COMPARE(lineOf(referral, "person_name")->value(), u"Ndayizeye Rose"_s);
        QVERIFY(program.closePrinting(rose));
        lineOf(referral, "to_agency")->setValue(u"Hôpital de Muyinga"_s);
        for (const char *name : {"consent_explained_by", "consent_language"})
            QTest::keyClicks(lineOf(referral, name)->findChild<QLineEdit *>(), u"Odette"_s);
        lineOf(referral, "to_kind")->findChildren<QCheckBox *>().first()->click(); // health
        lineOf(referral, "consent_given_by")->findChildren<QCheckBox *>().first()->click();
        program.files.path = program.path(u"referral.pdf"_s);
        referral->toolbarActions().last()->trigger();
        QTRY_VERIFY(QFile::exists(program.files.path));
        const auto all = [&] {
            return program.run([](casework::Desk &desk) { return casework::listReferrals(desk, std::nullopt); }).value();
        };
        const QString serial = all().front().serial;
        QTRY_COMPARE(all().front().status, casework::ReferralStatus::Printed); // when it is written
        QVERIFY(pdfText(program.files.path).contains(serial));
        // And a second one is being prepared.
        auto *second = program.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{rose, std::nullopt});
        QTRY_VERIFY(all().size() == 2 && lineOf(second, "to_agency")->value().isEmpty());
        lineOf(second, "to_kind")->findChildren<QCheckBox *>().first()->click();
        QTest::keyClicks(lineOf(second, "to_agency")->findChild<QLineEdit *>(), u"hopital de muyinga"_s);
        QVERIFY(second->flushEdits());
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);

        // Taken back: the page shows who has what before anything is done.
        auto *page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        auto *matrix = page->findChild<QTableWidget *>(u"consentMatrix"_s);
        QTRY_COMPARE(matrix->columnCount(), 1);
        QVERIFY(matrix->horizontalHeaderItem(0)->text().contains(u"Hôpital de Muyinga"_s));
        program.shot(u"consents_"_s + tag);
        buttonOf(page, pages::ConsentsPage::tr("Take an agreement back"))->click();
        auto *choices = page->findChild<QListWidget *>(u"consentsToTakeBack"_s);
        QTRY_COMPARE(choices->count(), 1);
        choices->item(0)->setCheckState(Qt::Checked);
        QVERIFY(page->findChild<QLabel *>(u"sentUnder"_s)->text().contains(serial));
        auto *panel = page->findChild<QWidget *>(u"withdrawConsent"_s);
        typeInto(panel, fields::withdrawal::WithdrawnBy, u"person"_s);
        typeInto(panel, fields::withdrawal::Way, u"oral_witness"_s);
        program.shot(u"consents_back_"_s + tag);
        buttonOf(panel, pages::ConsentPanels::tr("Take it back"))->click(); // by word of mouth: who heard it?
        QTRY_VERIFY(panel->isVisible() && program.workspace->pendingJobs() == 0);
        QVERIFY(program.run([](casework::Desk &desk) { return casework::listLettersOf(desk, std::nullopt); })->empty());
        typeInto(panel, fields::withdrawal::Witness, u"Claudine"_s);
        buttonOf(panel, pages::ConsentPanels::tr("Take it back"))->click();
        QTRY_VERIFY(!panel->isVisible());
        const auto letters = [&] {
            return program.run([](casework::Desk &desk) { return casework::listLettersOf(desk, std::nullopt); }).value();
        };
        QTRY_COMPARE(letters().size(), std::size_t{1});
        const casework::WithdrawalLetter letter = letters().front();
        QCOMPARE(letter.sent.front().serial, serial);
        QCOMPARE(all().front().status, casework::ReferralStatus::Revoked); // the one in preparation is stopped

        // The task stands on the first page and leads back here.
        auto *home = program.open<pages::HomePage>(pages::HomePageId);
        auto *card = home->findChild<QFrame *>(u"dueConsents"_s);
        QTRY_VERIFY(card->isVisible() && card->findChildren<QPushButton *>().first()->text().contains(letter.serial));
        program.shot(u"home_letter_"_s + tag);
        card->findChildren<QPushButton *>().first()->click();
        QTRY_COMPARE(program.window->currentPage(), static_cast<kit::Page *>(page));

        // The first referral refuses another print, and says why.
        auto *again = program.open<pages::ReferralPage>(
            pages::ReferralPageId,
            pages::OpenReferral{rose, letter.sent.empty() ? std::nullopt : std::optional(all().back().id)});
        QTRY_VERIFY(again->title().contains(serial));
        program.files.path = program.path(u"second.pdf"_s);
        again->toolbarActions().last()->trigger();
        const QString sentence =
            kit::errorText({base::Errc::ConsentMissing, {{"standing", std::string("withdrawn")}}}).whole();
        QTRY_VERIFY(std::ranges::any_of(again->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(sentence);
        }));
        QVERIFY(!QFile::exists(program.files.path));
        program.shot(u"referral_withdrawn_"_s + tag);

        // The letter names the serial and nothing of her; once printed, an answer is waited for.
        page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        program.files.path = program.path(u"letter.pdf"_s);
        QPushButton *print = nullptr;
        QTRY_VERIFY((print = page->findChild<QPushButton *>(u"letterPdf/"_s + letter.serial)) != nullptr);
        print->click();
        QTRY_VERIFY(QFile::exists(program.files.path));
        const QString paper = pdfText(program.files.path);
        QVERIFY2(paper.contains(serial) && paper.contains(letter.serial) && paper.contains(u"Hôpital de Muyinga"_s),
                 qPrintable(paper));
        QVERIFY(!paper.contains(u"Ndayizeye"_s) && !paper.contains(u"Rose"_s) && !paper.contains(letter.caseCode));
        QTRY_VERIFY(letters().front().printedAt.has_value());
        QTRY_COMPARE(all().back().status, casework::ReferralStatus::Revoked);
        home = program.open<pages::HomePage>(pages::HomePageId);
        QTRY_VERIFY(!card->isVisible());
        program.clock.advance(base::UtcMs{15} * 24 * 3600 * 1000); // and no answer in two weeks
        page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        home = program.open<pages::HomePage>(pages::HomePageId);
        QTRY_VERIFY(card->isVisible());
        page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        QPushButton *answer = nullptr;
        QTRY_VERIFY((answer = page->findChild<QPushButton *>(u"letterAnswer/"_s + letter.serial)) != nullptr);
        answer->click();
        typeInto(page, fields::withdrawal_letter::Answer, u"destroyed"_s);
        buttonOf(page, pages::ConsentPanels::tr("Write it down"))->click();
        QTRY_COMPARE(letters().front().answer, u"destroyed"_s);
        program.open<pages::HomePage>(pages::HomePageId);
        QTRY_VERIFY(!card->isVisible());
        program.shot(u"consents_done_"_s + tag);
    }

    void whereNothingWasAskedThePageTeachesAndOffersNothingInVain()
    {
        Program program(kit::Language::English);
        const auto rose = program.admitRose();
        auto *page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        QTRY_VERIFY(buttonOf(page, u"Take an agreement back"_s) == nullptr); // there is none
        QVERIFY(!page->findChild<QTreeWidget *>(u"consentHistory"_s)->isVisible());
        QVERIFY(!page->findChild<QTableWidget *>(u"consentMatrix"_s)->isVisible());
        QVERIFY(std::ranges::any_of(page->findChildren<QLabel *>(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"read it aloud, and write down the answer"_s);
        }));
        buttonOf(page, u"Write down an answer"_s)->click();
        QTRY_VERIFY(page->findChild<QWidget *>(u"giveConsent"_s)->isVisible());
    }

    void anAnswerIsWrittenDownAndShownAtAGlance()
    {
        Program program(kit::Language::French);
        const auto rose = program.admitRose();
        auto *page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        buttonOf(page, pages::ConsentsPage::tr("Write down an answer"))->click();
        auto *panel = page->findChild<QWidget *>(u"giveConsent"_s);
        QTRY_VERIFY(panel->isVisible());
        typeInto(panel, fields::consent::RecipientKind, u"health"_s);
        typeInto(panel, fields::consent::Decision, u"yes"_s);
        typeInto(panel, fields::consent::ExplainedBy, u"social_worker"_s);
        typeInto(panel, fields::consent::Language, u"run"_s);
        typeInto(panel, fields::consent::GivenBy, u"person"_s);
        typeInto(panel, fields::consent::GivenHow, u"signature"_s);
        buttonOf(panel, pages::ConsentPanels::tr("Write down the answer"))->click(); // no group of data yet
        QTRY_VERIFY(panel->isVisible() && program.workspace->pendingJobs() == 0);
        const auto facts = [&] {
            return program.run([rose](casework::Desk &desk) { return casework::loadConsentFacts(desk, rose); }).value();
        };
        QVERIFY(facts().consents.empty());
        for (auto *edit : panel->findChildren<pages::ValueEdit *>()) {
            if (edit->field() != fields::consent::DataGroups)
                continue;
            edit->setValue("code_only health");
        }
        program.shot(u"consents_answer"_s);
        buttonOf(panel, pages::ConsentPanels::tr("Write down the answer"))->click();
        QTRY_VERIFY(!panel->isVisible());
        QCOMPARE(facts().consents.front().dataGroups, (QStringList{u"code_only"_s, u"health"_s}));
        auto *matrix = page->findChild<QTableWidget *>(u"consentMatrix"_s);
        QTRY_COMPARE(matrix->columnCount(), 1);
        QStringList allowed;
        for (int row = 0; row < matrix->rowCount(); ++row) {
            if (matrix->item(row, 0)->text() == pages::ConsentMatrix::tr("yes"))
                allowed << matrix->verticalHeaderItem(row)->text();
        }
        QCOMPARE(allowed.size(), 2);

        // One thing is kept back from everybody: the cell says so, and the list under the picture names it.
        buttonOf(page, pages::ConsentsPage::tr("Keep something back"))->click();
        auto *items = page->findChild<QListWidget *>(u"withheldItems"_s);
        QTRY_VERIFY(items->isVisible() && items->count() > 2);
        for (int row = 0; row < items->count(); ++row) {
            if (items->item(row)->data(Qt::UserRole) == u"identity.family_name"_s)
                items->item(row)->setCheckState(Qt::Checked);
        }
        program.shot(u"consents_withhold"_s);
        buttonOf(page, pages::ConsentPanels::tr("Keep it back"))->click();
        auto *kept = page->findChild<QLabel *>(u"withheldText"_s);
        QTRY_VERIFY(kept->isVisible());
        program.shot(u"consents_withheld"_s);
        const auto withheld = program.run([rose](casework::Desk &desk) {
            return casework::loadWithheld(desk, rose, {u"health"_s, {}});
        });
        QVERIFY(withheld->hidesField(fields::identity::FamilyName) && withheld->isSaidIn(u"Mme NDAYIZEYE"_s));
    }

    /// Each page's paper through the page itself: what is withheld is asked where it is printed.
    void noPagePrintsWhatIsWithheld()
    {
        Program program(kit::Language::English);
        const auto rose = roseSaying(program, "chez Zebramarker");
        QVERIFY(program.run([rose](casework::Desk &desk) {
            return casework::setField(desk, fields::identity::ContactPerson, rose, "Zebramarker");
        }));
        const auto papers = [&] {
            QStringList all;
            auto *plan = program.open<pages::PlanPage>(pages::PlanPageId, pages::OpenPlan{rose});
            all << printed(program, plan, u"Print the plan"_s) << printed(program, plan, u"Print the paper to carry"_s);
            auto *list = program.open<pages::ChecklistPage>(pages::ChecklistPageId, pages::OpenChecklist{rose});
            all << printed(program, list, u"Print"_s);
            auto *stay = program.open<pages::StayPage>(pages::StayPageId, pages::OpenStay{rose});
            INDARO_CHECK(QTest::qWaitFor([&] { return stay->toolbarActions().size() > 4; }));
            all << printed(program, stay, u"Print the receipt"_s);
            auto *form =
                program.open<pages::PaperFormsPage>(pages::PaperFormsPageId, pages::OpenPaperForms{rose, u"plan"_s});
            all << printed(program, form, u"Print"_s);
            return all;
        };
        const QStringList open = papers();
        for (const QString &paper : open)
            QVERIFY2(paper.contains(Marker), qPrintable(paper));
        for (const QString &item : {u"identity.contact_person"_s, u"group:needs"_s}) {
            QVERIFY(
                program.run([rose, item](casework::Desk &desk) { return casework::withholdItems(desk, rose, {item}, {}); }));
            const QStringList closed = papers();
            for (qsizetype i = 0; i < closed.size(); ++i) {
                QVERIFY2(!closed[i].contains(Marker), qPrintable(item + closed[i]));
                QCOMPARE(closed[i].startsWith(u"no printer"_s), i == 1); // nothing is left of the paper to carry
            }
        }
    }

    /// The same of the two papers of a child's stay that only a child has, or only who was given something.
    void noPageOfAChildsStayPrintsWhatIsWithheld()
    {
        Program program(kit::Language::English);
        const auto boy = program
                             .run([](casework::Desk &desk) -> base::Result<casework::CaseId> {
                                 casework::Admission admission;
                                 admission.person.displayName = "Prosper";
                                 admission.person.sex = "M";
                                 admission.person.estimatedAge = 15;
                                 INDARO_TRY_ASSIGN(const auto admitted, casework::admitPerson(desk, admission));
                                 return admitted.id;
                             })
                             .value();
        const auto said = program.run([boy](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY(casework::setField(desk, fields::identity::ContactPerson, boy, "Zebramarker"));
            INDARO_TRY_ASSIGN(const auto assessment,
                              casework::beginBestInterests(desk, boy, "school", "Aller chez Zebramarker ?"));
            INDARO_TRY(casework::putBestInterestsItem(desk, assessment, "views", "Il veut voir Zebramarker."));
            INDARO_TRY(casework::putBestInterestsItem(desk, assessment, "health", "Soigné par Zebramarker."));
            casework::SupplyDraft shoes;
            shoes.kind = "clothes";
            shoes.description = "Chaussures de Zebramarker";
            INDARO_TRY(casework::giveSupply(desk, boy, shoes));
            return {};
        });
        QVERIFY2(said.hasValue(), said ? "" : qPrintable(QString::number(int(said.error().code))));
        const auto papers = [&] {
            auto *plan = program.open<pages::PlanPage>(pages::PlanPageId, pages::OpenPlan{boy});
            const QString interests = printed(program, plan, pages::PlanPage::tr("Print the best interests"));
            auto *stay = program.open<pages::StayPage>(pages::StayPageId, pages::OpenStay{boy});
            INDARO_CHECK(QTest::qWaitFor([&] { return stay->toolbarActions().size() > 4; }));
            return QStringList{interests,
                               printed(program, stay, pages::StayPage::tr("Print the signature list of what was given"))};
        };
        const auto hold = [&](const QStringList &items) {
            return program.run([boy, items](casework::Desk &desk) { return casework::withholdItems(desk, boy, items, {}); });
        };
        const QStringList open = papers();
        QVERIFY2(open[0].count(Marker) >= 3 && open[0].contains(u"Prosper"_s), qPrintable(open[0]));
        QVERIFY2(open[1].contains(Marker) && open[1].contains(u"Prosper"_s), qPrintable(open[1]));
        // A name that is withheld stands in none of their lines, and the rest does.
        QVERIFY(hold({u"identity.contact_person"_s}).hasValue());
        for (const QString &paper : papers())
            QVERIFY2(!paper.contains(Marker) && paper.contains(u"Prosper"_s), qPrintable(paper));
        // So does a field, and a whole group.
        QVERIFY(hold({u"best_interests.question"_s, u"supply.description"_s}).hasValue());
        const QStringList without = papers();
        QVERIFY2(!without[0].contains(u"Aller chez"_s) && without[0].contains(u"Il veut voir"_s), qPrintable(without[0]));
        QVERIFY2(!without[1].contains(u"Chaussures"_s) && without[1].contains(u"Prosper"_s), qPrintable(without[1]));
        QVERIFY(hold({u"case_file.display_name"_s}).hasValue());
        for (const QString &paper : papers())
            QVERIFY2(!paper.contains(u"Prosper"_s), qPrintable(paper));
        const auto noted = [&](casework::AuditVerb verb) {
            return program.run([verb](casework::Desk &desk) { return casework::listAuditOf(desk, verb); })->size();
        };
        QCOMPARE(noted(casework::AuditVerb::PlanPrinted), std::size_t{4}); // each time, before it is on paper
        QCOMPARE(noted(casework::AuditVerb::HousePaperPrinted), std::size_t{4});
    }

    void aPaperForSomebodyIsNotedAndTheLetterAsksForIt_data() { consentWithdrawnAfterAReferral_data(); }
    void aPaperForSomebodyIsNotedAndTheLetterAsksForIt()
    {
        QFETCH(int, language);
        const QString tag = QLatin1StringView(QTest::currentDataTag());
        Program program(static_cast<kit::Language>(language));
        const auto rose = roseSaying(program, "Retrouver sa tante Zebramarker");
        const auto sent = [&] {
            return program.run([rose](casework::Desk &desk) { return casework::listSentOf(desk, rose); }).value();
        };
        auto *plan = program.open<pages::PlanPage>(pages::PlanPageId, pages::OpenPlan{rose});
        const QString print = pages::PlanPage::tr("Print the plan");
        auto *whom = plan->findChild<QComboBox *>(u"forWhomKind"_s);
        auto *told = plan->findChild<QLabel *>(u"forWhomSaid"_s);
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QCOMPARE(whom->currentIndex(), 0); // nobody is chosen, and nothing is printed for somebody by chance
        QVERIFY(!plan->toolbarActions().first()->isEnabled());
        QVERIFY(told->isVisibleTo(plan) && !told->text().isEmpty());
        QCOMPARE(plan->toolbarActions().first()->toolTip(), told->text());
        whom->setCurrentIndex(whom->findData(QString()));
        QVERIFY(plan->toolbarActions().first()->isEnabled() && !told->isVisibleTo(plan));
        const QString hers = printed(program, plan, print);
        QVERIFY(hers.contains(Marker)); // for the house: nobody outside has it
        // It names her: so it bears a number, which the register of numbers knows and which finds her file again.
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        const auto numbers = program.run([](casework::Desk &desk) { return casework::listNumbers(desk, 2026); }).value();
        const auto its = std::ranges::find(numbers, u"plan"_s, &casework::NumberLine::form);
        QVERIFY(its != numbers.end() && its->state == casework::NumberState::Used);
        QVERIFY2(hers.contains(its->serial), qPrintable(hers));
        QVERIFY(program.run([serial = its->serial](casework::Desk &desk) { return casework::fileOfSerial(desk, serial); })
                    .value()
                    .has_value());
        QVERIFY(!plan->toolbarActions().first()->isEnabled());
        QVERIFY(sent().empty());
        chooseReceiver(plan, u"social"_s, u"CDFC de Muyinga"_s);
        const QString missing = kit::errorText({base::Errc::ConsentMissing, {{"standing", std::string("missing")}}}).whole();
        QTRY_COMPARE(told->text(), missing); // before anything is printed
        program.shot(u"for_whom_refused_"_s + tag);
        QCOMPARE(printed(program, plan, print), u"no printer was asked for "_s + print);
        QVERIFY(sent().empty());

        QVERIFY(program
                    .run([rose](casework::Desk &desk) {
                        return casework::recordConsent(desk, rose, yesTo("social", "code_only plan needs"));
                    })
                    .hasValue());
        chooseReceiver(plan, u"social"_s, u"CDFC de Muyinga"_s);
        QTRY_VERIFY(told->text() != missing);
        program.shot(u"for_whom_"_s + tag);
        const QString paper = printed(program, plan, print);
        QVERIFY2(paper.contains(Marker) && !paper.contains(u"Rose"_s), qPrintable(paper)); // her name was not agreed to
        QCOMPARE(sent().size(), std::size_t{1});
        QCOMPARE(sent().front().kind, u"plan"_s);
        QCOMPARE(whom->currentIndex(), 0); // the next one is for somebody else
        // A checklist too; and a form, whose preview is what they get.
        auto *list = program.open<pages::ChecklistPage>(pages::ChecklistPageId, pages::OpenChecklist{rose});
        chooseReceiver(list, u"social"_s, u"CDFC de Muyinga"_s);
        QVERIFY(printed(program, list, pages::ChecklistPage::tr("Print")).contains(Marker));
        auto *form = program.open<pages::PaperFormsPage>(pages::PaperFormsPageId, pages::OpenPaperForms{rose, u"plan"_s});
        chooseReceiver(form, u"social"_s, u"CDFC de Muyinga"_s);
        const QString filled = printed(program, form, pages::PaperFormsPage::tr("Print"));
        QVERIFY2(filled.contains(Marker) && !filled.contains(u"Ndayizeye"_s), qPrintable(filled));
        QCOMPARE(sent().size(), std::size_t{3});

        auto *page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        auto *items = page->findChild<QLabel *>(u"sentItems"_s);
        QTRY_COMPARE(items->text().count(u"CDFC de Muyinga"_s), 3);
        program.shot(u"consents_sent_"_s + tag);
        buttonOf(page, pages::ConsentsPage::tr("Take an agreement back"))->click();
        auto *choices = page->findChild<QListWidget *>(u"consentsToTakeBack"_s);
        QTRY_COMPARE(choices->count(), 1);
        choices->item(0)->setCheckState(Qt::Checked);
        QCOMPARE(page->findChild<QLabel *>(u"sentUnder"_s)->text().count(u"CDFC de Muyinga"_s), 3);
        auto *panel = page->findChild<QWidget *>(u"withdrawConsent"_s);
        typeInto(panel, fields::withdrawal::WithdrawnBy, u"person"_s);
        typeInto(panel, fields::withdrawal::Way, u"signature"_s);
        buttonOf(panel, pages::ConsentPanels::tr("Take it back"))->click();
        const auto letters = [&] {
            return program.run([](casework::Desk &desk) { return casework::listLettersOf(desk, std::nullopt); }).value();
        };
        QTRY_COMPARE(letters().size(), std::size_t{1});
        QCOMPARE(letters().front().sent.size(), std::size_t{3});
        program.open<pages::PlanPage>(pages::PlanPageId, pages::OpenPlan{rose});
        chooseReceiver(plan, u"social"_s, u"CDFC de Muyinga"_s);
        QTRY_COMPARE(told->text(),
                     kit::errorText({base::Errc::ConsentMissing, {{"standing", std::string("withdrawn")}}}).whole());
    }

    void whatWasToldIsWrittenDown_data() { consentWithdrawnAfterAReferral_data(); }
    void whatWasToldIsWrittenDown()
    {
        QFETCH(int, language);
        const QString tag = QLatin1StringView(QTest::currentDataTag());
        Program program(static_cast<kit::Language>(language));
        const auto rose = program.admitRose();
        auto *page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        buttonOf(page, pages::ConsentsPage::tr("Told or given outside"))->click();
        auto *panel = page->findChild<QWidget *>(u"toldPanel"_s);
        QTRY_VERIFY(panel->isVisible());
        typeInto(panel, fields::consent::RecipientKind, u"police"_s);
        typeInto(panel, fields::disclosure::Way, u"call"_s);
        typeInto(panel, fields::disclosure::What, u"Le jour venu."_s);
        for (auto *edit : panel->findChildren<pages::ValueEdit *>()) {
            if (edit->field() == fields::consent::DataGroups)
                edit->setValue("code_only register");
        }
        program.shot(u"consents_told_"_s + tag);
        buttonOf(panel, pages::ConsentPanels::tr("Write it down"))->click();
        QTRY_VERIFY(!panel->isVisible());
        auto *items = page->findChild<QLabel *>(u"sentItems"_s);
        QTRY_VERIFY(items->text().contains(u"Le jour venu."_s));
        // Nobody had asked her about the police: that is said, and nothing else is made of it.
        QCOMPARE(page->findChild<kit::Banner *>()->text(), pages::ConsentTexts::told(casework::ConsentWhy::NotAsked));
        QVERIFY(
            program
                .run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::AgainstConsent); })
                ->empty());
        program.shot(u"consents_told_done_"_s + tag);
    }

    void thingsAreKeptBackFromOneReceiver_data() { consentWithdrawnAfterAReferral_data(); }
    void thingsAreKeptBackFromOneReceiver() // with the keyboard alone
    {
        QFETCH(int, language);
        const QString tag = QLatin1StringView(QTest::currentDataTag());
        Program program(static_cast<kit::Language>(language));
        const auto rose = roseSaying(program, "Retrouver sa tante");
        auto *page = program.open<pages::ConsentsPage>(pages::ConsentsPageId, pages::OpenConsents{rose});
        buttonOf(page, pages::ConsentsPage::tr("Write down an answer"))->click();
        auto *panel = page->findChild<QWidget *>(u"giveConsent"_s);
        QTRY_VERIFY(panel->isVisible());
        auto *items = panel->findChild<QListWidget *>(u"keptFromReceiver"_s);
        QTRY_VERIFY(items->count() > 2);
        const auto rowOf = [&](const QString &said) {
            for (int row = 0; row < items->count(); ++row) {
                if (items->item(row)->text().contains(said))
                    return row;
            }
            return -1;
        };
        typeInto(panel, fields::consent::RecipientKind, u"health"_s);
        QVERIFY(rowOf(u"Retrouver sa tante"_s) >= 0);
        items->setFocus();
        items->setCurrentRow(rowOf(u"Retrouver sa tante"_s));
        QTest::keyClick(items, Qt::Key_Space);
        QCOMPARE(items->currentItem()->checkState(), Qt::Checked);
        const QString need = items->currentItem()->data(Qt::UserRole).toString();
        QVERIFY(need.startsWith(u"record:"_s));
        for (const auto &[field, value] :
             {std::pair(fields::consent::Decision, u"yes"_s), std::pair(fields::consent::ExplainedBy, u"social_worker"_s),
              std::pair(fields::consent::Language, u"run"_s), std::pair(fields::consent::GivenBy, u"person"_s),
              std::pair(fields::consent::GivenHow, u"signature"_s)})
            typeInto(panel, field, value);
        for (auto *edit : panel->findChildren<pages::ValueEdit *>()) {
            if (edit->field() == fields::consent::DataGroups)
                edit->setValue("code_only needs");
        }
        program.shot(u"consents_kept_from_"_s + tag);
        buttonOf(panel, pages::ConsentPanels::tr("Write down the answer"))->click();
        QTRY_VERIFY(!panel->isVisible());
        const auto facts = [&] {
            return program.run([rose](casework::Desk &desk) { return casework::loadConsentFacts(desk, rose); }).value();
        };
        QCOMPARE(facts().consents.back().withheldItems, QStringList{need});
        // The next answer about them begins with it, and lets it go when it is not ticked any more.
        program.clock.advance(base::UtcMs{24} * 3600 * 1000);
        page->refresh();
        buttonOf(page, pages::ConsentsPage::tr("Write down an answer"))->click();
        QTRY_VERIFY(panel->isVisible());
        typeInto(panel, fields::consent::RecipientKind, u"iom"_s);
        QTRY_VERIFY(rowOf(u"Retrouver sa tante"_s) >= 0);
        QCOMPARE(items->item(rowOf(u"Retrouver sa tante"_s))->checkState(), Qt::Unchecked);
        typeInto(panel, fields::consent::RecipientKind, u"health"_s);
        QTRY_COMPARE(items->item(rowOf(u"Retrouver sa tante"_s))->checkState(), Qt::Checked);
    }

    void aNoIsShownWhereTheThingIsDone_data() { consentWithdrawnAfterAReferral_data(); }
    void aNoIsShownWhereTheThingIsDone()
    {
        QFETCH(int, language);
        Program program(static_cast<kit::Language>(language));
        const auto rose = program.admitRose();
        auto *plan = program.open<pages::PlanPage>(pages::PlanPageId, pages::OpenPlan{rose});
        auto *banner = plan->findChild<kit::Banner *>();
        const auto choose = [&](const QString &button, sync::FieldId field, const QString &what) {
            QPushButton *begin = nullptr;
            QTRY_VERIFY((begin = buttonOf(plan, button)) != nullptr && begin->isEnabled());
            begin->click();
            for (auto *edit : plan->findChildren<pages::ValueEdit *>()) {
                if (edit->field() != field || !edit->isVisible())
                    continue;
                auto *box = edit->findChild<QComboBox *>();
                box->setCurrentIndex(box->findData(what));
                Q_EMIT box->activated(box->currentIndex());
                edit->flush();
            }
        };
        const QString service = pages::PlanPage::tr("Service");
        choose(service, fields::service_given::Service, u"food"_s);
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(!banner->isVisible() && program.ask.asked.isEmpty());
        choose(service, fields::service_given::Service, u"health"_s); // nobody asked yet: said, and no more
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(program.ask.asked.isEmpty());
        casework::ConsentAct no = yesTo("", "");
        no.recipientKind = {};
        no.dataGroups = {};
        no.decision = "no";
        for (const char *use : {"health_check", "conference"}) {
            no.use = use;
            QVERIFY(program.run([rose, no](casework::Desk &desk) { return casework::recordConsent(desk, rose, no); }));
        }
        program.ask.choice = 0;                                                       // not now
        choose(pages::PlanPage::tr("Conference"), fields::meeting::Kind, u"staff"_s); // those of the house alone
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        QVERIFY(program.ask.asked.isEmpty());
        choose(pages::PlanPage::tr("Conference"), fields::meeting::Kind, u"case"_s);
        QTRY_COMPARE(program.ask.asked.size(), 1);
        QVERIFY(program.ask.asked.first().contains(u"24/11/2026"_s));
        QTRY_VERIFY(std::ranges::none_of(plan->findChildren<pages::ValueEdit *>(), [](const auto *edit) {
            return edit->field() == fields::meeting::Kind && edit->isVisible();
        }));
        buttonOf(plan, service)->click(); // what was typed before comes back, and is asked about again
        QTRY_COMPARE(program.ask.asked.size(), 2);
    }

    void noPaperSaysWhatIsWithheld()
    {
        const casework::Withheld withheld = markerWithheld();
        const QString words = u"chez "_s + Marker + u", le soir"_s;

        pages::PlanOfPerson plan = planWith(words);
        QVERIFY(textOf(tests::laidOut(pages::planPaper(plan))).contains(Marker));
        plan.withheld = withheld;
        QVERIFY(!textOf(tests::laidOut(pages::planPaper(plan))).contains(Marker));
        QVERIFY(textOf(tests::laidOut(pages::planPaper(plan))).contains(u"K7Q2-M9XT-4"_s));
        pages::PlanOfPerson record = planWith(words);
        record.displayName = u"Rose"_s;
        record.plan.agreed.clear();
        record.withheld.add({casework::withheldRecord(record.plan.needs.front().id), {}, {}});
        QVERIFY(!textOf(tests::laidOut(pages::planPaper(record))).contains(Marker)); // the need and all that is done for it

        casework::SafetyPlan carried{.id = anyRecord()};
        carried.safeText = words;
        QVERIFY(textOf(tests::laidOut(pages::safePaper(carried, {}))).contains(Marker));
        QCOMPARE(pages::safePaper(carried, withheld).error().code, base::Errc::ConsentMissing);
        QCOMPARE(pages::safePaper(carried, markerWithheld(u"safety_plan.safe_text"_s)).error().text("standing"),
                 std::string("withheld"));

        casework::CustodyItem item{.id = anyRecord(), .person = anyRecord()};
        item.kind = u"passport"_s;
        item.description = words;
        QVERIFY(textOf(tests::laidOut(pages::custodyReceipt({item}, u"Rose"_s, 0))).contains(Marker));
        QVERIFY(!textOf(tests::laidOut(pages::custodyReceipt({item}, QString(Marker), 0, withheld))).contains(Marker));

        const auto pack = std::make_shared<const sop::Pack>(sop::readShippedPack().value().pack);
        casework::Checklist list;
        list.pack = pack;
        casework::ChecklistLine line;
        line.line.phase = &pack->phases.front();
        line.line.step = &pack->phases.front().steps.front();
        line.line.state = sop::StepState::Done;
        line.marks.emplace_back();
        line.marks.front().mark.state = sop::StepState::Done;
        line.marks.front().note = words;
        list.lines.push_back(line);
        QVERIFY(textOf(tests::laidOut(pages::checklistPaper(list, u"K7Q2-M9XT-4"_s, false))).contains(Marker));
        QVERIFY(!textOf(tests::laidOut(pages::checklistPaper(list, u"K7Q2-M9XT-4"_s, false, withheld))).contains(Marker));
        QVERIFY(textOf(tests::laidOut(pages::checklistPaper(list, u"K7Q2-M9XT-4"_s, false, withheld))).contains(u"K7Q2"_s));
        // That a step about health is there says something by itself.
        for (const sop::Phase &phase : pack->phases) {
            for (const sop::Step &step : phase.steps) {
                if (!sop::isHealthStep(*pack, phase, step))
                    continue;
                list.lines.front().line.phase = &phase;
                list.lines.front().line.step = &step;
            }
        }
        const sop::Step &step = *list.lines.front().line.step;
        QVERIFY(sop::isHealthStep(*pack, step.id));
        const QString title = step.id + u"  "_s + step.title.fr.section(u' ', 0, 0);
        QVERIFY(textOf(tests::laidOut(pages::checklistPaper(list, {}, false))).contains(title));
        const casework::Withheld health = markerWithheld(u"group:health"_s);
        QVERIFY(!textOf(tests::laidOut(pages::checklistPaper(list, {}, false, health))).contains(title));
    }
};

QTEST_MAIN(TestUiConsents)
#include "test_ui_consents.moc"
