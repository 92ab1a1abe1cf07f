// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/casework/audit/audit.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/house/house.h"
#include "core/model/field_table.h"
#include "core/reports/count_packet.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "tests/ui/commission/office_program.h"
#include "ui/pages/commission/counts_page.h"
#include "ui/pages/commission/figure_words.h"
#include "ui/pages/commission/national_page.h"
#include "ui/pages/commission/packet_files.h"
#include "ui/pages/commission/packets_page.h"
#include "ui/pages/commission/publications_page.h"
#include "ui/pages/directory/directory_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/reports/reports_page.h"
#include "ui/print/preview_widget.h"
#include "ui/roads/page_rights.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

using namespace indaro;
using namespace indaro::tests;
using namespace Qt::StringLiterals;

namespace {

/// A shelter with women who came in 2025, the commission, each with the other's key, and a stick between them.
struct TwoOffices
{
    OfficeProgram shelter{u"Maison Inzira"_s};
    OfficeProgram commission{u"La commission"_s};
    QTemporaryDir stick{};

    explicit TwoOffices(int women)
    {
        INDARO_CHECK(
            commission.run([](casework::Desk &desk) { return reports::setHouseMode(desk, reports::HouseMode::Commission); })
                .hasValue());
        shelter.meet(commission, "commission");
        commission.meet(shelter, "shelter");
        shelter.admit(women);
    }
};

} // namespace

class TestUiCommission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShelterSealsAndTheCommissionAddsUp()
    {
        TwoOffices offices(12);
        OfficeProgram &shelter = offices.shelter;
        OfficeProgram &commission = offices.commission;
        const QTemporaryDir &stick = offices.stick;

        // The shelter sees exactly what leaves, and to which key.
        auto *counts = shelter.open<pages::CountsPage>(pages::CountsPageId);
        const QString digits = commission.key().code;
        QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>(counts, "countsKey")->text().contains(digits), Busy);
        const QString file = sealYear(shelter, stick.path());
        QVERIFY(!file.isEmpty());
        auto *figures = part<QTableWidget>(counts, "countsFigures");
        QTRY_VERIFY_WITH_TIMEOUT(figures->rowCount() > 0, Busy);
        QTRY_COMPARE_WITH_TIMEOUT(part<QTableWidget>(counts, "countsSent")->rowCount(), 1, Busy);
        QCOMPARE(shelter.audits(casework::AuditVerb::CountsSealed), std::size_t{1});
        shelter.shot(u"counts-for-commission"_s);

        // The commission opens the folder.
        auto *packets = commission.open<pages::PacketsPage>(pages::PacketsPageId);
        auto *shelters = part<QTableWidget>(packets, "shelterTable");
        QTRY_COMPARE_WITH_TIMEOUT(shelters->rowCount(), 1, Busy);
        QCOMPARE(cell(shelters, 0, 1), u"missing"_s);
        commission.files.path = stick.path();
        packets->toolbarActions().at(0)->trigger();
        auto *outcomes = part<QTableWidget>(packets, "packetOutcomes");
        QTRY_VERIFY_WITH_TIMEOUT(cell(outcomes, 0, 1) == u"Maison Inzira, 2025: taken in."_s, Busy);
        QTRY_VERIFY_WITH_TIMEOUT(cell(shelters, 0, 1) == u"it has come"_s, Busy);
        commission.shot(u"commission-packets"_s);

        // The same folder again, with a file that was changed on the way: both are refused, each with its reason.
        auto bytes = base::readFile(file.toStdU16String(), MostOfFile).value();
        bytes[bytes.size() - 40] ^= std::byte{1};
        QVERIFY(base::writeFileDurably(stick.filePath(u"zz.counts"_s).toStdU16String(), bytes).hasValue());
        packets->toolbarActions().at(0)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(outcomes->rowCount(), 2, Busy);
        QVERIFY(cell(outcomes, 0, 1).contains(u"Nothing is counted twice"_s));
        QVERIFY(cell(outcomes, 1, 1).contains(u"not as it was sealed"_s));
        QCOMPARE(commission.audits(casework::AuditVerb::CountsOpened), std::size_t{1});

        // The sum, marked; and what of it may be published.
        auto *national = commission.open<pages::NationalPage>(pages::NationalPageId);
        auto *sums = part<QTableWidget>(national, "nationalFigures");
        QTRY_VERIFY_WITH_TIMEOUT(sums->rowCount() > 0, Busy);
        QVERIFY(part<QLabel>(national, "internalMark")->text().contains(u"INTERNAL"_s));
        bool hasTwelve = false;
        for (int row = 0; row < sums->rowCount(); ++row) {
            hasTwelve = hasTwelve || cell(sums, row, 1) == u"12"_s;
            QVERIFY2(cell(sums, row, 2) != u"12"_s, "an exact figure among those for publication");
        }
        QVERIFY(hasTwelve);
        QTRY_VERIFY_WITH_TIMEOUT(part<QTableWidget>(national, "suppressedTable")->rowCount() > 0, Busy);
        commission.shot(u"commission-national"_s);
    }

    void aCorrectionShowsWhatItChanged()
    {
        TwoOffices offices(12);
        OfficeProgram &shelter = offices.shelter;
        OfficeProgram &commission = offices.commission;
        const QTemporaryDir &stick = offices.stick;
        QVERIFY(!sealYear(shelter, stick.path()).isEmpty());
        shelter.clock.advance(60'000);
        commission.clock.advance(120'000);
        shelter.admit(3);
        QVERIFY(!sealYear(shelter, stick.path()).isEmpty());
        auto *packets = commission.open<pages::PacketsPage>(pages::PacketsPageId);
        commission.files.path = stick.path();
        packets->toolbarActions().at(0)->trigger();
        auto *shelters = part<QTableWidget>(packets, "shelterTable");
        QTRY_COMPARE_WITH_TIMEOUT(cell(shelters, 0, 1), u"corrected, revision 2"_s, Busy);
        auto *changes = part<QTableWidget>(packets, "packetChanges");
        QTRY_VERIFY_WITH_TIMEOUT(changes->isVisible() && changes->rowCount() > 1, Busy);
        bool isSaid = false;
        for (int row = 0; row < changes->rowCount(); ++row)
            isSaid = isSaid || (cell(changes, row, 2) == u"12"_s && cell(changes, row, 3) == u"15"_s);
        QVERIFY(isSaid);
        commission.shot(u"commission-correction"_s);
    }

    void withoutAComparedKeyNothingIsSealed()
    {
        OfficeProgram shelter(u"Maison Inzira"_s);
        OfficeProgram commission(u"La commission"_s);
        (void)shelter.key();
        shelter.meet(commission, "commission", false);
        shelter.admit(2);
        auto *page = shelter.open<pages::CountsPage>(pages::CountsPageId);
        QTRY_VERIFY_WITH_TIMEOUT(part<QTableWidget>(page, "countsFigures")->rowCount() > 0, Busy);
        QVERIFY(!part<QPushButton>(page, "countsSeal")->isEnabled());
        QVERIFY(part<QLabel>(page, "countsKey")->text().contains(u"Nobody has compared"_s));
        part<QPushButton>(page, "countsDirectory")->click();
        QVERIFY(qobject_cast<pages::DirectoryPage *>(shelter.window->currentPage()) != nullptr);
    }

    void aYearIsPublishedAndItsFilesAreWritten()
    {
        TwoOffices offices(40);
        OfficeProgram &shelter = offices.shelter;
        OfficeProgram &commission = offices.commission;
        const QTemporaryDir &stick = offices.stick;
        const QString file = sealYear(shelter, stick.path());
        QVERIFY(!file.isEmpty());
        auto *page = commission.open<pages::PublicationsPage>(pages::PublicationsPageId);
        QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>(page, "publicationState")->text().contains(u"nothing to publish"_s), Busy);
        QVERIFY(!page->toolbarActions().at(0)->isEnabled());
        const auto bytes = base::readFile(file.toStdU16String(), MostOfFile).value();
        QVERIFY(commission.run([bytes](casework::Desk &desk) { return reports::openCounts(desk, bytes); }).hasValue());
        page = commission.open<pages::PublicationsPage>(pages::PublicationsPageId);
        QTRY_VERIFY_WITH_TIMEOUT(page->toolbarActions().at(0)->isEnabled(), Busy);
        // Two people agree knowing that it is one shelter's.
        QVERIFY(part<QLabel>(page, "publicationState")->text().contains(u" alone, and whoever reads them"_s));
        page->publishWith("second=x"); // as the second person's passphrase does
        auto *releases = part<QTableWidget>(page, "releaseTable");
        QTRY_COMPARE_WITH_TIMEOUT(releases->rowCount(), 1, Busy);
        QCOMPARE(cell(releases, 0, 0), u"2025"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!page->toolbarActions().at(0)->isEnabled(), Busy); // nothing would read differently
        commission.files.path = stick.path();
        page->toolbarActions().at(1)->trigger();
        const QString manifest = stick.filePath(u"indaro-2025-1/manifest.json"_s);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(manifest), Busy);
        QCOMPARE(commission.audits(casework::AuditVerb::FiguresPublished), std::size_t{2}); // and the files

        // More people come to light: what a further release would change stands there first.
        shelter.clock.advance(60'000);
        commission.clock.advance(120'000);
        shelter.admit(30);
        const QString later = sealYear(shelter, stick.path());
        QVERIFY(!later.isEmpty());
        const auto more = base::readFile(later.toStdU16String(), MostOfFile).value();
        QVERIFY(commission.run([more](casework::Desk &desk) { return reports::openCounts(desk, more); }).hasValue());
        page = commission.open<pages::PublicationsPage>(pages::PublicationsPageId);
        auto *changes = part<QTableWidget>(page, "publicationChanges");
        QTRY_VERIFY_WITH_TIMEOUT(changes->isVisible() && changes->rowCount() > 0, Busy);
        QCOMPARE(releases->rowCount(), 1); // nothing is published by itself
        commission.shot(u"commission-publications"_s);
    }

    /// The four reports that are handed out are the commission's: made of what was published, and printed only then.
    void whatIsHandedOutIsPrintedOnlyAfterItWasPublished()
    {
        OfficeProgram shelter(u"Maison Inzira"_s);
        OfficeProgram commission(u"La commission"_s);
        QVERIFY(
            commission.run([](casework::Desk &desk) { return reports::setHouseMode(desk, reports::HouseMode::Commission); })
                .hasValue());
        shelter.meet(commission, "commission");
        commission.meet(shelter, "shelter");
        shelter.admit(40);
        QTemporaryDir stick;
        const QString file = sealYear(shelter, stick.path());
        QVERIFY(!file.isEmpty());
        const auto bytes = base::readFile(file.toStdU16String(), MostOfFile).value();
        QVERIFY(commission.run([bytes](casework::Desk &desk) { return reports::openCounts(desk, bytes); }).hasValue());

        auto *page = commission.open<pages::ReportsPage>(pages::ReportsPageId);
        auto *names = part<QComboBox>(page, "report");
        QTRY_COMPARE_WITH_TIMEOUT(names->count(), 4, Busy);
        QCOMPARE(names->findData(u"monthly_house"_s), -1); // of a house, and it never leaves it
        names->setCurrentIndex(names->findData(u"annual_bulletin"_s));
        const auto isSaid = [page](QStringView words) {
            const auto labels = page->findChildren<QLabel *>();
            return std::ranges::any_of(
                labels, [words](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
        };
        const auto action = [page](QStringView text) {
            const auto actions = page->toolbarActions();
            return *std::ranges::find_if(actions, [text](const QAction *each) { return each->text() == text; });
        };
        QAction *publish = action(u"Publish these figures (with a second person)…");
        QAction *print = action(u"Print");
        auto *preview = page->findChild<ui::print::PreviewWidget *>();
        QTRY_VERIFY_WITH_TIMEOUT(isSaid(u"not published yet"), Busy);
        QTRY_VERIFY_WITH_TIMEOUT(preview->pageCount() >= 1, Busy);
        QVERIFY(publish->isVisible() && publish->isEnabled());
        QVERIFY(!print->isEnabled());
        commission.shot(u"reports-unpublished"_s);
        QVERIFY(commission
                    .run([](casework::Desk &desk) -> base::Result<reports::Publication> {
                        const auto year = reports::Period::ofYear(2025);
                        INDARO_TRY_ASSIGN(const auto seen, reports::previewRelease(desk, year));
                        return reports::publish(desk, year, seen, "second=abc");
                    })
                    .hasValue());
        page->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(isSaid(u"figures that were published"), Busy);
        QTRY_VERIFY_WITH_TIMEOUT(print->isEnabled(), Busy);
        QVERIFY(!publish->isVisible());
    }

    void aPacketOfAnotherVersionIsSaid()
    {
        const auto year = reports::Period::ofYear(2025);
        const auto questions = reports::releaseQuestions(year).value();
        SeededRandom random(5);
        pages::PacketOutcome outcome{u"x.counts"_s, reports::OpenedCounts{.line = {.id = sync::RecordId::make(random)}}, {}};
        outcome.opened->line.senderName = u"Maison Inzira"_s;
        outcome.opened->line.period = year;
        QVERIFY(!outcome.text().contains(u"not sent"_s) && !outcome.text().contains(u"not counted"_s));
        outcome.opened->missing = {questions[0], questions[1]};
        outcome.opened->unknown = 3;
        QVERIFY2(outcome.text().contains(u"count as not sent"_s), qPrintable(outcome.text()));
        QVERIFY2(outcome.text().contains(u"kept and not counted"_s), qPrintable(outcome.text()));
        const reports::PacketGap gap{outcome.opened->line.id, u"Maison Inzira"_s, 1, {questions[0], questions[1]}, 0};
        const reports::PacketGap newer{outcome.opened->line.id, u"Foyer Ubuntu"_s, 2, {}, 1};
        QVERIFY(pages::FigureWords::gaps({newer}).isEmpty());
        const QString said = pages::FigureWords::gaps({gap, newer});
        QVERIFY2(said.contains(u"Maison Inzira"_s) && !said.contains(u"Ubuntu"_s), qPrintable(said));
    }

    void eachModeHasItsOwnPages()
    {
        using reports::HouseMode;
        for (const auto page : {pages::PacketsPageId, pages::NationalPageId, pages::PublicationsPageId}) {
            QVERIFY(ui::roads::isOfMode(page, HouseMode::Commission));
            QVERIFY(!ui::roads::isOfMode(page, HouseMode::Shelter));
        }
        for (const auto page : {pages::AdmitPageId, pages::PeoplePageId, pages::CaseFilePageId, pages::HomePageId,
                                pages::CountsPageId, pages::ReferralsPageId}) {
            QVERIFY(!ui::roads::isOfMode(page, HouseMode::Commission));
            QVERIFY(ui::roads::isOfMode(page, HouseMode::Shelter));
        }
        for (const auto page : {pages::DirectoryPageId, pages::SettingsPageId, pages::ReportsPageId}) {
            QVERIFY(ui::roads::isOfMode(page, HouseMode::Commission));
            QVERIFY(ui::roads::isOfMode(page, HouseMode::Shelter));
        }
    }
};

QTEST_MAIN(TestUiCommission)
#include "test_ui_commission.moc"
