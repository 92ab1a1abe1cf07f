// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/consents/consents.h"
#include "core/casework/consents/redaction.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/justice/hearings.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/full_file.h"
#include "core/model/partial_date.h"
#include "desk_fixture.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace fields = model::fields;
using base::Errc;

namespace {

constexpr base::UtcMs Day = base::UtcMs{24} * 3'600'000;

struct House : tests::DeskFixture
{
    House()
    {
        INDARO_CHECK(
            saveStaff(*desk, {.id = log->user(), .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s})
                .hasValue());
        rose = admit("Rose");
    }
    CaseId admit(const char *name)
    {
        Admission admission;
        admission.person.displayName = name;
        admission.person.sex = "F";
        admission.person.estimatedAge = std::int64_t{30};
        return admitPerson(*desk, admission).value().id;
    }
    std::string day(int offset) const
    {
        return model::localDay(clock.nowUtc()).addDays(offset).toString(Qt::ISODate).toStdString();
    }
    sync::RecordId agree(const char *decision = "yes")
    {
        return recordConsent(*desk, rose,
                             {.use = "justice",
                              .decision = decision,
                              .explainedBy = "social_worker",
                              .language = "run",
                              .givenBy = "person",
                              .way = "signature"})
            .value();
    }
    static JusticeDraft act(QLatin1StringView kind, const std::string &on)
    {
        return {.kind = kind.data(), .happenedOn = on};
    }
    /// With a reason, so that it is kept whatever she said.
    sync::RecordId keep(JusticeDraft draft)
    {
        draft.reason = u"convoquée par le tribunal"_s;
        return recordJusticeEvent(*desk, rose, draft).value();
    }
    Proceedings file() { return loadProceedings(*desk, rose).value(); }
    JusticeEvent event(sync::RecordId id)
    {
        const auto events = file().events;
        const auto found = std::ranges::find(events, id, &JusticeEvent::id);
        INDARO_CHECK(found != events.end());
        return *found;
    }
    std::vector<HearingStage> courtDue()
    {
        const DueBoard board = loadDueBoard(*desk).value();
        std::vector<HearingStage> stages;
        for (const DueThing &thing : board.things) {
            if (thing.kind == DueKind::Court)
                stages.push_back(thing.court->stage);
        }
        return stages;
    }
    /// The ids of steps about days at court that the board asks for.
    QStringList stepsDue()
    {
        const DueBoard board = loadDueBoard(*desk).value();
        QStringList steps;
        for (const DueThing &thing : board.things) {
            if (thing.kind == DueKind::Step && thing.step.startsWith("8.4"_L1))
                steps << thing.step;
        }
        steps.sort();
        return steps;
    }
    std::vector<sop::StepState> statesOf(const char *step)
    {
        list = loadChecklist(*desk, rose).value();
        std::vector<sop::StepState> states;
        for (const ChecklistLine &line : list->lines) {
            if (line.line.step->id == QLatin1StringView(step))
                states.push_back(line.line.state);
        }
        return states;
    }
    CaseId rose = CaseId::make(random);
    std::optional<Checklist> list;
};

JusticeEvent plain(QLatin1StringView kind, const QString &on)
{
    static unsigned number = 0;
    std::array<std::byte, sync::RecordId::Size> bytes{};
    bytes[0] = static_cast<std::byte>(++number);
    const auto id = *sync::RecordId::fromBytes(bytes);
    JusticeEvent event{.id = id, .root = id, .person = id};
    event.kind = kind;
    event.happenedOn = on;
    event.recordedAt = base::UtcMs{1'795'000'000'000} + number;
    return event;
}

QList<JusticeNextKind> kindsOf(const JusticeCourse &course)
{
    QList<JusticeNextKind> kinds;
    for (const JusticeNext &next : course.next)
        kinds << next.kind;
    return kinds;
}

} // namespace

/// The proceedings of a person [domain.md 3.7; 5: phase 8].
class TestJustice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whereTheProceedingsStandFollowsFromTheActs()
    {
        using namespace justice_kinds;
        using enum JusticeNextKind;
        const QDate today(2026, 11, 24);
        std::vector<JusticeEvent> acts;
        const auto course = [&](const QString &risksOn = {}) { return courseOf(standingOf(acts), today, risksOn); };
        QVERIFY(course().stage == JusticeStage::None);
        QVERIFY(course().next.empty());

        acts.push_back(plain(Complaint, u"2026-03-02"_s));
        acts.back().authority = u"police"_s;
        QVERIFY(course().stage == JusticeStage::Complaint);
        QCOMPARE(kindsOf(course()), (QList{AskReference, AskInvestigation}));
        acts.back().reference = u"RMP 12/2026"_s;
        QCOMPARE(kindsOf(course()), QList{AskInvestigation});
        QCOMPARE(course().reference, u"RMP 12/2026"_s);

        acts.push_back(plain(Prosecution, u"2026-05-01"_s));
        acts.back().authority = u"prosecution"_s;
        QVERIFY(course().stage == JusticeStage::Prosecution);
        QCOMPARE(course().authority, u"prosecution"_s);
        QCOMPARE(course().reference, u"RMP 12/2026"_s); // nobody wrote another
        QCOMPARE(kindsOf(course()), (QList{AskHearing, ClaimCompensation}));

        acts.push_back(plain(justice_kinds::Hearing, u"2026-12-01"_s));
        acts.back().state = hearing_states::Planned;
        QVERIFY(course().stage == JusticeStage::Hearings);
        QCOMPARE(kindsOf(course()), (QList{JusticeNextKind::Hearing, ClaimCompensation}));
        acts.back().happenedOn = u"2026-11-20"_s; // its day is over and nobody wrote what came of it
        QCOMPARE(kindsOf(course()), (QList{NoteOutcome, ClaimCompensation}));
        acts.back().state = hearing_states::Held;
        QCOMPARE(kindsOf(course()), (QList{AskJudgment, ClaimCompensation}));
        acts.back().state = hearing_states::Adjourned;
        QCOMPARE(kindsOf(course()), (QList{AskHearing, ClaimCompensation}));

        acts.push_back(plain(Claimed, u"2026-11-21"_s));
        acts.back().amount = 500'000;
        acts.push_back(plain(Judgment, u"2026-11-22"_s));
        acts.back().result = u"convicted"_s;
        QVERIFY(course().stage == JusticeStage::Judgment);
        QCOMPARE(kindsOf(course()), (QList{ExplainJudgment, AskAward}));
        acts.push_back(plain(Awarded, u"2026-11-22"_s));
        acts.back().amount = 300'000;
        acts.push_back(plain(Paid, u"2026-11-23"_s));
        acts.back().amount = 100'000;
        QCOMPARE(course().owed(), std::int64_t{200'000});
        QCOMPARE(kindsOf(course()), (QList{ExplainJudgment, FollowPayment}));
        acts.push_back(plain(Paid, u"2026-11-24"_s));
        acts.back().amount = 200'000;
        QCOMPARE(kindsOf(course()), QList{ExplainJudgment});

        acts.push_back(plain(ProtectionRequested, u"2026-11-23"_s));
        acts.back().protection = QStringList{u"escort"_s, u"closed_hearing"_s};
        acts.push_back(plain(ProtectionGranted, u"2026-11-24"_s));
        acts.back().protection = QStringList{u"escort"_s};
        QCOMPARE(course().protectionAsked, QStringList{u"closed_hearing"_s});
        QCOMPARE(course().protectionGranted, QStringList{u"escort"_s});
        QCOMPARE(kindsOf(course()), (QList{ExplainJudgment, AskProtection}));

        acts.push_back(plain(Released, u"2026-11-24"_s));
        QCOMPARE(kindsOf(course()).front(), TellOfAccused); // before everything else
        QVERIFY(!kindsOf(course(u"2026-11-24"_s)).contains(TellOfAccused));
        acts.push_back(plain(Arrested, u"2026-11-24"_s));
        QVERIFY(!kindsOf(course()).contains(TellOfAccused));
        acts.push_back(plain(Final, u"2026-11-24"_s));
        QVERIFY(course().stage == JusticeStage::Ended);
    }

    void anActInHerNameRestsOnHerAgreement()
    {
        House house;
        const auto complain = [&](const QString &reason) {
            JusticeDraft draft = House::act(justice_kinds::Complaint, house.day(0));
            draft.reason = reason;
            return recordJusticeEvent(*house.desk, house.rose, draft);
        };
        const auto refused = complain({});
        QVERIFY(!refused.hasValue());
        QVERIFY(refused.error().code == Errc::ConsentMissing);
        QCOMPARE(refused.error().text("standing"), std::string("missing"));
        QVERIFY(house.file().events.empty());
        // What authorities decide is written down whatever she said.
        QVERIFY(
            recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Investigation, house.day(0))).hasValue());

        house.agree("no");
        QCOMPARE(complain({}).error().text("standing"), std::string("refused"));
        const auto kept = complain(u"sa vie était en danger"_s);
        QVERIFY(kept.hasValue());
        QCOMPARE(house.event(*kept).whyWithoutConsent, u"sa vie était en danger"_s);
        const auto noted = listAuditOf(*house.desk, AuditVerb::AgainstConsent).value();
        QCOMPARE(noted.size(), std::size_t{1});
        QCOMPARE(noted.front().detail, std::string("justice"));

        house.agree();
        const auto agreed = complain({});
        QVERIFY(agreed.hasValue());
        QVERIFY(house.event(*agreed).whyWithoutConsent.isEmpty());
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::AgainstConsent).value().size(), std::size_t{1});
    }

    void whatDoesNotFitIsNotKept()
    {
        House house;
        house.agree();
        const auto lack = [&](const JusticeDraft &draft) {
            const auto kept = recordJusticeEvent(*house.desk, house.rose, draft);
            if (kept)
                return u"kept"_s;
            if (kept.error().code == Errc::DateInFuture)
                return u"future"_s;
            const auto *table = model::schema().findTable(static_cast<std::uint16_t>(kept.error().number("table")));
            const auto *field =
                table == nullptr ? nullptr : table->findField(static_cast<std::uint16_t>(kept.error().number("field")));
            return field == nullptr ? QString::fromStdString(kept.error().toString())
                                    : QString::fromLatin1(field->column.data(), qsizetype(field->column.size()));
        };
        using namespace justice_kinds;
        QCOMPARE(lack({.kind = "no_consent", .happenedOn = house.day(0)}), u"kind"_s);
        QCOMPARE(lack({.kind = "trial", .happenedOn = house.day(0)}), u"kind"_s);
        QCOMPARE(lack({.kind = "judgment"}), u"happened_on"_s);
        QCOMPARE(lack(House::act(Judgment, house.day(1))), u"future"_s);
        QCOMPARE(lack(House::act(Judgment, "2026")), u"kept"_s); // of an old act the year may be all that is known
        QCOMPARE(lack(House::act(justice_kinds::Hearing, "2026-12")), u"happened_on"_s);
        JusticeDraft hearing = House::act(justice_kinds::Hearing, house.day(2));
        hearing.happenedAt = "9h";
        QCOMPARE(lack(hearing), u"happened_at"_s);
        hearing.happenedAt = "09:00";
        hearing.state = "held";
        QCOMPARE(lack(hearing), u"future"_s);
        hearing.state = "later";
        QCOMPARE(lack(hearing), u"state"_s);
        QCOMPARE(lack(House::act(ProtectionRequested, house.day(0))), u"protection"_s);
        QCOMPARE(lack(House::act(Paid, house.day(0))), u"amount"_s);
    }

    void eachReminderComesOnce()
    {
        House house;
        JusticeDraft draft = House::act(justice_kinds::Hearing, house.day(14));
        const auto hearing = house.keep(draft); // without agreement: the procedure asks for nothing itself
        std::map<int, std::vector<HearingStage>> seen;
        using enum HearingStage;
        for (int day = 0; day <= 20; ++day) {
            seen[day] = house.courtDue();
            if (day == 8)
                QVERIFY(noteHearing(*house.desk, hearing, {.state = "prepared"}).hasValue());
            if (day == 14)
                QVERIFY(noteHearing(*house.desk, hearing, {.state = "held", .result = "no_decision"}).hasValue());
            if (day == 15)
                QVERIFY(closeHearing(*house.desk, hearing).hasValue());
            house.clock.advance(Day);
        }
        for (int day = 0; day <= 20; ++day) {
            std::vector<HearingStage> expected;
            if (day >= 4 && day <= 8)
                expected.push_back(Prepare);
            if (day >= 11 && day <= 14)
                expected.push_back(Accompany);
            if (day == 15)
                expected.push_back(Debrief);
            QVERIFY2(seen[day] == expected, qPrintable(QString::number(day)));
        }
        QVERIFY(closeHearing(*house.desk, hearing).error().code == Errc::WrongState);
    }

    void aDayNobodyWroteOfStaysUntilSomebodyDoes()
    {
        House house;
        const auto hearing = house.keep(House::act(justice_kinds::Hearing, house.day(1)));
        QVERIFY(house.courtDue() == (std::vector{HearingStage::Prepare, HearingStage::Accompany})); // known late: due now
        house.clock.advance(40 * Day);                                                              // the laptop slept
        QVERIFY(house.courtDue() == std::vector{HearingStage::Accompany});
        QVERIFY(noteHearing(*house.desk, hearing, {.state = "cancelled"}).hasValue());
        QVERIFY(house.courtDue().empty());
    }

    void whoAgreedIsAskedByTheProcedureAndNotTwice()
    {
        House house;
        house.agree();
        const auto id = recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Hearing, house.day(6)));
        QVERIFY(id.hasValue());
        QVERIFY(house.courtDue().empty());
        QCOMPARE(house.stepsDue(), QStringList{u"8.4"_s});
        QVERIFY(noteHearing(*house.desk, *id, {.state = "prepared"}).hasValue());
        QVERIFY(house.statesOf("8.4") == std::vector{sop::StepState::Done});
        QVERIFY(house.courtDue().empty());
        QVERIFY(house.stepsDue().isEmpty());
        house.clock.advance(6 * Day);
        QCOMPARE(house.stepsDue(), (QStringList{u"8.4b"_s, u"8.4c"_s}));
        QVERIFY(noteHearing(*house.desk, *id, {.state = "held"}).hasValue());
        QVERIFY(house.statesOf("8.4b") == std::vector{sop::StepState::Done});
        QVERIFY(closeHearing(*house.desk, *id).hasValue());
        QVERIFY(house.statesOf("8.4c") == std::vector{sop::StepState::Done});
        QVERIFY(house.stepsDue().isEmpty());
        QVERIFY(house.courtDue().empty());
    }

    void anEventOfTheProcedureIsThereOnce()
    {
        House house;
        house.agree();
        QVERIFY(
            recordEvent(*house.desk, house.rose, sop::Event::Judgment, QString::fromStdString(house.day(-2))).hasValue());
        QCOMPARE(house.statesOf("8.5").size(), std::size_t{1});
        QVERIFY(recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Judgment, house.day(-2))).hasValue());
        QCOMPARE(house.statesOf("8.5").size(), std::size_t{1}); // the same one
        QVERIFY(recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Judgment, house.day(-1))).hasValue());
        const auto states = house.statesOf("8.5");
        QCOMPARE(states.size(), std::size_t{2});
        QCOMPARE(std::ranges::count(states, sop::StepState::Done), std::ptrdiff_t{1}); // the record is what it asks for
        QVERIFY(recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Released, house.day(0))).hasValue());
        QVERIFY(house.statesOf("8.6") == std::vector{sop::StepState::Open}); // writing it down tells nobody
    }

    void aNewDayFollowsTheOldOne()
    {
        House house;
        house.agree();
        const auto first =
            recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Hearing, house.day(5))).value();
        QVERIFY(adjournHearing(*house.desk, first, base::Value(house.day(4)), {}, {}).error().code == Errc::InvalidArgument);
        const auto next = adjournHearing(*house.desk, first, base::Value(house.day(30)), "10:30", "le juge est absent");
        QVERIFY(next.hasValue() && next->has_value());
        const JusticeEvent old = house.event(first);
        QCOMPARE(old.state, u"adjourned"_s);
        QCOMPARE(old.what, u"le juge est absent"_s);
        QVERIFY(old.closedAt.has_value()); // before its day: nobody went
        const JusticeEvent now = house.event(**next);
        QVERIFY(now.follows == first);
        QCOMPARE(now.happenedAt, u"10:30"_s);
        QCOMPARE(house.statesOf("8.4").size(), std::size_t{1}); // the old day asks for nothing any more
        QVERIFY(noteHearing(*house.desk, first, {.state = "held"}).error().code == Errc::WrongState);
        // Put off on its day: it is not over for the house, and yet no second day follows it.
        house.clock.advance(30 * Day);
        QVERIFY(adjournHearing(*house.desk, **next, {}, {}, "grève").hasValue());
        QVERIFY(!house.event(**next).closedAt && !house.event(**next).isOpen());
        QVERIFY(adjournHearing(*house.desk, **next, base::Value(house.day(20)), {}, {}).error().code == Errc::WrongState);
        QCOMPARE(house.file().events.size(), std::size_t{2});
    }

    void theCourseNamesTheNewDay()
    {
        House house;
        house.agree();
        const auto first =
            recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Hearing, house.day(5))).value();
        const auto next = adjournHearing(*house.desk, first, base::Value(house.day(30)), {}, {});
        QVERIFY(house.file().course.next.front() ==
                (JusticeNext{JusticeNextKind::Hearing, **next, QString::fromStdString(house.day(30))}));
    }

    void aWrongActIsCorrectedAndStaysReadable()
    {
        House house;
        house.agree();
        const auto wrong =
            recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Hearing, house.day(9))).value();
        house.clock.advance(1000);
        JusticeDraft right = House::act(justice_kinds::Hearing, house.day(12));
        right.what = "mauvais jour";
        const auto corrected = correctJusticeEvent(*house.desk, wrong, right).value();
        QVERIFY(house.event(wrong).isReplaced);
        QVERIFY(!house.event(corrected).isReplaced);
        QVERIFY(house.event(corrected).root == wrong); // the ticks of its steps stay
        QCOMPARE(house.statesOf("8.4").size(), std::size_t{1});
        QVERIFY(correctJusticeEvent(*house.desk, wrong, right).error().code == Errc::WrongState);
        const auto days = listCourtDays(*house.desk, QDate(2026, 1, 1), QDate(2027, 12, 31)).value();
        QCOMPARE(days.size(), std::size_t{1});
        QVERIFY(days.front().event.id == corrected);

        QVERIFY(takeBackJusticeEvent(*house.desk, corrected, {}).error().code == Errc::InvalidArgument);
        house.clock.advance(1000);
        QVERIFY(takeBackJusticeEvent(*house.desk, corrected, "une autre personne").hasValue());
        QVERIFY(standingOf(house.file().events).empty());
        QCOMPARE(house.file().events.size(), std::size_t{3});
        QVERIFY(house.statesOf("8.4").empty() || house.statesOf("8.4").front() == sop::StepState::Open);
        QVERIFY(house.courtDue().empty() && house.stepsDue().isEmpty());
    }

    void aDayThatIsCorrectedAfterwardsKeepsItsTicks()
    {
        House house;
        house.agree();
        const auto hearing =
            recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Hearing, house.day(6))).value();
        QVERIFY(noteHearing(*house.desk, hearing, {.state = "prepared"}).hasValue());
        house.clock.advance(6 * Day);
        QVERIFY(noteHearing(*house.desk, hearing, {.state = "held"}).hasValue());
        QVERIFY(closeHearing(*house.desk, hearing).hasValue());
        house.clock.advance(2 * Day);
        JusticeDraft right = House::act(justice_kinds::Hearing, house.day(-2));
        right.authority = "court";
        QVERIFY(correctJusticeEvent(*house.desk, hearing, right).hasValue());
        for (const char *step : {"8.4", "8.4b", "8.4c"})
            QVERIFY2(house.statesOf(step) == std::vector{sop::StepState::Done}, step);
        QVERIFY(house.stepsDue().isEmpty() && house.courtDue().empty());
    }

    void whatIsTakenBackLeavesItsStepOpen()
    {
        House house;
        house.agree();
        const auto complain = [&](int offset) {
            house.clock.advance(1000);
            return recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Complaint, house.day(offset)))
                .value();
        };
        const auto stepState = [&] {
            const auto states = house.statesOf("8.2");
            return states.size() == 1 ? std::optional(states.front()) : std::nullopt;
        };
        const auto first = complain(-1);
        QVERIFY(stepState() == sop::StepState::Done);
        const auto second = complain(0);
        house.clock.advance(1000);
        QVERIFY(takeBackJusticeEvent(*house.desk, first, "d’une autre personne").hasValue());
        QVERIFY(stepState() == sop::StepState::Done); // the other one is written down
        house.clock.advance(1000);
        QVERIFY(takeBackJusticeEvent(*house.desk, second, "d’une autre personne").hasValue());
        QVERIFY(stepState() != sop::StepState::Done);
        const auto third = complain(0);
        QVERIFY(stepState() == sop::StepState::Done);
        // It was no complaint: what was written instead does not do that step.
        house.clock.advance(1000);
        QVERIFY(correctJusticeEvent(*house.desk, third, House::act(justice_kinds::Investigation, house.day(0))).hasValue());
        QVERIFY(stepState() != sop::StepState::Done);
        complain(0); // and the step is there to be done again
        QVERIFY(stepState() == sop::StepState::Done);
    }

    void ofTwoCorrectionsTheLaterHolds()
    {
        std::vector<JusticeEvent> events{plain(justice_kinds::Judgment, u"2026-01-01"_s),
                                         plain(justice_kinds::Judgment, u"2026-01-02"_s),
                                         plain(justice_kinds::Judgment, u"2026-01-03"_s)};
        events[1].corrects = events[0].id;
        events[2].corrects = events[0].id; // on another laptop
        auto turned = events;
        std::ranges::reverse(turned);
        for (std::vector<JusticeEvent> *each : {&events, &turned}) {
            settleCorrections(*each);
            const auto standing = standingOf(*each);
            QCOMPARE(standing.size(), std::size_t{1});
            QCOMPARE(standing.front().happenedOn, u"2026-01-03"_s);
        }
    }

    void aCorrectionHoldsWhateverTheClockSaid()
    {
        std::vector<JusticeEvent> events{plain(justice_kinds::Judgment, u"2026-01-01"_s),
                                         plain(justice_kinds::Judgment, u"2026-01-02"_s),
                                         plain(justice_kinds::Judgment, u"2026-01-03"_s)};
        events[1].corrects = events[0].id;
        events[2].corrects = events[1].id;
        for (std::size_t i = 0; i < events.size(); ++i)
            events[i].recordedAt = base::UtcMs{1000} - base::UtcMs(i); // the clock went back each time
        settleCorrections(events);
        const auto standing = standingOf(events);
        QCOMPARE(standing.size(), std::size_t{1});
        QCOMPARE(standing.front().happenedOn, u"2026-01-03"_s);
    }

    void takingTheAgreementBackIsSeenWhereDaysArePlanned()
    {
        House house;
        const auto consent = house.agree();
        const auto hearing =
            recordJusticeEvent(*house.desk, house.rose, House::act(justice_kinds::Hearing, house.day(20))).value();
        const auto all = [&] { return listCourtDays(*house.desk, QDate(2026, 1, 1), QDate(2027, 12, 31)).value(); };
        QVERIFY(!all().front().isWithoutConsent);
        QVERIFY(
            withdrawConsents(*house.desk, house.rose, {.consents = {consent}, .withdrawnBy = "person", .way = "signature"})
                .hasValue());
        QVERIFY(all().front().isWithoutConsent && all().front().isWithdrawn);
        QVERIFY(house.file().consent.why == ConsentWhy::Withdrawn);
        QVERIFY(house.courtDue() == std::vector{HearingStage::Withdrawn});
        QCOMPARE(house.file().openTasks.size(), std::size_t{1});
        QVERIFY(adjournHearing(*house.desk, hearing, base::Value(house.day(40)), {}, {}).error().code ==
                Errc::ConsentMissing);
        const auto task = house.file().openTasks.front();
        QVERIFY(settleWithdrawnJustice(*house.desk, task, {}).error().code == Errc::InvalidArgument);
        QVERIFY(settleWithdrawnJustice(*house.desk, task, "le tribunal est averti").hasValue());
        QVERIFY(settleWithdrawnJustice(*house.desk, task, "encore").error().code == Errc::WrongState);
        QVERIFY(house.courtDue().empty());
        QVERIFY(all().front().isWithoutConsent); // it is still planned, and she still does not agree
    }

    void aWithdrawalWithoutDaysAsksForNothing()
    {
        House house;
        const auto consent = house.agree();
        QVERIFY(
            withdrawConsents(*house.desk, house.rose, {.consents = {consent}, .withdrawnBy = "person", .way = "signature"})
                .hasValue());
        QVERIFY(house.file().openTasks.empty());
    }

    void whatIsWithheldDoesNotLeave()
    {
        House house;
        house.agree();
        JusticeDraft draft = House::act(justice_kinds::Hearing, house.day(9));
        draft.what = "devant la chambre de la rue verte";
        draft.reference = "RMP 4411";
        const auto wrong = recordJusticeEvent(*house.desk, house.rose, draft).value();
        house.clock.advance(1000);
        draft.happenedOn = house.day(10);
        const auto right = correctJusticeEvent(*house.desk, wrong, draft).value();
        const auto inFile = [&] {
            FullFile file = loadFullFile(*house.desk, house.rose).value();
            leaveOut(file, loadWithheld(*house.desk, house.rose).value());
            return std::ranges::count(file.records, fields::justice_event::Table, &Record::table);
        };
        QCOMPARE(inFile(), std::ptrdiff_t{2});
        const auto listed = listWithholdable(*house.desk, house.rose).value();
        QVERIFY(std::ranges::any_of(listed, [&](const Withholdable &one) { return one.code == withheldRecord(right); }));
        const auto paper = [&] { return courtDaysForPaper(*house.desk, QDate(2026, 1, 1), QDate(2027, 12, 31)).value(); };
        QCOMPARE(paper().size(), std::size_t{1});
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::HousePaperPrinted).value().back().detail, std::string("court-days"));

        QVERIFY(withholdItems(*house.desk, house.rose, {withheldRecord(right)}, {}).hasValue());
        QCOMPARE(inFile(), std::ptrdiff_t{0}); // the wrong version said the same
        const Withheld withheld = loadWithheld(*house.desk, house.rose).value();
        QVERIFY(withheld.isSaidIn(u"Elle ira devant la chambre de la rue verte."_s));
        QVERIFY(withheld.isSaidIn(u"dossier RMP 4411"_s));
        QVERIFY(paper().empty());
        QCOMPARE(listCourtDays(*house.desk, QDate(2026, 1, 1), QDate(2027, 12, 31)).value().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestJustice)
#include "test_justice.moc"
