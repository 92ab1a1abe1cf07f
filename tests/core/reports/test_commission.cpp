// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/house/house.h"
#include "core/casework/import_export/people_import.h"
#include "core/casework/people/commands.h"
#include "core/crypto/hash.h"
#include "core/model/csv.h"
#include "core/reports/collection.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "core/reports/release_files.h"
#include "core/reports/report_plans.h"
#include "tests/core/reports/random_house.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace indaro;
using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::Errc;
namespace f = model::fields;

namespace {

constexpr base::UtcMs OneMinute = 60'000;
constexpr std::size_t MostOfAFile = std::size_t{16} << 20;

Errc codeOf(const auto &result)
{
    return result ? Errc::Internal : result.error().code;
}

/// A shelter or the commission, with its key. A director is signed in.
struct Office : tests::DeskFixture
{
    QString name;
    casework::OwnOrganisationKey own = casework::makeOrganisationKey(*desk).value();
    std::optional<casework::DirectoryId> commission{};

    Office(unsigned seed, QString called) : DeskFixture(seed), name(std::move(called)) {}

    casework::DirectoryId meet(const Office &other, const char *category)
    {
        const auto entry = casework::addToDirectory(*desk, {.name = other.name.toStdString(), .category = category}).value();
        INDARO_CHECK(casework::setPartnerKey(*desk, entry, other.own.text).hasValue());
        INDARO_CHECK(casework::notePartnerKeyCompared(*desk, entry, other.own.code).hasValue());
        return entry;
    }
    /// A woman who came to the house on that day.
    void admit(const char *day)
    {
        const auto person = bear({{f::case_file::Sex, "F"}, {f::case_file::IsMinor, "no"}}, {});
        auto transaction = db->begin();
        INDARO_CHECK(log->birth({f::stay::Table, sync::RecordId::make(random)},
                                {{f::stay::CaseFile, base::Bytes(person.bytes().begin(), person.bytes().end())},
                                 {f::stay::ArrivedAt, day}})
                         .hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
};

const Period Year = Period::ofYear(2025); // the clock's today is 2026-11-24

/// Three shelters with a stick, the commission, and a house nobody knows.
struct Country
{
    Office commission{1, u"Commission"_s};
    Office muyinga{2, u"Maison Inzira"_s};
    Office makamba{3, u"Foyer Ubuntu"_s};
    Office ngozi{4, u"Centre Iwacu"_s};
    Office stranger{5, u"Inconnue"_s};
    QTemporaryDir stick;

    Country()
    {
        INDARO_CHECK(setHouseMode(*commission.desk, HouseMode::Commission).hasValue());
        for (Office *office : shelters()) {
            office->commission = office->meet(commission, "commission");
            commission.meet(*office, "shelter");
        }
        stranger.commission = stranger.meet(commission, "commission");
    }
    std::vector<Office *> shelters() { return {&muyinga, &makamba, &ngozi}; }
    void fill(int people)
    {
        unsigned seed = 40;
        for (Office *office : shelters())
            tests::RandomHouse(*office, ++seed).fill(people, 2);
    }
    /// The packet as a file on the stick; every clock goes on a little.
    QString seal(Office &office, const Period &period, const QString &name)
    {
        const auto sealed = sealCounts(*office.desk, period, *office.commission).value();
        const QString path = stick.filePath(name);
        INDARO_CHECK(base::writeFileDurably(path.toStdU16String(), sealed.bytes).hasValue());
        tick();
        return path;
    }
    void tick()
    {
        for (Office *office : shelters())
            office->clock.advance(OneMinute);
        commission.clock.advance(OneMinute);
        stranger.clock.advance(OneMinute);
    }
    base::Result<OpenedCounts> open(const QString &path)
    {
        const auto file = base::readFile(path.toStdU16String(), MostOfAFile).value();
        return openCounts(*commission.desk, file);
    }
    /// What the shelters' own counts add up to, table by table.
    std::vector<std::int64_t> expected(const std::vector<Office *> &offices, const Period &period)
    {
        std::vector<std::int64_t> totals;
        for (Office *office : offices) {
            const auto packet = previewCounts(*office->desk, period).value();
            totals.resize(packet.tables.size());
            for (std::size_t i = 0; i < totals.size(); ++i)
                totals[i] += packet.tables[i].total.count;
        }
        return totals;
    }
    std::vector<std::int64_t> summed(const Period &period)
    {
        std::vector<std::int64_t> totals;
        const auto asked = sumCounts(*commission.desk, period).value();
        for (const Table &table : asked)
            totals.push_back(table.total.count);
        return totals;
    }
    ShelterStanding standing(const Office &office, const Period &period)
    {
        const auto all = listShelters(*commission.desk, period).value();
        const auto found = std::ranges::find(all, office.name, &ShelterStanding::name);
        INDARO_CHECK(found != all.end());
        return *found;
    }
};

} // namespace

class TestCommission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The whole course: packets on a stick, of which some must not count, and the sums are right after each step.
    void threeSheltersAndEverythingThatGoesWrong()
    {
        Country country;
        country.fill(9);
        for (Office *office : country.shelters())
            office->admit("2025-03-04");
        QVERIFY(country.standing(country.ngozi, Year).isMissing());
        QCOMPARE(country.standing(country.ngozi, Year).code, country.ngozi.own.code);

        const QString first = country.seal(country.muyinga, Year, u"a.counts"_s);
        const QString second = country.seal(country.makamba, Year, u"b.counts"_s);
        QVERIFY(country.open(first).hasValue());
        QVERIFY(country.open(second).hasValue());
        QCOMPARE(country.summed(Year), country.expected({&country.muyinga, &country.makamba}, Year));

        // A house nobody compared, a changed byte, the same file again, a packet for somebody else: nothing of it counts.
        country.stranger.admit("2025-03-04");
        QCOMPARE(codeOf(country.open(country.seal(country.stranger, Year, u"c.counts"_s))), Errc::PackageSenderUnknown);
        auto bytes = base::readFile(first.toStdU16String(), MostOfAFile).value();
        bytes[bytes.size() - 40] ^= std::byte{4};
        QCOMPARE(codeOf(openCounts(*country.commission.desk, bytes)), Errc::PackageAltered);
        QCOMPARE(codeOf(country.open(first)), Errc::PackageReplayed);
        const auto elsewhere = country.makamba.meet(country.stranger, "commission");
        const auto wrong = sealCounts(*country.makamba.desk, Year, elsewhere).value();
        QCOMPARE(codeOf(openCounts(*country.commission.desk, wrong.bytes)), Errc::PackageWrongRecipient);
        QCOMPARE(country.summed(Year), country.expected({&country.muyinga, &country.makamba}, Year));
        QCOMPARE(coverageOf(*country.commission.desk, Year)->here.size(), std::size_t{2});

        // It is published; then one is corrected, and the third comes late.
        const Release seen = previewRelease(*country.commission.desk, Year).value();
        QVERIFY(publish(*country.commission.desk, Year, seen, "second=x").hasValue());
        country.tick();
        country.muyinga.admit("2025-08-09");
        const auto corrected = country.open(country.seal(country.muyinga, Year, u"d.counts"_s)).value();
        QCOMPARE(corrected.line.revision, 2);
        const auto late = country.open(country.seal(country.ngozi, Year, u"e.counts"_s)).value();
        QVERIFY(late.line.isLate);
        QCOMPARE(country.summed(Year), country.expected(country.shelters(), Year));

        const ShelterStanding muyinga = country.standing(country.muyinga, Year);
        QCOMPARE(muyinga.revisions.size(), std::size_t{2});
        QCOMPARE(muyinga.holding()->revision, 2);
        QVERIFY(muyinga.isCompared && muyinga.comparedOn && !muyinga.hasTwin);
        QVERIFY(country.standing(country.ngozi, Year).holding()->isLate);
        QVERIFY(!country.standing(country.makamba, Year).holding()->isLate);
        const auto changes =
            loadCorrection(*country.commission.desk, muyinga.revisions[1].id, muyinga.revisions[0].id).value();
        const auto people = std::ranges::find_if(changes, [](const FigureChange &change) {
            return change.question.indicator == Indicator::NewPeople && change.place == CellPlace{};
        });
        QVERIFY(people != changes.end());
        QCOMPARE(people->after, people->before + 1);
        QVERIFY(std::ranges::all_of(changes, [](const FigureChange &change) { return change.before != change.after; }));
        QVERIFY(std::ranges::any_of(changes, [](const FigureChange &change) { return change.place.row.has_value(); }));
    }

    void periodsThatCameAreListedYearsBeforeTheirQuarters()
    {
        Country country;
        const Period last = Period::ofQuarter(2025, 4);
        const Period first = Period::ofQuarter(2025, 1);
        for (const Period &period : {first, Year, last})
            QVERIFY(country.open(country.seal(country.ngozi, period, u"p.counts"_s)).hasValue());
        const auto periods = listCountedPeriods(*country.commission.desk).value();
        QCOMPARE(periods.size(), std::size_t{3});
        QCOMPARE(periods[0].code(), Year.code());
        QCOMPARE(periods[1].code(), last.code());
        QCOMPARE(periods[2].code(), first.code());
    }

    /// A shelter that made a second key would be in the sum twice: the list says so.
    void oneNameUnderTwoKeysIsSaid()
    {
        Country country;
        Office twin{9, country.ngozi.name};
        twin.commission = twin.meet(country.commission, "commission");
        country.commission.meet(twin, "shelter");
        QVERIFY(country.open(country.seal(country.ngozi, Year, u"a.counts"_s)).hasValue());
        QVERIFY(!country.standing(country.ngozi, Year).hasTwin);
        QVERIFY(country.open(country.seal(twin, Year, u"b.counts"_s)).hasValue());
        const auto all = listShelters(*country.commission.desk, Year).value();
        QCOMPARE(int(std::ranges::count_if(all, &ShelterStanding::hasTwin)), 2);
    }

    void theCommissionRegistersNobody()
    {
        Country country;
        casework::Admission admission;
        admission.person.givenNames = "Rose";
        QCOMPARE(codeOf(casework::admitPerson(*country.commission.desk, admission)), Errc::WrongState);
        const QString lines = country.stick.filePath(u"people.jsonl"_s);
        QVERIFY(base::writeFileDurably(lines.toStdU16String(), base::asBytes("")).hasValue());
        QCOMPARE(codeOf(casework::importPeople(*country.commission.desk, lines.toStdU16String())), Errc::WrongState);
        QVERIFY(casework::admitPerson(*country.ngozi.desk, admission).hasValue());
        QCOMPARE(codeOf(setHouseMode(*country.ngozi.desk, HouseMode::Commission)), Errc::WrongState);
        // Another laptop registered somebody before it heard of it: the vault is a shelter's.
        country.commission.admit("2026-01-02");
        QCOMPARE(houseMode(*country.commission.desk).value(), HouseMode::Shelter);
    }

    void thePublishedFilesSayNoMoreThanTheRelease()
    {
        Country country;
        country.fill(60);
        for (Office *office : country.shelters()) {
            QVERIFY(country.open(country.seal(*office, Year, office->name + u".counts"_s)).hasValue());
            for (const Period &quarter : Year.parts(PeriodKind::Quarter))
                QVERIFY(country.open(country.seal(*office, quarter, office->name + quarter.code())).hasValue());
        }
        casework::Desk &desk = *country.commission.desk;
        const Publication one = publish(desk, Year, previewRelease(desk, Year).value(), "second=x").value();
        const auto files = releaseFiles(one, u"fr");
        QCOMPARE(files.size(), one.release.tables.size() + 3);
        QVERIFY(files == releaseFiles(one, u"fr"));
        QSet<QString> names;
        int figures = 0;
        int small = 0;
        for (std::size_t i = 0; i < files.size(); ++i) {
            names.insert(files[i].name);
            const auto text = base::asText(files[i].bytes);
            for (const Office *office : {&country.muyinga, &country.makamba, &country.ngozi})
                QVERIFY(text.find(office->name.toStdString()) == std::string_view::npos);
            if (i >= one.release.tables.size())
                continue;
            const PublishedTable &table = one.release.tables[i];
            const auto rows = model::parseCsv(QByteArray(text.data(), qsizetype(text.size())));
            QCOMPARE(rows.size(), table.rows.codes.size() + 1);
            for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
                const QString figure = rows[row].at(qsizetype(table.columns.codes.size()) + 2);
                QCOMPARE(figure, textOf(table.rowTotals[row]));
                const bool isNumber = figure.at(0).isDigit();
                QVERIFY2(!isNumber || table.rowTotals[row].shown == Shown::Kept || figure.toInt() % RoundTo == 0,
                         qPrintable(figure));
                ++figures;
                small += isNumber ? 0 : 1;
            }
            QCOMPARE(rows.back().at(qsizetype(table.columns.codes.size()) + 2), textOf(table.total));
        }
        QVERIFY(figures > 50 && small > 10 && small < figures);
        QCOMPARE(std::size_t(names.size()), files.size());
        const auto manifest = QJsonDocument::fromJson(QByteArray(reinterpret_cast<const char *>(files.back().bytes.data()),
                                                                 qsizetype(files.back().bytes.size())))
                                  .object();
        const QJsonArray listed = manifest[u"files"_s].toArray();
        QCOMPARE(std::size_t(listed.size()), files.size() - 1);
        for (qsizetype i = 0; i < listed.size(); ++i) {
            QCOMPARE(listed[i][u"name"_s].toString(), files[std::size_t(i)].name);
            QCOMPARE(listed[i][u"blake2b_256"_s].toString().toStdString(),
                     base::toHex(crypto::hash(files[std::size_t(i)].bytes)));
        }
        QCOMPARE(manifest[u"packets"_s].toInt(), 15);
    }

    void theFolderIsThereWholeOrNotAtAll()
    {
        QTemporaryDir home;
        const std::filesystem::path folder = home.path().toStdU16String();
        const auto bytes = [](const char *text) {
            const auto view = base::asBytes(text);
            return base::Bytes(view.begin(), view.end());
        };
        const std::vector<ReleaseFile> files{{u"one.csv"_s, bytes("1\r\n")}, {u"manifest.json"_s, bytes("{}")}};
        QDir(home.path()).mkpath(u"indaro-2025-1.part/old"_s); // the power was cut while it was being written
        QVERIFY(writeReleaseFolder(folder, u"indaro-2025-1"_s, files).hasValue());
        QCOMPARE(QDir(home.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList{u"indaro-2025-1"_s});
        QCOMPARE(QDir(home.filePath(u"indaro-2025-1"_s)).entryList(QDir::Files),
                 (QStringList{u"manifest.json"_s, u"one.csv"_s}));
        QVERIFY(writeReleaseFolder(folder, u"indaro-2025-1"_s, files).hasValue()); // the same again
        auto others = files;
        others[0].bytes = bytes("2\r\n");
        QCOMPARE(codeOf(writeReleaseFolder(folder, u"indaro-2025-1"_s, others)), Errc::RecordExists);
        QVERIFY(base::readFile(folder / "indaro-2025-1" / "one.csv", 100).value() == files[0].bytes);
        QCOMPARE(codeOf(writeReleaseFolder(folder / "none", u"indaro-2025-1"_s, files)), Errc::FileNotWritable);
    }

    void noCellIsAFormula()
    {
        QCOMPARE(csvCell(u"=1+2"_s), u"'=1+2"_s);
        QCOMPARE(csvCell(u"@sum"_s), u"'@sum"_s);
        QCOMPARE(csvCell(u"-5"_s), u"'-5"_s);
        QCOMPARE(csvCell(u"+a,b"_s), u"\"'+a,b\""_s);
        QCOMPARE(csvCell(u"a \"b\""_s), u"\"a \"\"b\"\"\""_s);
        QCOMPARE(csvCell(u"'=1"_s), u"''=1"_s);
        QCOMPARE(csvCell(u"< 11"_s), u"< 11"_s);
        QCOMPARE(csvCell({}), QString());
    }

    void whatALaterPacketChangesIsShownBeforeItIsPublished()
    {
        Country country;
        country.fill(50);
        for (Office *office : {&country.muyinga, &country.makamba})
            QVERIFY(country.open(country.seal(*office, Year, u"x.counts"_s)).hasValue());
        casework::Desk &desk = *country.commission.desk;
        const Release first = previewRelease(desk, Year).value();
        QVERIFY(publish(desk, Year, first, "second=x").hasValue());
        QVERIFY(changesBetween(first, previewRelease(desk, Year).value()).empty()); // nothing has come
        country.tick();
        QVERIFY(country.open(country.seal(country.ngozi, Year, u"late.counts"_s)).hasValue());
        const Release next = previewRelease(desk, Year).value();
        const auto changes = changesBetween(first, next);
        QVERIFY(!changes.empty());
        for (const ShownChange &change : changes) {
            QVERIFY(textOf(change.before) != textOf(change.after));
            QCOMPARE(textOf(cellAt(*next.find(change.question), change.place)), textOf(change.after));
        }
        QVERIFY(changesBetween(next, first).size() == changes.size());
    }
};

QTEST_APPLESS_MAIN(TestCommission)
#include "test_commission.moc"
