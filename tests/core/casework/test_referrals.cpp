// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/referrals/referrals.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using base::Errc;
namespace fields = model::fields;

namespace {

ReferralContent withConsent(ReferralContent content)
{
    content.form.insert(QStringLiteral("consent_explained_by"), QStringLiteral("Odette"));
    content.form.insert(QStringLiteral("consent_language"), QStringLiteral("rn"));
    content.form.insert(QStringLiteral("consent_given_by"), QStringLiteral("person"));
    content.form.insert(QStringLiteral("to_agency"), QStringLiteral("Centre intégré de Muyinga"));
    return content;
}

} // namespace

class TestReferrals : public QObject
{
    Q_OBJECT
private:
    static sync::RecordId bearRose(tests::DeskFixture &f)
    {
        return f.bear({{fields::case_file::CaseCode, "K7Q2-M9XT-4"}, {fields::case_file::IsMinor, "no"}},
                      {{fields::identity::FamilyName, "Ndayizeye"},
                       {fields::identity::GivenNames, "Rose"},
                       {fields::identity::BirthDate, base::Missing::DoesNotKnow},
                       {fields::identity::OriginColline, "Rugari"}});
    }

private Q_SLOTS:
    void prefillKnowsTheFileAndSharesNothing()
    {
        tests::DeskFixture f;
        QVERIFY(saveHouse(*f.desk, {QStringLiteral("Maison A"), QStringLiteral("+257 22 00 00 00"), {}, QStringLiteral("Rue X")})
                    .hasValue());
        QVERIFY(saveStaff(*f.desk, {f.log->user(), QStringLiteral("Odette"), QStringLiteral("assistante sociale"), {}}).hasValue());
        const auto content = prefillReferral(*f.desk, bearRose(f)).value();
        QCOMPARE(content.person.value(QStringLiteral("person_name")), QStringLiteral("Ndayizeye Rose"));
        QVERIFY(!content.person.contains(QStringLiteral("birth_or_age"))); // "does not know" is no date
        QCOMPARE(content.form.value(QStringLiteral("case_code")), QStringLiteral("K7Q2-M9XT-4"));
        QCOMPARE(content.form.value(QStringLiteral("from_worker")), QStringLiteral("Odette — assistante sociale"));
        QVERIFY(content.shared.isEmpty());
        for (const auto &value : content.form)
            QVERIFY(!value.contains(QStringLiteral("Rue X")) && !value.contains(QStringLiteral("Ndayizeye")));
        QVERIFY(prefillReferral(*f.desk, sync::RecordId::make(f.random)).error().code == Errc::UnknownRecord);
    }

    void serialsHaveNoGapAndStartAnewEachYear()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        QCOMPARE(createReferral(*f.desk, rose, {}).value().serial, QStringLiteral("BCDF-2026-0001"));
        ReferralContent tooLong;
        tooLong.form.insert(QStringLiteral("reason_text"), QString(300'000, QLatin1Char('x')));
        QVERIFY(createReferral(*f.desk, rose, tooLong).error().code == Errc::TextTooLong);
        QCOMPARE(createReferral(*f.desk, rose, {}).value().serial, QStringLiteral("BCDF-2026-0002"));
        f.clock.setUtc(2'177'452'800'000); // 2039-01-01 02:00 in Burundi
        QCOMPARE(createReferral(*f.desk, rose, {}).value().serial, QStringLiteral("BCDF-2039-0001"));
    }

    void nothingIsPrintedWithoutConsentOrALawfulGround()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        const auto referral = createReferral(*f.desk, rose, {}).value();
        QVERIFY(markReferralPrinted(*f.desk, referral.id).error().code == Errc::ConsentMissing);
        ReferralContent danger;
        danger.form.insert(QStringLiteral("no_consent_ground"), QStringLiteral("danger"));
        QVERIFY(saveReferral(*f.desk, referral.id, danger).hasValue());
        const auto lacking = markReferralPrinted(*f.desk, referral.id);
        QCOMPARE(QString::fromStdString(lacking.error().text("field")), QStringLiteral("no_consent_approver"));
        danger.form.insert(QStringLiteral("no_consent_approver"), QStringLiteral("directrice"));
        QVERIFY(saveReferral(*f.desk, referral.id, danger).hasValue());
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue());
        QCOMPARE(listAudit(*f.desk, 10).value().size(), std::size_t(1));
    }

    void printingFixesThePaperNotesTheConsentAndWaitsForAnAnswer()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        auto content = withConsent(prefillReferral(*f.desk, rose).value());
        content.form.insert(QStringLiteral("priority"), QStringLiteral("urgent"));
        content.form.insert(QStringLiteral("services"), QStringLiteral("legal_aid health"));
        const auto referral = createReferral(*f.desk, rose, content).value();
        QVERIFY(listUnansweredReferrals(*f.desk).value().empty());
        QVERIFY(setReferralStatus(*f.desk, referral.id, ReferralStatus::Sent).error().code == Errc::WrongState);
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue());
        QVERIFY(saveReferral(*f.desk, referral.id, content).error().code == Errc::WrongState);
        auto consents = f.db->prepare("SELECT count(*) FROM consent WHERE purpose = 'referral' AND case_file = ?1");
        consents->bind(1, rose);
        QVERIFY(consents->step().value());
        QCOMPARE(consents->integer(0), std::int64_t(1));
        const auto waiting = listUnansweredReferrals(*f.desk).value();
        QCOMPARE(waiting.size(), std::size_t(1));
        QCOMPARE(*waiting[0].dueAt - *waiting[0].printedAt, base::UtcMs(72 * 3'600'000));
        QVERIFY(setReferralStatus(*f.desk, referral.id, ReferralStatus::Accepted).hasValue());
        QVERIFY(setReferralStatus(*f.desk, referral.id, ReferralStatus::Printed).error().code == Errc::WrongState);
        QVERIFY(listUnansweredReferrals(*f.desk).value().empty());
        const auto loaded = loadReferral(*f.desk, referral.id).value();
        QVERIFY(loaded.content == content);
        QCOMPARE(loaded.content.person, content.person);
        QVERIFY(loaded.answeredAt.has_value());
    }

    void thePersonalLinesAreInTheIdentityCompartmentOnly()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        QVERIFY(createReferral(*f.desk, rose, prefillReferral(*f.desk, rose).value()).hasValue());
        auto leaks = f.db->prepare("SELECT count(*) FROM operation WHERE record_table = 16 AND instr(content, CAST('Ndayizeye' AS BLOB)) > 0");
        QVERIFY(leaks->step().value());
        QCOMPARE(leaks->integer(0), std::int64_t(0));
        auto kept = f.db->prepare("SELECT count(*) FROM operation WHERE record_table = 17 AND instr(content, CAST('Ndayizeye' AS BLOB)) > 0");
        QVERIFY(kept->step().value());
        QCOMPARE(kept->integer(0), std::int64_t(1));
    }

    void theAuditChainFindsAChangedLine()
    {
        tests::DeskFixture f;
        for (int i = 0; i < 5; ++i)
            QVERIFY(recordAuditNow(*f.desk, AuditVerb::FileOpened, sync::RecordId::make(f.random)).hasValue());
        QVERIFY(verifyAuditChain(*f.desk).hasValue());
        QVERIFY(!f.db->execute("DELETE FROM audit WHERE sequence = 5"));
        QVERIFY(f.db->execute("UPDATE audit SET verb = 'signed_in' WHERE sequence = 3").hasValue());
        QCOMPARE(verifyAuditChain(*f.desk).error().number("sequence"), std::int64_t(3));
    }

    void houseAndStaffKeepWhatWasEntered()
    {
        tests::DeskFixture f;
        QVERIFY(loadHouse(*f.desk).value() == HouseDetails());
        const HouseDetails details{QStringLiteral("Maison"), QStringLiteral("22"), QStringLiteral("a@b"), QStringLiteral("ici")};
        QVERIFY(saveHouse(*f.desk, details).hasValue());
        QVERIFY(loadHouse(*f.desk).value() == details);
        QVERIFY(saveHouse(*f.desk, {QString(500, QLatin1Char('x')), {}, {}, {}}).error().code == Errc::TextTooLong);
        QVERIFY(!findStaff(*f.desk, f.log->user()).value());
        QVERIFY(saveStaff(*f.desk, {f.log->user(), QStringLiteral("Jean"), {}, {}}).hasValue());
        QCOMPARE(listStaff(*f.desk).value().size(), std::size_t(1));
        QCOMPARE(laptopName(*f.desk, f.log->device()).value(), QStringLiteral("BCDF"));
        QVERIFY(saveThisLaptop(*f.desk, QStringLiteral("Bureau")).hasValue());
        QCOMPARE(laptopName(*f.desk, f.log->device()).value(), QStringLiteral("Bureau"));
    }
};

QTEST_APPLESS_MAIN(TestReferrals)
#include "test_referrals.moc"
