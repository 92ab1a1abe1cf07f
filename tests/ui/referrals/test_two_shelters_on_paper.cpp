// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/counter_referral.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/referral_course.h"
#include "core/documents/serial.h"
#include "core/model/field_table.h"
#include "core/sync/local_meta.h"
#include "tests/ui/referrals/two_houses.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/print/paper_reader.h"

#include <QFile>
#include <QStackedWidget>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
using casework::ReferralStatus;
using tests::HouseWithPages;
using tests::lineOf;
using tests::typeInto;
namespace fields = model::fields;

/// Two shelters without network, stick or telephone: only paper goes from one to the other [issue 6, 9].
class TestTwoSheltersOnPaper final : public QObject
{
    Q_OBJECT

    /// What a reader of the paper finds in its code.
    static QString numberOn(const QString &paper)
    {
        const auto read = print::readPaper(std::filesystem::path(paper.toStdString()));
        return read && read->serial && !read->isAltered ? read->serial->toText() : QString();
    }

private Q_SLOTS:
    void referredTypedAnsweredAndClosedByPaperAlone()
    {
        HouseWithPages muyinga(u"Maison Inzira"_s);
        HouseWithPages ubuntu(u"Foyer Ubuntu"_s);
        QVERIFY(ubuntu
                    .run([](casework::Desk &desk) -> base::Result<void> { // each laptop has letters of its own
                        INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
                        INDARO_TRY(sync::setMeta(desk.log.connection(), sync::meta::Series, base::asBytes("QKRT")));
                        return transaction.commit();
                    })
                    .hasValue());

        // Over here: written, agreed to, printed.
        const auto rose = muyinga.admitRose();
        auto *page = muyinga.writeReferral(rose, ubuntu.name);
        QVERIFY(page->flushEdits() && muyinga.openGates(rose));
        muyinga.files.path = muyinga.path(u"referral.pdf"_s);
        page->toolbarActions().at(1)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(muyinga.files.path), 15'000);
        QTRY_VERIFY(muyinga.onlyStatus() == ReferralStatus::Printed);
        const auto referral = muyinga
                                  .run([](casework::Desk &desk) -> base::Result<casework::Referral> {
                                      INDARO_TRY_ASSIGN(const auto all, casework::listReferrals(desk, std::nullopt));
                                      return casework::loadReferral(desk, all.front().id);
                                  })
                                  .value();
        QVERIFY(referral.serial.startsWith(u"BCDF-"_s));
        QCOMPARE(numberOn(muyinga.files.path), referral.serial);
        muyinga.shot(u"paper_alone_printed_fr"_s);

        // Over there: typed from the paper that was carried, before anything is filed.
        auto *incoming = ubuntu.open<pages::IncomingPage>(pages::IncomingPageId);
        incoming->toolbarActions().at(1)->trigger();
        auto *panel = incoming->findChild<QWidget *>(u"paperReferralPanel"_s);
        QTRY_VERIFY(panel->isVisible());
        QTest::keyClicks(ubuntu.find<QLineEdit>(panel, "paperReferralNumber"), referral.serial);
        QTest::keyClicks(lineOf(panel, "from_agency")->line(), muyinga.name);
        QTest::keyClicks(lineOf(panel, "person_name")->line(), u"Rose"_s);
        lineOf(panel, "services")->setValue(u"health legal_aid"_s);
        ubuntu.click(panel, "paperReferralSubmit");
        QTRY_VERIFY(ubuntu.label(incoming, "incomingLines").contains(u"Rose"_s));
        QVERIFY(ubuntu.run([](casework::Desk &desk) { return casework::listReferrals(desk, std::nullopt); })->empty());

        // She comes, and is admitted with what the paper says.
        ubuntu.click(incoming, "incomingAdmit");
        auto *admit = ubuntu.window->currentPage();
        QCOMPARE(admit->id(), pages::AdmitPageId);
        QTRY_VERIFY(std::ranges::any_of(admit->findChildren<pages::ValueEdit *>(), [](const pages::ValueEdit *edit) {
            return edit->field() == fields::identity::KnownAs && edit->value() == base::Value("Rose");
        }));
        admit->toolbarActions().at(1)->trigger();
        QTRY_VERIFY(ubuntu.window->currentPage()->id() == pages::CaseFilePageId);
        QVERIFY(!ubuntu.run([](casework::Desk &desk) { return casework::listReferrals(desk, std::nullopt); })->empty());
        QVERIFY(ubuntu.onlyStatus() == ReferralStatus::Received);

        // What was done goes back on the slip.
        const auto came =
            ubuntu.run([](casework::Desk &desk) { return casework::listIncomingPackages(desk); }).value().front();
        auto *theirs =
            ubuntu.open<pages::ReferralPage>(pages::ReferralPageId, pages::OpenReferral{*came.caseFile, came.referral});
        QTRY_VERIFY(ubuntu.find<QPushButton>(theirs, "giveBack")->isVisible());
        ubuntu.click(theirs, "giveBack");
        auto *back = theirs->findChild<QWidget *>(u"goingBackPanel"_s);
        QTRY_VERIFY(back->isVisible());
        lineOf(back, "slip_decision")->findChildren<QCheckBox *>().first()->click();
        lineOf(back, "slip_agrees")->findChildren<QCheckBox *>().first()->click();
        ubuntu.choose(back, "slipService/health", u"given"_s);
        ubuntu.choose(back, "slipService/legal_aid", u"given"_s);
        ubuntu.files.path = ubuntu.path(u"slip.pdf"_s);
        ubuntu.click(back, "slipPrint");
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(ubuntu.files.path), 15'000);
        QTRY_VERIFY(ubuntu.onlyStatus() == ReferralStatus::FedBack);
        QCOMPARE(numberOn(ubuntu.files.path), referral.serial); // the number it answers, not one of theirs
        ubuntu.shot(u"paper_alone_slip_fr"_s);

        // Over here again: the number and its check code, as they stand on the slip, open the referral and the slip.
        const auto serial = documents::Serial::fromText(referral.serial).value();
        auto *list = muyinga.open<pages::ReferralsPage>(pages::ReferralsPageId);
        auto *line = muyinga.find<QLineEdit>(list, "slipNumber");
        QTest::keyClicks(line, serial.toText().toLower() + u' ' + documents::checkCode(serial));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(muyinga.window->currentPage()->id() == pages::ReferralPageId);
        page = qobject_cast<pages::ReferralPage *>(muyinga.window->currentPage());
        auto *slip = muyinga.find<pages::ActionPanel>(page, "slipPanel");
        QTRY_VERIFY(slip->isVisible());
        lineOf(slip, "slip_decision")->findChildren<QCheckBox *>().first()->click();
        muyinga.choose(slip, "slipService/health", u"given"_s);
        muyinga.choose(slip, "slipService/legal_aid", u"given"_s);
        slip->submit();
        QTRY_VERIFY(!slip->isVisible());
        QTRY_VERIFY(muyinga.onlyStatus() == ReferralStatus::FedBack);
        const auto answers =
            muyinga.run([id = referral.id](casework::Desk &desk) { return casework::listServiceAnswers(desk, id); }).value();
        QCOMPARE(answers.size(), std::size_t(2));
        QVERIFY(std::ranges::all_of(answers, [](const auto &each) { return each.answer == "given"_L1; }));
        // Nobody is chased, and it is closed.
        QVERIFY(!muyinga.run([id = referral.id](casework::Desk &desk) { return casework::waitingOf(desk, id); }).value());
        QTRY_VERIFY(muyinga.find<QPushButton>(page, "recordStep")->isVisible());
        muyinga.click(page, "recordStep");
        auto *step = muyinga.find<pages::ActionPanel>(page, "stepPanel");
        QTRY_VERIFY(step->isVisible());
        muyinga.choose(step, "stepStatus", u"closed"_s);
        step->submit();
        QTRY_VERIFY(muyinga.onlyStatus() == ReferralStatus::Closed);
        muyinga.shot(u"paper_alone_closed_fr"_s);
    }
};

QTEST_MAIN(TestTwoSheltersOnPaper)
#include "test_two_shelters_on_paper.moc"
