// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/house/house.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/referrals/referral_course.h"
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

/// An answer to "may we share with …", as an interview leaves it.
void note(tests::DeskFixture &f, sync::RecordId file, const char *purpose, const char *decision, const char *day,
          sync::FieldValues more = {})
{
    sync::FieldValues values{{fields::consent::CaseFile, base::Bytes(file.bytes().begin(), file.bytes().end())},
                             {fields::consent::Purpose, purpose},
                             {fields::consent::Decision, decision},
                             {fields::consent::GivenOn, day}};
    values.insert(values.end(), more.begin(), more.end());
    auto transaction = f.db->begin();
    INDARO_CHECK(f.log->birth({fields::consent::Table, sync::RecordId::make(f.random)}, values).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

base::Result<sync::RecordId> heard(tests::DeskFixture &f, sync::RecordId referral, ReferralStatus status)
{
    return recordReferralStep(*f.desk, referral, {.status = status, .way = "hand", .evidence = "call_note"});
}

QString standingOf(const base::Result<Referral> &printed)
{
    return printed ? QStringLiteral("printed") : QString::fromStdString(printed.error().text("standing"));
}

QString fieldOf(const base::Result<Referral> &printed)
{
    return printed ? QString() : QString::fromStdString(printed.error().text("field"));
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
        QVERIFY(
            saveHouse(*f.desk, {QStringLiteral("Maison A"), QStringLiteral("+257 22 00 00 00"), {}, QStringLiteral("Rue X")})
                .hasValue());
        QVERIFY(saveStaff(*f.desk, {f.log->user(), QStringLiteral("Odette"), QStringLiteral("assistante sociale"), {}})
                    .hasValue());
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
        QVERIFY(heard(f, referral.id, ReferralStatus::Received).error().code == Errc::WrongState);
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue());
        QVERIFY(saveReferral(*f.desk, referral.id, content).error().code == Errc::WrongState);
        auto consents = f.db->prepare("SELECT count(*) FROM consent WHERE purpose = 'referral' AND case_file = ?1");
        consents->bind(1, rose);
        QVERIFY(consents->step().value());
        QCOMPARE(consents->integer(0), std::int64_t(1));
        const auto waiting = listUnansweredReferrals(*f.desk).value();
        QCOMPARE(waiting.size(), std::size_t(1));
        QCOMPARE(*waiting[0].dueAt - *waiting[0].printedAt, base::UtcMs(72 * 3'600'000));
        QVERIFY(heard(f, referral.id, ReferralStatus::Accepted).hasValue());
        QVERIFY(heard(f, referral.id, ReferralStatus::Printed).error().code == Errc::WrongState);
        QVERIFY(listUnansweredReferrals(*f.desk).value().empty());
        const auto loaded = loadReferral(*f.desk, referral.id).value();
        QVERIFY(loaded.content == content);
        QCOMPARE(loaded.content.person, content.person);
        QVERIFY(loaded.answeredAt.has_value());
    }

    void atNightALifeWaitsForNoApprovalAndTheDirectorSeesIt() // contracts.md 9
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        ReferralContent danger;
        danger.form.insert(QStringLiteral("no_consent_ground"), QStringLiteral("danger"));
        danger.form.insert(QStringLiteral("priority"), QStringLiteral("urgent"));
        const auto referral = createReferral(*f.desk, rose, danger).value();
        QCOMPARE(fieldOf(markReferralPrinted(*f.desk, referral.id)), QStringLiteral("no_consent_approver"));
        QVERIFY(listUrgentWaivers(*f.desk)->empty());
        for (const char *ground : {"child", "order"}) { // these can wait for a word on the telephone
            ReferralContent other = danger;
            other.form.insert(QStringLiteral("priority"), QStringLiteral("emergency"));
            other.form.insert(QStringLiteral("no_consent_ground"), QString::fromLatin1(ground));
            QVERIFY(saveReferral(*f.desk, referral.id, other).hasValue());
            QCOMPARE(fieldOf(markReferralPrinted(*f.desk, referral.id)), QStringLiteral("no_consent_approver"));
        }
        danger.form.insert(QStringLiteral("priority"), QStringLiteral("emergency"));
        QVERIFY(saveReferral(*f.desk, referral.id, danger).hasValue());
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue());
        QVERIFY(listAudit(*f.desk, 1).value().front().detail.ends_with(" no_consent:danger"));
        auto seen = listUrgentWaivers(*f.desk).value();
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen.front().step, QStringLiteral("7.2"));
        QCOMPARE(seen.front().reason, referral.serial);
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue()); // a second copy is the same haste
        QCOMPARE(listUrgentWaivers(*f.desk)->size(), std::size_t{1});
        QVERIFY(noteWaiverSeen(*f.desk, seen.front().record).hasValue());
        QVERIFY(listUrgentWaivers(*f.desk)->empty());
    }

    void printedAgainItIsTheSamePaperAndACopy()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        const auto content = withConsent(prefillReferral(*f.desk, rose).value());
        const auto referral = createReferral(*f.desk, rose, content).value();
        QVERIFY(!isPrintedAgain(referral));
        QVERIFY(!isPrintedAgain(checkReferralPrint(*f.desk, referral.id).value()));
        QVERIFY(loadReferral(*f.desk, referral.id)->status == ReferralStatus::Draft); // asked, and not printed yet
        QVERIFY(listAuditOf(*f.desk, AuditVerb::ReferralPrinted)->empty());
        auto typed = content; // what stands on the paper is what is fixed, whatever was stored meanwhile
        typed.form.insert(QStringLiteral("description"), QStringLiteral("Une place."));
        const auto printed = markReferralPrinted(*f.desk, referral.id, typed).value();
        QVERIFY(printed.status == ReferralStatus::Printed && printed.content == typed && isPrintedAgain(printed));
        f.clock.advance(60'000);
        QVERIFY(markReferralPrinted(*f.desk, referral.id, content).error().code == Errc::WrongState); // another paper
        const auto again = markReferralPrinted(*f.desk, referral.id, typed).value();
        QCOMPARE(again.serial, referral.serial);
        QCOMPARE(*again.printedAt, *printed.printedAt); // the answer is waited for since the first
        QCOMPARE(listAuditOf(*f.desk, AuditVerb::ReferralPrinted)->size(), std::size_t(1));
        const auto copies = listAuditOf(*f.desk, AuditVerb::ReferralPrintedAgain).value();
        QCOMPARE(copies.size(), std::size_t(1));
        QVERIFY(copies[0].object == referral.id && copies[0].detail == referral.serial.toStdString());
    }

    void aTypedNameApprovesNothingUnlessADirectorIsSignedIn()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        const auto print = [&](const char *ground) {
            ReferralContent content;
            content.form.insert(QStringLiteral("no_consent_ground"), QLatin1StringView(ground));
            content.form.insert(QStringLiteral("no_consent_approver"), QStringLiteral("directrice"));
            const auto referral = createReferral(*f.desk, rose, content).value();
            INDARO_CHECK(markReferralPrinted(*f.desk, referral.id).hasValue());
            return referral.serial;
        };
        print("danger"); // by the director herself
        QVERIFY(listUrgentWaivers(*f.desk)->empty());
        const auto director = f.log->user();
        const auto worker = sync::UserId::make(f.random);
        QVERIFY(saveStaff(*f.desk, {worker, QStringLiteral("Odette"), {}, {}, QStringLiteral("social_worker")}).hasValue());
        f.signIn(worker);
        const QString byDanger = print("danger"), byOrder = print("order");
        f.signIn(director);
        QStringList told;
        const auto waivers = listUrgentWaivers(*f.desk).value();
        for (const UrgentWaiver &waiver : waivers)
            told << waiver.reason;
        told.sort();
        QCOMPARE(told, (QStringList{byDanger, byOrder}));
    }

    void whereNoStepTellsADirectorATypedNameLetsNothingOut()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        sop::Pack pack = sop::readShippedPack()->pack;
        pack.id += QStringLiteral("-own");
        pack.revision = 1;
        for (sop::Phase &phase : pack.phases) {
            for (sop::Step &step : phase.steps)
                step.allowsUrgentWaiver = false; // the house wants no haste: then nobody is told of any
        }
        QVERIFY(takePack(*f.desk, sop::writePack(pack), PackTrust::Local).hasValue());
        const auto director = f.log->user();
        const auto worker = sync::UserId::make(f.random);
        QVERIFY(saveStaff(*f.desk, {worker, QStringLiteral("Odette"), {}, {}, QStringLiteral("social_worker")}).hasValue());
        ReferralContent content;
        content.form.insert(QStringLiteral("no_consent_ground"), QStringLiteral("danger"));
        content.form.insert(QStringLiteral("no_consent_approver"), QStringLiteral("directrice"));
        f.signIn(worker);
        const auto referral = createReferral(*f.desk, rose, content).value();
        const auto printed = markReferralPrinted(*f.desk, referral.id);
        QVERIFY(printed.error().code == Errc::ConsentMissing);
        QCOMPARE(standingOf(printed), QStringLiteral("untold"));
        QCOMPARE(fieldOf(printed), QStringLiteral("no_consent_approver"));
        const auto sent = recordReferralStep(*f.desk, referral.id, {.status = ReferralStatus::Sent, .way = "phone"});
        QCOMPARE(QString::fromStdString(sent.error().text("standing")), QStringLiteral("untold")); // nor without paper
        QVERIFY(loadReferral(*f.desk, referral.id).value().status == ReferralStatus::Draft);
        QVERIFY(listUrgentWaivers(*f.desk)->empty());
        f.signIn(director);
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue()); // she knows of it herself
    }

    void whatWasRecordedBlocksAReferral_data()
    {
        QTest::addColumn<QByteArray>("purpose");
        QTest::addColumn<QByteArray>("decision");
        QTest::addColumn<QByteArray>("expires");
        QTest::addColumn<QByteArray>("withdrawn");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("standing");
        const auto row = [](const char *name, const char *purpose, const char *decision, const char *expires,
                            const char *withdrawn, const char *kind, const char *standing) {
            QTest::newRow(name) << QByteArray(purpose) << QByteArray(decision) << QByteArray(expires)
                                << QByteArray(withdrawn) << QString::fromLatin1(kind) << QString::fromLatin1(standing);
        };
        row("agreed", "share_health", "yes", "", "", "health", "printed");
        row("refused", "share_health", "no", "", "", "health", "refused");
        row("refused for another body", "share_iom", "no", "", "", "health", "printed");
        row("not decided", "share_health", "later", "", "", "health", "printed");
        row("valid to the last day", "share_health", "yes", "2026-11-24", "", "health", "printed");
        row("over yesterday", "share_health", "yes", "2026-11-23", "", "health", "expired");
        row("an end nobody can read", "share_health", "yes", "soon", "", "health", "expired");
        row("taken back", "share_health", "yes", "", "2026-11-20", "health", "withdrawn");
        row("taken back though valid", "share_health", "yes", "2027-01-01", "2026-11-20", "health", "withdrawn");
        row("every referral", "referral", "no", "", "", "health", "refused");
        row("police", "police_notes", "no", "", "", "police", "refused");
        row("not about the police", "police_notes", "no", "", "", "health", "printed");
    }

    void whatWasRecordedBlocksAReferral()
    {
        QFETCH(QByteArray, purpose);
        QFETCH(QByteArray, decision);
        QFETCH(QByteArray, expires);
        QFETCH(QByteArray, withdrawn);
        QFETCH(QString, kind);
        QFETCH(QString, standing);
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        sync::FieldValues more;
        if (!expires.isEmpty())
            more.emplace_back(fields::consent::ExpiresOn, expires.toStdString());
        if (!withdrawn.isEmpty())
            more.emplace_back(fields::consent::WithdrawnOn, withdrawn.toStdString());
        note(f, rose, purpose.constData(), decision.constData(), "2026-11-10", more);
        ReferralContent content = withConsent({});
        content.form.insert(QStringLiteral("to_kind"), kind);
        const auto referral = createReferral(*f.desk, rose, content).value();
        const auto printed = markReferralPrinted(*f.desk, referral.id);
        QCOMPARE(standingOf(printed), standing);
        if (printed)
            return;
        QCOMPARE(QString::fromStdString(printed.error().text("purpose")), QString::fromLatin1(purpose));
        QVERIFY(printed.error().text("day") >= "2026-11-10");
        QVERIFY(loadReferral(*f.desk, referral.id).value().status == ReferralStatus::Draft);
        content.form.insert(QStringLiteral("no_consent_ground"), QStringLiteral("danger"));
        QVERIFY(saveReferral(*f.desk, referral.id, content).hasValue());
        QCOMPARE(fieldOf(markReferralPrinted(*f.desk, referral.id)), QStringLiteral("no_consent_approver"));
        content.form.insert(QStringLiteral("no_consent_approver"), QStringLiteral("directrice"));
        QVERIFY(saveReferral(*f.desk, referral.id, content).hasValue());
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue());
        QVERIFY(listAudit(*f.desk, 1).value().front().detail.ends_with(" no_consent:danger"));
    }

    void theKindOfReceiverIsAskedOnlyWhereABodyWasRefused()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        const auto referral = createReferral(*f.desk, rose, withConsent({})).value();
        note(f, rose, "share_iom", "no", "2026-11-10");
        QCOMPARE(fieldOf(markReferralPrinted(*f.desk, referral.id)), QStringLiteral("to_kind"));
        ReferralContent content = withConsent({});
        content.form.insert(QStringLiteral("to_kind"), QStringLiteral("social"));
        QVERIFY(saveReferral(*f.desk, referral.id, content).hasValue());
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue());
    }

    void aConsentForOneOrganisationIsNoneForTheNext()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        note(f, rose, "share_other_ngo", "yes", "2026-11-10", {{fields::consent::Recipient, "Maison Ejo"}});
        note(f, rose, "referral", "no", "2026-11-11", {{fields::consent::Recipient, "Maison Éjo "}});
        const auto facts = loadConsentFacts(*f.desk, rose).value();
        ReferralContent content = withConsent({});
        content.form.insert(QStringLiteral("to_kind"), QStringLiteral("other_ngo"));
        QVERIFY(decisiveConsent(content, facts) == nullptr);
        content.form.insert(QStringLiteral("to_agency"), QStringLiteral("maison ejo"));
        QVERIFY(decisiveConsent(content, facts) != nullptr);
        QCOMPARE(decisiveConsent(content, facts)->decision, QStringLiteral("no"));
    }

    void theLastAnswerCounts()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        note(f, rose, "share_health", "no", "2026-11-10");
        ReferralContent content = withConsent({});
        content.form.insert(QStringLiteral("to_kind"), QStringLiteral("health"));
        const auto referral = createReferral(*f.desk, rose, content).value();
        QCOMPARE(standingOf(markReferralPrinted(*f.desk, referral.id)), QStringLiteral("refused"));
        QVERIFY(recordReferralConsent(*f.desk, referral.id, true).hasValue());
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue());
        auto consents = f.db->prepare("SELECT count(*) FROM consent WHERE purpose = 'referral'");
        QVERIFY(consents->step().value());
        QCOMPARE(consents->integer(0), std::int64_t(1)); // printing did not note the same once more
        f.clock.advance(1000);
        QVERIFY(recordReferralConsent(*f.desk, referral.id, false).hasValue()); // the same day
        QCOMPARE(standingOf(markReferralPrinted(*f.desk, referral.id)), QStringLiteral("refused"));
        QCOMPARE(QString::fromStdString(heard(f, referral.id, ReferralStatus::Sent).error().text("standing")),
                 QStringLiteral("refused"));
        QVERIFY(heard(f, referral.id, ReferralStatus::Revoked).hasValue());
        QVERIFY(recordReferralConsent(*f.desk, referral.id, true).error().code == Errc::WrongState);
    }

    void aNewYesNeedsWhatTheFormNeeds()
    {
        tests::DeskFixture f;
        const auto referral = createReferral(*f.desk, bearRose(f), {}).value();
        QVERIFY(recordReferralConsent(*f.desk, referral.id, true).error().code == Errc::ConsentMissing);
        QVERIFY(recordReferralConsent(*f.desk, referral.id, false).hasValue());
    }

    void theRegistersAgreementCounts()
    {
        tests::DeskFixture f;
        const auto closed = f.bear({{fields::case_file::ConsentSharing, "non"}}, {});
        const auto referral = createReferral(*f.desk, closed, withConsent({})).value();
        QCOMPARE(standingOf(markReferralPrinted(*f.desk, referral.id)), QStringLiteral("refused"));
        QVERIFY(recordReferralConsent(*f.desk, referral.id, true).hasValue());
        QVERIFY(markReferralPrinted(*f.desk, referral.id).hasValue());
        const auto nameless = f.bear({{fields::case_file::ConsentSharing, "oui_anonyme"}}, {});
        ReferralContent named = withConsent({});
        named.shared << QStringLiteral("person_name");
        const auto second = createReferral(*f.desk, nameless, named).value();
        QCOMPARE(fieldOf(markReferralPrinted(*f.desk, second.id)), QStringLiteral("person_name"));
    }

    void aChildNeverAgreesAlone()
    {
        tests::DeskFixture f;
        for (const char *minor : {"yes", "in_doubt"}) {
            const auto child = f.bear({{fields::case_file::IsMinor, minor}}, {});
            ReferralContent content = withConsent({});
            const auto referral = createReferral(*f.desk, child, content).value();
            const auto print = [&](const char *field, const char *value) {
                content.form.insert(QLatin1StringView(field), QLatin1StringView(value));
                INDARO_CHECK(saveReferral(*f.desk, referral.id, content).hasValue());
                return markReferralPrinted(*f.desk, referral.id);
            };
            QCOMPARE(standingOf(print("consent_language", "rn")), QStringLiteral("guardian"));
            QCOMPARE(fieldOf(print("consent_given_by", "caregiver")), QStringLiteral("consent_giver"));
            QCOMPARE(fieldOf(print("consent_giver", "Nibigira, tante")), QStringLiteral("child_assent"));
            QCOMPARE(standingOf(print("child_assent", "no")), QStringLiteral("child"));
            QCOMPARE(standingOf(print("child_assent", "too_young")), QStringLiteral("printed"));
        }
        const auto byBirth = f.bear({}, {{fields::identity::BirthDate, "2010-05-01"}});
        QVERIFY(loadConsentFacts(*f.desk, byBirth).value().isChild);
        const auto grownUp = f.bear({{fields::case_file::IsMinor, "yes"}}, {{fields::identity::BirthDate, "2008-11-24"}});
        QVERIFY(!loadConsentFacts(*f.desk, grownUp).value().isChild); // eighteen today
    }

    void aRecordedYesFillsSectionEightAndNothingElse()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        note(f, rose, "share_health", "yes", "2026-11-10",
             {{fields::consent::ExplainedBy, "interpreter"},
              {fields::consent::Language, "run"},
              {fields::consent::GivenBy, "guardian"},
              {fields::consent::Withheld, "le téléphone"}});
        const auto facts = loadConsentFacts(*f.desk, rose).value();
        ReferralContent content;
        content.form = {{QStringLiteral("to_kind"), QStringLiteral("health")},
                        {QStringLiteral("consent_language"), QStringLiteral("swahili")}};
        const auto filled = withRecordedConsent(content, facts);
        QCOMPARE(filled.form.value(QStringLiteral("consent_language")), QStringLiteral("swahili"));
        QCOMPARE(filled.form.value(QStringLiteral("consent_explained_by")), QStringLiteral("l’interprète"));
        QCOMPARE(filled.form.value(QStringLiteral("consent_given_by")), QStringLiteral("caregiver"));
        QCOMPARE(filled.form.value(QStringLiteral("consent_withheld")), QStringLiteral("le téléphone"));
        content.form.insert(QStringLiteral("to_kind"), QStringLiteral("iom"));
        QVERIFY(withRecordedConsent(content, facts) == content);
    }

    void theHouseIsFoundInFreeText()
    {
        const HouseDetails house{{}, {}, {}, QStringLiteral("Avenue de l'Hôpital 12, quartier Kibogoye")};
        ReferralContent content;
        content.form = {{QStringLiteral("description"), QStringLiteral("Elle dort au quartier KIBOGOYE depuis lundi.")},
                        {QStringLiteral("reason"), QStringLiteral("Soins à l'hôpital, avenue du Commerce")},
                        {QStringLiteral("to_location"), QStringLiteral("quartier Kibogoyeri")}};
        content.person = {{QStringLiteral("address"), QStringLiteral("av. de l’hopital 12")}};
        QCOMPARE(linesNamingTheHouse(content, house), QStringList{QStringLiteral("description")});
        content.shared << QStringLiteral("address");
        QCOMPARE(linesNamingTheHouse(content, house),
                 (QStringList{QStringLiteral("description"), QStringLiteral("address")}));
        content.showsHouseAddress = true;
        QVERIFY(linesNamingTheHouse(content, house).isEmpty());
        content.showsHouseAddress = false;
        QVERIFY(linesNamingTheHouse(content, {}).isEmpty());
    }

    void aSerialIsNeverUsedAgain()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        const auto first = createReferral(*f.desk, rose, {}).value();
        QVERIFY(heard(f, first.id, ReferralStatus::Revoked).hasValue());
        // It fails after the number was taken: the number was on no paper and is the next one's.
        QVERIFY(
            f.db->execute("CREATE TRIGGER broken BEFORE INSERT ON referral_person BEGIN SELECT RAISE(ABORT, 'disk'); END")
                .hasValue());
        QVERIFY(!createReferral(*f.desk, rose, {}));
        QVERIFY(f.db->execute("DROP TRIGGER broken").hasValue());
        QCOMPARE(createReferral(*f.desk, rose, {}).value().serial, QStringLiteral("BCDF-2026-0002"));
        f.clock.setUtc(f.clock.nowUtc() - base::UtcMs(30) * 24 * 3'600'000);
        QCOMPARE(createReferral(*f.desk, rose, {}).value().serial, QStringLiteral("BCDF-2026-0003")); // a clock set back
    }

    void thePersonalLinesAreInTheIdentityCompartmentOnly()
    {
        tests::DeskFixture f;
        const auto rose = bearRose(f);
        QVERIFY(createReferral(*f.desk, rose, prefillReferral(*f.desk, rose).value()).hasValue());
        auto leaks = f.db->prepare(
            "SELECT count(*) FROM operation WHERE record_table = 16 AND instr(content, CAST('Ndayizeye' AS BLOB)) > 0");
        QVERIFY(leaks->step().value());
        QCOMPARE(leaks->integer(0), std::int64_t(0));
        auto kept = f.db->prepare(
            "SELECT count(*) FROM operation WHERE record_table = 17 AND instr(content, CAST('Ndayizeye' AS BLOB)) > 0");
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
        const HouseDetails details{QStringLiteral("Maison"), QStringLiteral("22"), QStringLiteral("a@b"),
                                   QStringLiteral("ici")};
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
