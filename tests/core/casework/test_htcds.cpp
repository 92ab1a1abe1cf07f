// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/casework/audit/audit.h"
#include "core/casework/consents/withheld.h"
#include "core/casework/house/house_only.h"
#include "core/casework/htcds/ctdc_export.h"
#include "core/casework/htcds/htcds_map.h"
#include "core/casework/htcds/k_anonymity.h"
#include "core/model/csv.h"
#include "tests/core/casework/htcds_house.h"

#include <QSet>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>
#include <map>

using namespace indaro;
using namespace indaro::casework;
using namespace indaro::tests::htcds;
using namespace Qt::StringLiterals;
using base::Errc;
namespace fields = model::fields;

class TestHtcds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFieldOfTheStandardIsMapped()
    {
        QCOMPARE(htcdsFields().size(), std::size_t{83});
        QSet<QString> names;
        for (const HtcdsField &field : htcdsFields())
            names.insert(field.name);
        QCOMPARE(names.size(), 83);
        for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/htcds-map.csv"_s)) {
            for (const QString &alias : row.at(10).split(u' ', Qt::SkipEmptyParts))
                QCOMPARE(htcdsColumnNamed(alias), row.at(0));
            QVERIFY2(row.at(4) != "kept"_L1 || !row.at(11).isEmpty(), qPrintable(row.at(0)));
        }
        for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/htcds-aliases.csv"_s))
            QCOMPARE(htcdsColumnNamed(row.at(0).toUpper()), row.at(1));
        QCOMPARE(htcdsColumnNamed(u"page1/prs_First_Name"_s), u"prs_FirstName"_s);
        QCOMPARE(htcdsColumnNamed(u"vic_TraffickinStatusDecisionMakingOrg"_s), u"vic_TraffickingStatusDecisionMakingOrg"_s);
        QCOMPARE(htcdsColumnNamed(u"Longitude"_s), QString()); // of three fields
        const HtcdsField &gender = *findHtcdsField(u"prs_Gender");
        QCOMPARE(readHtcdsCode(gender, u" feminine "_s)->ours, u"F"_s);
        QCOMPARE(readHtcdsCode(gender, u"Not Specified/Unknown"_s)->ours, QString());
        QVERIFY(!readHtcdsCode(gender, u"Feminin-ish"_s));
    }

    void neutralCellsComeBackExactly()
    {
        for (const QString &sign : {u"="_s, u"+"_s, u"-"_s, u"@"_s, u"\t"_s, u"\r"_s}) {
            QCOMPARE(neutralCell(sign + u"1"_s), u'\'' + sign + u"1"_s);
            for (const QString &text : {sign + u"x"_s, u'\'' + sign, u"''"_s + sign, u"a"_s + sign})
                QCOMPARE(plainCell(neutralCell(text)), text);
        }
        for (const QString &text : {QString(), u"'"_s, u"'x"_s, u"O'Neil"_s})
            QCOMPARE(neutralCell(text), text);
    }

    void aTableComesBackByteForByte_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned i = 0; i < 6; ++i)
            QTest::newRow(qPrintable(QString::number(Seed + i))) << Seed + i;
    }
    void aTableComesBackByteForByte()
    {
        QFETCH(unsigned, seed);
        qInfo("seed %u", seed);
        Dice dice{std::mt19937(seed)};
        House from(seed);
        for (int i = 0; i < 40; ++i)
            from.anybody(dice);
        const QByteArray first = from.exported();
        QVERIFY(!first.contains(",=") && !first.contains("\"="));
        House into(seed + 1000);
        const auto report = importHtcds(*into.desk, first).value();
        QCOMPARE(report.rows, 40);
        QCOMPARE(report.imported + report.merged + int(report.notTaken.size()), 40);
        QVERIFY2(report.notTaken.empty(), qPrintable(reasonsIn(report.notTaken).join(u'\n')));
        const QByteArray second = into.exported();
        QVERIFY2(second == first, qPrintable(whereTheyDiffer(first, second)));
        // The same again changes nothing, and a workbook says the same as the table.
        const auto again = importHtcds(*into.desk, first).value();
        QCOMPARE(again.merged, 40);
        QCOMPARE(into.exported(), first);
        QCOMPARE(Cells(from.exported(ExchangeFormat::Xlsx)).table.rows.size(), std::size_t{40});
        House third(seed + 2000);
        QCOMPARE(importHtcds(*third.desk, from.exported(ExchangeFormat::Xlsx)).value().imported, 40);
        const QByteArray fromWorkbook = third.exported();
        QVERIFY2(fromWorkbook == first, qPrintable(whereTheyDiffer(first, fromWorkbook)));
    }

    void aTableSaysTheStatusHerOwnPageSays()
    {
        House house;
        const auto event = [&](const sync::RecordId &who, const char *kind, const char *day) {
            house.bearNew(fields::case_event::Table, {{fields::case_event::CaseFile, idValue(who)},
                                                      {fields::case_event::Kind, kind},
                                                      {fields::case_event::HappenedAt, day},
                                                      {fields::case_event::RecordedAt, std::int64_t{house.clock.nowUtc()}}});
        };
        const auto decided = [&](const sync::RecordId &who, const char *author, const char *organ, const char *status) {
            house.bearNew(fields::status_decision::Table, {{fields::status_decision::CaseFile, idValue(who)},
                                                           {fields::status_decision::Author, author},
                                                           {fields::status_decision::Organ, organ},
                                                           {fields::status_decision::Status, status},
                                                           {fields::status_decision::DecidedOn, "2026-11-20"}});
        };
        const auto shown = [&](const std::function<void(const sync::RecordId &)> &tell) -> QString {
            const std::string code = model::makeCaseCode(house.random);
            const auto who = house.bear({{fields::case_file::CaseCode, code}}, {});
            tell(who);
            const Cells cells(house.exported());
            for (int row = 0; row < int(cells.table.rows.size()); ++row) {
                if (cells.at(row, HtcdsCaseCode.toString()).toStdString() == code)
                    return cells.at(row, u"vic_TraffickingStatus"_s) + u' ' +
                           cells.at(row, u"vic_TraffickingStatusDecisionMakingOrg"_s);
            }
            return u"no line"_s;
        };
        // Known only as an event of the procedure.
        QCOMPARE(shown([&](const auto &who) { event(who, "presumption", "2026-11-20"); }),
                 u"PossibleVictimOfTrafficking NGO"_s);
        QCOMPARE(shown([&](const auto &who) { event(who, "identification", "2026-11-20"); }),
                 u"ActualVictimOfTrafficking "_s);
        QCOMPARE(shown([&](const auto &who) { event(who, "disclosure", "2026-11-20"); }), u" "_s);
        // An authority that rejects takes nothing from what the house presumes, one that identifies stands over it.
        QCOMPARE(shown([&](const auto &who) {
                     decided(who, "house", "NGO", "presumed");
                     decided(who, "authority", "Police", "not_victim");
                 }),
                 u"PossibleVictimOfTrafficking NGO"_s);
        QCOMPARE(shown([&](const auto &who) {
                     decided(who, "house", "NGO", "presumed");
                     decided(who, "authority", "Police", "identified");
                 }),
                 u"ActualVictimOfTrafficking Police"_s);
        // It goes round, also where nobody knows which authority it was.
        const QByteArray first = house.exported();
        House into(7);
        QCOMPARE(importHtcds(*into.desk, first).value().imported, 5);
        QVERIFY2(into.exported() == first, qPrintable(whereTheyDiffer(first, into.exported())));
    }

    void whatIsEditedHereGoesOutAsItIsNow()
    {
        House house;
        const auto report = importHtcds(*house.desk, lines({u"ext_CaseCode,prs_FirstName,prs_MaritalStatus,prs_MiddleName"_s,
                                                            u"K7Q2-M9XT-X,Rose,veuve,Marie"_s}))
                                .value();
        QVERIFY2(report.notTaken.empty(), qPrintable(reasonsIn(report.notTaken).join(u'\n')));
        QCOMPARE(report.imported, 1);
        QCOMPARE(reasonsIn(report.cells), QStringList{u"2 prs_MaritalStatus code"_s});
        QCOMPARE(Cells(house.exported()).at(0, u"prs_MaritalStatus"_s), u"veuve"_s); // to the letter
        QCOMPARE(Cells(house.exported()).at(0, u"prs_MiddleName"_s), u"Marie"_s);
        auto rows = house.db->prepare("SELECT id FROM case_file WHERE case_code = 'K7Q2-M9XT-X'").value();
        QVERIFY(rows.step().value());
        const auto id = *rows.id<sync::RecordTag>(0);
        house.edit(fields::identity::MaritalStatus, id, "veuf");
        house.edit(fields::identity::GivenNames, id, "Rose Aline");
        QCOMPARE(Cells(house.exported()).at(0, u"prs_MaritalStatus"_s), u"Widowed"_s);
        QCOMPARE(Cells(house.exported()).at(0, u"prs_FirstName"_s), u"Rose Aline"_s);
        QCOMPARE(Cells(house.exported()).at(0, u"prs_MiddleName"_s), u"Marie"_s);
    }

    void whoSaidNoIsAbsentAndWhatIsWithheldIsBlank()
    {
        House house;
        const auto rose = house.bear({{fields::case_file::CaseCode, "K7Q2-M9XT-X"}, {fields::case_file::Sex, "F"}},
                                     {{fields::identity::FamilyName, "Ndayizeye"}, {fields::identity::Phone, "79553120"}});
        house.bear({{fields::case_file::CaseCode, model::makeCaseCode(house.random)}},
                   {{fields::identity::FamilyName, "Niyonzima"}});
        const auto kept = house.bear({{fields::case_file::CaseCode, model::makeCaseCode(house.random)}},
                                     {{fields::identity::FamilyName, "Hakizimana"}});
        QVERIFY(decideCopyOutside(*house.desk, kept, false).hasValue());
        QVERIFY(!house.exported().contains("Hakizimana"));
        QCOMPARE(previewHtcds(*house.desk, {}).value().houseOnly, 1);

        const Receiver hospital{u"health"_s, u"Hôpital de Muyinga"_s};
        QCOMPARE(exportHtcds(*house.desk, {.receiver = hospital}, "alone").value().counts.rows, 0);
        house.say(rose, "share_health", "yes", {{fields::consent::DataGroups, "code_only register"}});
        const auto out = exportHtcds(*house.desk, {.receiver = hospital}, "alone").value();
        QCOMPARE(out.counts.rows, 1);
        QCOMPARE(out.counts.withoutConsent, 1);
        QVERIFY(out.counts.cellsLeftOut >= 2);
        QVERIFY(out.file.contains("K7Q2-M9XT-X") && out.file.contains("Feminine"));
        QVERIFY(!out.file.contains("Ndayizeye") && !out.file.contains("79553120"));
        QCOMPARE(house.count("disclosure"), std::int64_t{1});

        house.say(rose, "withhold", "no", {{fields::consent::WithheldItems, "identity.phone"}});
        QVERIFY(house.exported().contains("Ndayizeye"));
        QVERIFY(!house.exported().contains("79553120"));
        // Also where it came in from a table, and stands there in other words.
        QVERIFY(importHtcds(*house.desk, lines({u"ext_CaseCode,prs_HomePhone"_s, u"K7Q2-M9XT-X,+257 79 55 31 20"_s})));
        QVERIFY(!house.exported().contains("55 31 20"));
    }

    void anEpisodeThatIsWithheldIsNotAddedToWhatCameIn()
    {
        House house;
        QCOMPARE(importHtcds(*house.desk, lines({u"ext_CaseCode,prs_FirstName,hte_Country,hte_Street"_s,
                                                 u"K7Q2-M9XT-X,Rose,KE,Avenue de la Mission"_s}))
                     .value()
                     .imported,
                 1);
        auto rows = house.db->prepare("SELECT id FROM case_file WHERE case_code = 'K7Q2-M9XT-X'").value();
        QVERIFY(rows.step().value());
        const auto rose = *rows.id<sync::RecordTag>(0);
        rows.reset();
        const auto episode = [&](const char *country, const char *day) {
            return house.bearNew(fields::episode::Table, {{fields::episode::CaseFile, idValue(rose)},
                                                          {fields::episode::ExploitationType, "travail_force"},
                                                          {fields::episode::DestinationCountry, country},
                                                          {fields::episode::StartedOn, day}});
        };
        const auto hidden = episode("OM", "2025-12-31");
        episode("TZ", "2024-02-29");
        const QString before = Cells(house.exported()).at(0, u"hte_Country"_s);
        QVERIFY2(before.contains("KE"_L1) && before.contains("OM"_L1) && before.contains("TZ"_L1), qPrintable(before));

        house.say(rose, "withhold", "no", {{fields::consent::WithheldItems, withheldRecord(hidden).toStdString()}});
        const Cells after(house.exported());
        QCOMPARE(after.at(0, u"hte_Country"_s), u"TZ"_s); // what came in may be about the one she withholds
        QCOMPARE(after.at(0, u"hte_Date"_s), u"2024-02-29"_s);
        QCOMPARE(after.at(0, u"hte_Type"_s), u"Exploitation"_s);
        QCOMPARE(after.at(0, u"hte_Street"_s), QString());
    }

    void whatCameInAboutAnEpisodeIsWithheldWithIt()
    {
        House house;
        QCOMPARE(
            importHtcds(*house.desk, lines({u"ext_CaseCode,prs_FirstName,vic_LocationOfExploitation,vic_MethodsOfControl"_s,
                                            u"K7Q2-M9XT-X,Rose,Mascate,DebtBondage;Mystere"_s}))
                .value()
                .imported,
            1);
        QVERIFY(house.exported().contains("Mystere"));
        auto rows = house.db->prepare("SELECT id, case_file FROM episode").value();
        QVERIFY(rows.step().value());
        const auto episode = *rows.id<sync::RecordTag>(0);
        const auto rose = *rows.id<sync::RecordTag>(1);
        rows.reset();
        house.say(rose, "withhold", "no", {{fields::consent::WithheldItems, withheldRecord(episode).toStdString()}});
        const QByteArray out = house.exported();
        QVERIFY(out.contains("Rose"));
        QVERIFY(!out.contains("Mystere") && !out.contains("Mascate"));
    }

    void whoReadsOnlyAPartIsRefusedATable()
    {
        House house;
        house.bear({{fields::case_file::CaseCode, "K7Q2-M9XT-X"}}, {{fields::identity::FamilyName, "Ndayizeye"}});
        const Access focal = Access::forRoles(*house.log, {Role::DataFocal}).value();
        QVERIFY(focal.mayDo(Thing::Lists));
        QVERIFY(!readsWholePeople(focal) && readsWholePeople(house.desk->access)); // what the page asks
        Desk desk{*house.door, *house.log, house.clock, house.random, focal};
        QVERIFY(previewHtcds(desk, {}).error().code == Errc::AccessRefused);
        QVERIFY(exportHtcds(desk, {}, "alone").error().code == Errc::AccessRefused);
        QVERIFY(importHtcds(desk, lines({u"prs_FirstName"_s, u"Rose"_s})).error().code == Errc::AccessRefused);
        QVERIFY(exportHtcds(*house.desk, {}, "alone").hasValue());
    }

    void nothingLeavesWithoutASecondPerson()
    {
        House house;
        house.bear({{fields::case_file::CaseCode, "K7Q2-M9XT-X"}}, {});
        for (const char *nobody : {"", " ", "\n\t"})
            QVERIFY(exportHtcds(*house.desk, {}, nobody).error().code == Errc::SecondPersonNeeded);
        const ExchangeOrder order{.receiver = {u"iom"_s, u"OIM"_s}, .agreement = u"2026-04"_s};
        QVERIFY(exportCtdc(*house.desk, order, "").error().code == Errc::SecondPersonNeeded);
        QVERIFY(exportCtdc(*house.desk, order, " ").error().code == Errc::SecondPersonNeeded);
        QVERIFY(listAuditOf(*house.desk, AuditVerb::ListExported).value().empty());
    }

    void aFileThatWasTakenIntoAnotherIsNoSecondPerson()
    {
        House house;
        const auto kept = house.bear({{fields::case_file::CaseCode, "K7Q2-M9XT-X"}}, {});
        const std::string otherCode = model::makeCaseCode(house.random);
        const auto other = house.bear({{fields::case_file::CaseCode, otherCode}, {fields::case_file::Status, "merged"}}, {});
        house.bearNew(fields::file_merge::Table, {{fields::file_merge::CaseFile, idValue(kept)},
                                                  {fields::file_merge::OtherFile, idValue(other)},
                                                  {fields::file_merge::MergedAt, std::int64_t{house.clock.nowUtc()}}});
        QCOMPARE(exportHtcds(*house.desk, {}, "alone").value().counts.rows, 1);
        const auto report = importHtcds(
            *house.desk, lines({u"ext_CaseCode,prs_FirstName"_s, QString::fromStdString(otherCode) + u",Rose"_s}));
        QCOMPARE(report.value().merged, 1);
        QCOMPARE(Cells(house.exported()).at(0, u"prs_FirstName"_s), u"Rose"_s);
    }

    void theManifestProvesTheFile()
    {
        House house;
        house.bear({{fields::case_file::CaseCode, "K7Q2-M9XT-X"}, {fields::case_file::OpenedAt, std::int64_t{0}}}, {});
        const Receiver house_{};
        const auto out = exportHtcds(*house.desk, {.receiver = house_}, "with someid").value();
        const ManifestFacts facts = verifyManifest(out.file, out.manifest).value();
        QCOMPARE(facts.rows, 1);
        QCOMPARE(facts.columns, htcdsColumns());
        QCOMPARE(facts.account, QString::fromStdString(house.log->user().toText()));
        QCOMPARE(facts.secondPerson, u"with someid"_s);
        QByteArray other = out.file;
        other.replace("K7Q2", "K7Q3");
        QVERIFY(verifyManifest(other, out.manifest).error().code == Errc::WireDamaged);
        QByteArray said = out.manifest;
        said.replace("\"rows\": 1", "\"rows\": 2");
        QVERIFY(said != out.manifest);
        QVERIFY(verifyManifest(out.file, said).error().code == Errc::CryptoAuthFailed);
        QVERIFY(verifyManifest(out.file, "{}").error().code == Errc::WireDamaged);
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(u"t.csv"_s).toStdU16String();
        QVERIFY(writeWithManifest(path, out.file, out.manifest).hasValue());
        QVERIFY(std::filesystem::exists(manifestPath(path)));
        QVERIFY(!writeWithManifest("/nowhere/t.csv", out.file, out.manifest).hasValue());
        // A table that cannot be written leaves no manifest of its own, nor takes the place of an older one.
        const std::filesystem::path taken = folder.filePath(u"taken.csv"_s).toStdU16String();
        QVERIFY(std::filesystem::create_directory(taken));
        QVERIFY(!writeWithManifest(taken, out.file, out.manifest).hasValue());
        QVERIFY(!std::filesystem::exists(manifestPath(taken)));
        QVERIFY(base::writeFileDurably(manifestPath(taken), base::asBytes("older")).hasValue());
        QVERIFY(!writeWithManifest(taken, out.file, out.manifest).hasValue());
        QVERIFY(base::readFile(manifestPath(taken), 1000).value().size() == 5);
        const auto logged = listAuditOf(*house.desk, AuditVerb::ListExported).value();
        QCOMPARE(logged.back().detail, std::string("htcds with someid"));
    }

    void aPeriodTakesWhoCameInIt()
    {
        House house;
        const auto came = [&](const char *day) {
            const auto id = house.bear({{fields::case_file::CaseCode, model::makeCaseCode(house.random)}}, {});
            house.bearIn(fields::stay::Table, id, {{fields::stay::CaseFile, idValue(id)}, {fields::stay::ArrivedAt, day}});
        };
        came("2026-01-31T10:00");
        came("2026-02-01");
        came("2026-02-28T23:59");
        came("2026-03-01");
        const ExchangeOrder order{.from = QDate(2026, 2, 1), .until = QDate(2026, 2, 28)};
        QCOMPARE(previewHtcds(*house.desk, order).value().rows, 2);
        QCOMPARE(previewHtcds(*house.desk, order).value().outsidePeriod, 2);
    }

    void nobodyStandsOut()
    {
        qInfo("seed %u", Seed);
        Dice dice{std::mt19937(Seed)};
        for (int round = 0; round < 60; ++round) {
            const int count = dice.below(400);
            std::vector<QStringList> rows;
            for (int i = 0; i < count; ++i) {
                QStringList row{dice.of(QStringList{u"2024"_s, u"2025"_s, u"2026"_s}),
                                dice.chance(70) ? u"Woman"_s : u"Man"_s,
                                dice.of(QStringList{u"9--17"_s, u"18--20"_s, u"21--23"_s, u"30--38"_s, u""_s}),
                                dice.chance(90) ? u"BDI"_s : u"COD"_s};
                for (int flag = 0; flag < 6; ++flag)
                    row << (dice.chance(20 + flag * 10) ? u"1"_s : QString());
                rows.push_back(row);
            }
            const AnonymousRows out = makeAnonymous(rows, 4, 11);
            std::map<QStringList, int> seen;
            for (const QStringList &row : out.rows)
                ++seen[row];
            for (const auto &[row, times] : seen)
                QVERIFY2(times >= 11, qPrintable(row.join(u',')));
            QCOMPARE(int(out.rows.size()) + out.rowsLeftOut, count);
            QVERIFY(std::is_sorted(out.rows.begin(), out.rows.end()));
            if (count < 11)
                QVERIFY(out.rows.empty());
            if (count >= 300) // it is no empty table either
                QVERIFY(std::ranges::any_of(out.rows, [](const QStringList &row) { return !row.at(1).isEmpty(); }));
            auto shuffled = rows;
            std::ranges::shuffle(shuffled, dice.engine);
            QVERIFY(makeAnonymous(shuffled, 4, 11).rows == out.rows);
        }
    }

    void ctdcTakesOnlyWhoAgreedAndWhoIsAVictim()
    {
        House house;
        const Receiver iom{u"iom"_s, u"OIM Burundi"_s};
        const auto victim = [&](bool agrees, const char *status) {
            const auto id = house.bear({{fields::case_file::CaseCode, model::makeCaseCode(house.random)},
                                        {fields::case_file::Sex, "F"},
                                        {fields::case_file::OpenedAt, std::int64_t{house.clock.nowUtc()}}},
                                       {{fields::identity::BirthDate, "2001-05-05"},
                                        {fields::identity::FamilyName, "Ndayizeye"},
                                        {fields::identity::Nationality, "BI"}});
            house.bearNew(fields::status_decision::Table, {{fields::status_decision::CaseFile, idValue(id)},
                                                           {fields::status_decision::Author, "house"},
                                                           {fields::status_decision::Status, status}});
            house.bearNew(fields::episode::Table, {{fields::episode::CaseFile, idValue(id)},
                                                   {fields::episode::ExploitationType, "travail_force"},
                                                   {fields::episode::DestinationCountry, "OM"},
                                                   {fields::episode::Controls, "DebtBondage"}});
            if (agrees)
                house.say(id, "share_iom", "yes",
                          {{fields::consent::DataGroups, "code_only exploitation identity register"}});
        };
        for (int i = 0; i < 10; ++i)
            victim(true, "presumed");
        victim(false, "presumed");
        victim(true, "not_victim");
        victim(true, "presumed");
        const ExchangeOrder order{.receiver = iom, .agreement = u"2026-04"_s};
        {
            // The eleventh says no to statistics: she is in no table of numbers either.
            auto rows = house.db
                            ->prepare("SELECT max(id) FROM case_file f WHERE EXISTS (SELECT 1 FROM status_decision d "
                                      "WHERE d.case_file = f.id AND d.status = 'presumed') AND EXISTS (SELECT 1 FROM "
                                      "consent c WHERE c.case_file = f.id)")
                            .value();
            QVERIFY(rows.step().value());
            const auto who = *rows.id<sync::RecordTag>(0);
            rows.reset();
            house.say(who, "statistics", "no");
        }
        const auto tooFew = exportCtdc(*house.desk, order, "alone");
        QVERIFY(!tooFew);
        QVERIFY(tooFew.error().code == Errc::ValueOutOfRange);
        QCOMPARE(house.count("disclosure"), std::int64_t{0}); // nothing has left
        victim(true, "presumed");
        QVERIFY(exportCtdc(*house.desk, {.receiver = iom}, "alone").error().code == Errc::InvalidArgument);
        QVERIFY(exportCtdc(*house.desk, {.agreement = u"2026-04"_s}, "alone").error().code == Errc::InvalidArgument);
        const auto out = exportCtdc(*house.desk, order, "alone").value();
        QCOMPARE(out.counts.rows, 11);
        QCOMPARE(out.notVictims, 1);
        QCOMPARE(out.counts.withoutConsent, 2);
        QCOMPARE(house.count("disclosure"), std::int64_t{11});
        const Cells cells(out.file);
        QCOMPARE(cells.table.columns, ctdcColumns());
        QCOMPARE(ctdcColumns().size(), 27);
        QCOMPARE(cells.at(0, u"gender"_s), u"Woman"_s);
        QCOMPARE(cells.at(0, u"citizenship"_s), u"BDI"_s);
        QCOMPARE(cells.at(0, u"CountryOfExploitation"_s), u"OMN"_s);
        QCOMPARE(cells.at(0, u"ageBroad"_s), u"24--26"_s);
        QCOMPARE(cells.at(0, u"isForcedLabour"_s), u"1"_s);
        QCOMPARE(cells.at(0, u"meansDebtBondageEarnings"_s), u"1"_s);
        QVERIFY(!out.file.contains("Ndayizeye"));
        QCOMPARE(verifyManifest(out.file, out.manifest).value().k, CtdcK);
    }
};

QTEST_GUILESS_MAIN(TestHtcds)
#include "test_htcds.moc"
