// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/people/commands.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/referral_course.h"
#include "core/model/field_table.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/referrals/two_houses.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/directory/key_paper.h"
#include "ui/pages/people/value_edit.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
using casework::ReferralStatus;
using tests::HouseWithPages;
using tests::lineOf;
using tests::typeInto;
namespace fields = model::fields;

namespace {

struct TwoHouses
{
    HouseWithPages muyinga{u"Maison Inzira"_s};
    HouseWithPages ubuntu{u"Foyer Ubuntu"_s};
    QStringList seenAtMuyinga, seenAtUbuntu; ///< sealed files on each stick
    void meet()
    {
        const QString ours = muyinga.keyFile();
        const QString theirs = ubuntu.keyFile();
        QVERIFY(!ours.isEmpty() && !theirs.isEmpty());
        muyinga.meet(ubuntu.name, theirs, ubuntu.digits());
        ubuntu.meet(muyinga.name, ours, muyinga.digits());
    }
    /// Carried from one stick to the other: opened on the page of what came in.
    void openAtUbuntu(const QString &file)
    {
        auto *page = ubuntu.open<pages::IncomingPage>(pages::IncomingPageId);
        ubuntu.files.path = file;
        page->toolbarActions().at(0)->trigger();
    }
};

/// The sealed answer of the referral in front of the page of what came in.
QString sealedAnswer(HouseWithPages &house, QStringList *seen, const QString &said)
{
    auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
    if (!QTest::qWaitFor([&] { return house.find<QPushButton>(page, "incomingAnswer")->isVisible(); }))
        return {};
    house.click(page, "incomingAnswer");
    auto *panel = house.find<pages::ActionPanel>(page, "incomingAnswerPanel");
    house.choose(page, "incomingSaid", said);
    house.choose(page, "incomingHow", u"package"_s);
    if (said == "refused"_L1)
        typeInto(panel, fields::referral_package::Reason, u"capacity"_s);
    house.files.path = house.stick();
    panel->submit();
    return house.awaitOnStick(seen);
}

} // namespace

class TestUiPackages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// The whole road by files alone: referred, received, admitted, accepted, fed back.
    void twoSheltersByPackagesAloneThroughThePages()
    {
        TwoHouses two;
        two.meet();
        HouseWithPages &muyinga = two.muyinga;
        HouseWithPages &ubuntu = two.ubuntu;
        const auto rose = muyinga.admitRose();
        auto *page = muyinga.writeReferral(rose, ubuntu.name);
        QVERIFY(page->flushEdits());
        QVERIFY(muyinga.openGates(rose));

        // Exactly what leaves is seen first; nothing has left by looking.
        muyinga.click(page, "sealPackage");
        QTRY_VERIFY(!muyinga.label(page, "packageLeaves").isEmpty());
        const QString leaves = muyinga.label(page, "packageLeaves");
        QVERIFY(leaves.contains(u"Une place pour deux semaines."_s));
        QVERIFY(!leaves.contains(u"Ndayizeye"_s));
        QVERIFY(!muyinga.label(page, "packageStays").isEmpty());
        QVERIFY(muyinga.label(page, "packageKey").contains(ubuntu.digits()));
        QVERIFY(muyinga.onlyStatus() == ReferralStatus::Draft);
        muyinga.shot(u"package_preview_fr"_s);
        muyinga.files.path = muyinga.stick();
        muyinga.click(page, "packageSeal");
        const QString file = muyinga.awaitOnStick(&two.seenAtMuyinga);
        QVERIFY(!file.isEmpty());
        const QString called = QFileInfo(file).fileName();
        QVERIFY(!called.contains(u"Rose"_s) && !called.contains(u"BCDF"_s)); // neither a person, nor a house, nor a number
        QTRY_VERIFY(muyinga.onlyStatus() == ReferralStatus::Sent);
        muyinga.shot(u"package_written_fr"_s);

        // Over there it is read before anything is filed.
        two.openAtUbuntu(file);
        auto *incoming = qobject_cast<pages::IncomingPage *>(ubuntu.window->currentPage());
        QTRY_VERIFY(ubuntu.label(incoming, "incomingLines").contains(u"Une place pour deux semaines."_s));
        QVERIFY(!ubuntu.label(incoming, "incomingLines").contains(u"Ndayizeye"_s));
        QVERIFY(ubuntu.run([](casework::Desk &desk) { return casework::listReferrals(desk, std::nullopt); })->empty());
        ubuntu.shot(u"incoming_package_fr"_s);

        const QString receipt = sealedAnswer(ubuntu, &two.seenAtUbuntu, u"received"_s);
        QVERIFY(!receipt.isEmpty());
        muyinga.files.path = receipt;
        muyinga.click(page, "takeInAnswer");
        QTRY_VERIFY(muyinga.onlyStatus() == ReferralStatus::Received);

        // She has come: what the referral says fills the page, and it is filed with her.
        incoming = ubuntu.open<pages::IncomingPage>(pages::IncomingPageId);
        QTRY_VERIFY(ubuntu.find<QPushButton>(incoming, "incomingAdmit")->isVisible());
        ubuntu.click(incoming, "incomingAdmit");
        auto *admit = ubuntu.window->currentPage();
        QVERIFY(admit->id() == pages::AdmitPageId);
        QTRY_VERIFY(std::ranges::any_of(admit->findChildren<pages::ValueEdit *>(), [](const pages::ValueEdit *edit) {
            return edit->field() == fields::case_file::Sex && edit->value() == base::Value("F");
        }));
        admit->toolbarActions().at(1)->trigger();
        QTRY_VERIFY(ubuntu.window->currentPage()->id() == pages::CaseFilePageId);
        QVERIFY(ubuntu.onlyStatus() == ReferralStatus::Received);

        QFile::remove(receipt); // an answer to the same package has the same name
        two.seenAtUbuntu.clear();
        const QString accepted = sealedAnswer(ubuntu, &two.seenAtUbuntu, u"accepted"_s);
        QVERIFY(!accepted.isEmpty());
        muyinga.files.path = accepted;
        muyinga.click(page, "takeInAnswer");
        QTRY_VERIFY(muyinga.onlyStatus() == ReferralStatus::Accepted);

        slipGoesBack(two, page);
    }

    void refusedAndForgottenOverThere()
    {
        TwoHouses two;
        two.meet();
        const auto rose = two.muyinga.admitRose();
        auto *page = two.muyinga.writeReferral(rose, two.ubuntu.name);
        QVERIFY(page->flushEdits() && two.muyinga.openGates(rose));
        two.muyinga.click(page, "sealPackage");
        QTRY_VERIFY(!two.muyinga.label(page, "packageLeaves").isEmpty());
        two.muyinga.files.path = two.muyinga.stick();
        two.muyinga.click(page, "packageSeal");
        const QString file = two.muyinga.awaitOnStick(&two.seenAtMuyinga);
        QVERIFY(!file.isEmpty());
        two.openAtUbuntu(file);
        auto *incoming = two.ubuntu.window->currentPage();
        QTRY_VERIFY(!two.ubuntu.label(incoming, "incomingLines").isEmpty());
        const QString no = sealedAnswer(two.ubuntu, &two.seenAtUbuntu, u"refused"_s);
        QVERIFY(!no.isEmpty());
        QTRY_VERIFY(!two.ubuntu.label(incoming, "incomingLines").contains(u"Une place"_s));
        two.muyinga.files.path = no;
        two.muyinga.click(page, "takeInAnswer");
        QTRY_VERIFY(two.muyinga.onlyStatus() == ReferralStatus::Refused);
        two.openAtUbuntu(file); // the same file once more: said in plain words, and nothing happens
        QTRY_VERIFY(std::ranges::any_of(incoming->findChildren<kit::Banner *>(),
                                        [](const kit::Banner *banner) { return banner->isVisible(); }));
        two.ubuntu.shot(u"incoming_replayed_fr"_s);
        QCOMPARE(two.ubuntu.run([](casework::Desk &desk) { return casework::listIncomingPackages(desk); })->size(),
                 std::size_t(1));
    }

    void aKeyNobodyComparedStopsItAndTheDangerIsSaid()
    {
        TwoHouses two;
        const QString theirs = two.ubuntu.keyFile();
        QVERIFY(!two.muyinga.keyFile().isEmpty());
        two.muyinga.meet(two.ubuntu.name, theirs, {});
        const auto rose = two.muyinga.admitRose();
        auto *page = two.muyinga.writeReferral(rose, two.ubuntu.name);
        QVERIFY(page->flushEdits() && two.muyinga.openGates(rose));
        two.muyinga.click(page, "sealPackage");
        QTRY_VERIFY(!two.muyinga.label(page, "packageKey").isEmpty());
        QVERIFY(two.muyinga.label(page, "packageKey").count(u'\n') >= 1); // where it stands, and what may happen
        QVERIFY(!two.muyinga.label(page, "packageKey").contains(two.ubuntu.digits()));
        QVERIFY(!two.muyinga.find<QPushButton>(page, "packageSeal")->isEnabled());
        QVERIFY(two.muyinga.find<QPushButton>(page, "packageDirectory")->isVisible());
        two.muyinga.shot(u"package_not_compared_fr"_s);
        QVERIFY(two.muyinga.onlyStatus() == ReferralStatus::Draft);
        // Nor does anything open from somebody whose key nobody compared.
        lineOf(page, "to_agency")->setValue(u"Hôpital"_s);
        two.muyinga.click(page, "sealPackage");
        QTRY_VERIFY(two.muyinga.label(page, "packageKey").count(u'\n') == 0); // there is none
    }

    void theProcedureHoldsASealingBackAsAPrint()
    {
        TwoHouses two;
        two.meet();
        const auto rose = two.muyinga.admitRose();
        auto *page = two.muyinga.writeReferral(rose, two.ubuntu.name);
        QVERIFY(page->flushEdits());
        two.muyinga.click(page, "sealPackage");
        QTRY_VERIFY(!two.muyinga.label(page, "packageLeaves").isEmpty());
        two.muyinga.files.path = two.muyinga.stick();
        two.muyinga.click(page, "packageSeal");
        QTRY_VERIFY(page->findChild<pages::GuardPanel *>()->isVisible());
        QVERIFY(two.muyinga.newestOnStick(&two.seenAtMuyinga).isEmpty());
        QVERIFY(two.muyinga.onlyStatus() == ReferralStatus::Draft);
        QVERIFY(two.muyinga.openGates(rose));
        two.muyinga.click(page, "packageSeal");
        QVERIFY(!two.muyinga.awaitOnStick(&two.seenAtMuyinga).isEmpty());
        QTRY_VERIFY(two.muyinga.onlyStatus() == ReferralStatus::Sent);
    }

    void nothingIsSealedForAStickThatTakesNothing()
    {
        TwoHouses two;
        two.meet();
        const auto rose = two.muyinga.admitRose();
        auto *page = two.muyinga.writeReferral(rose, two.ubuntu.name);
        QVERIFY(page->flushEdits() && two.muyinga.openGates(rose));
        two.muyinga.click(page, "sealPackage");
        QTRY_VERIFY(!two.muyinga.label(page, "packageLeaves").isEmpty());
        two.muyinga.files.path = two.muyinga.path(u"no/such/stick"_s);
        two.muyinga.click(page, "packageSeal");
        auto *panel = page->findChild<QWidget *>(u"packagePanel"_s);
        QTRY_VERIFY(panel->findChild<kit::Banner *>()->isVisible());
        QVERIFY(two.muyinga.onlyStatus() == ReferralStatus::Draft); // nothing was sealed, and nothing says it was sent
        two.muyinga.files.path = two.muyinga.stick();
        two.muyinga.click(page, "packageSeal");
        QVERIFY(!two.muyinga.awaitOnStick(&two.seenAtMuyinga).isEmpty());
        QTRY_VERIFY(two.muyinga.onlyStatus() == ReferralStatus::Sent);
        QCOMPARE(
            two.muyinga
                .run([](casework::Desk &desk) { return casework::listAuditOf(desk, casework::AuditVerb::PackageSealed); })
                ->size(),
            std::size_t(1));
    }

    /// A form somebody brought: typed, left in between, taken in, a place kept, refused by telephone with its reason.
    void aReferralOnPaperComesIn()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        page->toolbarActions().at(1)->trigger();
        auto *panel = page->findChild<QWidget *>(u"paperReferralPanel"_s);
        QTRY_VERIFY(panel->isVisible());
        QTest::keyClicks(house.find<QLineEdit>(panel, "paperReferralNumber"), u"CIM-17"_s);
        house.click(panel, "paperReferralSubmit");
        QTRY_COMPARE(house.workspace->pendingJobs(), 0);
        QVERIFY(panel->isVisible()); // who sends it is missing
        QTest::keyClicks(lineOf(panel, "from_agency")->line(), u"Centre de Muyinga"_s);
        QTest::keyClicks(lineOf(panel, "person_name")->line(), u"Aline"_s);
        lineOf(panel, "services")->findChildren<QCheckBox *>().first()->click();
        house.shot(u"paper_referral_fr"_s);
        QVERIFY(page->flushEdits());
        house.click(panel, "paperReferralSubmit");
        QTRY_VERIFY(house.label(page, "incomingLines").contains(u"Aline"_s));
        QVERIFY(!panel->isVisible());
        house.shot(u"incoming_paper_fr"_s);
        house.click(page, "incomingKeep");
        QTRY_VERIFY(!house.find<QPushButton>(page, "incomingKeep")->isEnabled());

        // Home says that somebody waits for an answer, and leads there.
        QVERIFY(house.window->openPage(pages::HomePageId));
        auto *card = house.window->findChild<QWidget *>(u"incomingCard"_s);
        QTRY_VERIFY(card->isVisible());
        card->findChild<QPushButton *>()->click();
        QTRY_VERIFY(house.window->currentPage() == page);
        QTRY_VERIFY(house.find<QPushButton>(page, "incomingAnswer")->isVisible());
        house.click(page, "incomingAnswer");
        auto *answer = house.find<pages::ActionPanel>(page, "incomingAnswerPanel");
        QCOMPARE(house.find<QComboBox>(page, "incomingHow")->findData(u"package"_s), -1); // it came on paper
        house.choose(page, "incomingSaid", u"refused"_s);
        answer->submit();
        QTRY_COMPARE(house.workspace->pendingJobs(), 0);
        QVERIFY(answer->isVisible()); // why not?
        typeInto(answer, fields::referral_package::Reason, u"capacity"_s);
        answer->submit();
        QTRY_VERIFY(!answer->isVisible());
        QTRY_VERIFY(!house.label(page, "incomingLines").contains(u"Aline"_s)); // what was refused is forgotten
        const auto came = house.run([](casework::Desk &desk) { return casework::listIncomingPackages(desk); }).value();
        QVERIFY(came.size() == 1 && !casework::owesAnswer(came.front()));
    }

    /// Whoever was chosen stays chosen while the list changes, and is asked about by the code before anything is filed.
    void itIsFiledWithWhoWasChosenAndNobodyElse()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        const auto rose = house.admitRose();
        QVERIFY(house
                    .run([](casework::Desk &desk) {
                        return casework::takeInPaperReferral(desk, {u"CIM-18"_s, {{u"from_agency"_s, u"Centre"_s}}});
                    })
                    .hasValue());
        auto *page = house.open<pages::IncomingPage>(pages::IncomingPageId);
        QTRY_VERIFY(house.find<QLineEdit>(page, "incomingSearch")->isVisible());
        QTest::keyClicks(house.find<QLineEdit>(page, "incomingSearch"), u"ndayizeye"_s);
        auto *found = house.find<QComboBox>(page, "incomingFound");
        QTRY_COMPARE(found->count(), 2);                                      // nobody, and Rose
        QVERIFY(!house.find<QPushButton>(page, "incomingFile")->isEnabled()); // nobody is chosen by itself
        found->setCurrentIndex(1);
        const auto second = house.admitRose(); // somebody of the same name comes first in the list now
        QTRY_COMPARE(found->count(), 3);
        QTRY_VERIFY(found->currentIndex() > 0);
        house.ask.asked.clear();
        house.click(page, "incomingFile");
        QTRY_COMPARE(house.ask.asked.size(), 1);
        const auto filed = [&](casework::CaseId person) {
            return house.run([person](casework::Desk &desk) { return casework::listReferrals(desk, person); })->size();
        };
        QTRY_COMPARE(filed(rose), std::size_t(1));
        QCOMPARE(filed(second), std::size_t(0));
    }

    void theSlipOfAPaperGoesBackOnPaper()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        const auto rose = house.admitRose();
        const auto referral =
            house
                .run([rose](casework::Desk &desk) -> base::Result<sync::RecordId> {
                    INDARO_TRY_ASSIGN(const auto id,
                                      casework::takeInPaperReferral(desk, {u"CIM-17"_s,
                                                                           {{u"from_agency"_s, u"Centre de Muyinga"_s},
                                                                            {u"services"_s, u"health"_s}}}));
                    return casework::fileIncomingPackage(desk, id, rose);
                })
                .value();
        auto *page = house.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{rose, referral});
        QTRY_VERIFY(house.find<QPushButton>(page, "giveBack")->isVisible());
        QVERIFY(!house.find<QPushButton>(page, "sealPackage")->isVisible());
        QVERIFY(!house.find<QPushButton>(page, "refuses")->isVisible()); // it is theirs
        house.click(page, "giveBack");
        auto *panel = page->findChild<QWidget *>(u"goingBackPanel"_s);
        QTRY_VERIFY(panel->isVisible());
        QVERIFY(!house.find<QPushButton>(panel, "slipSeal")->isVisible());
        lineOf(panel, "slip_decision")->findChildren<QCheckBox *>().first()->click();
        house.files.path = house.path(u"slip.pdf"_s);
        house.click(panel, "slipPrint"); // she was not asked whether it goes back
        QTRY_COMPARE(house.workspace->pendingJobs(), 0);
        QVERIFY(!QFile::exists(house.files.path));
        lineOf(panel, "slip_agrees")->findChildren<QCheckBox *>().first()->click();
        house.shot(u"slip_going_back_fr"_s);
        house.click(panel, "slipPrint");
        QTRY_VERIFY(QFile::exists(house.files.path));
        QTRY_VERIFY(house.onlyStatus() == ReferralStatus::FedBack);
    }

    /// From the file to a colleague, who sees it on the first page, answers and says what was done.
    void aColleagueInsideTheHouse()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        const auto rose = house.admitRose();
        auto *file = house.open<pages::CaseFilePage>(pages::CaseFilePageId, pages::OpenCaseFile{rose});
        QTRY_VERIFY(house.find<QPushButton>(file, "askColleague")->isVisible());
        house.click(file, "askColleague");
        auto *panel = house.find<pages::ActionPanel>(file, "colleaguePanel");
        QTRY_VERIFY(panel->isVisible());
        typeInto(panel, fields::referral::ToRole, u"director"_s); // Odette's own role, so that both ends are seen here
        typeInto(panel, fields::referral_step::Note, u"Un pansement"_s);
        house.shot(u"ask_colleague_fr"_s);
        panel->submit();
        QTRY_VERIFY(!panel->isVisible());
        const auto only = [&] {
            return house.run([](casework::Desk &desk) { return casework::listInternalReferrals(desk, std::nullopt); })
                .value()
                .front();
        };
        QVERIFY(only().status == ReferralStatus::Sent);

        QVERIFY(house.window->openPage(pages::HomePageId));
        auto *card = house.window->findChild<QWidget *>(u"incomingCard"_s);
        QTRY_VERIFY(card->isVisible());
        house.shot(u"home_inside_fr"_s);
        card->findChild<QPushButton *>()->click();
        auto *page = house.window->currentPage();
        QVERIFY(page->id() == pages::IncomingPageId);
        QTRY_VERIFY(house.find<QPushButton>(page, "insideLine") != nullptr);
        house.click(page, "insideLine");
        auto *answer = house.find<pages::ActionPanel>(page, "insidePanel");
        QTRY_VERIFY(answer->isVisible());
        house.choose(answer, "insideStatus", u"accepted"_s);
        answer->submit();
        QTRY_VERIFY(!answer->isVisible() && only().status == ReferralStatus::Accepted);
        QTRY_VERIFY(house.find<QPushButton>(page, "insideLine") != nullptr);
        house.click(page, "insideLine");
        house.choose(answer, "insideStatus", u"fed_back"_s);
        answer->submit();
        QTRY_COMPARE(house.workspace->pendingJobs(), 0);
        QVERIFY(answer->isVisible()); // what was done?
        typeInto(answer, fields::referral_step::Note, u"Plaie propre"_s);
        house.shot(u"inside_answer_fr"_s);
        answer->submit();
        QTRY_VERIFY(only().status == ReferralStatus::FedBack && only().lastNote == u"Plaie propre"_s);
    }

    /// Signed over there, seen here difference by difference, taken in where it is ticked.
    void theDirectoryGoesFromHandToHand()
    {
        TwoHouses two;
        two.meet();
        QVERIFY(two.ubuntu
                    .run([](casework::Desk &desk) {
                        return casework::addToDirectory(desk, {.name = "Clinique Amahoro", .category = "hospital"});
                    })
                    .hasValue());
        auto *theirs = two.ubuntu.open<pages::DirectoryPage>(pages::DirectoryPageId);
        theirs->toolbarActions().at(2)->trigger();
        QTRY_VERIFY(two.ubuntu.find<QPushButton>(theirs, "directoryGive")->isVisible());
        two.ubuntu.files.path = two.ubuntu.stick(u"directory.indaro"_s);
        two.ubuntu.click(theirs, "directoryGive");
        QTRY_VERIFY(QFile::exists(two.ubuntu.files.path));
        auto *page = two.muyinga.open<pages::DirectoryPage>(pages::DirectoryPageId);
        page->toolbarActions().at(2)->trigger();
        two.muyinga.files.path = two.ubuntu.files.path;
        two.muyinga.click(page, "directoryChoose");
        QTRY_VERIFY(two.muyinga.label(page, "directoryNewsFrom").contains(two.ubuntu.name));
        auto *tick = page->findChild<QCheckBox *>(u"directoryChange/Clinique Amahoro"_s);
        QVERIFY(tick != nullptr && !tick->isChecked());
        const auto isKnown = [&] {
            const auto entries = two.muyinga.run([](casework::Desk &desk) { return casework::listDirectory(desk); }).value();
            return std::ranges::any_of(entries, [](const auto &each) { return each.name == "Clinique Amahoro"_L1; });
        };
        QVERIFY(!isKnown());
        two.muyinga.shot(u"directory_news_fr"_s);
        tick->setChecked(true);
        two.muyinga.click(page, "directoryTake");
        QTRY_VERIFY(isKnown());
        QTRY_VERIFY(page->findChild<QCheckBox *>(u"directoryChange/Clinique Amahoro"_s) == nullptr);
    }

    void theSheetHoldsTheKeyAndItsDigits()
    {
        HouseWithPages house(u"Maison Inzira"_s);
        QVERIFY(!house.keyFile().isEmpty());
        const auto key = house.run([](casework::Desk &desk) { return casework::ownOrganisationKey(desk); }).value();
        const auto sheet = tests::laidOut(pages::keyPaper(*key, house.name, QDate(2026, 11, 24))).value();
        QCOMPARE(sheet.size(), 1);
        QCOMPARE(sheet.front().qrs.size(), 1);
        QCOMPARE(sheet.front().qrs.front().payload, key->text);
        QVERIFY(std::ranges::any_of(
            sheet.front().texts, [&](const print::TextItem &item) { return item.text.simplified().contains(key->code); }));
        for (const print::TextItem &item : sheet.front().texts) // nothing stands in the code
            QVERIFY(!item.rect.intersects(sheet.front().qrs.front().rect));
        house.shot(u"own_key_fr"_s);
        auto *page = house.window->currentPage();
        house.files.path = house.path(u"key.pdf"_s);
        house.click(page, "ownKeyPrint");
        QTRY_VERIFY(QFile::exists(house.files.path));
    }

private:
    static void slipGoesBack(TwoHouses &two, QWidget *sender)
    {
        HouseWithPages &ubuntu = two.ubuntu;
        const auto came =
            ubuntu.run([](casework::Desk &desk) { return casework::listIncomingPackages(desk); }).value().front();
        auto *page =
            ubuntu.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{*came.caseFile, came.referral});
        QTRY_VERIFY(ubuntu.find<QPushButton>(page, "giveBack")->isVisible());
        ubuntu.click(page, "giveBack");
        auto *panel = page->findChild<QWidget *>(u"goingBackPanel"_s);
        QTRY_VERIFY(panel->isVisible() && ubuntu.find<QPushButton>(panel, "slipSeal")->isVisible());
        lineOf(panel, "slip_decision")->findChildren<QCheckBox *>().first()->click();
        lineOf(panel, "slip_agrees")->findChildren<QCheckBox *>().first()->click();
        ubuntu.choose(panel, "slipService/health", u"given"_s);
        ubuntu.files.path = ubuntu.stick();
        ubuntu.click(panel, "slipSeal");
        const QString slip = ubuntu.awaitOnStick(&two.seenAtUbuntu);
        QVERIFY(!slip.isEmpty());
        ubuntu.shot(u"slip_sealed_fr"_s);
        two.muyinga.files.path = slip;
        two.muyinga.click(sender, "takeInAnswer");
        QTRY_VERIFY(two.muyinga.onlyStatus() == ReferralStatus::FedBack);
        QCOMPARE(two.muyinga
                     .run([](casework::Desk &desk) -> base::Result<std::vector<casework::ServiceAnswer>> {
                         INDARO_TRY_ASSIGN(const auto all, casework::listReferrals(desk, std::nullopt));
                         return casework::listServiceAnswers(desk, all.front().id);
                     })
                     ->front()
                     .answer,
                 u"given"_s);
    }
};

QTEST_MAIN(TestUiPackages)
#include "test_ui_packages.moc"
