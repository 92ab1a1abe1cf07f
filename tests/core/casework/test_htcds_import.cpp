// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/casework/htcds_house.h"

#include <QSet>
#include <QStringEncoder>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace indaro::tests::htcds;
using namespace Qt::StringLiterals;
using base::Errc;
namespace fields = model::fields;

class TestHtcdsImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKnownNumberFillsWhatIsEmptyAndOverwritesNothing()
    {
        House house;
        const auto id =
            house.bear({{fields::case_file::CaseCode, "K7Q2-M9XT-4"}, {fields::case_file::ExternalNumber, "M-7"}},
                       {{fields::identity::FamilyName, "Ndayizeye"}});
        const auto report =
            importHtcds(*house.desk, lines({u"ext_ExternalNumber,prs_SecondName,prs_FirstName,vic_MethodsOfControl"_s,
                                            u"M-7,Other,Rose,Debt bondage"_s, u"M-7,Ndayizeye,Rose,DebtBondage"_s}))
                .value();
        QCOMPARE(report.merged, 2);
        QCOMPARE(reasonsIn(report.cells), QStringList{u"2 prs_SecondName differs"_s});
        QCOMPARE(house.log->load(fields::identity::FamilyName, id).value().textOr({}), std::string("Ndayizeye"));
        QCOMPARE(house.log->load(fields::identity::GivenNames, id).value().textOr({}), std::string("Rose"));
        QCOMPARE(house.count("episode"), std::int64_t{1});
        QCOMPARE(Cells(house.exported()).at(0, u"vic_MethodsOfControl"_s), u"DebtBondage"_s);
    }

    void aDecisionOfAnAuthorityIsNotMadeByATable()
    {
        House house;
        const auto report =
            importHtcds(*house.desk, lines({u"prs_FirstName,vic_TraffickingStatus,vic_TraffickinStatusDecisionMakingOrg"_s,
                                            u"A,ActualVictimOfTrafficking,NGO"_s, u"B,ActualVictimOfTrafficking,Police"_s,
                                            u"C,PossibleVictimOfTrafficking,"_s}))
                .value();
        QCOMPARE(report.imported, 3);
        QCOMPARE(reasonsIn(report.cells), QStringList{u"2 vic_TraffickingStatus author"_s});
        QCOMPARE(house.count("status_decision WHERE author = 'authority' AND status = 'identified'"), std::int64_t{1});
        QCOMPARE(house.count("status_decision WHERE author = 'house' AND status = 'presumed'"), std::int64_t{1});
        QCOMPARE(house.count("status_decision"), std::int64_t{2});
        QCOMPARE(house.count("consent"), std::int64_t{0});
    }

    void theOfficialSurveyFormAndTemplateAreRead()
    {
        House house;
        // The template: no heading over the numbers and over one field, labels that disagree with the headings.
        const auto table = importHtcds(
            *house.desk,
            lines({u",prs_FirstName,prs_MailingCity,prs_MailingStreet,cas_ReferredPrimaryCaseWorker,"_s,
                   u",First Name,Mailing Street,Mailing City,Referred Primary Case Worker,Reason for Outgoing Referral"_s,
                   u"1,Rose,Ngozi,Avenue 1,Jean,Other"_s, u"2,,,,,"_s}));
        const HtcdsImportReport report = table.value();
        QCOMPARE(report.rows, 2);
        QCOMPARE(report.imported, 1);
        QCOMPARE(reasonsIn(report.notTaken), QStringList{u"4  nothing"_s});
        QCOMPARE(report.labelsThatDisagree, (QStringList{u"prs_MailingCity"_s, u"prs_MailingStreet"_s}));
        const Cells cells(house.exported());
        QCOMPARE(cells.at(0, u"prs_MailingCity"_s), u"Ngozi"_s);
        QCOMPARE(cells.at(0, u"cas_ReasonForOutgoingReferral"_s), u"Other"_s);
        QCOMPARE(cells.at(0, u"cas_ReferredPrimaryCaseWorker"_s), u"Jean"_s);
        // Submissions: choices separated by blanks, a number that finds them again.
        const QByteArray odk = lines({u"SubmissionDate,prs_First_Name,vic_Methods_of_Control,vic_ForcedLabourIndustry,KEY"_s,
                                      u"2026-11-01,Aline,DebtBondage PhysicalThreats,F_Construction,uuid:1"_s});
        QCOMPARE(importHtcds(*house.desk, odk).value().imported, 1);
        QCOMPARE(importHtcds(*house.desk, odk).value().merged, 1);
        QCOMPARE(importHtcds(*house.desk, odk).value().columnsNotRead, QStringList{u"SubmissionDate"_s});
        QCOMPARE(house.count("episode WHERE controls = 'DebtBondage PhysicalThreats' AND sector = 'F_Construction'"),
                 std::int64_t{1});
    }

    void everySpellingOfATableIsRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = u"prs_FirstName;prs_SecondName\nÉgide;Niyonzima\n"_s;
        QString commas = text;
        commas.replace(u';', u',');
        QString tabs = text;
        tabs.replace(u';', u'\t');
        QTest::newRow("utf-8, semicolons") << text.toUtf8();
        QTest::newRow("utf-8 with a mark, commas") << QByteArray("\xEF\xBB\xBF") + commas.toUtf8();
        QTest::newRow("tabs, old ends of lines") << tabs.replace(u'\n', u'\r').toUtf8();
        QTest::newRow("windows-1252") << commas.toLatin1();
        QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
        QTest::newRow("utf-16") << QByteArray(utf16.encode(commas));
        QStringEncoder plain(QStringEncoder::Utf16BE);
        QTest::newRow("utf-16 without a mark") << QByteArray(plain.encode(commas));
        QTest::newRow("a workbook")
            << toExchangeXlsx(u"T"_s, {u"prs_FirstName"_s, u"prs_SecondName"_s}, {{u"Égide"_s, u"Niyonzima"_s}}).value();
    }
    void everySpellingOfATableIsRead()
    {
        QFETCH(QByteArray, bytes);
        House house;
        QCOMPARE(importHtcds(*house.desk, bytes).value().imported, 1);
        const Cells cells(house.exported());
        QCOMPARE(cells.at(0, u"prs_FirstName"_s), u"Égide"_s);
        QCOMPARE(cells.at(0, u"prs_SecondName"_s), u"Niyonzima"_s);
    }

    /// Lines of two files in one, with a mark in front: nobody's name is spoilt.
    void linesOfTwoEncodingsAreEachReadAsTheyAre()
    {
        House house;
        QByteArray bytes = "\xEF\xBB\xBFprs_FirstName,prs_SecondName\r\n";
        bytes += u"Élodie,Niyonzima\r\n"_s.toUtf8() + u"Zoé,\"Ndayi\r\nzeyé\"\n"_s.toLatin1() + "Rose,Habonimana\n";
        const HtcdsImportReport report = importHtcds(*house.desk, bytes).value();
        QCOMPARE(report.imported, 3);
        QCOMPARE(report.encoding, u"utf-8, windows-1252"_s);
        QCOMPARE(reasonsIn(report.cells), QStringList{u"3  encoding"_s});
        const Cells cells(house.exported());
        QStringList names;
        for (int row = 0; row < 3; ++row)
            names << cells.at(row, u"prs_FirstName"_s) + u' ' + cells.at(row, u"prs_SecondName"_s);
        names.sort();
        QCOMPARE(names, (QStringList{u"Rose Habonimana"_s, u"Zoé Ndayi\r\nzeyé"_s, u"Élodie Niyonzima"_s}));
    }

    void everyMessyRowIsAccountedFor()
    {
        qInfo("seed %u", Seed);
        Dice dice{std::mt19937(Seed)};
        House house;
        const QStringList columns{u"ext_CaseCode"_s,    u"ext_ExternalNumber"_s,   u"prs_First_Name"_s,
                                  u"prs_SecondName"_s,  u"prs_Birthdate"_s,        u"prs_Gender"_s,
                                  u"prs_Citizenship"_s, u"prs_NumberOfChildren"_s, u"vic_Methods_of_Control"_s,
                                  u"cas_Status"_s,      u"Une colonne"_s};
        QStringList codes;
        for (int i = 0; i < 60; ++i)
            codes << QString::fromStdString(model::makeCaseCode(house.random));
        const QStringList dates{u"2004-02-29"_s, u"29/02/2004"_s,          u"31/02/2004"_s, u"2003"_s,
                                u"hier"_s,       u"2004-02-29T00:00:00"_s, u"2099-01-01"_s, u"1812"_s};
        QByteArray bytes = "\xEF\xBB\xBF" + columns.join(u';').toUtf8() + "\r\n";
        int written = 0;
        int named = 0;
        for (int i = 0; i < 2000; ++i) {
            QStringList cells{dice.chance(20)  ? dice.of(codes)
                              : dice.chance(3) ? u"K7Q2-M9XT-5"_s
                                               : QString(),
                              dice.chance(20) ? u"N-%1"_s.arg(dice.below(200)) : QString(),
                              dice.of(oddTexts()),
                              dice.chance(80) ? u"Né %1"_s.arg(dice.below(900)) : QString(),
                              dice.of(dates),
                              dice.of(QStringList{u"Feminine"_s, u"masculine"_s, u"F"_s, u"femme"_s, u""_s}),
                              dice.of(QStringList{u"BI"_s, u"burundi"_s, u"BI;CD"_s, u"XX"_s, u""_s}),
                              dice.of(QStringList{u"3"_s, u"trois"_s, u"-2"_s, u"3000"_s, u""_s}),
                              dice.of(QStringList{u"DebtBondage,Other"_s, u"Debt bondage"_s, u"mystere"_s, u""_s}),
                              dice.of(QStringList{u"Active"_s, u"Closed"_s, u"ouvert"_s, u""_s}),
                              u"x"_s};
            if (dice.chance(2))
                cells << u"trop"_s;
            if (dice.chance(1))
                cells = QStringList(columns.size(), QString());
            QString line;
            for (const QString &cell : cells)
                line += (line.isEmpty() ? QString() : u";"_s) + u'"' + QString(cell).replace(u'"', u"\"\""_s) + u'"';
            const bool isEmpty = std::ranges::all_of(cells, [](const QString &cell) { return cell.isEmpty(); });
            // Now and then a line of another file, as far as that can say it.
            const bool isPasted = dice.chance(2) && QString::fromLatin1(line.toLatin1()) == line;
            named += isPasted && line.contains(u'é') ? 1 : 0;
            bytes += (isPasted ? line.toLatin1() : line.toUtf8()) + (dice.chance(50) ? "\r\n" : "\n");
            written += isEmpty ? 0 : 1;
        }
        const HtcdsImportReport report = importHtcds(*house.desk, bytes).value();
        QCOMPARE(report.rows, written);
        QCOMPARE(report.imported + report.merged + int(report.notTaken.size()), report.rows);
        QVERIFY(report.imported > 500 && report.merged > 100 && report.notTaken.size() > 20);
        QCOMPARE(house.count("case_file"), std::int64_t{report.imported});
        QSet<int> listed;
        for (const ExchangeFinding &one : report.notTaken) {
            QVERIFY(!listed.contains(one.line));
            QVERIFY(!one.reason.isEmpty());
            listed.insert(one.line);
        }
        QSet<QString> reasons;
        for (const ExchangeFinding &one : report.cells)
            reasons.insert(one.reason);
        for (const char *reason : {"date", "date-future", "code", "number", "range", "formula", "differs", "encoding"})
            QVERIFY2(reasons.contains(QString::fromLatin1(reason)), reason);
        QCOMPARE(report.columnsNotRead, QStringList{u"Une colonne"_s});
        QVERIFY(toCsv(report).contains("columns"));
        QVERIFY(named > 5);
        QVERIFY2(!house.exported().contains("\xC3\x83"), "a name read as what it is not");
        // Nothing that came in is lost: every unknown code stands in the export to the letter.
        const QByteArray out = house.exported();
        for (const char *kept : {"mystere", "femme", "trois", "ouvert", "31/02/2004"})
            QVERIFY2(out.contains(kept), kept);
        // And all of it goes round.
        House other(7);
        QCOMPARE(importHtcds(*other.desk, out).value().imported, report.imported);
        QCOMPARE(other.exported(), out);
    }

    void aFileThatIsNoTableChangesNothing()
    {
        House house;
        QVERIFY(importHtcds(*house.desk, "").error().code == Errc::NotFound);
        QVERIFY(importHtcds(*house.desk, "a,b\r\n1,2\r\n").error().code == Errc::NotFound);
        QVERIFY(!importHtcds(*house.desk, QByteArray("PK\x03\x04nonsense")));
        const auto report = importHtcds(*house.desk, lines({u"prs_FirstName"_s, u"\"never ends"_s, u"Rose"_s})).value();
        QCOMPARE(reasonsIn(report.notTaken), QStringList{u"2  row"_s});
        QCOMPARE(report.imported, 1);
        QCOMPARE(house.count("case_file"), std::int64_t{1});
    }
};

QTEST_GUILESS_MAIN(TestHtcdsImport)
#include "test_htcds_import.moc"
