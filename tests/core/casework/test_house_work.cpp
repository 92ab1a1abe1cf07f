// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/house.h"
#include "core/casework/house/routines.h"
#include "core/casework/house/self_check.h"
#include "core/casework/people/commands.h"
#include "core/casework/stays/allocation_rules.h"
#include "core/casework/stays/clocks.h"
#include "core/casework/stays/follow_ups.h"
#include "core/casework/stays/house_tonight.h"
#include "core/casework/stays/incidents.h"
#include "core/model/partial_date.h"
#include "core/sync/apply.h"
#include "core/sync/snapshot.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Hour = 3'600'000;
constexpr base::UtcMs Day = 24 * Hour;

/// A laptop of the house; its signed-in person is a director until somebody says otherwise.
struct Shelter : tests::DeskFixture
{
    sync::UserId director;
    sync::UserId worker;

    explicit Shelter(unsigned seed = 20261126) : DeskFixture(seed), director(log->user()), worker(sync::UserId::make(random))
    {
        clock.advance(8 * Hour);
        INDARO_CHECK(staff(director, u"director"_s) && staff(worker, u"social_worker"_s));
    }
    bool staff(const sync::UserId &id, const QString &role)
    {
        return saveStaff(*desk, {.id = id, .name = role, .position = {}, .phone = {}, .role = role}).hasValue();
    }
    CaseId admit(const char *name, int age = 30)
    {
        Admission admission;
        admission.person.displayName = name;
        admission.person.sex = "F";
        admission.person.estimatedAge = age;
        return admitPerson(*desk, admission).value().id;
    }
    int count(const std::string &sql)
    {
        auto rows = db->prepare(sql);
        INDARO_CHECK(rows->step().value());
        return int(rows->integer(0));
    }
    bool erase(const CaseId &person)
    {
        auto transaction = db->begin();
        return sync::eraseRecords(*log, {f::case_file::Table, person}).hasValue() && transaction->commit().hasValue();
    }
    void takeFrom(Shelter &other)
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
    Checklist routines() { return loadChecklist(*desk, {}).value(); }
    sop::StepState stateOf(const char *step)
    {
        const Checklist list = routines();
        for (const Routine &routine : routinesOf(list)) {
            if (routine.step->id == QLatin1StringView(step))
                return routine.last ? routine.last->mark.state : sop::StepState::Open;
        }
        return sop::StepState::Open;
    }
    ClockNow clockOf(CaseId person, const QString &name)
    {
        const auto clocks = loadClocksOf(*desk, person).value();
        const auto found = std::ranges::find(clocks, name, &ClockNow::name);
        INDARO_CHECK(found != clocks.end());
        return *found;
    }
};

ComplaintDraft complaint(const char *kinds, const char *words = "le repas")
{
    ComplaintDraft draft;
    draft.way = "box";
    draft.kinds = kinds;
    draft.words = words;
    return draft;
}

} // namespace

class TestHouseWork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void routinesSayWhoDidThemWhenAndWhatIsLate()
    {
        Shelter house;
        house.admit("Rose");
        Checklist list = house.routines();
        auto routines = routinesOf(list);
        QCOMPARE(routines.front().rhythm, RoutineRhythm::Daily); // tonight first
        QVERIFY(std::ranges::none_of(routines, [](const Routine &each) { return each.step->id == u"S1"; }));
        QVERIFY(std::ranges::any_of(routines, [](const Routine &each) { return each.step->id == u"S24"; }));
        QVERIFY(!routines.front().last);
        // Nobody ticked anything: what the house has to do is late all the same.
        house.clock.advance(2 * Day);
        list = house.routines();
        routines = routinesOf(list);
        const auto rollCall = std::ranges::find_if(routines, [](const Routine &each) { return each.step->id == u"6.1"; });
        QVERIFY(rollCall != routines.end());
        const sop::Line line = list.lines[rollCall->line].line;
        QCOMPARE(line.urgency, sop::Urgency::Today); // yesterday's is counted as missed, tonight's is running
        QVERIFY(line.missed > 0);
        QVERIFY(
            markStep(*house.desk, {}, {.step = u"6.1"_s, .occurrence = line.occurrence, .evidence = {u"form"_s}, .note = {}})
                .hasValue());
        list = house.routines();
        for (const Routine &each : routinesOf(list)) {
            if (each.step->id != u"6.1"_s)
                continue;
            QVERIFY(each.last && each.last->by == u"director"_s);
            QCOMPARE(each.last->mark.at, house.clock.nowUtc());
        }
    }

    void theBoxIsOpenedByTwo() // domain.md 5 (6.6)
    {
        Shelter house;
        const std::string with = "with " + house.worker.toText();
        QVERIFY(recordBoxOpening(*house.desk, 2, {}, {}).error().code == Errc::SecondPersonNeeded);
        QVERIFY(recordBoxOpening(*house.desk, 2, {}, "with " + house.director.toText()).error().code ==
                Errc::SecondPersonNeeded); // the same person twice
        QVERIFY(recordBoxOpening(*house.desk, {}, {}, with).error().code == Errc::InvalidArgument);
        QCOMPARE(house.count("SELECT count(*) FROM box_opening"), 0);
        QVERIFY(house.stateOf("6.6") == sop::StepState::Open);
        const auto opening = recordBoxOpening(*house.desk, 2, "cadenas intact", with).value();
        QVERIFY(house.stateOf("6.6") == sop::StepState::Done); // the routine of the week is done with it
        const auto openings = listBoxOpenings(*house.desk).value();
        QCOMPARE(openings.size(), std::size_t{1});
        QVERIFY(openings[0].id == opening && openings[0].found == 2 && openings[0].second == house.worker);
        QVERIFY(openings[0].openedBy == house.director);
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::ComplaintBoxOpened)->size(), std::size_t{1});
        // Opened once more the day after: next week's is not ticked ahead.
        house.clock.advance(Day);
        QVERIFY(recordBoxOpening(*house.desk, 0, {}, "by cards").hasValue());
        QCOMPARE(house.count("SELECT count(*) FROM step_mark WHERE step = '6.6'"), 1);
        house.clock.advance(7 * Day);
        QVERIFY(recordBoxOpening(*house.desk, 0, {}, with).hasValue());
        QCOMPARE(house.count("SELECT count(*) FROM step_mark WHERE step = '6.6'"), 2);
    }

    void aComplaintIsAnsweredAndMayStayWithoutAName()
    {
        Shelter house;
        const auto her = house.admit("Rose");
        QVERIFY(recordComplaint(*house.desk, complaint("")).error().code == Errc::InvalidArgument);
        ComplaintDraft draft = complaint("food room");
        draft.receivedOn = "2026-12-24";
        QVERIFY(recordComplaint(*house.desk, draft).error().code == Errc::DateInFuture);
        draft.receivedOn = "2026-11-20";
        const auto unsigned_ = recordComplaint(*house.desk, draft).value();
        ComplaintDraft named = complaint("belongings", "son sac");
        named.person = her;
        named.way = "spoken";
        QVERIFY(recordComplaint(*house.desk, named).hasValue());
        named.person = sync::RecordId::make(house.random);
        QVERIFY(recordComplaint(*house.desk, named).error().code == Errc::UnknownRecord);
        auto all = listComplaints(*house.desk).value();
        QCOMPARE(all.size(), std::size_t{2});
        QVERIFY(all[0].id == unsigned_ && !all[0].person); // the longest waiting first
        QCOMPARE(all[0].answerBy(), QDate(2026, 11, 27));
        QVERIFY(answerComplaint(*house.desk, unsigned_, {}, "changed", "2026-11-24").error().code == Errc::InvalidArgument);
        QVERIFY(answerComplaint(*house.desk, unsigned_, "deux repas chauds", "open", "2026-11-24").error().code ==
                Errc::InvalidArgument);
        QVERIFY(answerComplaint(*house.desk, unsigned_, "demandé au marché", "open", {}).hasValue());
        QVERIFY(listComplaints(*house.desk)->front().isOpen());
        QVERIFY(answerComplaint(*house.desk, unsigned_, "deux repas chauds", "changed", "2026-11-24").hasValue());
        all = listComplaints(*house.desk).value();
        QVERIFY(all.back().id == unsigned_ && !all.back().isOpen());
        // Hers goes with her file, the other one stays.
        QVERIFY(house.erase(her));
        all = listComplaints(*house.desk).value();
        QCOMPARE(all.size(), std::size_t{1});
        QVERIFY(all[0].id == unsigned_);
    }

    void aComplaintAboutStaffIsTheDirectorsAlone()
    {
        Shelter house;
        house.signIn(house.worker);
        const auto id = recordComplaint(*house.desk, complaint("abuse food", "ce qui est dit du gardien")).value();
        QCOMPARE(house.count("SELECT count(*) FROM complaint"), 0);
        auto seen = listComplaints(*house.desk).value();
        QCOMPARE(seen.size(), std::size_t{1}); // that it exists is no secret; what it says is
        QVERIFY(seen[0].isHidden && seen[0].words.isEmpty() && seen[0].kinds.isEmpty() && !seen[0].receivedOn.isEmpty());
        QVERIFY(answerComplaint(*house.desk, id, "rien", "explained", "2026-11-24").error().code == Errc::AccessRefused);
        QVERIFY(tellComplaint(*house.desk, id, "la commission").error().code == Errc::AccessRefused);
        house.signIn(house.director);
        seen = listComplaints(*house.desk).value();
        QVERIFY(!seen[0].isHidden && seen[0].mustBeTold());
        QCOMPARE(seen[0].words, u"ce qui est dit du gardien"_s);
        QVERIFY(tellComplaint(*house.desk, id, {}).error().code == Errc::InvalidArgument);
        QVERIFY(tellComplaint(*house.desk, id, "la commission, par lettre").hasValue());
        QVERIFY(!listComplaints(*house.desk)->front().mustBeTold());
        QVERIFY(answerComplaint(*house.desk, id, "gardien suspendu", "passed_on", "2026-11-24").hasValue());
    }

    void theHouseChecksItselfAndHasAnActionList() // domain.md 4.23
    {
        Shelter house;
        const auto first = beginSelfCheck(*house.desk).value();
        QVERIFY(beginSelfCheck(*house.desk).error().code == Errc::WrongState);
        auto checks = listSelfChecks(*house.desk).value();
        const auto items = selfCheckItems(*checks[0].pack);
        QCOMPARE(items.size(), std::size_t{22});
        QVERIFY(putSelfCheckAnswer(*house.desk, first, u"9.9"_s, {.answer = "yes"}).error().code == Errc::NotFound);
        QVERIFY(putSelfCheckAnswer(*house.desk, first, u"S1"_s, {}).error().code == Errc::InvalidArgument);
        QVERIFY(
            putSelfCheckAnswer(*house.desk, first, u"S1"_s, {.answer = "no", .action = "un second gardien"}).error().code ==
            Errc::InvalidArgument); // who, until when?
        for (const sop::Step *item : items)
            QVERIFY(putSelfCheckAnswer(*house.desk, first, item->id, {.answer = "yes", .evidence = "vu"}).hasValue());
        QVERIFY(putSelfCheckAnswer(*house.desk, first, u"S1"_s, {.answer = "no"}).hasValue());
        const auto refused = closeSelfCheck(*house.desk, first);
        QVERIFY(refused.error().code == Errc::StepsOpen); // it is not so, and nothing is to be done about it
        QVERIFY(
            putSelfCheckAnswer(*house.desk, first, u"S1"_s,
                               {.answer = "no", .action = "un second gardien", .who = "directrice", .untilOn = "2026-12-31"})
                .hasValue());
        QVERIFY(putSelfCheckAnswer(*house.desk, first, u"S2"_s, {.answer = "not_applicable"}).hasValue());
        QVERIFY(closeSelfCheck(*house.desk, first).hasValue());
        QVERIFY(closeSelfCheck(*house.desk, first).error().code == Errc::WrongState);
        QVERIFY(putSelfCheckAnswer(*house.desk, first, u"S3"_s, {.answer = "no"}).error().code == Errc::WrongState);
        QCOMPARE(house.count("SELECT count(*) FROM step_mark WHERE step LIKE 'S%'"), 22); // asked once, not twice
        checks = listSelfChecks(*house.desk).value();
        QCOMPARE(checks[0].score(), std::optional(95)); // 20 of 21
        auto actions = openActions(checks);
        QCOMPARE(actions.size(), std::size_t{1});
        // The next round begins empty; what is still to be done stays on the list.
        house.clock.advance(180 * Day);
        const auto second = beginSelfCheck(*house.desk).value();
        checks = listSelfChecks(*house.desk).value();
        QVERIFY(checks[0].id == second && checks[0].number == 2 && checks[0].lines.empty() && !checks[0].score());
        QCOMPARE(openActions(checks).size(), std::size_t{1});
        QVERIFY(reportSelfCheckAction(*house.desk, actions[0].id, {}, {}).error().code == Errc::InvalidArgument);
        QVERIFY(reportSelfCheckAction(*house.desk, actions[0].id, "2027-05-01", "engagé").hasValue());
        QVERIFY(openActions(listSelfChecks(*house.desk).value()).empty());
    }

    void twoLaptopsThatAnswerOneQuestionWriteOneLine()
    {
        Shelter one(1);
        Shelter other(2);
        const auto check = beginSelfCheck(*one.desk).value();
        other.takeFrom(one);
        QVERIFY(putSelfCheckAnswer(*one.desk, check, u"S1"_s, {.answer = "yes"}).hasValue());
        QVERIFY(putSelfCheckAnswer(*other.desk, check, u"S1"_s, {.answer = "yes", .evidence = "registre"}).hasValue());
        one.takeFrom(other);
        QCOMPARE(listSelfChecks(*one.desk)->front().lines.size(), std::size_t{1});
    }

    void twoLaptopsThatMakeAClockLongerDoNotAddUp() // a day, not a number of days
    {
        Shelter one(1);
        const auto her = one.admit("Rose");
        Shelter other(2);
        other.takeFrom(one);
        const auto before = one.clockOf(her, u"stay"_s);
        const QDate end = model::localDay(before.end);
        const auto day = [end](int more) { return Value(end.addDays(more).toString(Qt::ISODate).toStdString()); };
        QVERIFY(extendClock(*one.desk, her, u"stay"_s, day(0), "health", {}).error().code == Errc::ValueOutOfRange);
        QVERIFY(extendClock(*one.desk, her, u"stay"_s, day(400), "health", {}).error().code == Errc::ValueOutOfRange);
        QVERIFY(extendClock(*one.desk, her, u"stay"_s, "2027", "health", {}).error().code == Errc::InvalidArgument);
        QVERIFY(extendClock(*one.desk, her, u"moon"_s, day(30), "health", {}).error().code == Errc::NotFound);
        QVERIFY(extendClock(*one.desk, her, u"stay"_s, day(30), {}, {}).error().code == Errc::InvalidArgument);
        QVERIFY(extendClock(*one.desk, her, u"stay"_s, day(30), "health", {}).hasValue());
        QVERIFY(extendClock(*other.desk, her, u"stay"_s, day(30), "health", {}).hasValue());
        one.takeFrom(other);
        QCOMPARE(one.clockOf(her, u"stay"_s).added, 30);
        QCOMPARE(model::localDay(one.clockOf(her, u"stay"_s).end), end.addDays(30));
        QVERIFY(extendClock(*one.desk, her, u"stay"_s, day(45), "health", {}).hasValue()); // the later one holds
        QCOMPARE(one.clockOf(her, u"stay"_s).added, 45);
        one.signIn(one.worker);
        QVERIFY(extendClock(*one.desk, her, u"stay"_s, day(60), "health", {}).error().code == Errc::AccessRefused);
    }

    void whatIsToldOfAnIncidentGoesWithWhomItNames()
    {
        Shelter house;
        const auto rose = house.admit("Rose");
        const auto aline = house.admit("Aline");
        IncidentDraft draft;
        draft.people = {rose, aline};
        draft.kinds = "conflict";
        draft.severity = "minor";
        draft.what = "Aline a crié sur Rose.";
        draft.done = "séparées";
        const auto id = recordIncident(*house.desk, draft).value();
        auto told = listIncidents(*house.desk).value();
        QCOMPARE(told[0].what, u"Aline a crié sur Rose."_s);
        QVERIFY(closeIncident(*house.desk, id, "Aline s’est excusée.").hasValue());
        QCOMPARE(listIncidents(*house.desk)->front().outcome, u"Aline s’est excusée."_s);
        const std::string story = "SELECT count(*) FROM operation WHERE instr(content, CAST('Aline a' AS BLOB)) > 0";
        QVERIFY(house.count(story) > 0);
        QVERIFY(house.erase(aline));
        told = listIncidents(*house.desk).value();
        QCOMPARE(told.size(), std::size_t{1}); // that there was a quarrel, and with Rose, stays
        QVERIFY(told[0].people == std::vector{rose});
        QVERIFY(told[0].what.isEmpty() && told[0].done.isEmpty() && told[0].outcome.isEmpty());
        QCOMPARE(told[0].kinds, QStringList{u"conflict"_s});
        QCOMPARE(house.count(story), 0); // nor in the log
    }

    void anIncidentOfSexualViolenceIsKeptWithHealth()
    {
        Shelter house;
        const auto rose = house.admit("Rose");
        IncidentDraft draft;
        draft.people = {rose};
        draft.kinds = "sexual_violence threat";
        draft.severity = "serious";
        draft.what = "ce qu’elle a dit";
        const auto id = recordIncident(*house.desk, draft).value();
        QCOMPARE(house.count("SELECT count(*) FROM incident WHERE instr(kinds, 'sexual') > 0"), 0);
        QCOMPARE(house.count("SELECT count(*) FROM incident WHERE what IS NOT NULL"), 0);
        QCOMPARE(house.count("SELECT count(*) FROM incident_story"), 0);
        QCOMPARE(house.count("SELECT count(*) FROM incident_story_health WHERE kinds = 'sexual_violence'"), 1);
        auto told = listIncidents(*house.desk).value();
        QCOMPARE(told[0].kinds, (QStringList{u"threat"_s, u"sexual_violence"_s})); // for who may read it
        QVERIFY(told[0].needsEscalation());
        QVERIFY(escalateIncident(*house.desk, id, "directrice, par téléphone").hasValue());
        QVERIFY(closeIncident(*house.desk, id, "au centre intégré").hasValue());
        QCOMPARE(house.count("SELECT count(*) FROM incident WHERE outcome IS NOT NULL"), 0);
        QCOMPARE(listIncidents(*house.desk)->front().outcome, u"au centre intégré"_s);
    }

    void theContactsAfterTheExitAreOneListNotTwo() // step 10.1
    {
        Shelter house;
        const auto her = house.admit("Rose");
        Exit exit;
        exit.reason = "family_reunification";
        exit.contactAgreed = "yes";
        exit.contactWay = "phone";
        QVERIFY(recordExit(*house.desk, her, exit).hasValue());
        house.clock.advance(8 * Day);
        const auto lines = [&] {
            std::vector<sop::StepState> states;
            const auto list = loadChecklist(*house.desk, her).value();
            for (const ChecklistLine &line : list.lines) {
                if (line.line.step->id == u"10.1"_s)
                    states.push_back(line.line.state);
            }
            return states;
        };
        QCOMPARE(lines().size(), std::size_t{5});
        QVERIFY(lines()[0] == sop::StepState::Open);
        const auto due = listDueSteps(*house.desk).value();
        QVERIFY(std::ranges::none_of(due, [](const DueStep &step) { return step.line.step->id == u"10.1"_s; }));
        QCOMPARE(listDueFollowUps(*house.desk, 3)->size(), std::size_t{1});
        QVERIFY(recordFollowUp(*house.desk, her, {.number = 1, .way = "phone", .result = "well", .note = {}}).hasValue());
        QVERIFY(lines()[0] == sop::StepState::Done && lines()[1] == sop::StepState::Open);
        QVERIFY(listDueFollowUps(*house.desk, 3)->empty());
        // She wants no more: the procedure asks for none either.
        QVERIFY(recordFollowUp(*house.desk, her, {.number = 0, .way = "phone", .result = "no_more_contact", .note = {}})
                    .hasValue());
        QCOMPARE(lines().size(), std::size_t{1}); // the one that was made
    }

    void pregnancyIsSeenHoweverItWasWritten()
    {
        Shelter house;
        const auto her = house.admit("Rose");
        const auto care = [&](const char *word) {
            auto transaction = house.db->begin();
            const sync::RecordKey key{f::health::Table, her};
            if (house.log->exists(key).value())
                INDARO_CHECK(house.log->edit(f::health::Pregnant, her, word).hasValue());
            else
                INDARO_CHECK(house.log->birth(key, {{f::health::Pregnant, word}}).hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
            return loadHouseTonight(*house.desk)->sleepers.front().care;
        };
        for (const char *word : {"yes", "oui", "Oui, 7 mois"})
            QVERIFY2(care(word) == CareNeed::Pregnant, word);
        for (const char *word : {"no", "non"})
            QVERIFY2(care(word) == CareNeed::None, word);
    }
};

QTEST_GUILESS_MAIN(TestHouseWork)
#include "test_house_work.moc"
