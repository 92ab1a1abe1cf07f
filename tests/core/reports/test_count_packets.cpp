// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/role_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/referrals/package.h"
#include "core/reports/collection.h"
#include "core/reports/count_packet.h"
#include "core/reports/counting.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "core/reports/report_plans.h"
#include "core/sync/device_secrets.h"
#include "core/wire/package.h"
#include "tests/core/reports/random_house.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace indaro;
using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::Errc;
namespace f = model::fields;

namespace {

Errc errorOf(const auto &result)
{
    return result ? Errc::Internal : result.error().code;
}

/// A house or a commission with its key. A director is signed in.
struct House : tests::DeskFixture
{
    QString name;
    casework::OwnOrganisationKey own = casework::makeOrganisationKey(*desk).value();
    std::optional<casework::DirectoryId> partner{};

    House(unsigned seed, QString called) : DeskFixture(seed), name(std::move(called)) {}

    casework::DirectoryId meet(const House &other, const char *category, bool isCompared = true)
    {
        const auto entry = casework::addToDirectory(*desk, {.name = other.name.toStdString(), .category = category}).value();
        INDARO_CHECK(casework::setPartnerKey(*desk, entry, other.own.text).hasValue());
        if (isCompared)
            INDARO_CHECK(casework::notePartnerKeyCompared(*desk, entry, other.own.code).hasValue());
        return entry;
    }
    std::size_t audits(casework::AuditVerb verb) { return casework::listAuditOf(*desk, verb)->size(); }
};

const Period LastYear = Period::ofYear(2025); // the clock's today is 2026-11-24

/// Two houses that know the commission, and the commission that knows them.
struct Country
{
    House commission{1, u"Commission"_s};
    House muyinga{2, u"Maison Inzira"_s};
    House makamba{3, u"Foyer Ubuntu"_s};
    Country()
    {
        INDARO_CHECK(setHouseMode(*commission.desk, HouseMode::Commission).hasValue());
        for (House *house : {&muyinga, &makamba}) {
            house->partner = house->meet(commission, "commission");
            commission.meet(*house, "shelter");
        }
    }
    void fill(int people)
    {
        for (House *house : {&muyinga, &makamba})
            tests::RandomHouse(*house, house == &muyinga ? 21 : 22).fill(people, 2);
    }
    static base::Bytes seal(House &house, const Period &period)
    {
        return sealCounts(*house.desk, period, *house.partner).value().bytes;
    }
};

} // namespace

class TestCountPackets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSealedIsWhatIsCountedAndNothingElse()
    {
        Country country;
        country.fill(15);
        const auto packet = previewCounts(*country.muyinga.desk, LastYear).value();
        const auto file = Country::seal(country.muyinga, LastYear);
        QCOMPARE(country.muyinga.audits(casework::AuditVerb::CountsSealed), std::size_t{1});
        const auto opened = openCounts(*country.commission.desk, file).value();
        QCOMPARE(opened.line.senderName, u"Maison Inzira"_s);
        QCOMPARE(opened.line.revision, 1);
        QVERIFY(opened.changes.empty());
        QCOMPARE(country.commission.audits(casework::AuditVerb::CountsOpened), std::size_t{1});
        const auto kept = loadPacket(*country.commission.desk, opened.line.id).value();
        QVERIFY(kept.tables == packet.tables);
        QVERIFY(kept.tables.front().total.count > 0);
        const auto text = packet.toBytes();
        const std::string all(base::asText(text));
        for (const char *never : {"BCDF-", "name ", "Inzira"}) // case codes, shown names, the house
            QVERIFY2(all.find(never) == std::string::npos, never);
    }

    void whoSaidNoToBeingCountedIsInNoPacket()
    {
        Country country;
        House &house = country.muyinga;
        const auto admit = [&](const char *decision) {
            const auto person = house.bear({{f::case_file::Sex, "F"}, {f::case_file::IsMinor, "no"}}, {});
            const base::Value owner = base::Bytes(person.bytes().begin(), person.bytes().end());
            auto transaction = house.db->begin();
            INDARO_CHECK(house.log
                             ->birth({f::stay::Table, sync::RecordId::make(house.random)},
                                     {{f::stay::CaseFile, owner}, {f::stay::ArrivedAt, "2025-05-05"}})
                             .hasValue());
            if (decision != nullptr)
                INDARO_CHECK(house.log
                                 ->birth({f::consent::Table, sync::RecordId::make(house.random)},
                                         {{f::consent::CaseFile, owner},
                                          {f::consent::Purpose, "statistics"},
                                          {f::consent::Decision, decision},
                                          {f::consent::GivenBy, "person"},
                                          {f::consent::GivenOn, "2025-05-06"},
                                          {f::consent::RecordedAt, house.clock.nowUtc() - 1000}})
                                 .hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
        };
        admit("yes");
        admit(nullptr); // nobody asked her yet
        admit("no");
        const Question question{Indicator::NewPeople, LastYear, {}, {}, {}};
        QCOMPARE(count(*house.desk, question)->total.count, 3); // inside the house everybody counts
        const auto outside = countForOutside(*house.desk, question).value();
        QCOMPARE(outside.total.count, 2);
        QCOMPARE(outside.notCounted.size(), std::size_t{1});
        QCOMPARE(outside.notCounted.front().why, u"no_consent"_s);
        const auto opened = openCounts(*country.commission.desk, Country::seal(house, LastYear)).value();
        QCOMPARE(loadPacket(*country.commission.desk, opened.line.id)->tables.front().total.count, 2);
    }

    void theCommissionAddsUp()
    {
        Country country;
        country.fill(12);
        QVERIFY(openCounts(*country.commission.desk, Country::seal(country.muyinga, LastYear)).hasValue());
        const auto alone = sumCounts(*country.commission.desk, LastYear).value();
        QVERIFY(openCounts(*country.commission.desk, Country::seal(country.makamba, LastYear)).hasValue());
        const auto both = sumCounts(*country.commission.desk, LastYear).value();
        const auto here = previewCounts(*country.muyinga.desk, LastYear).value();
        const auto there = previewCounts(*country.makamba.desk, LastYear).value();
        for (std::size_t i = 0; i < both.size(); ++i) {
            QCOMPARE(alone[i].total.count, here.tables[i].total.count);
            QCOMPARE(both[i].total.count, here.tables[i].total.count + there.tables[i].total.count);
        }
        QVERIFY(both.front().total.count > alone.front().total.count);
        QCOMPARE(errorOf(sumCounts(*country.commission.desk, Period::ofYear(2024))), Errc::NotFound);
    }

    void aCorrectedPacketReplacesTheEarlierOneVisibly()
    {
        Country country;
        country.fill(6);
        QVERIFY(openCounts(*country.commission.desk, Country::seal(country.muyinga, LastYear)).hasValue());
        const auto person = country.muyinga.bear({{f::case_file::Sex, "F"}}, {});
        {
            auto transaction = country.muyinga.db->begin();
            INDARO_CHECK(country.muyinga.log
                             ->birth({f::stay::Table, sync::RecordId::make(country.muyinga.random)},
                                     {{f::stay::CaseFile, base::Bytes(person.bytes().begin(), person.bytes().end())},
                                      {f::stay::ArrivedAt, "2025-05-05"}})
                             .hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
        }
        country.muyinga.clock.advance(3'600'000);
        country.commission.clock.advance(7'200'000);
        const auto corrected = openCounts(*country.commission.desk, Country::seal(country.muyinga, LastYear)).value();
        QCOMPARE(corrected.line.revision, 2);
        QVERIFY(!corrected.changes.empty());
        QCOMPARE(corrected.changes.front().after, corrected.changes.front().before + 1);
        const auto lines = listPackets(*country.commission.desk, LastYear).value();
        QCOMPARE(lines.size(), std::size_t{2}); // the earlier one stays to be looked at
        QVERIFY(lines[0].holds && !lines[1].holds);
        QCOMPARE(coverageOf(*country.commission.desk, LastYear)->here.size(), std::size_t{1});
    }

    void aPacketThatComesLateAndIsOlderReplacesNothing()
    {
        Country country;
        country.fill(5);
        const auto first = Country::seal(country.muyinga, LastYear);
        country.muyinga.clock.advance(3'600'000);
        const auto second = Country::seal(country.muyinga, LastYear);
        country.commission.clock.advance(7'200'000);
        const auto newer = openCounts(*country.commission.desk, second).value();
        const auto older = openCounts(*country.commission.desk, first).value();
        QCOMPARE(older.line.revision, 1);
        const auto lines = listPackets(*country.commission.desk, LastYear).value();
        const auto held = std::ranges::find_if(lines, &PacketLine::holds);
        QVERIFY(held->id == newer.line.id);
        QCOMPARE(held->revision, 2);
    }

    /// The clock of a shelter was put back: what it numbered later is later all the same.
    void theLaterRevisionHoldsWhateverTheClockSays()
    {
        Country country;
        country.fill(4);
        const auto first = Country::seal(country.muyinga, LastYear);
        country.muyinga.clock.advance(-3'600'000);
        const auto second = Country::seal(country.muyinga, LastYear);
        country.commission.clock.advance(7'200'000);
        QCOMPARE(openCounts(*country.commission.desk, second)->line.revision, 2);
        const auto older = openCounts(*country.commission.desk, first).value();
        QCOMPARE(older.line.revision, 1);
        QVERIFY(!older.line.holds);
        QCOMPARE(coverageOf(*country.commission.desk, LastYear)->here.front().revision, 2);
    }

    /// A shelter lost its laptops and made a new key: what it sends is counted instead of what came before, not as well.
    void aChangedKeyIsStillOneShelter()
    {
        Country country;
        country.fill(12);
        (void)Country::seal(country.muyinga, LastYear);
        QVERIFY(openCounts(*country.commission.desk, Country::seal(country.muyinga, LastYear)).hasValue()); // revision 2
        House anew{8, country.muyinga.name};
        tests::RandomHouse(anew, 21).fill(12, 2);
        anew.partner = anew.meet(country.commission, "commission");
        casework::Desk &desk = *country.commission.desk;
        const auto partners = casework::listPartnerKeys(desk).value();
        const auto entry = std::ranges::find(partners, country.muyinga.name, &casework::PartnerKey::name)->entry;
        QVERIFY(casework::setPartnerKey(desk, entry, anew.own.text).hasValue());
        QVERIFY(casework::notePartnerKeyCompared(desk, entry, anew.own.code).hasValue());
        const auto opened = openCounts(desk, Country::seal(anew, LastYear)).value();
        const auto coverage = coverageOf(desk, LastYear).value();
        QCOMPARE(coverage.here.size(), std::size_t{1});
        QVERIFY(coverage.here.front().id == opened.line.id); // its first revision, and yet the later one
        const auto shelters = listShelters(desk, LastYear).value();
        QVERIFY(std::ranges::none_of(shelters, &ShelterStanding::hasTwin)); // nothing of it is in the sum twice
        QVERIFY(coverage.missing.isEmpty());
        QCOMPARE(sumCounts(desk, LastYear)->front().total.count,
                 previewCounts(*anew.desk, LastYear)->tables.front().total.count);
    }

    /// Two houses of one order bear one name: each has its entry, and each is counted.
    void twoSheltersOfOneNameAreTwo()
    {
        Country country;
        country.fill(12);
        House twin{9, country.muyinga.name};
        tests::RandomHouse(twin, 22).fill(12, 2);
        twin.partner = twin.meet(country.commission, "commission");
        country.commission.meet(twin, "shelter");
        casework::Desk &desk = *country.commission.desk;
        QVERIFY(openCounts(desk, Country::seal(country.muyinga, LastYear)).hasValue());
        const auto opened = openCounts(desk, Country::seal(twin, LastYear)).value();
        QVERIFY(opened.changes.empty()); // it corrects nothing of the other
        QCOMPARE(coverageOf(desk, LastYear)->here.size(), std::size_t{2});
        QCOMPARE(sumCounts(desk, LastYear)->front().total.count,
                 previewCounts(*country.muyinga.desk, LastYear)->tables.front().total.count +
                     previewCounts(*twin.desk, LastYear)->tables.front().total.count);
    }

    void onlyWhatIsInOrderIsOpened()
    {
        Country country;
        country.fill(4);
        House stranger{9, u"Unknown"_s};
        const auto file = Country::seal(country.muyinga, LastYear);
        QVERIFY(openCounts(*country.commission.desk, file).hasValue());
        QCOMPARE(errorOf(openCounts(*country.commission.desk, file)), Errc::PackageReplayed);
        base::Bytes broken = Country::seal(country.muyinga, LastYear);
        broken[broken.size() / 2] ^= std::byte{1};
        QCOMPARE(errorOf(openCounts(*country.commission.desk, broken)), Errc::PackageAltered);
        QCOMPARE(errorOf(openCounts(*country.commission.desk, base::asBytes("nothing of the kind"))), Errc::PackageNotOne);
        // A house whose key nobody compared
        stranger.partner = stranger.meet(country.commission, "commission");
        QCOMPARE(errorOf(openCounts(*country.commission.desk, Country::seal(stranger, LastYear))),
                 Errc::PackageSenderUnknown);
        // Another house cannot read it, and a shelter opens none.
        QCOMPARE(errorOf(openCounts(*country.makamba.desk, file)), Errc::WrongState);
        QVERIFY(setHouseMode(*stranger.desk, HouseMode::Commission).hasValue());
        QCOMPARE(errorOf(openCounts(*stranger.desk, file)), Errc::PackageWrongRecipient);
        // What came for the door of referrals is not let in there.
        QCOMPARE(errorOf(casework::openPackage(*country.commission.desk, Country::seal(country.makamba, LastYear))),
                 Errc::PackageNotOne);
    }

    void onlyWhatIsOverIsSealedAndOnlyToTheCommission()
    {
        Country country;
        QCOMPARE(errorOf(sealCounts(*country.muyinga.desk, Period::ofYear(2026), *country.muyinga.partner)),
                 Errc::InvalidArgument);
        QCOMPARE(errorOf(sealCounts(*country.muyinga.desk, Period::ofMonth(2025, 3), *country.muyinga.partner)),
                 Errc::InvalidArgument);
        const auto shelter = country.muyinga.meet(country.makamba, "shelter");
        QCOMPARE(errorOf(sealCounts(*country.muyinga.desk, LastYear, shelter)), Errc::PartnerKeyMissing);
        QCOMPARE(errorOf(sealCounts(*country.commission.desk, LastYear, shelter)), Errc::WrongState);
        QCOMPARE(listCommissions(*country.muyinga.desk)->size(), std::size_t{1});
        QCOMPARE(sealCounts(*country.muyinga.desk, Period::ofQuarter(2026, 3), *country.muyinga.partner)->revision, 1);
        QCOMPARE(sealCounts(*country.muyinga.desk, Period::ofQuarter(2026, 3), *country.muyinga.partner)->revision, 2);
    }

    void aPacketThatIsNoneIsStrange()
    {
        Country country;
        CountPacket packet = previewCounts(*country.muyinga.desk, LastYear).value();
        const auto whole = CountPacket::fromBytes(packet.toBytes()).value();
        QVERIFY(whole.tables == packet.tables && whole.missing().empty() && whole.unknown.isEmpty());
        QCOMPARE(whole.list, ReleaseListVersion);
        packet.tables.push_back(packet.tables.front()); // one table twice
        QCOMPARE(errorOf(CountPacket::fromBytes(packet.toBytes())), Errc::WireDamaged);
        packet.tables.pop_back();
        packet.tables.front().rowTotals.emplace_back(); // one that does not fit together
        QCOMPARE(errorOf(CountPacket::fromBytes(packet.toBytes())), Errc::WireDamaged);
        QCOMPARE(errorOf(CountPacket::fromBytes(base::asBytes("{\"counts\":2}"))), Errc::PackageTooNew);
        QCOMPARE(errorOf(CountPacket::fromBytes(base::asBytes("{\"counts\":1,\"period\":\"2025\"}"))), Errc::WireDamaged);
        QCOMPARE(errorOf(CountPacket::fromBytes(base::asBytes("[]"))), Errc::WireDamaged);
    }

    /// Whoever changes the list raises its version, and writes the new one here.
    void theListOfTablesHasAVersion()
    {
        const auto keysOf = [](const Period &period) {
            QStringList keys;
            const auto questions = releaseQuestions(period).value();
            for (const Question &question : questions)
                keys << question.key().remove(u'/' + period.code());
            return keys.join(u' ');
        };
        QCOMPARE(ReleaseListVersion, 1);
        QCOMPARE(keysOf(LastYear),
                 u"new_people/sex/age_band new_people/province_new/sex new_people/country/sex new_people/exploitation/sex "
                 "new_people/exploitation/age_band new_people/control new_people/sector new_people/recruitment_method "
                 "new_people/recruiter_relation new_people/status/sex new_people/referral_source services_given/service "
                 "justice_people/justice_kind people occupancy bed_nights stay_length admissions exits refusals "
                 "referrals_out unmet_needs"_s);
        QCOMPARE(keysOf(Period::ofQuarter(2025, 1)), u"new_people/sex new_people/age_band new_people/province_new "
                                                     "new_people/exploitation new_people/referral_source"_s);
    }

    /// One shelter has an older program, with a table less, and another a newer one, with a table more.
    void packetsOfOtherVersionsStayReadable()
    {
        Country country;
        country.fill(60);
        casework::Desk &desk = *country.commission.desk;
        // As the other program would have written it, under the same name and key.
        const auto sealAs = [](House &house, const CountPacket &packet) {
            const auto partner = casework::rows::comparedPartner(*house.desk, *house.partner).value();
            const auto secrets = casework::rows::organisationSecrets(*house.desk).value();
            const auto device = sync::ensureDeviceSecrets(house.desk->log.connection()).value();
            const base::UtcMs now = house.desk->clock.nowUtc();
            const wire::PackageCover cover{
                wire::PackageKind::Counts, wire::PackageId::make(house.desk->random), now, now + 86'400'000, {}, {}};
            return wire::sealPackage(cover, packet.toBytes(), partner.key, secrets.front(), device.sign).value();
        };
        CountPacket older = previewCounts(*country.muyinga.desk, LastYear).value();
        const Question gone = older.tables[5].question;
        older.tables.erase(older.tables.begin() + 5);
        CountPacket newer = previewCounts(*country.makamba.desk, LastYear).value();
        newer.list = ReleaseListVersion + 1;
        QJsonObject question{{u"indicator"_s, u"future_number"_s}, {u"period"_s, u"2025"_s}};
        newer.unknown.append(QJsonObject{{u"question"_s, question}, {u"total"_s, QJsonArray{7, 7, 0}}});

        const auto first = openCounts(desk, sealAs(country.muyinga, older)).value();
        QVERIFY(first.missing == std::vector{gone});
        QCOMPARE(first.unknown, 0);
        const auto second = openCounts(desk, sealAs(country.makamba, newer)).value();
        QVERIFY(second.missing.empty());
        QCOMPARE(second.unknown, 1);
        const auto kept = loadPacket(desk, second.line.id).value();
        QCOMPARE(kept.list, ReleaseListVersion + 1);
        QCOMPARE(kept.unknown, newer.unknown); // it is there for the program that knows it

        const auto gaps = gapsOf(desk, LastYear).value();
        QCOMPARE(gaps.size(), std::size_t{2});
        const auto gap = std::ranges::find(gaps, country.muyinga.name, &PacketGap::senderName);
        QVERIFY(gap != gaps.end() && gap->missing == std::vector{gone});
        // What is there is summed; the table that one lacks is the other's alone.
        const auto sums = sumCounts(desk, LastYear).value();
        QCOMPARE(sums.size(), releaseQuestions(LastYear)->size());
        QCOMPARE(sums[5].total.count, newer.tables[5].total.count);
        QCOMPARE(sums[4].total.count, older.tables[4].total.count + newer.tables[4].total.count);
        // Beside the others it would tell of that one shelter, and is not published.
        const Release seen = previewRelease(desk, LastYear).value();
        QVERIFY(seen.find(gone) == nullptr);
        QCOMPARE(seen.tables.size(), sums.size() - 1);
    }

    void aVaultWithPeopleIsNoCommissions()
    {
        House house{4, u"Maison"_s};
        QCOMPARE(houseMode(*house.desk).value(), HouseMode::Shelter);
        QVERIFY(setHouseMode(*house.desk, HouseMode::Commission).hasValue());
        QCOMPARE(houseMode(*house.desk).value(), HouseMode::Commission);
        QCOMPARE(house.audits(casework::AuditVerb::HouseModeChanged), std::size_t{1});
        QVERIFY(setHouseMode(*house.desk, HouseMode::Shelter).hasValue());
        (void)house.bear({{f::case_file::Sex, "F"}}, {});
        QCOMPARE(errorOf(setHouseMode(*house.desk, HouseMode::Commission)), Errc::WrongState);
    }

    void aYearIsPublishedOnceAndLaterOnesFit()
    {
        Country country;
        country.fill(80);
        for (House *house : {&country.muyinga, &country.makamba}) {
            QVERIFY(openCounts(*country.commission.desk, Country::seal(*house, LastYear)).hasValue());
            for (const Period &quarter : LastYear.parts(PeriodKind::Quarter))
                QVERIFY(openCounts(*country.commission.desk, Country::seal(*house, quarter)).hasValue());
        }
        casework::Desk &desk = *country.commission.desk;
        const Release seen = previewRelease(desk, LastYear).value();
        QCOMPARE(seen.tables.size(), wholeReleaseQuestions(2025).size());
        const Publication first = publish(desk, LastYear, seen, "second=abc").value();
        QCOMPARE(first.number, 1);
        QCOMPARE(first.packets, 10);
        QVERIFY(first.release == seen);
        QCOMPARE(country.commission.audits(casework::AuditVerb::FiguresPublished), std::size_t{1});
        const auto bulletin = publishedReport(desk, ReportName::AnnualBulletin, LastYear).value();
        QCOMPARE(bulletin.size(), questionsOf(ReportName::AnnualBulletin, LastYear)->size());
        QVERIFY(publishedReport(desk, ReportName::QuarterlyCommission, Period::ofQuarter(2025, 2)).hasValue());
        QCOMPARE(errorOf(publishedReport(desk, ReportName::MonthlyHouse, Period::ofMonth(2025, 2))), Errc::InvalidArgument);
        QCOMPARE(errorOf(publishedReport(desk, ReportName::AnnualBulletin, Period::ofYear(2024))), Errc::NotFound);

        // A corrected packet comes late: what was looked at is no longer what would be published.
        country.muyinga.clock.advance(60'000);
        country.commission.clock.advance(120'000);
        tests::RandomHouse(country.muyinga, 31).fill(60, 2);
        const Release outdated = previewRelease(desk, LastYear).value();
        const auto late = openCounts(desk, Country::seal(country.muyinga, LastYear)).value();
        QVERIFY(late.line.isLate);
        QCOMPARE(errorOf(publish(desk, LastYear, outdated, "second=abc")), Errc::WrongState);
        const Publication next = publish(desk, LastYear, previewRelease(desk, LastYear).value(), "second=abc").value();
        QCOMPARE(next.number, 2);
        QCOMPARE(listPublications(desk, LastYear)->size(), std::size_t{2});
    }

    /// Nothing per shelter [contracts.md 8 (b)].
    void aHousePublishesNothing()
    {
        Country country;
        country.fill(60);
        casework::Desk &house = *country.muyinga.desk;
        const auto seen = previewRelease(house, LastYear);
        QCOMPARE(errorOf(seen), Errc::WrongState);
        QCOMPARE(seen.error().text("mode"), std::string("shelter"));
        QCOMPARE(errorOf(publish(house, LastYear, {}, "second=abc")), Errc::WrongState);
        QCOMPARE(errorOf(publishedReport(house, ReportName::AnnualBulletin, LastYear)), Errc::WrongState);
        QVERIFY(listPublications(house)->empty());
        QCOMPARE(country.muyinga.audits(casework::AuditVerb::FiguresPublished), std::size_t{0});
        // The same figures, sealed to the commission, are published by it, as a sum.
        QVERIFY(openCounts(*country.commission.desk, Country::seal(country.muyinga, LastYear)).hasValue());
        QVERIFY(openCounts(*country.commission.desk, Country::seal(country.makamba, LastYear)).hasValue());
        const Release sum = previewRelease(*country.commission.desk, LastYear).value();
        const Publication one = publish(*country.commission.desk, LastYear, sum, "second=abc").value();
        QCOMPARE(one.kind, PublicationKind::National);
        for (const PublishedTable &table : one.release.tables) {
            for (const PublishedCell &cell : table.rowTotals)
                QVERIFY(!cell.isNumber() || cell.number % RoundTo == 0);
        }
    }

    void nothingIsPublishedWithoutASecondPerson()
    {
        Country country;
        country.fill(20);
        casework::Desk &desk = *country.commission.desk;
        QVERIFY(openCounts(desk, Country::seal(country.muyinga, LastYear)).hasValue());
        const Release seen = previewRelease(desk, LastYear).value();
        QCOMPARE(errorOf(publish(desk, LastYear, seen, {})), Errc::SecondPersonNeeded);
        QVERIFY(listPublications(desk)->empty());
    }
};

QTEST_APPLESS_MAIN(TestCountPackets)
#include "test_count_packets.moc"
