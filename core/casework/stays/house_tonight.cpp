// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/stays/house_tonight.h"

#include <algorithm>
#include <numeric>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

bool isUsableState(const QString &state)
{
    return state.isEmpty() || state == "usable"_L1;
}

template <class Items> auto findById(Items &items, sync::RecordId id) -> decltype(items.data())
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto &item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

template <class Count> int sumOfRooms(const HouseTonight &house, Count count)
{
    return std::accumulate(house.rooms.begin(), house.rooms.end(), 0, [&](int sum, const RoomTonight &room) {
        return sum + (room.isForResidents() ? count(room) : 0);
    });
}

} // namespace

bool PlaceTonight::isUsable() const
{
    return isUsableState(state);
}

bool RoomTonight::isClosed() const
{
    return !isUsableState(state);
}

bool RoomTonight::isForResidents() const
{
    return roomFor != "isolation"_L1 && roomFor != "night_staff"_L1;
}

const RoomTonight *HouseTonight::findRoom(RoomId id) const
{
    return findById(rooms, id);
}

const PlaceTonight *HouseTonight::findPlace(PlaceId id) const
{
    return findById(places, id);
}

const Sleeper *HouseTonight::findSleeper(CaseId person) const
{
    const auto found =
        std::find_if(sleepers.begin(), sleepers.end(), [&](const Sleeper &each) { return each.person == person; });
    return found == sleepers.end() ? nullptr : &*found;
}

std::vector<const Sleeper *> HouseTonight::sleepersOf(RoomId room) const
{
    std::vector<const Sleeper *> found;
    for (const Sleeper &sleeper : sleepers) {
        if (std::any_of(sleeper.berths.begin(), sleeper.berths.end(), [&](const Berth &b) { return b.room == room; }))
            found.push_back(&sleeper);
    }
    return found;
}

int HouseTonight::placesTotal() const
{
    return sumOfRooms(*this, [](const RoomTonight &room) { return room.places; });
}

int HouseTonight::usable() const
{
    return sumOfRooms(*this, [](const RoomTonight &room) { return room.usable; });
}

int HouseTonight::taken() const
{
    return sumOfRooms(*this, [](const RoomTonight &room) { return room.taken; });
}

int HouseTonight::held() const
{
    return std::accumulate(holds.begin(), holds.end(), 0,
                           [](int sum, const HoldTonight &hold) { return sum + (hold.isExpired ? 0 : hold.people); });
}

int HouseTonight::free() const
{
    const int inRooms = sumOfRooms(*this, [](const RoomTonight &room) { return std::max(0, room.free()); });
    const int anywhere = std::accumulate(holds.begin(), holds.end(), 0, [](int sum, const HoldTonight &hold) {
        return sum + (hold.isExpired || hold.room ? 0 : hold.people);
    });
    return std::max(0, inRooms - anywhere);
}

bool HouseTonight::takesPlace(const Sleeper &who, const Berth &berth) const
{
    const Sleeper *host = berth.sharesWith ? findSleeper(*berth.sharesWith) : nullptr;
    return host == nullptr || host->person == who.person ||
           std::none_of(host->berths.begin(), host->berths.end(),
                        [&](const Berth &other) { return other.place == berth.place && !other.sharesWith; });
}

void HouseTonight::moveTo(CaseId person, const Berth &berth)
{
    for (Sleeper &sleeper : sleepers) {
        if (sleeper.person == person)
            sleeper.berths.assign(1, berth);
    }
}

void HouseTonight::recount()
{
    for (PlaceTonight &place : places)
        place.taken = 0;
    for (RoomTonight &room : rooms)
        room.places = room.usable = room.taken = room.held = 0;
    for (const PlaceTonight &place : places) {
        if (RoomTonight *room = findById(rooms, place.room)) {
            room->places += place.sleeps;
            room->usable += place.isUsable() && !room->isClosed() ? place.sleeps : 0;
        }
    }
    for (RoomTonight &room : rooms)
        room.usable = std::min(room.usable, room.usableCapacity.value_or(room.usable));
    for (const Sleeper &sleeper : sleepers) {
        for (const Berth &berth : sleeper.berths) {
            PlaceTonight *place = findById(places, berth.place);
            RoomTonight *room = findById(rooms, berth.room);
            if (place == nullptr || room == nullptr || !takesPlace(sleeper, berth))
                continue;
            ++place->taken;
            ++room->taken;
        }
    }
    for (const HoldTonight &hold : holds) {
        if (RoomTonight *room = hold.room && !hold.isExpired ? findById(rooms, *hold.room) : nullptr)
            room->held += hold.people;
    }
}

} // namespace indaro::casework
