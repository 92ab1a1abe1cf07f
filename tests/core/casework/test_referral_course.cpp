// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/directory/directory.h"
#include "core/casework/house/house.h"
#include "core/casework/people/full_file.h"
#include "core/casework/people/queries.h"
#include "core/casework/referrals/counter_referral.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/unmet_needs.h"
#include "core/model/partial_date.h"
#include "tests/core/casework/desk_fixture.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs HourMs = 3'600'000;

constexpr ReferralStatus AllStatuses[] = {ReferralStatus::Draft,      ReferralStatus::Printed,  ReferralStatus::Sent,
                                          ReferralStatus::Received,   ReferralStatus::Accepted, ReferralStatus::Refused,
                                          ReferralStatus::InProgress, ReferralStatus::Done,     ReferralStatus::FedBack,
                                          ReferralStatus::Closed,     ReferralStatus::Revoked,  ReferralStatus::Expired,
                                          ReferralStatus::Returned};

/// A house with Rose in it, and a referral of hers on paper.
struct House : tests::DeskFixture
{
    sync::RecordId rose = bear({{fields::case_file::CaseCode, "K7Q2-M9XT-4"}, {fields::case_file::IsMinor, "no"}},
                               {{fields::identity::FamilyName, "Ndayizeye"}});

    sync::RecordId write(const QString &priority = u"urgent"_s, const QString &services = u"health legal_aid"_s)
    {
        ReferralContent content = prefillReferral(*desk, rose).value();
        content.form.insert({{u"consent_explained_by"_s, u"Odette"_s},
                             {u"consent_language"_s, u"rn"_s},
                             {u"consent_given_by"_s, u"person"_s},
                             {u"to_agency"_s, u"Centre intégré de Muyinga"_s},
                             {u"to_worker"_s, u"Jeanne"_s},
                             {u"to_phone"_s, u"+257 22 30 00 01"_s},
                             {u"priority"_s, priority},
                             {u"services"_s, services}});
        return createReferral(*desk, rose, content).value().id;
    }
    sync::RecordId print(const QString &priority = u"urgent"_s)
    {
        const auto id = write(priority);
        INDARO_CHECK(markReferralPrinted(*desk, id).hasValue());
        return id;
    }
    base::Result<sync::RecordId> hear(sync::RecordId referral, ReferralStatus status)
    {
        return recordReferralStep(*desk, referral, {.status = status, .way = "hand", .evidence = "call_note"});
    }
    ReferralStatus standing(sync::RecordId referral) { return loadReferral(*desk, referral).value().status; }
};

int fieldNumber(const base::Error &error)
{
    return static_cast<int>(error.number("field"));
}

} // namespace

class TestReferralCourse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatOthersDidNeedsItsProof()
    {
        House f;
        const auto id = f.print();
        for (const ReferralStatus status : {ReferralStatus::Received, ReferralStatus::Accepted, ReferralStatus::Returned}) {
            const auto unproven = recordReferralStep(*f.desk, id, {.status = status});
            QVERIFY(unproven.error().code == Errc::InvalidArgument);
            QCOMPARE(fieldNumber(unproven.error()), int(fields::referral_step::Evidence.field));
        }
        const auto noRoad = recordReferralStep(*f.desk, id, {.status = ReferralStatus::Sent});
        QCOMPARE(fieldNumber(noRoad.error()), int(fields::referral_step::Way.field));
        QVERIFY(listStepsOf(*f.desk, id).value().empty());
        const std::string later = model::localIsoMinute(f.clock.nowUtc() + 24 * HourMs).toStdString();
        const auto tomorrow = recordReferralStep(
            *f.desk, id, {.status = ReferralStatus::Accepted, .evidence = "call_note", .happenedAt = later});
        QVERIFY(tomorrow.error().code == Errc::DateInFuture);
    }

    void eachStepKeepsWhenWhoAndWhatProvesIt()
    {
        House f;
        QVERIFY(saveStaff(*f.desk, {f.log->user(), u"Odette"_s, u"assistante sociale"_s, {}}).hasValue());
        const auto id = f.print();
        const QString today = model::localDay(f.clock.nowUtc()).toString(Qt::ISODate);
        QVERIFY(recordReferralStep(*f.desk, id,
                                   {.status = ReferralStatus::Accepted,
                                    .evidence = "slip",
                                    .happenedAt = today.toStdString(),
                                    .spokeTo = "Jeanne",
                                    .note = "place pour demain",
                                    .paperOn = today.toStdString()})
                    .hasValue());
        const auto steps = listStepsOf(*f.desk, id).value();
        QCOMPARE(steps.size(), std::size_t(1));
        QVERIFY(steps[0].status == ReferralStatus::Accepted);
        QCOMPARE(steps[0].evidence, u"slip"_s);
        QCOMPARE(steps[0].spokeTo, u"Jeanne"_s);
        QCOMPARE(steps[0].paperOn, today);
        QCOMPARE(steps[0].recordedBy, u"Odette"_s);
        QVERIFY(f.standing(id) == ReferralStatus::Accepted);
        QCOMPARE(loadCaseFile(*f.desk, f.rose).value().referrals[0].text(fields::referral::Status), u"accepted"_s);
        const auto whole = loadFullFile(*f.desk, f.rose).value();
        const auto record = std::ranges::find(whole.records, id, &Record::id);
        QVERIFY(record != whole.records.end());
        QCOMPARE(record->text(fields::referral::Status), u"accepted"_s);
    }

    void withoutPaperItLeavesByTheSameRule()
    {
        House f;
        const auto refused = f.write();
        ReferralContent content = loadReferral(*f.desk, refused).value().content;
        content.form.remove(u"consent_given_by"_s);
        QVERIFY(saveReferral(*f.desk, refused, content).hasValue());
        QVERIFY(recordReferralStep(*f.desk, refused, {.status = ReferralStatus::Sent, .way = "phone"}).error().code ==
                Errc::ConsentMissing);
        QVERIFY(f.standing(refused) == ReferralStatus::Draft);
        const auto id = f.write();
        QVERIFY(recordReferralStep(*f.desk, id, {.status = ReferralStatus::Sent, .way = "phone"}).hasValue());
        QVERIFY(f.standing(id) == ReferralStatus::Sent);
        QVERIFY(saveReferral(*f.desk, id, content).error().code == Errc::WrongState); // said is said
        QCOMPARE(listAuditOf(*f.desk, AuditVerb::ReferralSent)->size(), std::size_t(1));
        QCOMPARE(listWaitingReferrals(*f.desk).value().size(), std::size_t(1));
    }

    void twoLaptopsThatBothHeardHaveNothingToSettle()
    {
        // Whatever order steps arrive in, and whoever wrote them, the referral stands in one place.
        const auto seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < 2000; ++round) {
            std::vector<HeardStatus> heard;
            const int count = int(random.bounded(1, 6));
            for (int i = 0; i < count; ++i)
                heard.push_back({AllStatuses[random.bounded(2, int(std::size(AllStatuses)))], base::UtcMs(i + 1)});
            const ReferralStatus before = standingOf(ReferralStatus::Printed, heard);
            std::vector<HeardStatus> shuffled = heard;
            for (std::size_t i = shuffled.size(); i > 1; --i)
                std::swap(shuffled[i - 1], shuffled[std::size_t(random.bounded(int(i)))]);
            QVERIFY(standingOf(ReferralStatus::Printed, shuffled) == before);
            QVERIFY(std::ranges::any_of(heard, [&](const HeardStatus &one) { return one.status == before; }));
        }
        using enum ReferralStatus;
        const std::vector<HeardStatus> answeredThenRanOut{{Accepted, 1}, {Expired, 2}};
        QVERIFY(standingOf(Printed, answeredThenRanOut) == Accepted);
        const std::vector<HeardStatus> closedAndTakenBack{{Revoked, 1}, {Closed, 2}};
        QVERIFY(standingOf(Printed, closedAndTakenBack) == Revoked);
        const std::vector<HeardStatus> twoAnswers{{Refused, 2}, {Accepted, 1}};
        QVERIFY(standingOf(Printed, twoAnswers) == Refused);
    }

    void fiveHundredReferralsThroughRandomTransitions()
    {
        const auto seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        House f;
        for (int i = 0; i < 500; ++i) {
            const auto id = f.write();
            if (random.bounded(4) > 0)
                QVERIFY(markReferralPrinted(*f.desk, id).hasValue());
            const int tries = int(random.bounded(1, 8));
            std::size_t taken = 0;
            for (int at = 0; at < tries; ++at) {
                f.clock.advance(60'000);
                const ReferralStatus from = f.standing(id);
                const ReferralStatus to = AllStatuses[random.bounded(int(std::size(AllStatuses)))];
                const auto done = f.hear(id, to);
                QCOMPARE(done.hasValue(), mayFollow(from, to));
                QVERIFY(f.standing(id) == (done ? to : from));
                taken += done ? 1 : 0;
            }
            const Referral referral = loadReferral(*f.desk, id).value();
            const auto steps = listStepsOf(*f.desk, id).value();
            QCOMPARE(steps.size(), taken);
            const auto was = [&](ReferralStatus status) {
                return std::ranges::any_of(steps, [&](const ReferralStep &step) { return step.status == status; });
            };
            using enum ReferralStatus;
            const bool isAnswered = was(Accepted) || was(Refused) || was(Returned) || was(FedBack);
            QCOMPARE(referral.answeredAt.has_value(), isAnswered);
            // Nothing stands anywhere but a draft or a withdrawn one that has not left the house.
            QVERIFY(referral.printedAt || referral.status == Draft || referral.status == Revoked);
            const bool waits = waitingOf(*f.desk, id).value().has_value();
            QCOMPARE(waits, referral.printedAt && !isAnswered &&
                                (referral.status == Printed || referral.status == Sent || referral.status == Received));
            for (const ReferralStep &step : steps)
                QVERIFY(!needsEvidence(step.status) || !step.evidence.isEmpty());
        }
    }

    void eachServiceIsAnsweredForItself()
    {
        House f;
        const auto id = f.write();
        QVERIFY(recordServiceAnswer(*f.desk, id, u"health"_s, {.answer = "accepted"}).error().code == Errc::WrongState);
        QVERIFY(markReferralPrinted(*f.desk, id).hasValue());
        const auto asked = listServiceAnswers(*f.desk, id).value();
        QCOMPARE(asked.size(), std::size_t(2));
        QVERIFY(asked[0].service == "health"_L1 && asked[0].answer.isEmpty());
        QVERIFY(recordServiceAnswer(*f.desk, id, u"legal_aid"_s, {.answer = "refused"}).error().code ==
                Errc::InvalidArgument); // no reason
        QVERIFY(recordServiceAnswer(*f.desk, id, u"legal_aid"_s, {.answer = "refused", .reason = "capacity"}).hasValue());
        QVERIFY(recordServiceAnswer(*f.desk, id, u"health"_s, {.answer = "running"}).hasValue());
        QVERIFY(recordServiceAnswer(*f.desk, id, u"health"_s, {.answer = "finished"}).hasValue()); // the same record
        // What no list of ours knows is kept as it came, never refused [domain.md 6.3].
        QVERIFY(recordServiceAnswer(*f.desk, id, u"Mobilité/PMR"_s, {.answer = "given"}).hasValue());
        const auto answers = listServiceAnswers(*f.desk, id).value();
        QCOMPARE(answers.size(), std::size_t(3));
        QCOMPARE(answers[0].answer, u"finished"_s);
        QCOMPARE(answers[1].reason, u"capacity"_s);
        QCOMPARE(answers[2].service, u"Mobilité/PMR"_s);
    }

    void aSlipIsTakenInWhole()
    {
        House f;
        const auto id = f.print();
        CounterReferral slip;
        QCOMPARE(QString::fromStdString(takeInSlip(*f.desk, id, slip).error().text("field")), u"slip_decision"_s);
        slip.form.insert(u"slip_decision"_s, u"refused"_s);
        QCOMPARE(QString::fromStdString(takeInSlip(*f.desk, id, slip).error().text("field")), u"slip_refusal"_s);
        QVERIFY(listSlipsOf(*f.desk, id).value().empty());
        slip.form.insert(u"slip_decision"_s, u"partly"_s);
        slip.form.insert(u"slip_received_by"_s, u"Jeanne, centre intégré"_s);
        slip.form.insert(u"slip_cost"_s, u"no"_s);
        slip.form.insert(u"slip_received_date"_s, u"vendredi"_s); // no day: kept as it was written
        slip.result = u"soignée"_s;
        slip.recommendations = u"pansement chaque jour"_s;
        slip.services = {{u"health"_s, {.answer = "given"}}, {u"legal_aid"_s, {.answer = "refused", .reason = "capacity"}}};
        slip.paperOn = "2026-11-24";
        QVERIFY(takeInSlip(*f.desk, id, slip).hasValue());
        QVERIFY(f.standing(id) == ReferralStatus::FedBack);
        QStringList steps;
        const auto written = listStepsOf(*f.desk, id).value();
        for (const auto &step : written)
            steps << toCode(step.status);
        steps.sort();
        QCOMPARE(steps, (QStringList{u"accepted"_s, u"fed_back"_s, u"received"_s}));
        QCOMPARE(listServiceAnswers(*f.desk, id).value()[1].reason, u"capacity"_s);
        const auto slips = listSlipsOf(*f.desk, id).value();
        QCOMPARE(slips.size(), std::size_t(1));
        QCOMPARE(slips[0].form.value(u"slip_received_by"_s), u"Jeanne, centre intégré"_s);
        QCOMPARE(slips[0].recommendations, u"pansement chaque jour"_s);
        // What is of body and mind is in that compartment alone.
        auto leaks = f.db->prepare("SELECT count(*) FROM operation WHERE record_table = 110 "
                                   "AND instr(content, CAST('pansement' AS BLOB)) > 0");
        QVERIFY(leaks->step().value());
        QCOMPARE(leaks->integer(0), std::int64_t(0));
        f.clock.advance(HourMs);
        slip.services = {{u"health"_s, {.answer = "finished"}}};
        QVERIFY(takeInSlip(*f.desk, id, slip).hasValue()); // it was still running, and a second slip comes
        QCOMPARE(listSlipsOf(*f.desk, id).value().size(), std::size_t(2));
        QVERIFY(f.hear(id, ReferralStatus::Closed).hasValue());
        QVERIFY(takeInSlip(*f.desk, id, slip).error().code == Errc::WrongState);
    }

    void aSerialOpensItsReferral()
    {
        House f;
        const auto id = f.print();
        QVERIFY(findReferralBySerial(*f.desk, loadReferral(*f.desk, id).value().serial).value() == id);
        QVERIFY(findReferralBySerial(*f.desk, u"BCDF-2026-0999"_s).error().code == Errc::UnknownRecord);
    }

    void theLadderClimbsByUrgency_data()
    {
        QTest::addColumn<QString>("priority");
        QTest::addColumn<qint64>("hours");
        QTest::newRow("emergency") << u"emergency"_s << qint64(24);
        QTest::newRow("urgent") << u"urgent"_s << qint64(72);
        QTest::newRow("normal") << u"normal"_s << qint64(14 * 24);
    }

    void theLadderClimbsByUrgency() // domain.md 5: 7.7, +1 step per overdue period
    {
        QFETCH(QString, priority);
        QFETCH(qint64, hours);
        House f;
        const auto id = f.print(priority);
        const base::UtcMs left = f.clock.nowUtc();
        const auto at = [&](qint64 hour) {
            f.clock.setUtc(left + hour * HourMs);
            return waitingOf(*f.desk, id).value().value();
        };
        QVERIFY(!at(hours - 1).rung);
        QVERIFY(at(hours).rung == Rung::Receiver);
        QVERIFY(at(2 * hours).rung == Rung::Second);
        QVERIFY(at(3 * hours).rung == Rung::Director);
        QVERIFY(at(4 * hours).rung == Rung::Commission);
        QVERIFY(at(40 * hours).rung == Rung::Commission);
        QVERIFY(f.hear(id, ReferralStatus::Accepted).hasValue());
        QVERIFY(!waitingOf(*f.desk, id).value()); // answered: nobody is chased
        QVERIFY(recordReferralCall(*f.desk, id, {.result = "no_answer"}).error().code == Errc::WrongState);
    }

    void aCallIsKeptAndAPromiseIsWaitedFor()
    {
        House f;
        const auto id = f.print(u"emergency"_s);
        f.clock.advance(25 * HourMs);
        QCOMPARE(waitingOf(*f.desk, id).value()->phone, u"+257 22 30 00 01"_s);
        QVERIFY(!waitingOf(*f.desk, id).value()->isAsked);
        QVERIFY(recordReferralCall(*f.desk, id, {.result = "promised"}).error().code == Errc::InvalidArgument);
        QVERIFY(recordReferralCall(*f.desk, id, {.result = "no_answer", .phone = "+257 22 30 00 01"}).hasValue());
        QVERIFY(waitingOf(*f.desk, id).value()->isAsked);
        const QString tomorrow = model::localDay(f.clock.nowUtc()).addDays(1).toString(Qt::ISODate);
        QVERIFY(recordReferralCall(*f.desk, id, {.result = "promised", .promisedOn = tomorrow.toStdString()}).hasValue());
        const auto promised = waitingOf(*f.desk, id).value().value();
        QVERIFY(!promised.rung && promised.promised);
        QCOMPARE(promised.calls.size(), std::size_t(2));
        f.clock.setUtc(*promised.promised + HourMs); // and it was not kept
        QVERIFY(waitingOf(*f.desk, id).value()->rung == Rung::Receiver);
        QVERIFY(!waitingOf(*f.desk, id).value()->isAsked);
    }

    void theLadderSaysWhomToCall()
    {
        House f;
        const auto id = f.print();
        const Referral referral = loadReferral(*f.desk, id).value();
        const auto first = contactsOn(*f.desk, referral, Rung::Receiver).value();
        QCOMPARE(first.size(), std::size_t(1));
        QVERIFY(first[0].name == "Jeanne"_L1 && first[0].phone == "+257 22 30 00 01"_L1);
        QVERIFY(addToDirectory(*f.desk, {.name = "CENTRE INTEGRE de Muyinga",
                                         .category = "integrated_centre",
                                         .phone = "+257 79 00 00 02",
                                         .contact = "Garde de nuit"})
                    .hasValue());
        const auto second = contactsOn(*f.desk, referral, Rung::Second).value();
        QCOMPARE(second.size(), std::size_t(1));
        QCOMPARE(second[0].phone, u"+257 79 00 00 02"_s);
        QVERIFY(saveStaff(*f.desk, {f.log->user(), u"Odette"_s, {}, u"+257 71 00 00 00"_s, u"director"_s}).hasValue());
        QCOMPARE(contactsOn(*f.desk, referral, Rung::Director).value()[0].name, u"Odette"_s);
        QVERIFY(addToDirectory(*f.desk, {.name = "Commission", .category = "commission", .phone = "+257 22 00 00 09"})
                    .hasValue());
        const auto last = contactsOn(*f.desk, referral, Rung::Commission).value();
        QVERIFY(std::ranges::any_of(last, [](const LadderContact &one) { return one.phone == "+257 22 00 00 09"_L1; }));
    }

    void whatNobodyCouldDoIsCounted()
    {
        House f;
        const auto id = f.print();
        QVERIFY(recordUnmetNeed(*f.desk, f.rose, {.service = "housing"}).error().code == Errc::InvalidArgument);
        const auto other = f.bear({{fields::case_file::CaseCode, "K7Q2-M9XT-5"}}, {});
        QVERIFY(recordUnmetNeed(*f.desk, other, {.referral = id, .service = "housing", .reason = "full"}).error().code ==
                Errc::UnknownRecord); // somebody else's referral
        const auto need = recordUnmetNeed(
            *f.desk, f.rose, {.referral = id, .service = "housing", .reason = "full", .alternative = "chez sa tante"});
        QVERIFY(need.hasValue());
        QVERIFY(recordUnmetNeed(*f.desk, other, {.service = "housing", .reason = "cost", .told = "yes"}).hasValue());
        const QDate today = model::localDay(f.clock.nowUtc());
        QCOMPARE(countUnmetNeeds(*f.desk, today, today).value().byService.value(u"housing"_s), 2);
        QCOMPARE(countUnmetNeeds(*f.desk, today.addDays(1), today.addDays(2)).value().all, 0);
        QVERIFY(meetNeed(*f.desk, need.value(), {}).hasValue());
        QVERIFY(meetNeed(*f.desk, need.value(), {}).error().code == Errc::WrongState);
        QCOMPARE(countUnmetNeeds(*f.desk, today, today).value().met, 1);
        QCOMPARE(listUnmetNeedsOf(*f.desk, f.rose).value()[0].metOn, today.toString(Qt::ISODate));
    }
};

QTEST_GUILESS_MAIN(TestReferralCourse)
#include "test_referral_course.moc"
