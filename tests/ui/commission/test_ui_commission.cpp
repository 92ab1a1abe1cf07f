// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/casework/audit/audit.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/house/house.h"
#include "core/model/field_table.h"
#include "core/reports/count_packet.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "tests/ui/frame_program.h"
#include "ui/pages/commission/counts_page.h"
#include "ui/pages/commission/national_page.h"
#include "ui/pages/commission/packets_page.h"
#include "ui/pages/commission/publications_page.h"
#include "ui/pages/directory/directory_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_ids.h"
#include "ui/roads/page_rights.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

using namespace indaro;
using namespace indaro::tests;
using namespace Qt::StringLiterals;
namespace pages = ui::pages;
namespace fields = model::fields;

namespace {

constexpr int Busy = 30'000; // ms: counting, sealing and the disk of a machine that is busy
constexpr std::size_t MostOfFile = std::size_t{16} << 20;

struct OfficeProgram : FrameProgram
{
    QString name;
    explicit OfficeProgram(QString called)
        : FrameProgram(ui::kit::Language::English, {pages::homePage(), pages::directoryPage(), pages::packetsPage(),
                                                    pages::nationalPage(), pages::publicationsPage(), pages::countsPage()}),
          name(std::move(called))
    {
    }
    [[nodiscard]] casework::OwnOrganisationKey key()
    {
        return run([](casework::Desk &desk) -> base::Result<casework::OwnOrganisationKey> {
                   INDARO_TRY_ASSIGN(const auto known, casework::ownOrganisationKey(desk));
                   return known ? base::Result<casework::OwnOrganisationKey>(*known) : casework::makeOrganisationKey(desk);
               })
            .value();
    }
    void meet(OfficeProgram &other, const char *category, bool isCompared = true)
    {
        INDARO_CHECK(run([own = other.key(), called = other.name.toStdString(), category,
                          isCompared](casework::Desk &desk) -> base::Result<void> {
                         INDARO_TRY_ASSIGN(const auto entry,
                                           casework::addToDirectory(desk, {.name = called, .category = category}));
                         INDARO_TRY(casework::setPartnerKey(desk, entry, own.text));
                         return isCompared ? casework::notePartnerKeyCompared(desk, entry, own.code) : base::Result<void>();
                     }).hasValue());
    }
    /// Women who came to the house in May 2025.
    void admit(int women)
    {
        INDARO_CHECK(
            run([women](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
                for (int i = 0; i < women; ++i) {
                    const auto id = sync::RecordId::make(desk.random);
                    INDARO_TRY(desk.log.birth({fields::case_file::Table, id},
                                              {{fields::case_file::Sex, "F"}, {fields::case_file::IsMinor, "no"}}));
                    INDARO_TRY(desk.log.birth({fields::identity::Table, id}, {{fields::identity::GivenNames, "Immaculée"}}));
                    INDARO_TRY(desk.log.birth({fields::stay::Table, sync::RecordId::make(desk.random)},
                                              {{fields::stay::CaseFile, base::Bytes(id.bytes().begin(), id.bytes().end())},
                                               {fields::stay::ArrivedAt, "2025-05-05"}}));
                }
                return transaction.commit();
            }).hasValue());
    }
    [[nodiscard]] std::size_t audits(casework::AuditVerb verb)
    {
        return run([verb](casework::Desk &desk) { return casework::listAuditOf(desk, verb); })->size();
    }
};

template <class T> T *part(QWidget *page, const char *name)
{
    return page->findChild<T *>(QLatin1StringView(name));
}

void choosePeriod(QWidget *page, const char *box, const QString &code)
{
    auto *periods = part<QComboBox>(page, box);
    QVERIFY(periods->findData(code) >= 0);
    periods->setCurrentIndex(periods->findData(code));
    Q_EMIT periods->activated(periods->currentIndex());
}

QString cell(const QTableWidget *table, int row, int column)
{
    const auto *item = table->item(row, column);
    return item != nullptr ? item->text() : QString();
}

QStringList packetsIn(const QString &folder)
{
    return QDir(folder).entryList({u"*.counts"_s}, QDir::Files);
}

/// The numbers of 2025 are sealed on the page of the shelter; the path of the new file.
QString sealYear(OfficeProgram &shelter, const QString &stick)
{
    const QStringList before = packetsIn(stick);
    auto *page = shelter.open<pages::CountsPage>(pages::CountsPageId);
    auto *seal = part<QPushButton>(page, "countsSeal");
    auto *leaves = part<QLabel>(page, "countsLeaves");
    if (!QTest::qWaitFor([&] { return part<QComboBox>(page, "countsPeriod")->count() > 0; }, Busy))
        return {};
    choosePeriod(page, "countsPeriod", u"2025"_s);
    if (!QTest::qWaitFor([&] { return shelter.workspace->pendingJobs() == 0; }, Busy))
        return {};
    QCoreApplication::processEvents(); // what was counted just now, not before
    if (!QTest::qWaitFor([&] { return seal->isEnabled() && leaves->text().contains(u"of 2025."_s); }, Busy))
        return {};
    shelter.files.path = stick;
    seal->click();
    if (!QTest::qWaitFor([&] { return packetsIn(stick).size() > before.size(); }, Busy))
        return {};
    for (const QString &name : packetsIn(stick)) {
        if (!before.contains(name))
            return QDir(stick).filePath(name);
    }
    return {};
}

} // namespace

class TestUiCommission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShelterSealsAndTheCommissionAddsUp()
    {
        OfficeProgram shelter(u"Maison Inzira"_s);
        OfficeProgram commission(u"La commission"_s);
        QVERIFY(
            commission.run([](casework::Desk &desk) { return reports::setHouseMode(desk, reports::HouseMode::Commission); })
                .hasValue());
        shelter.meet(commission, "commission");
        commission.meet(shelter, "shelter");
        shelter.admit(12);
        QTemporaryDir stick;

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
        OfficeProgram shelter(u"Maison Inzira"_s);
        OfficeProgram commission(u"La commission"_s);
        QVERIFY(
            commission.run([](casework::Desk &desk) { return reports::setHouseMode(desk, reports::HouseMode::Commission); })
                .hasValue());
        shelter.meet(commission, "commission");
        commission.meet(shelter, "shelter");
        shelter.admit(12);
        QTemporaryDir stick;
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
        auto *page = commission.open<pages::PublicationsPage>(pages::PublicationsPageId);
        QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>(page, "publicationState")->text().contains(u"nothing to publish"_s), Busy);
        QVERIFY(!page->toolbarActions().at(0)->isEnabled());
        const auto bytes = base::readFile(file.toStdU16String(), MostOfFile).value();
        QVERIFY(commission.run([bytes](casework::Desk &desk) { return reports::openCounts(desk, bytes); }).hasValue());
        page = commission.open<pages::PublicationsPage>(pages::PublicationsPageId);
        QTRY_VERIFY_WITH_TIMEOUT(page->toolbarActions().at(0)->isEnabled(), Busy);
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
        for (const auto page : {pages::DirectoryPageId, pages::SettingsPageId}) {
            QVERIFY(ui::roads::isOfMode(page, HouseMode::Commission));
            QVERIFY(ui::roads::isOfMode(page, HouseMode::Shelter));
        }
    }
};

QTEST_MAIN(TestUiCommission)
#include "test_ui_commission.moc"
