// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/stays/rooms.h"
#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <array>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

using RoomValues = std::vector<std::pair<sync::FieldId, Value>>;

RoomValues roomValues(const RoomDraft &draft)
{
    return {{fields::room::Name, draft.name},
            {fields::room::RoomFor, draft.roomFor},
            {fields::room::UsableCapacity, draft.usableCapacity},
            {fields::room::State, draft.state},
            {fields::room::StateWhy, draft.stateWhy}};
}

RoomValues roomValues(const PlaceDraft &draft)
{
    return {{fields::place::Label, draft.label},
            {fields::place::Kind, draft.kind},
            {fields::place::Numbered, draft.isNumbered ? "yes" : "no"},
            {fields::place::Sleeps, draft.isNumbered ? 1 : draft.sleeps},
            {fields::place::State, draft.state},
            {fields::place::StateWhy, draft.stateWhy}};
}

Error fieldNeeded(sync::FieldId field)
{
    return {Errc::InvalidArgument, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

Result<void> checkRoomDraft(const RoomDraft &draft)
{
    if (draft.name.textOr({}).empty())
        return fieldNeeded(fields::room::Name);
    return {};
}

Result<void> checkRoomDraft(const PlaceDraft &draft)
{
    if (draft.isNumbered && draft.label.textOr({}).empty())
        return fieldNeeded(fields::place::Label);
    return {};
}

Result<sync::RecordId> bearRoomPart(Desk &desk, std::uint16_t table, FirstValues values, const RoomValues &changes)
{
    for (const auto &[field, value] : changes)
        INDARO_TRY(values.add(field, value));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({table, id}, values.values()));
    return id;
}

Result<void> changeRoomPart(Desk &desk, sync::RecordId id, const RoomValues &changes)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const auto &[field, value] : changes) {
        INDARO_TRY_ASSIGN(const Value checked, model::checkField(field, value, today));
        INDARO_TRY(desk.log.edit(field, id, checked));
    }
    return transaction.commit();
}

} // namespace

Result<RoomId> addRoom(Desk &desk, const RoomDraft &draft)
{
    INDARO_TRY(checkRoomDraft(draft));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RoomId id, bearRoomPart(desk, fields::room::Table,
                                                    FirstValues(model::localDay(desk.clock.nowUtc())), roomValues(draft)));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> changeRoom(Desk &desk, RoomId room, const RoomDraft &draft)
{
    INDARO_TRY(checkRoomDraft(draft));
    return changeRoomPart(desk, room, roomValues(draft));
}

Result<PlaceId> addPlace(Desk &desk, RoomId room, const PlaceDraft &draft)
{
    INDARO_TRY(checkRoomDraft(draft));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::room::Table, room}));
    if (!isThere)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::room::Table)}});
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY(values.add(fields::place::Room, idValue(room)));
    INDARO_TRY_ASSIGN(const PlaceId id, bearRoomPart(desk, fields::place::Table, std::move(values), roomValues(draft)));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> changePlace(Desk &desk, PlaceId place, const PlaceDraft &draft)
{
    INDARO_TRY(checkRoomDraft(draft));
    return changeRoomPart(desk, place, roomValues(draft));
}

} // namespace indaro::casework
