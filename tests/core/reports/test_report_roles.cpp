// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/role_store.h"
#include "core/casework/audit/audit.h"
#include "core/reports/collection.h"
#include "core/reports/count_packet.h"
#include "core/reports/counting.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "core/reports/report_document.h"
#include "core/reports/report_plans.h"
#include "core/reports/usable_places.h"
#include "tests/core/reports/random_house.h"

#include <QTest>

using namespace indaro;
using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::Errc;
using casework::Role;
using casework::Thing;

namespace {

constexpr Role AllRoles[] = {Role::Director,       Role::SocialWorker, Role::Psychologist, Role::Nurse,
                             Role::LegalAssistant, Role::NightGuard,   Role::DataFocal};

/// Somebody with one role at a desk of the same house.
struct Seat
{
    casework::Access access;
    store::Connection door;
    casework::Desk desk;

    Seat(tests::DeskFixture &house, Role role)
        : access(casework::Access::forRoles(*house.log, {role}).value()),
          door(house.db->restrictedDoor(access.columnRule())), desk{door, *house.log, house.clock, house.random, access},
          m_log(*house.log)
    {
        m_log.setGate(&access);
    }
    ~Seat() { m_log.setGate(nullptr); }
    Seat(const Seat &) = delete;
    Seat &operator=(const Seat &) = delete;

private:
    sync::ChangeLog &m_log;
};

} // namespace

class TestReportRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Numbers or a clear refusal: never another number than the director's.
    void everyIndicatorAsEveryRoleIsTheWholeNumberOrARefusal()
    {
        tests::DeskFixture fixture(17);
        tests::RandomHouse house(fixture, 17);
        house.fill(14);
        int numbers = 0;
        int refusals = 0;
        for (const Indicator indicator : allIndicators()) {
            std::vector<Dimension> dimensions{Dimension::None};
            for (const Dimension dimension : allDimensions()) {
                if (allows(indicator, dimension))
                    dimensions.push_back(dimension);
            }
            for (const Dimension dimension : dimensions) {
                const Question question{indicator, Period::ofYear(2026), dimension, {}, {}};
                const auto whole = [&] {
                    Seat director(fixture, Role::Director);
                    return count(director.desk, question).value();
                }();
                for (const Role role : AllRoles) {
                    Seat seat(fixture, role);
                    const auto table = count(seat.desk, question);
                    QCOMPARE(table.hasValue(), seat.access.mayRead(Thing::Numbers));
                    QCOMPARE(mayCount(seat.desk, question).hasValue(), table.hasValue());
                    if (table)
                        QVERIFY2(*table == whole, qPrintable(question.key()));
                    else
                        QCOMPARE(table.error().text("thing"), std::string("numbers"));
                    ++(table ? numbers : refusals);
                }
                if (indicator == Indicator::OverdueSteps && dimension != Dimension::None)
                    break; // the due board of everybody takes its time; twice is enough
            }
        }
        QVERIFY(numbers > 500 && refusals > 500);
    }

    void thePeopleBehindAreForWhoMayReadWhatPutThemThere()
    {
        tests::DeskFixture fixture(18);
        tests::RandomHouse house(fixture, 18);
        house.fill(14);
        int lists = 0;
        for (const Indicator indicator : allIndicators()) {
            for (const Dimension dimension : {Dimension::None, Dimension::Exploitation, Dimension::ProvinceOld}) {
                const Question question{indicator, Period::ofYear(2026), dimension, {}, {}};
                if (!checkQuestion(question) || indicator == Indicator::OverdueSteps)
                    continue;
                for (const Role role : AllRoles) {
                    Seat seat(fixture, role);
                    const auto people = peopleBehind(seat.desk, question, {});
                    QCOMPARE(people.hasValue(), maySeeBehind(seat.desk, question).hasValue());
                    if (!people) {
                        QVERIFY(people.error().code == Errc::AccessRefused || people.error().code == Errc::NotFound);
                        continue;
                    }
                    ++lists;
                    QVERIFY(infoOf(indicator).isOfPersons);
                    for (const Thing thing : infoOf(indicator).behind)
                        QVERIFY(seat.access.mayRead(thing));
                    for (const Thing thing : infoOf(dimension).behind)
                        QVERIFY(seat.access.mayRead(thing));
                    for (const PersonBehind &one : *people)
                        QVERIFY(!one.caseCode.isEmpty());
                }
            }
        }
        QVERIFY(lists > 20);
        Seat data(fixture, Role::DataFocal); // counts everything, and reads nobody's story
        QVERIFY(count(data.desk, {Indicator::People, Period::ofYear(2026), Dimension::Exploitation, {}, {}}).hasValue());
        const auto refused =
            peopleBehind(data.desk, {Indicator::People, Period::ofYear(2026), Dimension::Exploitation, {}, {}}, {});
        QCOMPARE(refused.error().code, Errc::AccessRefused);
    }

    void theRoleThatOnlyReadsNumbersHandsNoneOn()
    {
        tests::DeskFixture fixture(19);
        Seat worker(fixture, Role::SocialWorker);
        QCOMPARE(sealCounts(worker.desk, Period::ofYear(2025), sync::RecordId::make(fixture.random)).error().code,
                 Errc::AccessRefused);
        QCOMPARE(openCounts(worker.desk, {}).error().code, Errc::AccessRefused);
        QCOMPARE(publish(worker.desk, Period::ofYear(2025), {}, {}).error().code, Errc::AccessRefused);
        QCOMPARE(setHouseMode(worker.desk, HouseMode::Commission).error().code, Errc::AccessRefused);
        QCOMPARE(noteNumbersPrinted(worker.desk, u"monthly_house 2026-10"_s).error().code, Errc::AccessRefused);
        QVERIFY(listPackets(worker.desk).hasValue());
        QVERIFY(listPublications(worker.desk).hasValue());
        // She reads the month on the screen, and prints neither it nor what leaves the house.
        const Period month = Period::ofMonth(2025, 1);
        QVERIFY(loadReport(worker.desk, ReportName::MonthlyHouse, month, ReportLanguages::French).hasValue());
        for (const ReportName name : {ReportName::MonthlyHouse, ReportName::AnnualBulletin}) {
            QCOMPARE(mayPrintReport(worker.desk, name).error().code, Errc::AccessRefused);
            QCOMPARE(noteReportPrinted(worker.desk, name, month).error().code, Errc::AccessRefused);
        }
    }

    void withoutTheNumbersThereIsNothing()
    {
        tests::DeskFixture fixture(20);
        Seat guard(fixture, Role::NightGuard);
        const Period year = Period::ofYear(2025);
        QCOMPARE(listPackets(guard.desk).error().code, Errc::AccessRefused);
        QCOMPARE(usablePlaces(guard.desk).error().code, Errc::AccessRefused);
        QCOMPARE(coverageOf(guard.desk, year).error().code, Errc::AccessRefused);
        QCOMPARE(sumCounts(guard.desk, year).error().code, Errc::AccessRefused);
        QCOMPARE(gapsOf(guard.desk, year).error().code, Errc::AccessRefused);
        QCOMPARE(loadPacket(guard.desk, sync::RecordId::make(fixture.random)).error().code, Errc::AccessRefused);
        QCOMPARE(previewCounts(guard.desk, year).error().code, Errc::AccessRefused);
        QCOMPARE(previewRelease(guard.desk, year).error().code, Errc::AccessRefused);
        QCOMPARE(listPublications(guard.desk).error().code, Errc::AccessRefused);
        QCOMPARE(lastPublication(guard.desk, year).error().code, Errc::AccessRefused);
        QCOMPARE(publishedReport(guard.desk, ReportName::AnnualBulletin, year).error().code, Errc::AccessRefused);
        QCOMPARE(listShelters(guard.desk, year).error().code, Errc::AccessRefused);
        QCOMPARE(listCountedPeriods(guard.desk).error().code, Errc::AccessRefused);
        QCOMPARE(loadCorrection(guard.desk, sync::RecordId::make(fixture.random), sync::RecordId::make(fixture.random))
                     .error()
                     .code,
                 Errc::AccessRefused);
        QCOMPARE(listCommissions(guard.desk).error().code, Errc::AccessRefused);
        QCOMPARE(loadReport(guard.desk, ReportName::AnnualBulletin, year, ReportLanguages::French).error().code,
                 Errc::AccessRefused);
        QCOMPARE(mayPrintReport(guard.desk, ReportName::AnnualBulletin).error().code, Errc::AccessRefused);
        QCOMPARE(countReport(guard.desk, ReportName::MonthlyHouse, Period::ofMonth(2025, 1)).error().code,
                 Errc::AccessRefused);
        QCOMPARE(peopleBehind(guard.desk, {Indicator::People, year, {}, {}, {}}, {}).error().code, Errc::AccessRefused);
        CountCache cache; // what somebody else counted is not handed to who may not see it
        {
            Seat director(fixture, Role::Director);
            QVERIFY(cache.count(director.desk, {Indicator::People, year, {}, {}, {}}).hasValue());
        }
        Seat again(fixture, Role::NightGuard);
        QCOMPARE(cache.count(again.desk, {Indicator::People, year, {}, {}, {}}).error().code, Errc::AccessRefused);
        QVERIFY(houseMode(again.desk).hasValue());
    }

    void thePrintOfExactNumbersIsInTheJournal()
    {
        tests::DeskFixture fixture(21);
        Seat director(fixture, Role::Director);
        QVERIFY(noteNumbersPrinted(director.desk, u"monthly_house 2026-10"_s).hasValue());
        const auto lines = casework::listAuditOf(director.desk, casework::AuditVerb::NumbersPrinted).value();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines.front().detail, std::string("monthly_house 2026-10"));
    }
};

QTEST_APPLESS_MAIN(TestReportRoles)
#include "test_report_roles.moc"
