// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/house/due_board.h"
#include "core/casework/people/commands.h"
#include "core/casework/stays/absences.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/holds.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/stays/roll_call.h"
#include "core/casework/stays/stock.h"
#include "core/sync/apply.h"
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

constexpr base::UtcMs Minute = 60'000;
constexpr base::UtcMs Hour = 60 * Minute;

/// A laptop of the house, in the evening: 22:00 in Burundi.
struct House : tests::DeskFixture
{
    explicit House(unsigned seed = 20261124) : DeskFixture(seed) { clock.advance(20 * Hour); }

    RoomId room(const char *name, const char *roomFor, int beds, std::optional<int> usable = {})
    {
        RoomDraft draft{.name = name, .roomFor = roomFor, .usableCapacity = {}, .state = {}, .stateWhy = {}};
        if (usable)
            draft.usableCapacity = *usable;
        const RoomId id = addRoom(*desk, draft).value();
        for (int i = 1; i <= beds; ++i)
            INDARO_CHECK(addPlace(*desk, id, placeDraft(std::string(name) + std::to_string(i), "bed")).hasValue());
        return id;
    }
    static PlaceDraft placeDraft(const std::string &label, const char *kind)
    {
        return {.label = Value(label), .kind = kind, .isNumbered = true, .sleeps = 1, .state = {}, .stateWhy = {}};
    }
    static PersonDraft person(const char *name, const char *sex, int age)
    {
        PersonDraft draft;
        draft.displayName = name;
        draft.sex = sex;
        draft.estimatedAge = age;
        return draft;
    }
    CaseId admit(const char *name, const char *sex = "F", int age = 30)
    {
        Admission admission;
        admission.person = person(name, sex, age);
        return admitPerson(*desk, admission).value().id;
    }
    /// Mother, baby of 1, boy of 15.
    std::vector<CaseId> admitFamily()
    {
        Admission admission;
        admission.person = person("Rose", "F", 33);
        admission.children = {person("Inès", "F", 1), person("Kevin", "M", 15)};
        const auto admitted = admitPerson(*desk, admission).value();
        return {admitted.id, admitted.children[0], admitted.children[1]};
    }
    HouseTonight tonight() { return loadHouseTonight(*desk).value(); }
    PlaceId place(const char *label)
    {
        const auto house = tonight();
        for (const auto &each : house.places) {
            if (each.label == QLatin1StringView(label))
                return each.id;
        }
        INDARO_CHECK(false);
        return house.places.front().id;
    }
    AllocationOutcome give(const std::vector<PlaceWish> &wishes, const char *reason = nullptr)
    {
        AllocationRequest request{.wishes = wishes, .seen = warningsFor(tonight(), wishes)};
        if (reason != nullptr)
            request.reason = reason;
        return allocate(*desk, request).value();
    }
    AllocationOutcome give(CaseId who, const char *label, const char *reason = nullptr)
    {
        return give({{who, place(label)}}, reason);
    }
    QString bedOf(CaseId who)
    {
        const auto house = tonight();
        const Sleeper *sleeper = house.findSleeper(who);
        return sleeper != nullptr && sleeper->berth() != nullptr ? house.findPlace(sleeper->berth()->place)->label
                                                                 : QString();
    }
    void takeFrom(House &other)
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
};

void meet(House &a, House &b)
{
    a.takeFrom(b);
    b.takeFrom(a);
}

QStringList codes(const std::vector<HouseWarning> &warnings)
{
    QStringList found;
    for (const HouseWarning &warning : warnings) {
        const auto code = houseRuleCode(warning.rule);
        found << QString::fromLatin1(code.data(), qsizetype(code.size()));
    }
    found.sort();
    return found;
}

/// One room in which these people have a bed each.
HouseTonight oneRoom(const QString &roomFor, std::vector<Sleeper> people, const QString &kind = u"bed"_s)
{
    tests::SeededRandom random(7);
    HouseTonight house;
    house.rooms.push_back({.id = RoomId::make(random), .name = u"A"_s, .roomFor = roomFor, .state = {}, .stateWhy = {}});
    for (Sleeper &who : people) {
        const auto place = PlaceId::make(random);
        house.places.push_back(
            {.id = place, .room = house.rooms[0].id, .label = {}, .kind = kind, .state = {}, .stateWhy = {}});
        who.berths = {{PlaceId::make(random), place, house.rooms[0].id}};
    }
    house.sleepers = std::move(people);
    house.recount();
    return house;
}

Sleeper somebody(unsigned seed, const char *sex, AgeGroup age, std::optional<int> years = {}, int family = 0)
{
    tests::SeededRandom random(seed);
    Sleeper who{.person = CaseId::make(random), .stay = StayId::make(random)};
    who.sex = QLatin1StringView(sex);
    who.age = age;
    who.years = years;
    if (family > 0) {
        tests::SeededRandom unit(unsigned(1000 + family));
        who.familyUnit = sync::RecordId::make(unit);
    }
    return who;
}

} // namespace

class TestStays : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usableIsNotTheSameAsPlaces() // domain.md 3.1, helpwave #340
    {
        House house;
        house.room("A", "women", 4, 3);
        const RoomId mats = house.room("B", "families", 0);
        PlaceDraft many{.label = "mats", .kind = "mat", .isNumbered = false, .sleeps = 5, .state = {}, .stateWhy = {}};
        const PlaceId place = addPlace(*house.desk, mats, many).value();
        house.room("Z", "isolation", 2);
        auto tonight = house.tonight();
        QCOMPARE(tonight.placesTotal(), 9);
        QCOMPARE(tonight.usable(), 8);
        QCOMPARE(tonight.free(), 8); // a room for the ill is no place to offer
        many.state = "cleaning";
        QVERIFY(changePlace(*house.desk, place, many).hasValue());
        QCOMPARE(house.tonight().usable(), 3);
        const RoomDraft closed{
            .name = "A", .roomFor = "women", .usableCapacity = 3, .state = "no_staff", .stateWhy = "nuit sans garde"};
        QVERIFY(changeRoom(*house.desk, tonight.rooms[0].id, closed).hasValue());
        tonight = house.tonight();
        QVERIFY(tonight.rooms[0].isClosed() && tonight.isFull());
        QVERIFY(addRoom(*house.desk, {}).error().code == Errc::InvalidArgument);
        QVERIFY(addPlace(*house.desk, mats, {}).error().code == Errc::InvalidArgument); // numbered, without a label
        QVERIFY(addPlace(*house.desk, place, House::placeDraft("x", "bed")).error().code == Errc::UnknownRecord);
    }

    void everyRuleWarns_data()
    {
        QTest::addColumn<QString>("roomFor");
        QTest::addColumn<std::vector<Sleeper>>("people");
        QTest::addColumn<QStringList>("expected");
        using enum AgeGroup;
        const auto row = [](const char *name, const QString &roomFor, std::vector<Sleeper> people, QStringList expected) {
            QTest::newRow(name) << roomFor << std::move(people) << std::move(expected);
        };
        row("two women", u"women"_s, {somebody(1, "F", Adult), somebody(2, "F", Adult)}, {});
        row("a man among women", u"women"_s, {somebody(1, "F", Adult), somebody(2, "M", Adult)}, {u"room_for"_s});
        row("sexes where nobody said for whom", {}, {somebody(1, "F", Adult), somebody(2, "M", Adult)}, {u"sexes"_s});
        row("sex not known", {}, {somebody(1, "", Adult), somebody(2, "", Adult)}, {u"sexes"_s});
        row("a girl with a woman who is not hers", u"women"_s, {somebody(1, "F", Adult), somebody(2, "F", Child, 14)},
            {u"adult_and_child"_s});
        row("doubt beside an adult", u"women"_s, {somebody(1, "F", Adult), somebody(2, "F", InDoubt, 18)},
            {u"adult_and_child"_s});
        row("doubt beside a child", u"girls"_s, {somebody(1, "F", Child, 9), somebody(2, "F", InDoubt, 18)},
            {u"adult_and_child"_s});
        row("two in doubt", u"girls"_s, {somebody(1, "F", InDoubt, 18), somebody(2, "F", InDoubt, 18)}, {});
        row("a woman in the children's room", u"children"_s, {somebody(1, "F", Adult)}, {u"room_for"_s});
        row("a mother with her son of 6 among women", u"women"_s,
            {somebody(1, "F", Adult, 30, 1), somebody(2, "M", Child, 6, 1)}, {});
        row("a mother with her son of 15 among women", u"women"_s,
            {somebody(1, "F", Adult, 30, 1), somebody(2, "M", Child, 15, 1)}, {u"room_for"_s});
        row("two mothers with a child each", u"mothers"_s,
            {somebody(1, "F", Adult, 30, 1), somebody(2, "F", Child, 6, 1), somebody(3, "F", Adult, 30, 2),
             somebody(4, "M", Child, 5, 2)},
            {});
        row("two families with a man", u"families"_s,
            {somebody(1, "F", Adult, 30, 1), somebody(2, "F", Child, 6, 1), somebody(3, "M", Adult, 30, 2),
             somebody(4, "M", Child, 5, 2)},
            {u"sexes"_s});
        row("no family", u"families"_s, {somebody(1, "F", Adult)}, {u"room_for"_s});
        row("beside the ill", u"isolation"_s, {somebody(1, "F", Adult), somebody(2, "F", Adult)}, {u"isolation_shared"_s});
        row("where staff sleep", u"night_staff"_s, {somebody(1, "F", Adult)}, {u"room_for"_s});
    }
    void everyRuleWarns()
    {
        QFETCH(QString, roomFor);
        QFETCH(std::vector<Sleeper>, people);
        QFETCH(QStringList, expected);
        QCOMPARE(codes(warningsOf(oneRoom(roomFor, people))), expected);
    }

    void doubtIsSaidAsDoubtAndCareAsCare()
    {
        auto house = oneRoom({}, {somebody(1, "F", AgeGroup::Adult), somebody(2, "F", AgeGroup::InDoubt)});
        auto warnings = warningsOf(house);
        QCOMPARE(warnings.size(), std::size_t{1});
        QVERIFY(warnings[0].rule == HouseRule::AdultAndChild && warnings[0].isInDoubt);
        QVERIFY(*warnings[0].person < *warnings[0].other);

        Sleeper pregnant = somebody(3, "F", AgeGroup::Adult);
        pregnant.care = CareNeed::Pregnant;
        QVERIFY(warningsOf(oneRoom(u"women"_s, {pregnant})).empty()); // on a bed
        warnings = warningsOf(oneRoom(u"women"_s, {pregnant}, u"mat"_s));
        QVERIFY(warnings.size() == 1 && warnings[0].rule == HouseRule::NoBed && warnings[0].person == pregnant.person);
        pregnant.care = CareNeed::NotShown; // for who may not read health
        warnings = warningsOf(oneRoom(u"women"_s, {pregnant}, u"mat"_s));
        QVERIFY(warnings.size() == 1 && warnings[0].rule == HouseRule::CareNeeded);
        QVERIFY(houseRuleCode(HouseRule::NoBed) == houseRuleCode(HouseRule::CareNeeded)); // in what everybody reads
    }

    void aFamilyArrivesAtNight() // mother, baby and a boy of 15
    {
        House house;
        house.room("F", "women", 3);
        house.room("H", "men", 3);
        house.room("K", "families", 2);
        const auto other = house.admit("Aline");
        QVERIFY(house.give(other, "F1").isDone);
        const auto family = house.admitFamily();
        const auto proposals = proposePlaces(house.tonight(), family[0]);
        QCOMPARE(proposals.size(), std::size_t{3}); // two beds are enough: the baby sleeps with her mother
        const auto &best = proposals.front();
        QCOMPARE(house.tonight().findRoom(best.room)->name, u"K"_s);
        QVERIFY(best.warnings.empty());
        QCOMPARE(best.wishes.size(), std::size_t{3});
        QVERIFY(house.give(best.wishes).isDone);
        auto tonight = house.tonight();
        QCOMPARE(tonight.findRoom(best.room)->taken, 2);
        QVERIFY(tonight.findSleeper(family[1])->berth()->sharesWith == family[0]);
        QCOMPARE(house.bedOf(family[1]), house.bedOf(family[0]));
        QVERIFY(warningsOf(tonight).empty());

        // Among the women the boy is one too many, and an unrelated adult is there.
        const auto women = std::find_if(proposals.begin(), proposals.end(), [&](const Proposal &proposal) {
            return tonight.findRoom(proposal.room)->name == u"F"_s;
        });
        QVERIFY(codes(women->warnings).contains(u"room_for"_s) && codes(women->warnings).contains(u"adult_and_child"_s));
        // The mother alone to another room leaves her children behind: a human must say why.
        const auto apart = house.give(family[0], "F2");
        QVERIFY(!apart.isDone);
        QVERIFY(codes(apart.warnings).contains(u"family_apart"_s));
        QCOMPARE(house.bedOf(family[0]).left(1), u"K"_s);
        QVERIFY(house.give(family[0], "F2", "emergency").isDone);
        QCOMPARE(house.bedOf(family[0]), u"F2"_s);
    }

    void aDecisionInSpiteOfAWarningIsKeptWithItsReason()
    {
        House house;
        house.room("F", "women", 2);
        const auto rose = house.admit("Rose");
        const auto aline = house.admit("Aline");
        QVERIFY(keepApart(*house.desk, rose, aline, "threat").hasValue());
        QVERIFY(keepApart(*house.desk, aline, rose, "same_network").hasValue()); // the same pair
        QCOMPARE(house.tonight().keptApart.size(), std::size_t{1});
        QVERIFY(house.give(rose, "F1").isDone);
        AllocationRequest request{
            .wishes = {{aline, house.place("F2")}}, .seen = {}, .reason = "no_other_place", .note = "x"};
        auto outcome = allocate(*house.desk, request).value();
        QVERIFY(!outcome.isDone); // a reason for what nobody has seen is none
        QCOMPARE(codes(outcome.warnings), QStringList{u"kept_apart_room"_s});
        request.seen = outcome.warnings;
        request.reason = {};
        QVERIFY(!allocate(*house.desk, request).value().isDone);
        QVERIFY(house.bedOf(aline).isEmpty());
        request.reason = "no_other_place";
        QVERIFY(allocate(*house.desk, request).value().isDone);
        const auto berths = listBerthsOf(*house.desk, aline).value();
        QCOMPARE(berths.size(), std::size_t{1});
        QCOMPARE(berths[0].overridden, QStringList{u"kept_apart_room"_s});
        QCOMPARE(berths[0].reason, u"no_other_place"_s);
        const auto lines = listAuditOf(*house.desk, AuditVerb::AllocationOverridden).value();
        QCOMPARE(lines.size(), std::size_t{1});
        QVERIFY(lines[0].object == aline && lines[0].detail == "kept_apart_room: no_other_place");
        QVERIFY(warningsFor(house.tonight(), request.wishes).empty()); // it stands already: not asked again
        QVERIFY(liftKeepApart(*house.desk, aline, rose).hasValue());
        QVERIFY(warningsOf(house.tonight()).empty());
        QVERIFY(liftKeepApart(*house.desk, rose, house.admit("X")).error().code == Errc::UnknownRecord);
        QVERIFY(keepApart(*house.desk, rose, rose, {}).error().code == Errc::InvalidArgument);
    }

    void aFullShelterSaysSoAndCountsWhomItRefused()
    {
        House house;
        const RoomId room = house.room("F", "women", 3, 2);
        QVERIFY(house.give(house.admit("Rose"), "F1").isDone);
        HoldDraft call;
        call.shownAs = "la dame de Gasorwe";
        call.women = 1;
        call.referredBy = "police";
        call.expiresAt = house.clock.nowUtc() + 90 * Minute;
        call.room = room;
        const auto hold = announce(*house.desk, call).value();
        QVERIFY(house.tonight().isFull());
        QCOMPARE(house.tonight().held(), 1);
        const auto over = house.admit("Aline");
        const auto promised = house.give(over, "F2");
        QCOMPARE(codes(promised.warnings), QStringList{u"held_place"_s});
        QVERIFY(!promised.isDone);
        QVERIFY(house.give(over, "F2", "emergency").isDone); // two usable, two taken: the bed is there
        QCOMPARE(house.tonight().rooms[0].free(), -1);
        QCOMPARE(house.tonight().free(), 0);
        const auto third = house.give(house.admit("Joie"), "F3");
        QCOMPARE(codes(third.warnings), QStringList{u"over_capacity"_s});
        QCOMPARE(third.warnings[0].count, 3);
        QCOMPARE(third.warnings[0].limit, 2);
        QVERIFY(refuseHold(*house.desk, hold, {}, {}).error().code == Errc::InvalidArgument);
        QVERIFY(refuseHold(*house.desk, hold, "no_place", "Ngozi, Giriyuja").hasValue());
        HoldDraft family;
        family.women = 1;
        family.boys = 1;
        family.girls = 1;
        QVERIFY(refuse(*house.desk, family, "no_place_child", {}).hasValue());
        QVERIFY(refuse(*house.desk, family, "medical", {}).hasValue());
        const auto count = countRefusals(*house.desk, 0, house.clock.nowUtc() + 1).value();
        QCOMPARE(count.all.requests, 3);
        QCOMPARE(count.lackOfPlace.requests, 2);
        QCOMPARE(count.lackOfPlace.people, 4);
        QCOMPARE(count.byReason[u"medical"_s].people, 3);
        QCOMPARE(countRefusals(*house.desk, house.clock.nowUtc() + 1, house.clock.nowUtc() + 2).value().all.requests, 0);
        QVERIFY(releaseHold(*house.desk, hold, "x").error().code == Errc::WrongState);
    }

    void aHoldRunsOutWithoutTheProgram()
    {
        House house;
        house.room("F", "women", 2);
        HoldDraft call;
        call.people = 2;
        call.fromWhom = "Police de Muyinga";
        call.urgentNeeds = "food";
        QVERIFY(announce(*house.desk, call).error().code == Errc::ValueOutOfRange); // an hour that has passed
        call.expiresAt = house.clock.nowUtc() + 90 * Minute;
        const auto hold = announce(*house.desk, call).value();
        const auto other = announce(*house.desk, call).value();
        QVERIFY(house.tonight().isFull());
        const auto written = house.log->lastSequence(sync::Stream::General);
        house.clock.advance(91 * Minute); // the laptop was closed
        auto tonight = house.tonight();
        QCOMPARE(tonight.free(), 2);
        QVERIFY(tonight.holds.size() == 2 && tonight.holds[0].isExpired); // still to be seen
        QVERIFY(listHolds(*house.desk).value()[0].standing == HoldStanding::Expired);
        QCOMPARE(house.log->lastSequence(sync::Stream::General), written);
        QVERIFY(extendHold(*house.desk, hold, house.clock.nowUtc() + Hour).hasValue());
        QCOMPARE(house.tonight().free(), 0);
        QVERIFY(releaseHold(*house.desk, hold, "ne viennent plus").hasValue());
        // The others come two hours late.
        const auto holds = listHolds(*house.desk).value();
        const auto late = std::find_if(holds.begin(), holds.end(), [&](const Hold &each) { return each.id == other; });
        Admission admission;
        admission.person = House::person("Rose", "F", 30);
        admission.stay = stayDraftOf(*late);
        const auto rose = admitPerson(*house.desk, admission).value().id;
        QVERIFY(house.log->load(f::stay::BroughtBy, rose).value() == Value("Police de Muyinga"));
        QVERIFY(holdArrived(*house.desk, other, rose).hasValue());
        QVERIFY(house.tonight().holds.empty());
        QVERIFY(house.log->ownerOf({f::hold::Table, other}).value() == rose); // goes when she is erased
        QVERIFY(holdArrived(*house.desk, other, rose).error().code == Errc::WrongState);
    }

    void twoLaptopsGiveOneBed()
    {
        House office(1);
        House gate(2);
        office.room("F", "women", 3);
        meet(office, gate);
        const auto rose = office.admit("Rose");
        const auto aline = gate.admit("Aline");
        QVERIFY(office.give(rose, "F1").isDone);
        gate.clock.advance(Minute);
        QVERIFY(gate.give(aline, "F1").isDone);
        meet(office, gate);
        for (House *laptop : {&office, &gate}) {
            const auto warnings = warningsOf(laptop->tonight());
            QCOMPARE(codes(warnings), QStringList{u"two_in_one_place"_s});
            QVERIFY(warnings[0].place == laptop->place("F1"));
            QCOMPARE(laptop->bedOf(rose), u"F1"_s); // nothing lost
            QCOMPARE(laptop->bedOf(aline), u"F1"_s);
            QCOMPARE(laptop->log->conflictCount().value(), std::size_t{0});
        }
        QVERIFY(gate.give(aline, "F2").isDone); // a human decides
        meet(office, gate);
        QVERIFY(warningsOf(office.tonight()).empty());
        QCOMPARE(listBerthsOf(*office.desk, aline).value().size(), std::size_t{2});

        // The same person to two beds: the later one is shown, and that there are two.
        QVERIFY(office.give(rose, "F3").isDone);
        QVERIFY(gate.give(rose, "F3").isDone); // the same one is no question
        meet(office, gate);
        QVERIFY(warningsOf(office.tonight()).empty());
        QCOMPARE(office.tonight().taken(), 2);
        gate.clock.advance(Minute);
        QVERIFY(office.give(rose, "F1").isDone);
        gate.clock.advance(Minute);
        QVERIFY(gate.give(rose, "F3").isDone); // written again, meanwhile
        meet(office, gate);
        QCOMPARE(codes(warningsOf(office.tonight())), QStringList{u"one_in_two_places"_s});
        QCOMPARE(office.tonight().taken(), 3); // both are kept until somebody looked
        QCOMPARE(office.bedOf(rose), gate.bedOf(rose));
        QVERIFY(office.give(rose, "F3").isDone);
        QVERIFY(warningsOf(office.tonight()).empty());
    }

    void whoLeavesFreesHerPlace()
    {
        House house;
        house.room("F", "women", 2);
        const auto rose = house.admit("Rose");
        QVERIFY(house.give(rose, "F1").isDone);
        QVERIFY(releasePlace(*house.desk, rose).hasValue());
        QVERIFY(releasePlace(*house.desk, rose).error().code == Errc::WrongState);
        house.clock.advance(Minute);
        QVERIFY(house.give(rose, "F1").isDone);
        house.clock.advance(Hour);
        QVERIFY(recordExit(*house.desk, rose, Exit{{}, "family_reunification", {}, {}, {}, {}, {}, {}}).hasValue());
        QVERIFY(house.tonight().sleepers.empty());
        QCOMPARE(house.tonight().free(), 2);
        QVERIFY(listBerthsOf(*house.desk, rose).value()[0].untilAt == house.clock.nowUtc());
        AllocationRequest request{.wishes = {{rose, house.place("F1")}}};
        QVERIFY(allocate(*house.desk, request).error().code == Errc::WrongState);
        request.wishes.clear();
        QVERIFY(allocate(*house.desk, request).error().code == Errc::InvalidArgument);
        const auto aline = house.admit("Aline");
        request.wishes = {{aline, house.place("F1")}, {aline, house.place("F2")}};
        QVERIFY(allocate(*house.desk, request).error().code == Errc::InvalidArgument);
        request.wishes = {{aline, aline}};
        QVERIFY(allocate(*house.desk, request).error().code == Errc::UnknownRecord);
    }

    void outForATimeKeepsThePlace()
    {
        House house;
        house.room("F", "women", 1);
        const auto rose = house.admit("Rose");
        QVERIFY(house.give(rose, "F1").isDone);
        AbsenceDraft draft{
            .leftAt = house.clock.nowUtc() + 1, .expectedAt = {}, .reason = "health", .withWhom = "infirmière"};
        QVERIFY(leaveForATime(*house.desk, rose, draft).error().code == Errc::DateInFuture);
        draft.leftAt = house.clock.nowUtc() - Hour;
        draft.expectedAt = draft.leftAt - 1;
        QVERIFY(leaveForATime(*house.desk, rose, draft).error().code == Errc::ValueOutOfRange);
        draft.expectedAt = house.clock.nowUtc() + Hour;
        QVERIFY(leaveForATime(*house.desk, rose, draft).hasValue());
        QVERIFY(leaveForATime(*house.desk, rose, draft).error().code == Errc::WrongState);
        auto tonight = house.tonight();
        QVERIFY(tonight.sleepers[0].absence && !tonight.sleepers[0].absence->isLate && tonight.isFull());
        house.clock.advance(61 * Minute);
        QVERIFY(house.tonight().sleepers[0].absence->isLate);
        QVERIFY(expectLater(*house.desk, rose, house.clock.nowUtc() + Hour).hasValue());
        QVERIFY(!house.tonight().sleepers[0].absence->isLate);
        QVERIFY(comeBack(*house.desk, rose, draft.leftAt - 1).error().code == Errc::ValueOutOfRange);
        QVERIFY(comeBack(*house.desk, rose).hasValue());
        QVERIFY(comeBack(*house.desk, rose).error().code == Errc::WrongState);
        QVERIFY(!house.tonight().sleepers[0].absence);
        const auto past = listAbsencesOf(*house.desk, rose).value();
        QVERIFY(past.size() == 1 && past[0].returnedAt == house.clock.nowUtc() && past[0].absence.reason == u"health"_s);
    }

    void theRollCallOfTheNight() // domain.md 5 (6.1)
    {
        House house;
        house.room("F", "women", 2);
        const auto rose = house.admit("Rose");
        const auto aline = house.admit("Aline");
        QVERIFY(house.give(rose, "F1").isDone);
        QVERIFY(leaveForATime(*house.desk, aline, {.leftAt = 0, .expectedAt = {}, .reason = "hospital_stay", .withWhom = {}})
                    .hasValue());
        auto call = loadRollCall(*house.desk).value();
        QCOMPARE(call.night, QDate(2026, 11, 24));
        QVERIFY(!call.isStarted && call.unmarked() == 2);
        QCOMPARE(call.lines[0].displayName, u"Rose"_s); // who has a room first
        QCOMPARE(call.lines[1].suggested, u"expected_away"_s);
        QVERIFY(startRollCall(*house.desk).hasValue());
        QVERIFY(markInRollCall(*house.desk, rose, {}, {}).error().code == Errc::InvalidArgument);
        QVERIFY(markInRollCall(*house.desk, rose, "present", {}).hasValue());
        const auto unfinished = finishRollCall(*house.desk);
        QVERIFY(unfinished.error().code == Errc::WrongState && unfinished.error().number("unmarked") == 1);
        house.clock.advance(4 * Hour); // after midnight it is still the same night
        QVERIFY(markInRollCall(*house.desk, aline, "missing", "elle a téléphoné").hasValue());
        QVERIFY(markInRollCall(*house.desk, aline, "expected_away", {}).hasValue()); // better known
        QVERIFY(finishRollCall(*house.desk).hasValue());
        call = loadRollCall(*house.desk).value();
        QVERIFY(call.doneAt == house.clock.nowUtc() && call.doneBy == house.log->user());
        QCOMPARE(call.marked(u"expected_away"), 1);
        const auto late = house.admit("Joie"); // came after it was finished: nobody has looked at her
        QCOMPARE(loadRollCall(*house.desk).value().unmarked(), 1);
        QVERIFY(recordExit(*house.desk, late, Exit{{}, "family_reunification", {}, {}, {}, {}, {}, {}}).hasValue());
        QVERIFY(startRollCall(*house.desk, QDate(2026, 11, 25)).error().code == Errc::DateInFuture);

        house.clock.advance(24 * Hour);
        QCOMPARE(loadRollCall(*house.desk).value().unmarked(), 2); // another night
        QVERIFY(recordExit(*house.desk, rose, Exit{{}, "family_reunification", {}, {}, {}, {}, {}, {}}).hasValue());
        QVERIFY(markInRollCall(*house.desk, rose, "present", {}).error().code == Errc::WrongState);
        call = loadRollCall(*house.desk, QDate(2026, 11, 24)).value();
        QCOMPARE(call.lines.size(), std::size_t{2});
        for (const RollCallLine &line : call.lines)
            QCOMPARE(line.isHere, line.person == aline);
        QCOMPARE(call.marked(u"present"), 1);
        QVERIFY(nightsWithoutRollCall(*house.desk, 7)->empty()); // on the 23rd there was nobody yet
        house.clock.advance(48 * Hour);
        QCOMPARE(nightsWithoutRollCall(*house.desk, 7).value(), (std::vector{QDate(2026, 11, 26), QDate(2026, 11, 25)}));
        house.clock.advance(-48 * Hour);
        QVERIFY(finishRollCall(*house.desk, QDate(2026, 11, 23)).error().code == Errc::WrongState); // never begun
        QVERIFY(noteRollCallPrinted(*house.desk).hasValue());
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::RollCallPrinted).value().size(), std::size_t{1});
    }

    void oneRollCallOnTwoLaptops()
    {
        House office(1);
        House gate(2);
        const auto rose = office.admit("Rose");
        const auto aline = office.admit("Aline");
        meet(office, gate);
        QVERIFY(markInRollCall(*office.desk, rose, "present", {}).hasValue());
        gate.clock.advance(Minute);
        QVERIFY(markInRollCall(*gate.desk, rose, "present", {}).hasValue());
        QVERIFY(markInRollCall(*gate.desk, aline, "missing", {}).hasValue());
        QVERIFY(finishRollCall(*gate.desk).hasValue());
        meet(office, gate);
        const auto call = loadRollCall(*office.desk).value();
        QVERIFY(call.lines.size() == 2 && call.unmarked() == 0 && call.doneAt);
        QCOMPARE(call.marked(u"missing"), 1);
    }

    void whoMustBeCountedOutside()
    {
        House house;
        house.room("K", "families", 3);
        const auto family = house.admitFamily();
        QVERIFY(house.give(proposePlaces(house.tonight(), family[0])[0].wishes).isDone);
        const auto aline = house.admit("Aline");
        QVERIFY(
            leaveForATime(*house.desk, aline, {.leftAt = 0, .expectedAt = {}, .reason = "work", .withWhom = {}}).hasValue());
        house.admit("Zoé");
        const auto list = loadEvacuationList(*house.desk).value();
        QCOMPARE(list.inHouse, 4);
        QCOMPARE(list.away, 1);
        QCOMPARE(list.lines.back().displayName, u"Aline"_s); // out: looked for last
        QCOMPARE(list.lines[3].displayName, u"Zoé"_s);       // no room
        const auto baby = std::find_if(list.lines.begin(), list.lines.end(),
                                       [&](const EvacuationLine &line) { return line.person == family[1]; });
        QCOMPARE(baby->withWhom, u"Rose"_s);
        QVERIFY(baby->age == AgeGroup::Child && baby->roomName == u"K"_s);
        QVERIFY(noteEvacuationListPrinted(*house.desk).hasValue());
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::EvacuationListPrinted).value().size(), std::size_t{1});
    }

    void whoNeedsHelpInAFire() // domain.md 5: 6.11
    {
        House house;
        house.room("F", "women", 2);
        const auto rose = house.admit("Rose");
        const auto aline = house.admit("Aline");
        QVERIFY(setHelpToLeave(*house.desk, rose, "walking woken").hasValue());
        QVERIFY(setHelpToLeave(*house.desk, aline, "carried").hasValue());
        QVERIFY(
            leaveForATime(*house.desk, aline, {.leftAt = 0, .expectedAt = {}, .reason = "work", .withWhom = {}}).hasValue());
        auto list = loadEvacuationList(*house.desk).value();
        QCOMPARE(list.needHelp, 1); // Aline is out
        QCOMPARE(list.lines.front().helpToLeave, (QStringList{u"walking"_s, u"woken"_s}));
        const auto call = loadRollCall(*house.desk).value();
        QVERIFY(std::ranges::any_of(call.lines, [](const auto &line) { return line.helpToLeave.contains(u"carried"_s); }));
        QVERIFY(setHelpToLeave(*house.desk, rose, {}).hasValue()); // she can walk again
        QCOMPARE(loadEvacuationList(*house.desk).value().needHelp, 0);
        QVERIFY(setHelpToLeave(*house.desk, house.bear({}, {}), "carried").error().code == Errc::WrongState);
    }

    void whatMovesWithoutASignatureIsListed() // domain.md 4.14
    {
        House house;
        const auto rose = house.admit("Rose");
        CustodyDraft draft;
        draft.kind = "identity_card";
        draft.signedHow = "no";
        const auto card = takeIntoCustody(*house.desk, rose, draft).value();
        draft.signedHow = base::Missing::Refused; // she would not: that is said, and nobody asks again
        draft.staffSigned = "yes";
        QVERIFY(takeIntoCustody(*house.desk, rose, draft).hasValue());
        draft.signedHow = "yes";
        draft.staffSigned = "no";
        const auto bag = takeIntoCustody(*house.desk, rose, draft).value();
        auto open = listUnsignedMovements(*house.desk, rose).value();
        QCOMPARE(open.size(), std::size_t{2});
        const auto dueOf = [&] {
            const auto board = loadDueBoard(*house.desk).value();
            return std::ranges::count(board.things, DueKind::Custody, &DueThing::kind);
        };
        QCOMPARE(dueOf(), 1); // one line for a person
        QVERIFY(signMovement(*house.desk, card, CustodySigner::House).error().code == Errc::WrongState);
        QVERIFY(signMovement(*house.desk, card, CustodySigner::Person).hasValue());
        QVERIFY(signMovement(*house.desk, card, CustodySigner::Person).error().code == Errc::WrongState);
        QVERIFY(signMovement(*house.desk, bag, CustodySigner::House).hasValue());
        QVERIFY(signMovement(*house.desk, sync::RecordId::make(house.random), CustodySigner::House).error().code ==
                Errc::UnknownRecord);
        QVERIFY(listUnsignedMovements(*house.desk).value().empty());
        QCOMPARE(dueOf(), 0);
        // What was written when it moved stays.
        const auto movement = listCustodyOf(*house.desk, rose).value().front().movements.front();
        QCOMPARE(movement.signedHow, u"no"_s);
        QCOMPARE(movement.signedOn, u"2026-11-24"_s);
        CustodyStep lost;
        lost.move = "missing"; // nobody signs for what is gone
        QVERIFY(moveCustody(*house.desk, card, lost).hasValue());
        QVERIFY(listUnsignedMovements(*house.desk, rose).value().empty());
    }

    void theStockGoesDownByWhatIsGiven() // domain.md 5: 0.6
    {
        House house;
        const auto rose = house.admit("Rose");
        const auto move = [&](const char *what, std::int64_t amount, Value lowAt = {}) {
            return recordStockMove(*house.desk, {.kind = "hygiene_kit", .move = what, .amount = amount, .lowAt = lowAt});
        };
        QVERIFY(recordStockMove(*house.desk, {.kind = {}, .move = "counted"}).error().code == Errc::InvalidArgument);
        QVERIFY(recordStockMove(*house.desk, {.kind = "clothes", .move = {}}).error().code == Errc::InvalidArgument);
        QVERIFY(move("received", 0).error().code == Errc::ValueOutOfRange);
        QVERIFY(move("counted", -1).error().code == Errc::ValueOutOfRange);
        SupplyDraft kit;
        kit.kind = "hygiene_kit";
        QVERIFY(giveSupply(*house.desk, rose, kit).hasValue()); // before the count: it is not in it
        house.clock.advance(Minute);
        QVERIFY(move("counted", 5, std::int64_t{3}).hasValue());
        house.clock.advance(Minute);
        QVERIFY(move("received", 2).hasValue());
        QVERIFY(move("lost", 1).hasValue());
        kit.amount = 2;
        QVERIFY(giveSupply(*house.desk, rose, kit).hasValue());
        auto line = listStock(*house.desk).value().front();
        QVERIFY(line.left == 4 && line.received == 2 && line.out == 1 && line.toPeople == 2 && !line.isLow());
        const auto lowNow = [&] {
            const auto board = loadDueBoard(*house.desk).value();
            return std::ranges::count(board.things, DueKind::Stock, &DueThing::kind);
        };
        QCOMPARE(lowNow(), 0);
        house.clock.advance(Minute);
        QVERIFY(giveSupply(*house.desk, rose, kit).hasValue());
        line = listStock(*house.desk).value().front();
        QVERIFY(line.left == 2 && line.isLow());
        QCOMPARE(lowNow(), 1);
        house.clock.advance(Minute);
        QVERIFY(move("counted", 9).hasValue()); // counted by hand: that is what holds, and low is what it was
        line = listStock(*house.desk).value().front();
        QVERIFY(line.left == 9 && line.toPeople == 0 && line.lowAt == std::int64_t{3});
        QCOMPARE(listStockMoves(*house.desk).value().size(), std::size_t{4});
        const QDate today(2026, 11, 24);
        const auto given = listSuppliesGiven(*house.desk, today, today).value();
        QCOMPARE(given.size(), std::size_t{3});
        QCOMPARE(given.front().displayName, u"Rose"_s);
        QVERIFY(listSuppliesGiven(*house.desk, today.addDays(-7), today.addDays(-1)).value().empty());
    }

    void incidentsClimb() // domain.md 5 (6.2): serious ones within the hour
    {
        House house;
        const auto rose = house.admit("Rose");
        const auto aline = house.admit("Aline");
        IncidentDraft draft{
            .people = {rose, aline}, .kinds = "conflict injury", .severity = {}, .happenedAt = 0, .what = "x", .done = {}};
        QVERIFY(recordIncident(*house.desk, draft).error().code == Errc::InvalidArgument);
        draft.severity = "serious";
        const auto quarrel = recordIncident(*house.desk, draft).value();
        house.clock.advance(Minute);
        const auto minor =
            recordIncident(
                *house.desk,
                {.people = {}, .kinds = "water_power", .severity = "minor", .happenedAt = 0, .what = {}, .done = {}})
                .value();
        auto all = listIncidents(*house.desk).value();
        QVERIFY(all.size() == 2 && all[0].id == quarrel && all[1].id == minor); // who must be told stands first
        QCOMPARE(all[0].people.size(), std::size_t{2});
        QVERIFY(all[0].people[1] == aline);
        QCOMPARE(all[0].kinds.size(), 2);
        QVERIFY(!all[0].isLate(house.clock.nowUtc()) && all[0].isLate(house.clock.nowUtc() + Hour));
        QCOMPARE(listIncidents(*house.desk, aline).value().size(), std::size_t{1});
        QVERIFY(closeIncident(*house.desk, quarrel, "x").error().code == Errc::WrongState);
        QVERIFY(escalateIncident(*house.desk, quarrel, {}).error().code == Errc::InvalidArgument);
        QVERIFY(escalateIncident(*house.desk, quarrel, "la directrice, par téléphone").hasValue());
        QVERIFY(closeIncident(*house.desk, quarrel, "réconciliées").hasValue());
        QVERIFY(escalateIncident(*house.desk, quarrel, "x").error().code == Errc::WrongState);
        QVERIFY(setIncidentSeverity(*house.desk, minor, "life").hasValue()); // it turned out worse: late at once
        all = listIncidents(*house.desk).value();
        QVERIFY(all[0].id == minor && all[0].isLate(house.clock.nowUtc() + 1) && all[1].closedAt);
        QVERIFY(house.log->ownerOf({f::incident::Table, quarrel}).value() == rose);
        // What is said of somebody whose records stay in the house stays there with them.
        {
            auto transaction = house.db->begin();
            QVERIFY(house.log->setHouseOnly(aline, true).hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        const auto kept = recordIncident(*house.desk, draft).value();
        QVERIFY(house.log->history({f::incident::Table, kept}).value().back().operation.dot.stream == sync::Stream::House);
    }

    void whatIsKeptForHerIsGivenBack() // domain.md 4.14
    {
        House house;
        const auto rose = house.admit("Rose");
        CustodyDraft draft;
        QVERIFY(takeIntoCustody(*house.desk, rose, draft).error().code == Errc::InvalidArgument);
        draft.kind = "identity_card";
        draft.heldWhere = "armoire, enveloppe 4";
        draft.signedHow = "yes";
        const auto card = takeIntoCustody(*house.desk, rose, draft).value();
        CustodyDraft cash;
        cash.kind = "money";
        cash.amount = 40'000;
        cash.currency = "BIF";
        const auto money = takeIntoCustody(*house.desk, rose, cash).value();
        const auto step = [&](sync::RecordId item, const char *move, std::optional<std::int64_t> amount = {}) {
            CustodyStep what;
            what.move = move;
            what.amount = amount;
            return moveCustody(*house.desk, item, what);
        };
        house.clock.advance(Minute);
        QVERIFY(step(money, "returned", 15'000).hasValue());
        QCOMPARE(step(money, "returned", 25'001).error().number("max"), std::int64_t{25'000});
        QVERIFY(step(card, "lent").hasValue()); // for the appointment at the commune
        QVERIFY(step(card, "returned").error().code == Errc::ValueOutOfRange);
        QVERIFY(step(card, "taken_in").hasValue());
        QVERIFY(step(card, "handed_over").error().code == Errc::InvalidArgument); // to whom?
        auto held = listStillHeld(*house.desk, rose).value();
        QCOMPARE(held.size(), std::size_t{2});
        QVERIFY(held[0].held + held[1].held == 25'001);
        QVERIFY(recordExit(*house.desk, rose, Exit{{}, "family_reunification", {}, {}, {}, {}, {}, {}}).hasValue());
        QVERIFY(step(money, "left_behind").hasValue()); // hers still
        QVERIFY(step(card, "returned").hasValue());     // days later
        held = listStillHeld(*house.desk).value();
        QVERIFY(held.size() == 1 && held[0].id == money && held[0].isLeftBehind && held[0].held == 25'000);
        QCOMPARE(listCustodyOf(*house.desk, rose).value().size(), std::size_t{2});
        QVERIFY(step(rose, "returned").error().code == Errc::UnknownRecord);
    }

    void moneyGivenBackOnTwoLaptopsIsSeen()
    {
        House office(1);
        House gate(2);
        const auto rose = office.admit("Rose");
        CustodyDraft cash;
        cash.kind = "money";
        cash.amount = 10'000;
        const auto money = takeIntoCustody(*office.desk, rose, cash).value();
        meet(office, gate);
        CustodyStep back;
        back.move = "returned";
        QVERIFY(moveCustody(*office.desk, money, back).hasValue());
        QVERIFY(moveCustody(*gate.desk, money, back).hasValue());
        meet(office, gate);
        const auto held = listStillHeld(*gate.desk, rose).value();
        QVERIFY(held.size() == 1 && held[0].isOverdrawn());
        QCOMPARE(held[0].held, std::int64_t{-10'000});
        QCOMPARE(held[0].movements.size(), std::size_t{3}); // nothing lost
    }
};

QTEST_APPLESS_MAIN(TestStays)
#include "test_stays.moc"
