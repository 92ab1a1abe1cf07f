// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"

#include <QString>

#include <vector>

namespace indaro::casework {

using RoomId = sync::RecordId;
using PlaceId = sync::RecordId;

/// What is said of a room; see model::fields::room. Null: not said.
struct RoomDraft
{
    base::Value name;
    base::Value roomFor; ///< codelist room_for
    /// How many may sleep there tonight, when that is fewer than its places.
    base::Value usableCapacity;
    base::Value state; ///< codelist place_state; Null: usable
    base::Value stateWhy;
};

/// One bed, or several places of a kind that nobody tells apart.
struct PlaceDraft
{
    base::Value label;
    base::Value kind; ///< codelist place_kind
    bool isNumbered = true;
    int sleeps = 1; ///< of a numbered place always 1
    base::Value state;
    base::Value stateWhy;
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// InvalidArgument: without a name.
[[nodiscard]] base::Result<RoomId> addRoom(Desk &desk, const RoomDraft &draft);
/// What differs is changed. UnknownRecord.
[[nodiscard]] base::Result<void> changeRoom(Desk &desk, RoomId room, const RoomDraft &draft);
/// UnknownRecord (no such room); InvalidArgument: a numbered place without a label.
[[nodiscard]] base::Result<PlaceId> addPlace(Desk &desk, RoomId room, const PlaceDraft &draft);
/// UnknownRecord. The room of a place does not change: another bed there is another place.
[[nodiscard]] base::Result<void> changePlace(Desk &desk, PlaceId place, const PlaceDraft &draft);

} // namespace indaro::casework
