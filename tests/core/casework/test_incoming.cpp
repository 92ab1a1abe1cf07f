// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/role_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/audit/journal.h"
#include "core/casework/audit/openings.h"
#include "core/casework/checklists/case_situation.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/internal_referrals.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
namespace fields = model::fields;

namespace {

Errc errorOf(const auto &result)
{
    return result ? Errc::Internal : result.error().code;
}

struct House : tests::DeskFixture
{
    sync::UserId director = log->user();
    sync::UserId nurse = sync::UserId::make(random);
    sync::UserId guard = sync::UserId::make(random);
    sync::RecordId rose =
        bear({{fields::case_file::CaseCode, "K7Q2-M9XT-4"}}, {{fields::identity::FamilyName, "Ndayizeye"}});

    House()
    {
        const std::vector<KnownAccount> accounts{{director, "Odette"}, {nurse, "Jeanne"}, {guard, "Anselme"}};
        INDARO_CHECK(settleRoles(*desk, accounts).hasValue());
        takeRoles();
        INDARO_CHECK(giveRoles(*desk, nurse, {Role::Nurse}, "alone").hasValue());
        INDARO_CHECK(giveRoles(*desk, guard, {Role::NightGuard}, "alone").hasValue());
    }
    sync::RecordId typeIn(const QString &services = u"shelter"_s)
    {
        return takeInPaperReferral(*desk, {u"CIM-17"_s,
                                           {{u"from_agency"_s, u"Centre intégré de Muyinga"_s},
                                            {u"referral_date"_s, today().addDays(-2).toString(Qt::ISODate)},
                                            {u"priority"_s, u"urgent"_s},
                                            {u"services"_s, services},
                                            {u"person_name"_s, u"Aline"_s},
                                            {u"birth_or_age"_s, u"23"_s}}})
            .value();
    }
    [[nodiscard]] QDate today() const { return model::localDay(clock.nowUtc()); }
    std::optional<InternalReferral> inside(sync::RecordId id)
    {
        const auto all = listInternalReferrals(*desk, rose).value();
        const auto found = std::ranges::find(all, id, &InternalReferral::id);
        return found == all.end() ? std::nullopt : std::optional(*found);
    }
};

} // namespace

class TestIncoming : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aReferralOnPaperWaitsUntilSheIsAdmittedAndIsFiledWithHer()
    {
        House house;
        const auto id = house.typeIn(u"shelter telemedicine"_s);
        const IncomingPackage came = loadIncomingPackage(*house.desk, id).value();
        QVERIFY(came.isOnPaper && owesAnswer(came) && !came.partner);
        QCOMPARE(came.partnerName, u"Centre intégré de Muyinga"_s);
        QCOMPARE(came.serial, u"CIM-17"_s);
        QCOMPARE(came.expiresAt, base::UtcMs(0));
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::ReferralTypedIn)->size(), std::size_t(1));
        const auto admitted = admitPerson(*house.desk, {personIn(came.content), {}, {}}).value();
        const auto referral = fileIncomingPackage(*house.desk, id, admitted.id).value();
        const Referral here = loadReferral(*house.desk, referral).value();
        QVERIFY(here.isIncoming && here.status == ReferralStatus::Received);
        QCOMPARE(here.partnerNumber, u"CIM-17"_s);
        QCOMPARE(here.content.form.value(u"services"_s), u"shelter other"_s);
        QCOMPARE(here.content.form.value(u"services_explanation"_s), u"telemedicine"_s);
        QCOMPARE(here.content.person.value(u"person_name"_s), u"Aline"_s);
        auto row = house.db->prepare("SELECT paper_on, sender_agency, expires_on FROM referral WHERE direction = 'in'");
        QVERIFY(row->step().value());
        QCOMPARE(toText(*row, 0), house.today().addDays(-2).toString(Qt::ISODate));
        QCOMPARE(toText(*row, 1), u"Centre intégré de Muyinga"_s);
        QVERIFY(row->isNull(2)); // paper does not run out
        QVERIFY(errorOf(fileIncomingPackage(*house.desk, id, admitted.id)) == Errc::WrongState);
        const auto filed = listAuditOf(*house.desk, AuditVerb::ReferralFiled).value(); // who, which one, into which file
        QCOMPARE(filed.size(), std::size_t(1));
        QVERIFY(filed[0].user == house.director && filed[0].object == referral && filed[0].detail == "CIM-17");
        QCOMPARE(findAudit(*house.desk, {.person = admitted.id, .verbs = {AuditVerb::ReferralFiled}})->size(),
                 std::size_t(1));
        QVERIFY(listWaitingReferrals(*house.desk).value().empty());
    }

    void whatIsMissingOrCannotBeIsSaid()
    {
        House house;
        const auto nobody = takeInPaperReferral(*house.desk, {u"7"_s, {{u"services"_s, u"health"_s}}});
        QVERIFY(errorOf(nobody) == Errc::InvalidArgument && nobody.error().text("field") == "from_agency");
        const auto tomorrow = takeInPaperReferral(
            *house.desk,
            {{}, {{u"from_agency"_s, u"CIM"_s}, {u"referral_date"_s, house.today().addDays(1).toString(Qt::ISODate)}}});
        QVERIFY(errorOf(tomorrow) == Errc::DateInFuture);
        const auto flood = takeInPaperReferral(
            *house.desk, {{}, {{u"from_agency"_s, u"CIM"_s}, {u"description"_s, QString(250'000, u'a')}}});
        QVERIFY(errorOf(flood) == Errc::TextTooLong);
        QVERIFY(listIncomingPackages(*house.desk).value().empty());
    }

    void anAnswerByTelephoneCountsBeforeAndAfterSheIsFiled()
    {
        House house;
        const auto refused = house.typeIn();
        PackageAnswerDraft no{.answer = wire::PackageAnswer::Refused};
        QVERIFY(errorOf(recordIncomingAnswer(*house.desk, refused, no, "phone")) == Errc::InvalidArgument);
        no.reason = "capacity";
        QVERIFY(recordIncomingAnswer(*house.desk, refused, no, "phone").hasValue());
        const IncomingPackage gone = loadIncomingPackage(*house.desk, refused).value();
        QVERIFY(!owesAnswer(gone) && gone.content.lines.isEmpty()); // nobody of this house is remembered
        QVERIFY(errorOf(fileIncomingPackage(*house.desk, refused, house.rose)) == Errc::WrongState);

        const auto taken = house.typeIn();
        const auto referral = fileIncomingPackage(*house.desk, taken, house.rose).value();
        QVERIFY(
            recordIncomingAnswer(*house.desk, taken, {.answer = wire::PackageAnswer::Accepted, .note = u"Lundi"_s}, "phone")
                .hasValue());
        QVERIFY(loadReferral(*house.desk, referral).value().status == ReferralStatus::Accepted);
        const auto steps = listStepsOf(*house.desk, referral).value();
        QCOMPARE(steps.back().way, u"phone"_s);
        QCOMPARE(steps.back().note, u"Lundi"_s);
        QCOMPARE(steps.back().evidence, u"own"_s);
    }

    void whatWasAnsweredBeforeItWasFiledStandsInTheReferral()
    {
        House house;
        const auto id = house.typeIn();
        QVERIFY(recordIncomingAnswer(*house.desk, id, {.answer = wire::PackageAnswer::Accepted}, "phone").hasValue());
        const auto kept = keepPlaceFor(*house.desk, id).value();
        QVERIFY(errorOf(keepPlaceFor(*house.desk, id)) == Errc::WrongState); // one place, not two
        house.clock.advance(3'600'000);
        const auto referral = fileIncomingPackage(*house.desk, id, house.rose).value();
        QVERIFY(loadReferral(*house.desk, referral).value().status == ReferralStatus::Accepted);
        QVERIFY(loadReferral(*house.desk, referral).value().answeredAt.has_value());
        const auto steps = listStepsOf(*house.desk, referral).value();
        QCOMPARE(steps.size(), std::size_t(2));
        QVERIFY(steps[0].status == ReferralStatus::Received && steps[1].status == ReferralStatus::Accepted);
        QCOMPARE(steps[1].happenedAt, model::localIsoMinute(house.clock.nowUtc() - 3'600'000)); // when it was said
        auto row = house.db->prepare("SELECT hold FROM referral WHERE direction = 'in'");
        QVERIFY(row->step().value() && row->id<sync::RecordTag>(0) == kept);
        QVERIFY(errorOf(recordIncomingAnswer(*house.desk, id, {.answer = wire::PackageAnswer::Refused, .reason = "capacity"},
                                             "phone")) == Errc::WrongState);
        QVERIFY(answerDueAt(loadIncomingPackage(*house.desk, id).value()) ==
                loadIncomingPackage(*house.desk, id)->openedAt + answerPeriod(u"urgent"_s));
    }

    void howItWasAnsweredBeforeItWasFiledIsKept()
    {
        House house;
        const auto id = house.typeIn();
        const PackageAnswerDraft received{.note = u"canari: on vous rappelle"_s};
        QVERIFY(recordIncomingAnswer(*house.desk, id, received, "phone").hasValue());
        QCOMPARE(loadIncomingPackage(*house.desk, id)->told,
                 (AnswerBeforeFiling{u"phone"_s, u"canari: on vous rappelle"_s}));
        const PackageAnswerDraft yes{.answer = wire::PackageAnswer::Accepted, .note = u"Lundi à 9 h"_s};
        QVERIFY(recordIncomingAnswer(*house.desk, id, yes, "email").hasValue());
        const IncomingPackage told = loadIncomingPackage(*house.desk, id).value();
        QCOMPARE(told.told, (AnswerBeforeFiling{u"email"_s, u"Lundi à 9 h"_s}));
        QCOMPARE(told.content.lines.value(u"person_name"_s), u"Aline"_s); // and what they said is what they said
        const auto referral = fileIncomingPackage(*house.desk, id, house.rose).value();
        const auto steps = listStepsOf(*house.desk, referral).value();
        QCOMPARE(steps.back().way, u"email"_s);
        QCOMPARE(steps.back().note, u"Lundi à 9 h"_s);
        QCOMPARE(steps.front().way, u"hand"_s); // how it came
        QVERIFY(steps.front().note.isEmpty());
        QCOMPARE(loadIncomingPackage(*house.desk, id)->told, AnswerBeforeFiling{});

        const auto other = house.typeIn(); // only that it arrived
        QVERIFY(recordIncomingAnswer(*house.desk, other, {.note = u"bien reçu"_s}, "phone").hasValue());
        const auto second = fileIncomingPackage(*house.desk, other, house.rose).value();
        QCOMPARE(listStepsOf(*house.desk, second).value().size(), std::size_t(1));
        QCOMPARE(listStepsOf(*house.desk, second).value().front().note, u"bien reçu"_s);
        const auto wrong = house.typeIn();
        QVERIFY(!recordIncomingAnswer(*house.desk, wrong, {.answer = wire::PackageAnswer::Accepted}, "pigeon").hasValue());
        QVERIFY(!loadIncomingPackage(*house.desk, wrong)->answer); // no way of the list: nothing is written
    }

    void aSenderPutsNoAnswerOfThisHouseIntoAPackage()
    {
        const PackagedReferral referral{u"BCDF-2026-0001"_s, {}, {{u"sex"_s, u"female"_s}}};
        const base::Bytes plain = encodePackage(referral);
        const base::Bytes forged = withAnswer(plain, {u"phone"_s, u"canari"_s});
        QCOMPARE(answerIn(forged), (AnswerBeforeFiling{u"phone"_s, u"canari"_s}));
        QVERIFY(decodePackagedReferral(forged).value() == referral);
        QVERIFY(withAnswer(forged, {}) == plain); // as it is kept when it is opened
    }

    void whatNobodyFilesIsForgottenOnItsDay_data()
    {
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("nobody answered") << false;
        QTest::newRow("accepted, and nobody came") << true;
    }

    void whatNobodyFilesIsForgottenOnItsDay()
    {
        QFETCH(bool, isAccepted);
        constexpr base::UtcMs Day = 86'400'000;
        House house;
        const auto id = house.typeIn();
        const auto filed = house.typeIn();
        QVERIFY(fileIncomingPackage(*house.desk, filed, house.rose).hasValue());
        QVERIFY(attachIncomingScan(*house.desk, id, {AttachmentKind::File, u"lettre"_s, QByteArray(64, 'a')}).hasValue());
        house.clock.advance(Day);
        if (isAccepted)
            QVERIFY(recordIncomingAnswer(*house.desk, id, {.answer = wire::PackageAnswer::Accepted}, "phone").hasValue());
        const IncomingPackage came = loadIncomingPackage(*house.desk, id).value();
        const base::UtcMs from = isAccepted ? house.clock.nowUtc() : answerDueAt(came);
        const base::UtcMs due = forgetDueAt(came).value();
        QCOMPARE(due, from + 90 * Day);
        QVERIFY(!forgetDueAt(loadIncomingPackage(*house.desk, filed).value()));
        house.clock.setUtc(due - 1);
        QVERIFY(listIncomingToForget(*house.desk)->empty());
        QVERIFY(errorOf(forgetIncoming(*house.desk, id)) == Errc::WrongState);
        house.clock.setUtc(due);
        const auto list = listIncomingToForget(*house.desk).value();
        QVERIFY(list.size() == 1 && list.front().id == id);
        QVERIFY(forgetIncoming(*house.desk, id).hasValue());
        const IncomingPackage gone = loadIncomingPackage(*house.desk, id).value();
        QVERIFY(gone.content.lines.isEmpty() && !forgetDueAt(gone));
        QCOMPARE(gone.partnerName, u"Centre intégré de Muyinga"_s); // that it came stays
        QVERIFY(listIncomingScans(*house.desk, id)->empty());
        QVERIFY(errorOf(fileIncomingPackage(*house.desk, id, house.rose)) == Errc::WrongState);
        QVERIFY(errorOf(forgetIncoming(*house.desk, id)) == Errc::WrongState);
        const auto lines = listAuditOf(*house.desk, AuditVerb::IncomingForgotten).value();
        QVERIFY(lines.size() == 1 && lines[0].object == id && lines[0].detail == "CIM-17");
    }

    void aScanOfThePaperWaitsAndGoesIntoTheFile()
    {
        House house;
        const auto id = house.typeIn();
        const QByteArray paper = "%PDF-1.4 " + QByteArray(100'000, 'p'); // several parts
        const UnfiledPaper scan{AttachmentKind::File, u"fiche"_s, paper};
        QVERIFY(errorOf(attachIncomingScan(*house.desk, id, {AttachmentKind::File, {}, {}})) == Errc::InvalidArgument);
        const auto key = attachIncomingScan(*house.desk, id, scan).value();
        QCOMPARE(listIncomingScans(*house.desk, id).value().size(), std::size_t(1));
        QVERIFY(loadAttachment(*house.desk, key).value() == paper);
        QVERIFY(listAttachments(*house.desk, house.rose)->empty()); // nobody's yet
        const auto referral = fileIncomingPackage(*house.desk, id, house.rose).value();
        const auto hers = listAttachments(*house.desk, house.rose).value();
        QVERIFY(hers.size() == 1 && hers[0].key == key && hers[0].title == u"fiche"_s && hers[0].isWhole());
        QVERIFY(loadAttachment(*house.desk, key).value() == paper);
        QVERIFY(listStepsOf(*house.desk, referral)->front().attachment == key.record);
        QVERIFY(listIncomingScans(*house.desk, id)->empty());
        QVERIFY(errorOf(attachIncomingScan(*house.desk, id, scan)) == Errc::WrongState); // it is filed

        QVERIFY(errorOf(openIncomingScan(*house.desk, id, key)) == Errc::UnknownRecord); // by the door of her file now

        const auto refused = house.typeIn(); // what is refused is forgotten, its scan with it
        const auto gone = attachIncomingScan(*house.desk, refused, scan).value();
        QVERIFY(recordIncomingAnswer(*house.desk, refused, {.answer = wire::PackageAnswer::Refused, .reason = "capacity"},
                                     "phone")
                    .hasValue());
        QVERIFY(errorOf(loadAttachment(*house.desk, gone)) == Errc::UnknownRecord);
    }

    void aScanThatWaitsIsOpenedAndTheOpeningIsNoted()
    {
        House house;
        const auto id = house.typeIn();
        const auto other = house.typeIn();
        const QByteArray paper = "%PDF-1.4 " + QByteArray(100'000, 'p');
        const auto key = attachIncomingScan(*house.desk, id, {AttachmentKind::File, u"fiche"_s, paper}).value();
        const auto lines = [&] { return listAuditOf(*house.desk, AuditVerb::UnfiledScanOpened).value(); };
        QVERIFY(errorOf(openIncomingScan(*house.desk, other, key)) == Errc::UnknownRecord); // it came with another one
        QVERIFY(lines().empty());
        QVERIFY(openIncomingScan(*house.desk, id, key).value() == paper);
        QVERIFY(lines().size() == 1 && lines()[0].object == key.record && lines()[0].detail == "CIM-17");
        house.clock.advance(OneOpening / 2);
        QVERIFY(openIncomingScan(*house.desk, id, key).hasValue());
        QCOMPARE(lines().size(), std::size_t(1));
        house.clock.advance(OneOpening);
        QVERIFY(openIncomingScan(*house.desk, id, key).hasValue());
        QCOMPARE(lines().size(), std::size_t(2));
        const auto monday = model::localDay(house.clock.nowUtc());
        const auto week = loadJournalWeek(*house.desk, monday).value();
        QCOMPARE(week.accounts.front().openings, 2);
    }

    /// What she agreed to for them goes back, and nothing else; a no of hers to them stops it, however it was ticked.
    void theSlipObeysWhatWasRecorded()
    {
        House house;
        const auto referral = fileIncomingPackage(*house.desk, house.typeIn(), house.rose).value();
        const auto said = [&](const char *decision, const char *groups) {
            auto transaction = house.db->begin();
            INDARO_CHECK(house.log
                             ->birth({fields::consent::Table, sync::RecordId::make(house.random)},
                                     {{fields::consent::CaseFile, idValue(house.rose)},
                                      {fields::consent::Purpose, "referral"},
                                      {fields::consent::Decision, decision},
                                      {fields::consent::DataGroups, groups},
                                      {fields::consent::Recipient, "Centre intégré de Muyinga"},
                                      {fields::consent::GivenBy, "person"},
                                      {fields::consent::GivenOn, house.today().toString(Qt::ISODate).toStdString()}})
                             .hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
        };
        CounterReferral slip{.form = {{u"slip_decision"_s, u"accepted"_s}, {u"slip_agrees"_s, u"yes"_s}}};
        said("yes", "needs");
        QVERIFY(checkCounterReferral(*house.desk, referral, slip).hasValue());
        slip.result = u"canari: plaie"_s;
        QVERIFY(checkCounterReferral(*house.desk, referral, slip).error().text("field") == "slip_result");
        slip.result.clear();
        slip.services = {{u"health"_s, {.answer = "given", .note = "canari: traitement"}}};
        QVERIFY(checkCounterReferral(*house.desk, referral, slip).error().text("field") == "slip_result");
        slip.services.clear();
        slip.form.insert(u"slip_risks"_s, u"canari: menaces"_s);
        QVERIFY(checkCounterReferral(*house.desk, referral, slip).error().text("field") == "slip_risks");
        slip.form.remove(u"slip_risks"_s);
        said("no", "");
        const auto no = markCounterReferralPrinted(*house.desk, referral, slip, "hand");
        QVERIFY(errorOf(no) == Errc::ConsentMissing && !no.error().text("standing").empty());
        QVERIFY(listSlipsOf(*house.desk, referral).value().empty());
        said("yes", "needs health");
        slip.result = u"Soins donnés"_s;
        QVERIFY(markCounterReferralPrinted(*house.desk, referral, slip, "hand").hasValue());
        auto row = house.db->prepare("SELECT data_groups FROM disclosure ORDER BY id DESC");
        QVERIFY(row->step().value());
        QCOMPARE(toText(*row, 0), u"health needs"_s); // of what was in it
    }

    void theSlipThatGoesBackOnPaperAsksTheSameAsASealedOne()
    {
        House house;
        const auto referral = fileIncomingPackage(*house.desk, house.typeIn(), house.rose).value();
        CounterReferral slip{.form = {{u"slip_decision"_s, u"accepted"_s}}};
        slip.services = {{u"shelter"_s, {.answer = "given"}}};
        QVERIFY(errorOf(markCounterReferralPrinted(*house.desk, referral, slip, "hand")) == Errc::ConsentMissing);
        slip.form.insert(u"slip_agrees"_s, u"yes"_s);
        QVERIFY(owesAnswer(listIncomingPackages(*house.desk).value().front()));
        QVERIFY(markCounterReferralPrinted(*house.desk, referral, slip, "hand").hasValue());
        QVERIFY(!owesAnswer(listIncomingPackages(*house.desk).value().front())); // the slip is an answer too
        QVERIFY(loadReferral(*house.desk, referral).value().status == ReferralStatus::FedBack);
        QCOMPARE(listSlipsOf(*house.desk, referral).value().size(), std::size_t(1));
        QCOMPARE(listServiceAnswers(*house.desk, referral).value().front().answer, u"given"_s);
        QCOMPARE(listStepsOf(*house.desk, referral).value().back().way, u"hand"_s);
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::CounterReferralPrinted)->size(), std::size_t(1));
        const auto own = createReferral(*house.desk, house.rose, {{{u"to_agency"_s, u"CIM"_s}}, {}, {}, false}).value();
        QVERIFY(errorOf(markCounterReferralPrinted(*house.desk, own.id, slip, "hand")) == Errc::WrongState);
    }

    void aColleagueIsAskedAnswersAndFeedsBack()
    {
        House house;
        const auto id =
            referInside(*house.desk, house.rose,
                        {.toRole = "nurse", .services = "health", .request = "Pansement à voir", .priority = "urgent"})
                .value();
        QVERIFY(house.inside(id)->isMine && !house.inside(id)->isForMe);
        QCOMPARE(listInternalReferralsForMe(*house.desk).value().size(), std::size_t(1)); // it waits, and can be taken back
        QVERIFY(errorOf(recordInternalStep(*house.desk, id, ReferralStatus::Accepted, {})) == Errc::WrongState);

        house.signIn(house.nurse);
        auto mine = listInternalReferralsForMe(*house.desk).value();
        QCOMPARE(mine.size(), std::size_t(1));
        QCOMPARE(mine[0].request, u"Pansement à voir"_s);
        QCOMPARE(mine[0].caseCode, u"K7Q2-M9XT-4"_s);
        QCOMPARE(mine[0].dueAt - mine[0].sentAt, answerPeriod(u"urgent"_s));
        QVERIFY(recordInternalStep(*house.desk, id, ReferralStatus::Accepted, {}).hasValue());
        QVERIFY(recordInternalStep(*house.desk, id, ReferralStatus::Done, {}).hasValue());
        QVERIFY(errorOf(recordInternalStep(*house.desk, id, ReferralStatus::FedBack, {})) == Errc::InvalidArgument);
        QVERIFY(recordInternalStep(*house.desk, id, ReferralStatus::FedBack, "Plaie propre").hasValue());
        QVERIFY(errorOf(recordInternalStep(*house.desk, id, ReferralStatus::Closed, {})) == Errc::WrongState); // not hers
        QVERIFY(listInternalReferralsForMe(*house.desk).value().empty());
        QVERIFY(errorOf(referInside(*house.desk, house.rose, {.toRole = "psychologist", .request = "Voir"})) ==
                Errc::AccessRefused); // who may not refer does not refer inside either

        house.signIn(house.director);
        mine = listInternalReferralsForMe(*house.desk).value();
        QCOMPARE(mine.size(), std::size_t(1));
        QCOMPARE(mine[0].lastNote, u"Plaie propre"_s);
        QVERIFY(recordInternalStep(*house.desk, id, ReferralStatus::Closed, {}).hasValue());
        QVERIFY(listInternalReferralsForMe(*house.desk).value().empty() && house.inside(id)->isOver());
    }

    /// The ladder inside the house: the colleague, who else may know, the director; never anybody outside.
    void whatNobodyAnswersInsideClimbsToTheDirector()
    {
        House house;
        QVERIFY(saveStaff(*house.desk, {house.nurse, u"Jeanne"_s, {}, u"+257 79 00 00 02"_s, u"nurse"_s}).hasValue());
        QVERIFY(saveStaff(*house.desk, {house.director, u"Odette"_s, {}, u"+257 71 00 00 00"_s, u"director"_s}).hasValue());
        const auto id =
            referInside(*house.desk, house.rose, {.toRole = "nurse", .request = "Pansement à voir", .priority = "emergency"})
                .value();
        const base::UtcMs period = answerPeriod(u"emergency"_s);
        const base::UtcMs sent = house.clock.nowUtc();
        const auto at = [&](int periods) {
            house.clock.setUtc(sent + periods * period);
            return house.inside(id).value();
        };
        QVERIFY(!at(0).rung);
        QVERIFY(at(1).rung == Rung::Receiver);
        QCOMPARE(contactsInside(*house.desk, at(1), Rung::Receiver).value().front().name, u"Jeanne"_s);
        QVERIFY(at(2).rung == Rung::Second);
        QVERIFY(at(3).rung == Rung::Director);
        QCOMPARE(contactsInside(*house.desk, at(3), Rung::Director).value().front().name, u"Odette"_s);
        QVERIFY(at(9).rung == Rung::Director); // nobody outside hears of it
        const auto waiting = waitingOf(*house.desk, id).value();
        QVERIFY(waiting && waiting->rung == Rung::Director && !waiting->isAsked);
        QVERIFY(listWaitingReferrals(*house.desk)->empty()); // those are of others
        QVERIFY(listInternalReferralsForMe(*house.desk)->front().id == id);
        QVERIFY(recordReferralCall(*house.desk, id, {.rung = Rung::Director, .result = "no_answer"}).hasValue());
        QVERIFY(house.inside(id)->isAsked);
        house.signIn(house.nurse);
        QVERIFY(recordInternalStep(*house.desk, id, ReferralStatus::Accepted, {}).hasValue());
        house.signIn(house.director);
        QVERIFY(!house.inside(id)->rung && !waitingOf(*house.desk, id).value()); // answered: nobody is chased
        QVERIFY(errorOf(recordReferralCall(*house.desk, id, {.result = "no_answer"})) == Errc::WrongState);
    }

    void whatStaysInTheHouseIsNoReferralThatLeft()
    {
        House house;
        QVERIFY(errorOf(referInside(*house.desk, house.rose, {.request = "Voir"})) == Errc::InvalidArgument);
        QVERIFY(errorOf(referInside(*house.desk, house.rose, {.toRole = "nurse"})) == Errc::InvalidArgument);
        QVERIFY(listInternalReferrals(*house.desk, house.rose).value().empty());
        const auto id = referInside(*house.desk, house.rose, {.toRole = "nurse", .request = "Voir"}).value();
        QVERIFY(listWaitingReferrals(*house.desk).value().empty());
        const auto now = loadSituation(*house.desk, house.rose).value();
        QVERIFY(std::ranges::none_of(now.happenings, [](const sop::Happening &one) {
            return one.event == sop::Event::ReferralDraft || one.event == sop::Event::ReferralSent;
        }));
        QVERIFY(recordInternalStep(*house.desk, id, ReferralStatus::Revoked, {}).hasValue());
        QVERIFY(house.inside(id)->isOver());
        house.signIn(house.guard);
        QVERIFY(errorOf(listInternalReferralsForMe(*house.desk)) == Errc::AccessRefused);
        QVERIFY(errorOf(recordInternalStep(*house.desk, id, ReferralStatus::Accepted, {})) == Errc::AccessRefused);
    }
};

QTEST_APPLESS_MAIN(TestIncoming)
#include "test_incoming.moc"
