// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/stays/allocation_rules.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

bool isSmallChild(const Sleeper &who)
{
    return who.age == AgeGroup::Child && who.years && *who.years < OldEnoughForOwnSex;
}

bool isGrown(const Sleeper &who)
{
    return who.age != AgeGroup::Child;
}

bool hasFamilyIn(const Sleeper &who, const std::vector<const Sleeper *> &room, bool (*counts)(const Sleeper &))
{
    return std::any_of(room.begin(), room.end(), [&](const Sleeper *other) {
        return other->person != who.person && who.isFamilyOf(*other) && counts(*other);
    });
}

bool isAnybody(const Sleeper &)
{
    return true;
}

/// A small child with somebody of the family is at home in any room the family is in.
bool isAccompanied(const Sleeper &who, const std::vector<const Sleeper *> &room)
{
    return isSmallChild(who) && hasFamilyIn(who, room, isGrown);
}

bool isRoomFor(const RoomTonight &room, const Sleeper &who, const std::vector<const Sleeper *> &inRoom)
{
    const QString &use = room.roomFor;
    const bool isFemale = who.sex == "F"_L1;
    const bool isMale = who.sex == "M"_L1;
    const bool mayBeChild = who.age != AgeGroup::Adult;
    if (use == "women"_L1)
        return isFemale || isAccompanied(who, inRoom);
    if (use == "men"_L1)
        return isMale || isAccompanied(who, inRoom);
    if (use == "girls"_L1)
        return isFemale && mayBeChild;
    if (use == "boys"_L1)
        return isMale && mayBeChild;
    if (use == "children"_L1)
        return mayBeChild;
    if (use == "families"_L1)
        return hasFamilyIn(who, inRoom, isAnybody);
    if (use == "mothers"_L1)
        return isFemale ? hasFamilyIn(who, inRoom, isAnybody) : isAccompanied(who, inRoom);
    return use != "night_staff"_L1;
}

/// A pair in its one order.
HouseWarning aboutPair(HouseRule rule, const Sleeper &a, const Sleeper &b, std::optional<RoomId> room = {})
{
    const bool isOrdered = a.person < b.person;
    return {.rule = rule, .person = isOrdered ? a.person : b.person, .other = isOrdered ? b.person : a.person, .room = room};
}

bool isSexMixed(const Sleeper &a, const Sleeper &b)
{
    return !isSmallChild(a) && !isSmallChild(b) && (a.sex != b.sex || (a.sex != "F"_L1 && a.sex != "M"_L1));
}

/// Doubt counts as a child beside an adult, and as an adult beside a child: the one who may be harmed decides.
bool isAdultWithChild(const Sleeper &a, const Sleeper &b)
{
    const auto is = [&](AgeGroup one, AgeGroup other) {
        return (a.age == one && b.age == other) || (a.age == other && b.age == one);
    };
    using enum AgeGroup;
    return is(Adult, Child) || is(Adult, InDoubt) || is(Child, InDoubt);
}

/// In a room of families or of mothers, a child who has somebody of her own there may sleep beside other parents.
bool isWatched(const RoomTonight &room, const Sleeper &who, const std::vector<const Sleeper *> &inRoom)
{
    const bool isFamilyRoom = room.roomFor == "families"_L1 || room.roomFor == "mothers"_L1;
    return isFamilyRoom && (who.age == AgeGroup::Adult || hasFamilyIn(who, inRoom, isGrown));
}

void addPairs(const HouseTonight &house, const RoomTonight &room, const std::vector<const Sleeper *> &inRoom,
              std::vector<HouseWarning> &found)
{
    for (std::size_t i = 0; i < inRoom.size(); ++i) {
        for (std::size_t j = i + 1; j < inRoom.size(); ++j) {
            const Sleeper &a = *inRoom[i];
            const Sleeper &b = *inRoom[j];
            for (const KeptApart &pair : house.keptApart) {
                if ((pair.person == a.person && pair.other == b.person) ||
                    (pair.person == b.person && pair.other == a.person))
                    found.push_back(aboutPair(HouseRule::KeptApartRoom, a, b, room.id));
            }
            if (a.isFamilyOf(b))
                continue;
            if (room.roomFor == "isolation"_L1)
                found.push_back(aboutPair(HouseRule::IsolationShared, a, b, room.id));
            // Where the room itself is not for one of them, that is said once and not beside each of the others.
            if (isSexMixed(a, b) && isRoomFor(room, a, inRoom) && isRoomFor(room, b, inRoom))
                found.push_back(aboutPair(HouseRule::Sexes, a, b, room.id));
            if (isAdultWithChild(a, b) && !(isWatched(room, a, inRoom) && isWatched(room, b, inRoom))) {
                auto warning = aboutPair(HouseRule::AdultAndChild, a, b, room.id);
                warning.isInDoubt = a.age == AgeGroup::InDoubt || b.age == AgeGroup::InDoubt;
                found.push_back(warning);
            }
        }
    }
}

void addPlace(const HouseTonight &house, const RoomTonight &room, const PlaceTonight &place,
              const std::vector<const Sleeper *> &inRoom, std::vector<HouseWarning> &found)
{
    std::vector<const Sleeper *> takers;
    for (const Sleeper *who : inRoom) {
        for (const Berth &berth : who->berths) {
            if (berth.place != place.id)
                continue;
            if (house.takesPlace(*who, berth))
                takers.push_back(who);
            if (!place.isUsable() && !room.isClosed())
                found.push_back({.rule = HouseRule::PlaceClosed, .person = who->person, .room = room.id, .place = place.id});
            if (who->care != CareNeed::None && place.kind != "bed"_L1)
                found.push_back({.rule = who->care == CareNeed::Pregnant ? HouseRule::NoBed : HouseRule::CareNeeded,
                                 .person = who->person,
                                 .room = room.id,
                                 .place = place.id});
        }
    }
    const auto count = static_cast<int>(takers.size());
    if (count <= place.sleeps)
        return;
    if (!place.isNumbered) {
        found.push_back(
            {.rule = HouseRule::PlaceOverfull, .room = room.id, .place = place.id, .count = count, .limit = place.sleeps});
        return;
    }
    for (std::size_t i = 0; i < takers.size(); ++i) {
        for (std::size_t j = i + 1; j < takers.size(); ++j) {
            auto warning = aboutPair(HouseRule::TwoInOnePlace, *takers[i], *takers[j], room.id);
            warning.place = place.id;
            found.push_back(warning);
        }
    }
}

void addRoom(const HouseTonight &house, const RoomTonight &room, std::vector<HouseWarning> &found)
{
    const auto inRoom = house.sleepersOf(room.id);
    if (inRoom.empty())
        return;
    for (const Sleeper *who : inRoom) {
        if (room.isClosed())
            found.push_back({.rule = HouseRule::RoomClosed, .person = who->person, .room = room.id});
        if (!isRoomFor(room, *who, inRoom))
            found.push_back({.rule = HouseRule::RoomFor, .person = who->person, .room = room.id});
    }
    if (!room.isClosed() && room.taken > room.usable)
        found.push_back({.rule = HouseRule::OverCapacity, .room = room.id, .count = room.taken, .limit = room.usable});
    else if (!room.isClosed() && room.held > 0 && room.free() < 0)
        found.push_back(
            {.rule = HouseRule::HeldPlace, .room = room.id, .count = room.taken + room.held, .limit = room.usable});
    for (const PlaceTonight &place : house.places) {
        if (place.room == room.id)
            addPlace(house, room, place, inRoom, found);
    }
    addPairs(house, room, inRoom, found);
}

bool areInOneRoom(const Sleeper &a, const Sleeper &b)
{
    return std::any_of(a.berths.begin(), a.berths.end(), [&](const Berth &one) {
        return std::any_of(b.berths.begin(), b.berths.end(), [&](const Berth &other) { return one.room == other.room; });
    });
}

/// Holds of no particular room need places left anywhere.
void addHolds(const HouseTonight &house, std::vector<HouseWarning> &found)
{
    int wanted = 0;
    for (const HoldTonight &hold : house.holds)
        wanted += hold.isExpired || hold.room ? 0 : hold.people;
    int left = 0;
    for (const RoomTonight &room : house.rooms)
        left += room.isForResidents() ? std::max(0, room.free()) : 0;
    if (wanted > left)
        found.push_back({.rule = HouseRule::HeldPlace, .count = wanted, .limit = left});
}

void addHouse(const HouseTonight &house, std::vector<HouseWarning> &found)
{
    addHolds(house, found);
    for (std::size_t i = 0; i < house.sleepers.size(); ++i) {
        const Sleeper &a = house.sleepers[i];
        if (a.berths.size() > 1)
            found.push_back({.rule = HouseRule::OneInTwoPlaces, .person = a.person});
        for (std::size_t j = i + 1; j < house.sleepers.size(); ++j) {
            const Sleeper &b = house.sleepers[j];
            if (a.isFamilyOf(b) && (!a.berths.empty() || !b.berths.empty()) && !areInOneRoom(a, b))
                found.push_back(aboutPair(HouseRule::FamilyApart, a, b));
        }
    }
    for (const KeptApart &pair : house.keptApart) {
        const Sleeper *a = house.findSleeper(pair.person);
        const Sleeper *b = house.findSleeper(pair.other);
        if (a != nullptr && b != nullptr && !a->berths.empty() && !b->berths.empty() && !areInOneRoom(*a, *b))
            found.push_back(aboutPair(HouseRule::KeptApartHouse, *a, *b));
    }
}

/// A place each, those that are free first come; a small child with the first grown one of them.
std::optional<std::vector<PlaceWish>> fitInto(const HouseTonight &emptied, const RoomTonight &room,
                                              const std::vector<const Sleeper *> &family)
{
    std::vector<PlaceWish> wishes;
    std::vector<std::pair<PlaceId, int>> left;
    for (const PlaceTonight &place : emptied.places) {
        if (place.room == room.id && place.isUsable() && place.taken < place.sleeps)
            left.emplace_back(place.id, place.sleeps - place.taken);
    }
    int free = room.free();
    auto next = left.begin();
    for (const Sleeper *who : family) {
        const bool isBaby = who->age == AgeGroup::Child && who->years && *who->years < YoungEnoughToShare;
        if (isBaby && !wishes.empty()) {
            wishes.push_back({who->person, wishes.front().place, wishes.front().person});
            continue;
        }
        if (next == left.end() || free <= 0)
            return std::nullopt;
        wishes.push_back({who->person, next->first, std::nullopt});
        --free;
        if (--next->second == 0)
            ++next;
    }
    return wishes;
}

} // namespace

std::string_view houseRuleCode(HouseRule rule) noexcept
{
    switch (rule) {
    case HouseRule::RoomClosed:
        return "room_closed";
    case HouseRule::PlaceClosed:
        return "place_closed";
    case HouseRule::OverCapacity:
        return "over_capacity";
    case HouseRule::TwoInOnePlace:
        return "two_in_one_place";
    case HouseRule::PlaceOverfull:
        return "place_overfull";
    case HouseRule::OneInTwoPlaces:
        return "one_in_two_places";
    case HouseRule::RoomFor:
        return "room_for";
    case HouseRule::Sexes:
        return "sexes";
    case HouseRule::AdultAndChild:
        return "adult_and_child";
    case HouseRule::NoBed:
    case HouseRule::CareNeeded:
        return "care"; // a record that everybody reads does not say which
    case HouseRule::KeptApartRoom:
        return "kept_apart_room";
    case HouseRule::KeptApartHouse:
        return "kept_apart_house";
    case HouseRule::FamilyApart:
        return "family_apart";
    case HouseRule::IsolationShared:
        return "isolation_shared";
    case HouseRule::HeldPlace:
        return "held_place";
    }
    return "unknown";
}

std::vector<HouseWarning> warningsOf(const HouseTonight &house)
{
    std::vector<HouseWarning> found;
    for (const RoomTonight &room : house.rooms)
        addRoom(house, room, found);
    addHouse(house, found);
    return found;
}

HouseTonight withWishes(HouseTonight house, const std::vector<PlaceWish> &wishes)
{
    for (const PlaceWish &wish : wishes) {
        const PlaceTonight *place = house.findPlace(wish.place);
        const Sleeper *who = house.findSleeper(wish.person);
        if (place == nullptr || who == nullptr)
            continue;
        const auto allocation = who->berths.empty() ? sync::RecordId::sameAs(wish.person) : who->berths.front().allocation;
        house.moveTo(wish.person, {allocation, place->id, place->room, wish.sharesWith, house.at});
    }
    house.recount();
    return house;
}

std::vector<HouseWarning> warningsFor(const HouseTonight &house, const std::vector<PlaceWish> &wishes)
{
    const auto before = warningsOf(house);
    std::vector<HouseWarning> fresh;
    for (const HouseWarning &warning : warningsOf(withWishes(house, wishes))) {
        const bool concerns = std::any_of(wishes.begin(), wishes.end(), [&](const PlaceWish &wish) {
            const PlaceTonight *place = house.findPlace(wish.place);
            return warning.person == wish.person || warning.other == wish.person ||
                   (!warning.person && (!warning.room || (place != nullptr && warning.room == place->room)));
        });
        if (concerns && std::find(before.begin(), before.end(), warning) == before.end())
            fresh.push_back(warning);
    }
    return fresh;
}

std::vector<Proposal> proposePlaces(const HouseTonight &house, CaseId person)
{
    const Sleeper *who = house.findSleeper(person);
    if (who == nullptr)
        return {};
    std::vector<const Sleeper *> family{who};
    for (const Sleeper &other : house.sleepers) {
        if (other.person != person && who->isFamilyOf(other))
            family.push_back(&other);
    }
    // Women first, then the others who are grown: a small one shares with the first.
    const auto rank = [](const Sleeper *each) { return !isGrown(*each) ? 2 : each->sex == "F"_L1 ? 0 : 1; };
    std::stable_sort(family.begin(), family.end(), [&](const Sleeper *a, const Sleeper *b) { return rank(a) < rank(b); });
    HouseTonight emptied = house; // as if they had left the places they have
    for (Sleeper &sleeper : emptied.sleepers) {
        if (std::any_of(family.begin(), family.end(), [&](const Sleeper *f) { return f->person == sleeper.person; }))
            sleeper.berths.clear();
    }
    emptied.recount();
    std::vector<Proposal> proposals;
    for (const RoomTonight &room : emptied.rooms) {
        if (room.isClosed() || !room.isForResidents())
            continue;
        if (auto wishes = fitInto(emptied, room, family)) {
            auto warnings = warningsFor(house, *wishes);
            proposals.push_back({room.id, std::move(*wishes), std::move(warnings)});
        }
    }
    std::stable_sort(proposals.begin(), proposals.end(),
                     [](const Proposal &a, const Proposal &b) { return a.warnings.size() < b.warnings.size(); });
    return proposals;
}

} // namespace indaro::casework
