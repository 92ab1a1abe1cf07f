// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/rooms.h"
#include "core/casework/stays/stay_lookup.h"

#include <optional>
#include <vector>

namespace indaro::casework {

/// Whether somebody is to be treated as a child. An age nobody knows is in doubt [domain.md 5.C C1].
enum class AgeGroup : std::uint8_t { Adult, Child, InDoubt };
/// What the place must have regard to. NotShown: there is something, in a part of the files this account may not open.
enum class CareNeed : std::uint8_t { None, Pregnant, NotShown };

/// A place somebody has now. More than one when two laptops gave her different ones.
struct Berth
{
    sync::RecordId allocation;
    PlaceId place;
    RoomId room;
    /// Whose place it is, when she has none of her own there (a baby in the mother's bed).
    std::optional<CaseId> sharesWith{};
    base::UtcMs sinceAt = 0;
    friend bool operator==(const Berth &, const Berth &) = default;
};

struct AbsenceNow
{
    sync::RecordId id;
    base::UtcMs leftAt = 0;
    std::optional<base::UtcMs> expectedAt{};
    QString reason{};
    QString withWhom{};
    bool isLate = false; ///< expected before now
    friend bool operator==(const AbsenceNow &, const AbsenceNow &) = default;
};

/// Somebody who belongs to the house tonight, with what the night guard may see and what the rules need.
struct Sleeper
{
    CaseId person;
    StayId stay;
    QString caseCode{};
    QString displayName{};
    QString sex{}; ///< codelist sex; empty: not known
    AgeGroup age = AgeGroup::InDoubt;
    std::optional<int> years{}; ///< at least
    std::optional<sync::RecordId> familyUnit{};
    QString familyRole{};
    CareNeed care = CareNeed::None;
    QStringList helpToLeave{};   ///< codelist help_to_leave: what she needs in a fire
    std::vector<Berth> berths{}; ///< newest first; the first is where she sleeps
    std::optional<AbsenceNow> absence{};

    /// Where she sleeps; null when nobody gave her a place.
    [[nodiscard]] const Berth *berth() const { return berths.empty() ? nullptr : &berths.front(); }
    [[nodiscard]] bool isFamilyOf(const Sleeper &other) const { return familyUnit && familyUnit == other.familyUnit; }
};

struct PlaceTonight
{
    PlaceId id;
    RoomId room;
    QString label{};
    QString kind{};
    bool isNumbered = true;
    int sleeps = 1;
    QString state{};
    QString stateWhy{};
    int taken = 0;

    [[nodiscard]] bool isUsable() const;
};

struct RoomTonight
{
    RoomId id;
    QString name{};
    QString roomFor{};
    std::optional<int> usableCapacity{}; ///< as somebody set it
    QString state{};
    QString stateWhy{};
    int places = 0; ///< all of them
    int usable = 0; ///< usable ones, not more than the usable capacity; none in a closed room
    int taken = 0;  ///< by who belongs here, those out for a time too; who shares a place takes none
    int held = 0;   ///< by holds of this room

    [[nodiscard]] bool isClosed() const;
    /// Not a room for the ill or for staff: those are no places to offer.
    [[nodiscard]] bool isForResidents() const;
    /// Below zero: so many too many.
    [[nodiscard]] int free() const { return usable - taken - held; }
};

/// Somebody announced and not yet here. Expired: its hour has passed; it keeps no place, and stays on the board until
/// somebody says what became of it.
struct HoldTonight
{
    sync::RecordId id;
    QString shownAs{};
    int people = 1;
    std::optional<RoomId> room{};
    base::UtcMs expiresAt = 0;
    bool isExpired = false;
};

struct KeptApart
{
    CaseId person;
    CaseId other;
    QString why{};
};

/// The house at one moment: a value, so that "what if" is a copy of it.
struct HouseTonight
{
    base::UtcMs at = 0;
    std::vector<RoomTonight> rooms{};   ///< by name
    std::vector<PlaceTonight> places{}; ///< by room and label
    std::vector<Sleeper> sleepers{};    ///< families together, by name
    std::vector<HoldTonight> holds{};   ///< soonest to expire first
    std::vector<KeptApart> keptApart{}; ///< of people who are both here

    [[nodiscard]] const RoomTonight *findRoom(RoomId id) const;
    [[nodiscard]] const PlaceTonight *findPlace(PlaceId id) const;
    [[nodiscard]] const Sleeper *findSleeper(CaseId person) const;
    [[nodiscard]] std::vector<const Sleeper *> sleepersOf(RoomId room) const;

    /// Of the rooms for residents.
    [[nodiscard]] int placesTotal() const;
    [[nodiscard]] int usable() const;
    [[nodiscard]] int taken() const;
    /// By every hold that has not expired, of a room or of any.
    [[nodiscard]] int held() const;
    /// Places left to offer, never below zero: a room that is too full takes nothing from another.
    [[nodiscard]] int free() const;
    [[nodiscard]] bool isFull() const { return free() == 0; }

    /// False while she shares it with somebody who sleeps there: then it is that one's.
    [[nodiscard]] bool takesPlace(const Sleeper &who, const Berth &berth) const;
    /// Takes one out of every berth she has, and gives her this one. For "what if".
    void moveTo(CaseId person, const Berth &berth);
    /// Counts places and rooms anew from who sleeps where.
    void recount();
};

/// The house now. Errors: the store's.
[[nodiscard]] base::Result<HouseTonight> loadHouseTonight(Desk &desk);

} // namespace indaro::casework
