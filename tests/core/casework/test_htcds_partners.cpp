// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/house/house.h"
#include "core/casework/htcds/htcds_map.h"
#include "core/model/csv.h"
#include "core/sync/apply.h"
#include "core/sync/snapshot.h"
#include "tests/core/casework/htcds_house.h"

#include <QDate>
#include <QSet>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace indaro::tests::htcds;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

/// A laptop of a house, which hears of the others.
struct Laptop : House
{
    explicit Laptop(unsigned seed) : House(seed) {}
    void takeFrom(Laptop &other)
    {
        std::vector<sync::Operation> all;
        INDARO_CHECK(other.log->rows()
                         .forEach([&](sync::Operation &&operation) -> base::Result<bool> {
                             all.push_back(std::move(operation));
                             return true;
                         })
                         .hasValue());
        auto transaction = db->begin();
        INDARO_CHECK(sync::applyOperations(*log, all).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    sync::RecordId fileOf(const char *number)
    {
        auto rows = db->prepare("SELECT id FROM case_file WHERE external_number = ?1").value();
        rows.bind(1, number);
        INDARO_CHECK(rows.step().value());
        return *rows.id<sync::RecordTag>(0);
    }
};

/// By their numbers, by a submission, by a name alone, by nothing at all; with a decision, a note and a row of an episode.
QByteArray partnersTable()
{
    return lines(
        {u"ext_CaseCode,ext_ExternalNumber,KEY,prs_FirstName,prs_Gender,vic_TraffickingStatus,cco_CaseComment,"
         "vic_MethodsOfControl,spl_Objectives,spl_ActionPlan,spl_ActualEndDate,spl_Type"_s,
         u"K7Q2-M9XT-X,,,Rose,Feminine,PossibleVictimOfTrafficking,Calme.,DebtBondage,,,,"_s,
         u",M-7,,Aline,Feminine,PossibleVictimOfTrafficking,,PhysicalThreats,Lire,Cours du soir,2026-05-02,Education"_s,
         u",,uuid:1,Keza,Masculine,,Parle peu.,,,,,"_s, u",,,Iteka,Feminine,,,,,,,"_s, u",,,,Feminine,,,DebtBondage,,,,"_s,
         u",,,,Feminine,,,DebtBondage,,,,"_s});
}

/// The column names of the toolkit's Excel template 2.0 in their order, A empty and AJ without a heading; below each its
/// line of labels [UNMigration/HTCDS, Toolkit/Excel: htcds-excel-template-v2.0.xlsx]. N, O, Q and R disagree with their
/// labels.
const QStringList &templateHeadings()
{
    static const QStringList headings =
        u",cas_CaseOwner,prs_Salutation,prs_FirstName,prs_SecondName,con_Consent,prs_Birthdate,"
        "prs_Gender,prs_Citizenship,prs_Title,prs_Email,prs_HomePhone,prs_MobilePhone,"
        "prs_MailingCity,prs_MailingCountry,prs_MailingState,prs_MailingStreet,"
        "prs_MailingPostalCode,vic_TraffickingStatus,vic_TraffickinStatusDecisionMakingOrg,"
        "vic_MethodOfRecruitment,vic_LocationOfRecruitment,vic_MethodsOfControl,"
        "vic_TypeOfExploitation,vic_ForcedLabourIndustry,vic_TypeOfSexExploitation,"
        "vic_LocationOfExploitation,cas_Status,cas_ReferringOrganisation,"
        "cas_IncomingReferralDate,cas_ReferringPrimaryCaseWorker,"
        "cas_ReasonForIncomingReferral,cas_IncomingReferralDetails,cas_ReferredOrganisation,"
        "cas_ReferredPrimaryCaseWorker,,cas_OutgoingReferralDate,cas_OutgoingReferralDetails,"
        "cas_ReasonForCaseClosure"_s.split(u',');
    return headings;
}
const QStringList &templateLabels()
{
    static const QStringList labels =
        u",Case Owner,Salutation,First Name,Second Name,Consent,Birthdate,Gender,Citizenship,Title,"
        "Email,Home Phone,Mobile Phone,Mailing Street,Mailing City,Mailing State/Province,"
        "Mailing Zip/Postal Code,Mailing Country,Trafficking Status,"
        "Trafficking Status Decision Making Organization,Method of Recruitment,"
        "Location of Recruitment,Methods of Control,Type of Exploitation,"
        "Forced Labour Industry,Type of Sex Exploitation,Location of Exploitation,Status,"
        "Referring Organisation,Incoming Referral Date,Referring Primary Case Worker,"
        "Reason for Incoming Referral,Incoming Referral Details,Referred Organisation,"
        "Referred Primary Case Worker,Reason for Outgoing Referral,Outgoing Referral Date,"
        "Outgoing Referral Details,Reason for Case Closure"_s.split(u',');
    return labels;
}

/// A question of the toolkit's survey form, and what is answered: every code its choices have, as a survey writes several
/// [UNMigration/HTCDS 3c2f6537, Toolkit/Survey/htcds_xlsform.xlsx].
struct SurveyQuestion
{
    const char *name;
    const char *answer;
};
constexpr SurveyQuestion Survey[] = {
    {"con_Consent", "TRUE"},
    {"prs_Salutation", "Mme"},
    {"prs_First_Name", "Rose"},
    {"prs_Second_Name", "Ndayizeye"},
    {"prs_Birthdate", "2001-05-05"},
    {"prs_Gender", "Feminine"},
    {"prs_Citizenship", "BI"},
    {"prs_Title", "Dr"},
    {"prs_Email", "rose@exemple.bi"},
    {"prs_HomePhone", "22000001"},
    {"prs_MobilePhone", "79000001"},
    {"prs_MailingCity", "Gasorwe"},
    {"prs_MailingCountry", "Burundi"},
    {"prs_MailingState", "Muyinga"},
    {"prs_MailingStreet", "Kinama"},
    {"prs_MailingPostalCode", "BP 1"},
    {"vic_MethodOfRecruitment",
     "AtAPlaceOfBusiness AtAnEducationalInstitution AtWork ThroughOnlineSocialNetworks ThroughAnOnlineAdvertisement "
     "ThroughATelevisionAdvert ThroughANewspaperAdvert ThroughFamilyOrFamilyEvents ThroughFriendsOrSocialEvents Other"},
    {"vic_LocationOfRecruitment", "Muyinga"},
    {"vic_TraffickingStatus", "ActualVictimOfTrafficking"},
    {"vic_TraffickingStatusDecisionMakingOrg", "NonPoliceGovernmentalOrganization"},
    {"vic_Methods_of_Control",
     "PhysicalThreats ThreatsLawEnforcement ThreatensChildrenFamily DebtBondage FalsePromises PhysicalAbuse SexualAbuse "
     "TakesEarnings RestrictsFinancialAccess RestrictsMedicalCare WithholdsNecessities PsychologicalAbuse "
     "PsychoactiveSubstance ExcessiveWorkingHours WithholdsDocuments Other"},
    {"vic_TypeOfExploitation", "ForcedLabour SexualExploitation ChildLabour ForcedMarriage Servitude ForcedBegging Other"},
    {"vic_ForcedLabourIndustry", "T_ActivitiesOfHouseholdsAsEmployers"},
    {"vic_TypeOfSexExploitation", "Prostitution Pornography RemoteInteractiveServices PrivateSexualServices"},
    {"vic_LocationOfExploitation", "Mascate"},
    {"cas_Status", "Active"},
    {"cas_ReferringOrganisation", "Une association"},
    {"cas_IncomingReferralDate", "2026-10-01"},
    {"cas_ReferringPrimaryCaseWorker", "Jean"},
    {"cas_ReasonForIncomingReferral", "Other"},
    {"cas_IncomingReferralDetails", "Hébergement"},
};

QString cellOfCsv(const QString &text)
{
    return u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"';
}

/// In one order, so that a set compares equal however it was separated.
QStringList codesOf(const QString &cell)
{
    QStringList codes = cell.split(cell.contains(u';') ? u';' : u' ', Qt::SkipEmptyParts);
    codes.sort();
    return codes;
}

} // namespace

class TestHtcdsPartners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneTableTakenInOnTwoLaptopsIsOneFileOfEachPerson()
    {
        Laptop office(1);
        Laptop night(2);
        QVERIFY(saveHouse(*office.desk, {.name = u"Maison"_s, .callBackPhone = {}, .email = {}, .address = {}}).hasValue());
        night.takeFrom(office);
        QCOMPARE(importHtcds(*office.desk, partnersTable()).value().imported, 6);
        night.clock.advance(3'600'000);
        QCOMPARE(importHtcds(*night.desk, partnersTable()).value().imported, 6);
        night.takeFrom(office);
        office.takeFrom(night);
        for (Laptop *laptop : {&office, &night}) {
            QCOMPARE(laptop->count("case_file"), std::int64_t{6});
            QCOMPARE(laptop->count("identity"), std::int64_t{6});
            QCOMPARE(laptop->count("episode"), std::int64_t{4});
            QCOMPARE(laptop->count("status_decision"), std::int64_t{2});
            QCOMPARE(laptop->count("note"), std::int64_t{2});
            QCOMPARE(laptop->count("plan_action"), std::int64_t{1});
            QCOMPARE(laptop->count("need"), std::int64_t{1});
            QVERIFY(disputedFields(*laptop->desk).value().empty()); // nobody is asked anything
            // The same again is told as being here.
            const auto again = importHtcds(*laptop->desk, partnersTable()).value();
            QCOMPARE(again.imported, 0);
            QCOMPARE(again.merged, 6);
            QCOMPARE(again.unchanged, 6);
            QCOMPARE(laptop->count("case_file"), std::int64_t{6});
            QCOMPARE(laptop->count("note"), std::int64_t{2});
        }
        QCOMPARE(office.exported(), night.exported());
    }

    void anotherHouseHasOtherIds()
    {
        Laptop one(1);
        Laptop other(2);
        QVERIFY(saveHouse(*one.desk, {.name = u"Maison"_s, .callBackPhone = {}, .email = {}, .address = {}}).hasValue());
        QVERIFY(saveHouse(*other.desk, {.name = u"Maison"_s, .callBackPhone = {}, .email = {}, .address = {}}).hasValue());
        for (Laptop *laptop : {&one, &other})
            QCOMPARE(importHtcds(*laptop->desk, partnersTable()).value().imported, 6);
        QVERIFY(one.fileOf("M-7") != other.fileOf("M-7"));
    }

    void whatStaffTypedIsNotOverwrittenByTheOtherLaptopsImport()
    {
        Laptop office(1);
        Laptop night(2);
        QCOMPARE(importHtcds(*office.desk, partnersTable()).value().imported, 6);
        night.takeFrom(office);
        const auto aline = night.fileOf("M-7");
        night.edit(fields::identity::GivenNames, aline, "Aline Chantal");
        night.clock.advance(3'600'000);
        const auto again = importHtcds(*night.desk, partnersTable()).value();
        QCOMPARE(again.imported, 0);
        QCOMPARE(reasonsIn(again.cells), QStringList{u"3 prs_FirstName differs"_s});
        office.takeFrom(night);
        for (Laptop *laptop : {&office, &night})
            QCOMPARE(laptop->log->load(fields::identity::GivenNames, aline).value().textOr({}),
                     std::string("Aline Chantal"));
        QVERIFY(disputedFields(*office.desk).value().empty());

        // Of a laptop that had not heard of either, the name that was typed stays, shown or to be chosen.
        Laptop far(3);
        far.clock.advance(2 * 3'600'000);
        QCOMPARE(importHtcds(*far.desk, partnersTable()).value().imported, 6);
        office.takeFrom(far);
        QCOMPARE(office.count("case_file"), std::int64_t{6});
        const bool isShown = office.log->load(fields::identity::GivenNames, aline).value().textOr({}) == "Aline Chantal";
        const auto disputed = disputedFields(*office.desk).value();
        QVERIFY(isShown || std::ranges::any_of(disputed, [&](const DisputedField &one) {
                    return one.key.record == aline && one.field == fields::identity::GivenNames.field;
                }));
    }

    void whoWasErasedComesInAsSomebodyNew()
    {
        Laptop house(1);
        QCOMPARE(importHtcds(*house.desk, partnersTable()).value().imported, 6);
        const auto before = house.fileOf("M-7");
        {
            auto transaction = house.db->begin();
            QVERIFY(sync::eraseRecords(*house.log, {fields::case_file::Table, before}).hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        const auto report = importHtcds(*house.desk, partnersTable()).value();
        QCOMPARE(report.imported, 1);
        QVERIFY(house.fileOf("M-7") != before); // a record of the old id would be dropped by every other laptop
    }

    void aNumberThatWasChangedHereStillFindsItsFile()
    {
        Laptop house(1);
        QCOMPARE(importHtcds(*house.desk, partnersTable()).value().imported, 6);
        house.edit(fields::case_file::ExternalNumber, house.fileOf("M-7"), "M-77");
        const auto report = importHtcds(*house.desk, partnersTable()).value();
        QCOMPARE(report.imported, 0);
        QCOMPARE(reasonsIn(report.cells), QStringList{u"3 ext_ExternalNumber differs"_s});
        QCOMPARE(house.count("case_file WHERE external_number = 'M-77'"), std::int64_t{1});
    }

    void theTemplateIsReadAsItIsPublished()
    {
        QCOMPARE(templateHeadings().size(), 39);
        QCOMPARE(templateLabels().size(), 39);
        QStringList cells{u"1"_s};
        for (int i = 1; i < 39; ++i)
            cells << u"x%1"_s.arg(i);
        cells[6] = u"2001-05-05"_s;
        cells[7] = u"Masculine"_s;
        for (const bool isWorkbook : {true, false}) {
            House house;
            const std::vector<QStringList> rows{templateLabels(), cells};
            const auto table = isWorkbook ? toExchangeXlsx(u"Sheet1"_s, templateHeadings(), rows)
                                          : base::Result<QByteArray>(toExchangeCsv(templateHeadings(), rows));
            const auto report = importHtcds(*house.desk, table.value()).value();
            QCOMPARE(report.rows, 1);
            QCOMPARE(report.imported, 1);
            QVERIFY2(report.columnsNotRead.isEmpty(), qPrintable(report.columnsNotRead.join(u' ')));
            QCOMPARE(report.labelsThatDisagree, (QStringList{u"prs_MailingCity"_s, u"prs_MailingCountry"_s,
                                                             u"prs_MailingStreet"_s, u"prs_MailingPostalCode"_s}));
            const Cells out(house.exported());
            for (int i = 1; i < 39; ++i) {
                const QString heading = templateHeadings().at(i);
                const QString column = htcdsColumnNamed(heading.isEmpty() ? templateLabels().at(i) : heading);
                QVERIFY2(!column.isEmpty(), qPrintable(heading));
                QCOMPARE(out.at(0, column), cells.at(i));
            }
        }
    }

    void theSurveyFormIsReadAsItIsPublished_data()
    {
        QTest::addColumn<QString>("group");
        QTest::newRow("no group") << QString();
        QTest::newRow("as ODK Central writes groups") << u"page1-"_s;
        QTest::newRow("as KoboToolbox writes groups") << u"page1/person/"_s;
    }
    void theSurveyFormIsReadAsItIsPublished()
    {
        QFETCH(QString, group);
        QStringList headings{u"start"_s, u"end"_s};
        QStringList cells{u"2026-11-01T08:00:00.000+02:00"_s, u"2026-11-01T08:30:00.000+02:00"_s};
        for (const SurveyQuestion &question : Survey) {
            headings << group + QLatin1StringView(question.name);
            cells << cellOfCsv(QString::fromUtf8(question.answer));
        }
        headings << u"KEY"_s;
        cells << u"uuid:2f0c"_s;
        House house;
        const auto report = importHtcds(*house.desk, lines({headings.join(u','), cells.join(u',')})).value();
        QCOMPARE(report.imported, 1);
        QCOMPARE(report.columnsNotRead, (QStringList{u"start"_s, u"end"_s}));
        for (const ExchangeFinding &one : report.cells) // every code of the form is one of the standard
            QVERIFY2(one.reason == "referral"_L1, qPrintable(one.column + u' ' + one.reason));
        const Cells out(house.exported());
        for (const SurveyQuestion &question : Survey) {
            const QString column = htcdsColumnNamed(QString::fromLatin1(question.name));
            const QString came = QString::fromUtf8(question.answer);
            const QString goes = out.at(0, column);
            QVERIFY2(goes == came || codesOf(goes) == codesOf(came), qPrintable(column + u": "_s + goes));
        }
        QCOMPARE(importHtcds(*house.desk, lines({headings.join(u','), cells.join(u',')})).value().unchanged, 1);
    }

    /// Each spelling of the table of aliases, alone, in a table of its own.
    void everySpellingOfAHeadingIsRead()
    {
        int read = 0;
        for (const QStringList &alias : model::readCsvResource(u":/indaro/codelists/htcds-aliases.csv"_s)) {
            const QStringList spellings{alias.at(0), alias.at(0).toUpper(), QString(u" "_s + alias.at(0).toLower() + u' ')};
            const QString &heading = spellings.at(read++ % 3);
            House house;
            const QString &column = alias.at(1);
            const HtcdsField *field = findHtcdsField(column);
            const bool isName = column == "prs_FirstName"_L1;
            QString value = u"uuid:9"_s;
            if (field != nullptr && field->conversion == HtcdsConversion::Date)
                value = u"2001"_s;
            else if (field != nullptr && field->conversion == HtcdsConversion::Number)
                value = u"3"_s;
            const QByteArray table =
                isName ? lines({cellOfCsv(heading), value})
                       : lines({QString(u"prs_FirstName,"_s + cellOfCsv(heading)), QString(u"Rose,"_s + value)});
            const auto report = importHtcds(*house.desk, table).value();
            QVERIFY2(report.columnsNotRead.isEmpty(), qPrintable(heading));
            QCOMPARE(report.imported, 1);
            if (field != nullptr)
                QCOMPARE(Cells(house.exported()).at(0, column), value);
            else
                QCOMPARE(importHtcds(*house.desk, table).value().merged, 1);
        }
        QVERIFY(read > 80);
    }

    void referralsAndStepsThatAreKnownWholeBecomeRecords()
    {
        const QString head = u"ext_CaseCode,cas_ReferredOrganisation,cas_OutgoingReferralDate,cas_OutgoingReferralDetails,"
                             "spl_Objectives,spl_ActionPlan,spl_PlannedEndDate,spl_ActualEndDate,spl_Type"_s;
        House house;
        const auto report =
            importHtcds(*house.desk,
                        lines({head,
                               // two whole referrals, one step that has ended and one that goes on
                               u"K7Q2-M9XT-X,\"Centre A\nHôpital B\",\"2026-03-01\n2026-04-02\","
                               "\"legal_aid;papers\nhealth\",Lire,Cours du soir,2026-06,2026-05-02,Education"_s}))
                .value();
        QCOMPARE(report.imported, 1);
        // "papers" is no service of ours: that one is kept and told; the other is a record.
        QCOMPARE(reasonsIn(report.cells), QStringList{u"2 cas_ReferredOrganisation referral"_s});
        QCOMPARE(house.count("referral WHERE receiver_agency = 'Hôpital B' AND services = 'health' AND direction = 'out' "
                             "AND status = 'closed' AND written_at = '2026-04-02' AND printed_at IS NULL"),
                 std::int64_t{1});
        QCOMPARE(house.count("referral"), std::int64_t{1});
        QCOMPARE(house.count("need WHERE area = 'school' AND goal_words = 'Lire'"), std::int64_t{1});
        QCOMPARE(house.count("plan_action WHERE what = 'Cours du soir' AND state = 'done' AND ended_on = '2026-05-02'"),
                 std::int64_t{1});
        const Cells out(house.exported());
        QCOMPARE(out.at(0, u"cas_ReferredOrganisation"_s), u"Centre A\nHôpital B"_s);
        QCOMPARE(out.at(0, u"cas_OutgoingReferralDetails"_s), u"legal_aid;papers\nhealth"_s);

        // What is not over, not whole, of the body or in the future makes no record, and stands as it came.
        const QStringList others{u",,,,Manger,Repas,,2026-05-02,Health"_s,  u",,,,Lire,Cours,2026-06,,Education"_s,
                                 u",,,,Lire,Cours,,2099-01-01,Education"_s, u",,,,Vivre,Aide,,2026-05-02,Financial"_s,
                                 u",Centre A,2099-01-01,health,,,,,"_s,     u",Centre A,,health,,,,,"_s};
        for (const QString &other : others) {
            House one;
            const auto kept = importHtcds(*one.desk, lines({head, other})).value();
            QCOMPARE(kept.imported, 1);
            QCOMPARE(kept.cells.size(), std::size_t{1});
            QVERIFY(kept.cells.front().reason == "plan"_L1 || kept.cells.front().reason == "referral"_L1);
            QCOMPARE(one.count("referral") + one.count("need") + one.count("plan_action"), std::int64_t{0});
            const QByteArray first = one.exported();
            House into(9);
            QCOMPARE(importHtcds(*into.desk, first).value().imported, 1);
            QCOMPARE(into.exported(), first);
        }
    }

    void tablesWithReferralsAndPlansComeBackByteForByte()
    {
        qInfo("seed %u", Seed);
        Dice dice{std::mt19937(Seed)};
        House from;
        for (int i = 0; i < 40; ++i) {
            const auto who = from.anybody(dice);
            for (int count = dice.below(4); count > 0; --count)
                from.bearNew(
                    fields::referral::Table,
                    owned(who, fields::referral::CaseFile,
                          {{fields::referral::Direction, "out"},
                           {fields::referral::Status, dice.of(QStringList{u"printed"_s, u"closed"_s}).toStdString()},
                           {fields::referral::WrittenAt, "2026-0" + std::to_string(1 + dice.below(9)) + "-03T10:00"},
                           {fields::referral::Services, dice.chance(70) ? base::Value("food health") : base::Value()},
                           {fields::referral::ReceiverAgency, dice.of(oddTexts()).toStdString()}}));
            for (int count = dice.below(4); count > 0; --count) {
                const auto need = from.bearNew(
                    fields::need::Table,
                    owned(who, fields::need::CaseFile,
                          {{fields::need::Area, dice.of(QStringList{u"school"_s, u"papers"_s, u"safety"_s}).toStdString()},
                           {fields::need::GoalWords, dice.of(oddTexts()).toStdString()}}));
                from.bearNew(
                    fields::plan_action::Table,
                    owned(who, fields::plan_action::CaseFile,
                          {{fields::plan_action::Need, idValue(need)},
                           {fields::plan_action::What, dice.of(oddTexts()).toStdString()},
                           {fields::plan_action::EndedOn, dice.chance(60) ? base::Value("2026-05-02") : base::Value()}}));
            }
        }
        const QByteArray first = from.exported();
        House into(77);
        QCOMPARE(importHtcds(*into.desk, first).value().imported, 40);
        QVERIFY(into.count("referral") > 10 && into.count("plan_action") > 10);
        const QByteArray second = into.exported();
        QVERIFY2(second == first, qPrintable(whereTheyDiffer(first, second)));
        QCOMPARE(importHtcds(*into.desk, first).value().unchanged, 40);
        QCOMPARE(into.exported(), first);
    }
};

QTEST_GUILESS_MAIN(TestHtcdsPartners)
#include "test_htcds_partners.moc"
