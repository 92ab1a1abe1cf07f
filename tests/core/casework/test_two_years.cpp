// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/consents/consents.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/casework/plans/support_plans.h"
#include "core/casework/stays/clocks.h"
#include "core/casework/stays/follow_ups.h"
#include "core/casework/stays/incidents.h"
#include "core/model/partial_date.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Hour = 3'600'000;
constexpr base::UtcMs Day = 24 * Hour;

/// What one reminder is about, whatever day it is looked at.
using DueKey = std::tuple<int, std::string, QString, QString, int, std::string>;

DueKey keyOf(const DueThing &thing)
{
    return {
        int(thing.kind), thing.owner ? thing.owner->toText() : std::string(),
        thing.step,      thing.occurrence,
        thing.number,    thing.plan ? thing.plan->record.toText() + std::to_string(int(thing.plan->kind)) : std::string()};
}

/// On which days a reminder stood on the first page.
struct Seen
{
    int first = 0;
    int last = 0;
    int days = 0;
    bool isDone = false; ///< somebody did it
};

struct House : tests::DeskFixture
{
    std::map<DueKey, Seen> seen;
    QStringList again; ///< what was done and stood there once more
    int day = 0;

    House() : DeskFixture(20261126)
    {
        hurry();
        clock.advance(8 * Hour);
        INDARO_CHECK(
            saveStaff(*desk, {.id = log->user(), .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s})
                .hasValue());
    }
    /// Thousands of commits, and no power to lose.
    void hurry() { INDARO_CHECK(db->execute("PRAGMA synchronous = OFF").hasValue()); }
    /// A new process: everything that was in memory is gone.
    void restart()
    {
        const auto user = log->user();
        desk.reset();
        log.reset();
        door.reset();
        db.reset();
        db.emplace(temp.open(store::Connection::Mode::ReadWrite).value());
        hurry();
        door.emplace(db->restrictedDoor(access.columnRule()));
        signIn(user);
    }
    std::vector<DueThing> due() { return loadDueBoard(*desk).value().things; }
    /// Looks at the first page, and does what is due today or late.
    void live()
    {
        for (const DueThing &thing : due()) {
            const auto [place, isNew] = seen.try_emplace(keyOf(thing), Seen{.first = day, .last = day});
            Seen &mark = place->second;
            if (mark.isDone)
                again << u"%1 %2 asked for again on day %3"_s.arg(thing.step, thing.occurrence).arg(day);
            mark.last = day;
            ++mark.days;
            if (thing.urgency == sop::Urgency::Coming)
                continue;
            mark.isDone = mark.isDone || finish(thing);
        }
    }
    [[nodiscard]] QString today(int daysOn = 0) const
    {
        return model::localDay(clock.nowUtc()).addDays(daysOn).toString(Qt::ISODate);
    }
    void happens(CaseId person, sop::Event event, int daysOn = 0)
    {
        INDARO_CHECK(recordEvent(*desk, person, event, today(daysOn)).hasValue());
    }
    /// What befalls her in a year, so that every deadline of the procedure has something to count from.
    void befall(CaseId person)
    {
        using enum sop::Event;
        switch (day) {
        case 3:
            return happens(person, Disclosure);
        case 5:
            return refer(person);
        case 19: {
            const ConsentAct agreed{.use = "justice",
                                    .decision = "yes",
                                    .explainedBy = "social_worker",
                                    .language = "run",
                                    .givenBy = "person",
                                    .way = "signature"};
            INDARO_CHECK(recordConsent(*desk, person, agreed).hasValue());
            return;
        }
        case 20:
            happens(person, Complaint);
            return happens(person, Hearing, 20);
        case 25: // later than anything that is due of it
            return answer();
        case 30:
            return happens(person, RiskAssessment);
        case 60:
            return happens(person, Judgment);
        case 80:
            return happens(person, AccusedFree);
        case 90: {
            IncidentDraft threat;
            threat.people = {person};
            threat.kinds = "threat";
            threat.severity = "serious";
            INDARO_CHECK(recordIncident(*desk, threat).hasValue());
            return;
        }
        case 340:
            return happens(person, ExitPlanned, 25);
        default:
            return;
        }
    }
    void refer(CaseId person)
    {
        m_referral = sync::RecordId::make(random);
        auto transaction = db->begin();
        INDARO_CHECK(log->birth({f::referral::Table, *m_referral},
                                {{f::referral::CaseFile, base::Bytes(person.bytes().begin(), person.bytes().end())},
                                 {f::referral::Serial, "BCDF-2026-0001"},
                                 {f::referral::Status, "printed"},
                                 {f::referral::WrittenAt, today().toStdString()},
                                 {f::referral::PrintedAt, clock.nowUtc()}})
                         .hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    void answer()
    {
        auto transaction = db->begin();
        INDARO_CHECK(log->edit(f::referral::AnsweredAt, *m_referral, clock.nowUtc()).hasValue());
        INDARO_CHECK(log->edit(f::referral::Status, *m_referral, "refused").hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    bool finish(const DueThing &thing)
    {
        if (thing.kind == DueKind::Step)
            return markStep(*desk, thing.owner,
                            {.step = thing.step, .occurrence = thing.occurrence, .evidence = {}, .note = {}})
                .hasValue();
        if (thing.kind == DueKind::Contact)
            return recordFollowUp(*desk, *thing.owner,
                                  {.number = thing.number, .way = "phone", .result = "well", .note = {}})
                .hasValue();
        if (thing.kind == DueKind::Plan && thing.plan->kind == PlanDueKind::Action)
            return reportAction(*desk, thing.plan->record, "done", "fait").hasValue();
        return false;
    }
    std::optional<sync::RecordId> m_referral;
};

/// Of the procedure of the person, what is due at some time and never stood on the first page, although nothing proves it.
QStringList neverAskedFor(House &house, CaseId person)
{
    QStringList missing;
    std::set<QString> asked;
    for (const auto &[key, mark] : house.seen)
        asked.insert(std::get<2>(key));
    const Checklist list = loadChecklist(*house.desk, person).value();
    for (const ChecklistLine &line : list.lines) {
        const bool isProven = !line.marks.empty() && line.marks.front().mark.isOfRecord;
        const bool isContact = line.line.step->form == u"follow-up"_s; // asked for as contacts
        if (line.line.due && !isProven && !isContact && !asked.contains(line.line.step->id))
            missing << line.line.step->id;
    }
    return missing;
}

} // namespace

class TestTwoYears : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// A year in the house and a year after it, day by day, with the procedure that ships: each deadline comes once, stays
    /// until it is done, and never again.
    void everyDeadlineFiresOnceAndOnlyOnce()
    {
        House house;
        Admission admission;
        admission.person.displayName = "Rose";
        admission.person.sex = "F";
        admission.person.estimatedAge = 30;
        const auto rose = admitPerson(*house.desk, admission).value().id;
        const auto need =
            addNeed(*house.desk, rose, {.area = "trade", .state = "soon", .what = "coudre", .goal = {}, .goalWords = "x"})
                .value();
        for (int month = 1; month <= 9; ++month) {
            const std::string day = "2027-0" + std::to_string(month) + "-10";
            QVERIFY(addAction(*house.desk, need, {.what = "cours", .responsible = "Odette", .provider = {}, .dueOn = day})
                        .hasValue());
        }
        QVERIFY(recordEvent(*house.desk, rose, sop::Event::Presumption, u"2026-11-24"_s).hasValue());
        const int stayDays = 365;
        const int lastDay = 736; // the file is looked at a year after she left
        for (house.day = 0; house.day < lastDay; ++house.day) {
            house.befall(rose);
            house.live();
            if (house.day == stayDays) {
                Exit exit;
                exit.reason = "planned_reintegration";
                exit.contactAgreed = "yes";
                exit.contactWay = "phone";
                QVERIFY(recordExit(*house.desk, rose, exit).hasValue());
            }
            if (house.day % 50 == 49) // the laptop is shut down and started again
                house.restart();
            house.clock.advance(Day);
        }
        QStringList faults = house.again;
        std::map<QString, std::set<int>> times; // of the steps of the house that come back
        std::set<int> contacts;
        int actions = 0;
        for (const auto &[key, mark] : house.seen) {
            const auto &[kind, owner, step, occurrence, number, plan] = key;
            const QString name = u"%1 %2 %3"_s.arg(kind).arg(step, occurrence);
            if (mark.days != mark.last - mark.first + 1)
                faults << name + u": came, went and came again"_s;
            if (mark.isDone && mark.days > 5)
                faults << name + u": stood there for %1 days"_s.arg(mark.days); // three days ahead, the day, and no more
            if (kind == int(DueKind::Step) && owner.empty() && !occurrence.isEmpty())
                times[step].insert(occurrence.toInt());
            if (kind == int(DueKind::Contact))
                contacts.insert(number);
            actions += kind == int(DueKind::Plan) && mark.isDone ? 1 : 0;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
        for (const char *step : {"2.3", "6.2", "7.1", "7.3", "7.8", "8.2", "8.3", "8.4", "8.5", "8.6", "9.1", "10.3"}) {
            const auto isOf = [&](const auto &each) { return std::get<2>(each.first) == QLatin1StringView(step); };
            QVERIFY2(std::ranges::count_if(house.seen, isOf) == 1, step);
        }
        const QStringList missing = neverAskedFor(house, rose);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
        QCOMPARE(contacts, (std::set<int>{1, 2, 3, 4, 5})); // in the year after the exit
        QCOMPARE(actions, 9);
        // Of each routine every time, one after the other, and none left out.
        const sop::Pack shipped = sop::readShippedPack()->pack;
        for (const sop::Phase &phase : shipped.phases) {
            for (const sop::Step &step : phase.steps)
                QVERIFY2(phase.track != sop::Track::House || times.contains(step.id), qPrintable(step.id));
        }
        for (const auto &[step, numbers] : times)
            QVERIFY2(*numbers.begin() == 1 && *numbers.rbegin() == int(numbers.size()), qPrintable(step));
        QVERIFY(times[u"6.1"_s].size() >= 734 && times[u"6.1"_s].size() <= 738); // every night of two years
        QVERIFY(times[u"0.2"_s].size() >= 23 && times[u"0.2"_s].size() <= 26);   // every month
    }

    /// The laptop slept, its clock was wrong, the program was closed: what is due follows from the hour it is now.
    void nothingDependsOnTheProgramBeingOpenAtTheMinute()
    {
        House house;
        Admission admission;
        admission.person.displayName = "Rose";
        const auto rose = admitPerson(*house.desk, admission).value().id;
        const auto keys = [&] {
            std::set<DueKey> all;
            for (const DueThing &thing : house.due())
                all.insert(keyOf(thing));
            return all;
        };
        const auto lateOf = [&](const QString &step) {
            const auto things = house.due();
            return std::ranges::any_of(things, [&](const DueThing &thing) {
                return thing.step == step && thing.owner == rose && thing.urgency == sop::Urgency::Late;
            });
        };
        QVERIFY(!lateOf(u"2.13"_s));
        house.clock.advance(30 * Hour); // asleep over the deadline of 24 hours
        QVERIFY(lateOf(u"2.13"_s));
        const auto before = keys();
        house.restart();
        QVERIFY(keys() == before);       // and after a restart the same
        house.clock.advance(-28 * Hour); // the battery of the clock was empty for a while
        QVERIFY(!lateOf(u"2.13"_s));
        house.clock.advance(28 * Hour);
        QVERIFY(keys() == before); // put right again: nothing was lost, nothing came twice
        QVERIFY(markStep(*house.desk, rose, {.step = u"2.13"_s, .occurrence = {}, .evidence = {}, .note = {}}).hasValue());
        QVERIFY(!lateOf(u"2.13"_s));
        house.clock.advance(60 * Day);
        house.restart();
        QVERIFY(!lateOf(u"2.13"_s)); // done is done
    }

    /// Each sees her own first; a director everybody's.
    void onesOwnRoleComesFirst()
    {
        House house;
        Admission admission;
        admission.person.displayName = "Rose";
        QVERIFY(admitPerson(*house.desk, admission).hasValue());
        house.clock.advance(30 * Hour);
        auto board = loadDueBoard(*house.desk).value();
        QVERIFY(board.isDirector && std::ranges::all_of(board.things, &DueThing::isOwn));
        QVERIFY(
            saveStaff(*house.desk,
                      {.id = house.log->user(), .name = u"Jean"_s, .position = {}, .phone = {}, .role = u"night_guard"_s})
                .hasValue());
        house.signIn(house.log->user());
        board = loadDueBoard(*house.desk).value();
        QVERIFY(!board.isDirector);
        QCOMPARE(board.roles, QStringList{u"GRD"_s});
        QVERIFY(!board.things.empty());
        int group = -1;
        bool isOwn = true;
        bool hasOther = false;
        for (const DueThing &thing : board.things) {
            QCOMPARE(thing.isOwn, thing.who.value(0) == u"GRD"_s);
            const int present = thing.urgency == sop::Urgency::Late ? 0 : thing.urgency == sop::Urgency::Today ? 1 : 2;
            if (present != group)
                isOwn = true;
            QVERIFY(present >= group && (isOwn || !thing.isOwn)); // never one of one's own after another's
            group = present;
            isOwn = thing.isOwn;
            hasOther = hasOther || !thing.isOwn;
        }
        QVERIFY(hasOther);
    }
};

QTEST_GUILESS_MAIN(TestTwoYears)
#include "test_two_years.moc"
