// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/house_tonight.h"

#include <string_view>

namespace indaro::casework {

/// What a human must look at before somebody sleeps there. The rule warns, the human decides, the reason is kept
/// [domain.md 3.1, 4.5, 5.C C9]. Codes are kept in records: never rename one.
enum class HouseRule : std::uint8_t {
    RoomClosed,      ///< room
    PlaceClosed,     ///< place, room
    OverCapacity,    ///< room, count = taken, limit = usable
    TwoInOnePlace,   ///< person, other: one bed
    PlaceOverfull,   ///< place, count, limit: more on the mats than there are
    OneInTwoPlaces,  ///< person: laptops gave her different places
    RoomFor,         ///< person, room: it is for others
    Sexes,           ///< person, other: not of one family
    AdultAndChild,   ///< person, other: not of one family; isInDoubt: because the age of one is not sure
    NoBed,           ///< person, place: pregnant, and not on a bed
    CareNeeded,      ///< the same for who may not read why: ask the nurse
    KeptApartRoom,   ///< person, other: in one room
    KeptApartHouse,  ///< person, other: in one house
    FamilyApart,     ///< person, other: of one family, not in one room
    IsolationShared, ///< person, other: in a room that is for the ill
    HeldPlace,       ///< room (none: anywhere in the house), count, limit: a place somebody announced was promised
};
[[nodiscard]] std::string_view houseRuleCode(HouseRule rule) noexcept;

/// One finding: a code with what a sentence needs. Of a pair, `person` is the one with the smaller id.
struct HouseWarning
{
    HouseRule rule;
    std::optional<CaseId> person{};
    std::optional<CaseId> other{};
    std::optional<RoomId> room{};
    std::optional<PlaceId> place{};
    int count = 0;
    int limit = 0;
    bool isInDoubt = false;
    friend bool operator==(const HouseWarning &, const HouseWarning &) = default;
};

/// A boy of this age no longer counts as a small child in a room of women, nor a girl among men [P: to be confirmed by the
/// house with CCSPRTP].
inline constexpr int OldEnoughForOwnSex = 12;
/// Younger than this, and somebody of the family is placed with her: she shares that place.
inline constexpr int YoungEnoughToShare = 2;

/// Everything to look at in the house as it is, rooms in their order.
[[nodiscard]] std::vector<HouseWarning> warningsOf(const HouseTonight &house);

/// Somebody to a place; sharesWith: into somebody's bed, whose place it is.
struct PlaceWish
{
    CaseId person;
    PlaceId place;
    std::optional<CaseId> sharesWith{};
    friend bool operator==(const PlaceWish &, const PlaceWish &) = default;
};
/// The house as it would be. Wishes for people or places that are not in it change nothing.
[[nodiscard]] HouseTonight withWishes(HouseTonight house, const std::vector<PlaceWish> &wishes);
/// What would stand then and does not now, about those who are moved or the rooms they come into.
[[nodiscard]] std::vector<HouseWarning> warningsFor(const HouseTonight &house, const std::vector<PlaceWish> &wishes);

/// A room in which a person and all of her family who are here find a place each (a baby with its mother).
struct Proposal
{
    RoomId room;
    std::vector<PlaceWish> wishes;
    std::vector<HouseWarning> warnings;
};
/// Those with the fewest warnings first; empty when no room has places enough for all of them together.
[[nodiscard]] std::vector<Proposal> proposePlaces(const HouseTonight &house, CaseId person);

} // namespace indaro::casework
