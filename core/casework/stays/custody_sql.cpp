// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <map>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

Error custodyError(Errc code, sync::FieldId field)
{
    return {code, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

void addMovement(CustodyItem &item, CustodyMovement movement)
{
    const std::int64_t amount = movement.amount;
    if (movement.move == "taken_in"_L1) {
        item.held += amount;
        (movement.id == item.id ? item.received : item.lent) += movement.id == item.id ? amount : -amount;
    } else if (movement.move == "lent"_L1) {
        item.held -= amount;
        item.lent += amount;
    } else if (movement.move == "returned"_L1) {
        item.held -= amount;
        item.returned += amount;
    } else if (movement.move == "handed_over"_L1) {
        item.held -= amount;
        item.handedOver += amount;
    } else if (movement.move == "missing"_L1) {
        item.held -= amount;
        item.missing += amount;
    } else if (movement.move == "left_behind"_L1) {
        item.isLeftBehind = true; // it stays here, and hers
    }
    item.movements.push_back(std::move(movement));
}

QString signatureOf(const Value &said)
{
    return said == Value(base::Missing::Refused) ? u"refused"_s : model::toText(said);
}

/// Every movement's columns in this order, oldest first: an item before what happened to it.
Result<std::vector<CustodyItem>> readItems(store::Statement &rows)
{
    std::vector<CustodyItem> items;
    std::map<sync::RecordId, std::vector<CustodyMovement>> later;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        const auto id = rows.id<sync::RecordTag>(0);
        const auto person = rows.id<sync::RecordTag>(1);
        if (!id || !person)
            return Error(Errc::StoreDamaged);
        CustodyMovement movement{*id,
                                 toText(rows, 3),
                                 rows.value(7).integerOr(1),
                                 rows.value(9).integerOr(0),
                                 rows.id<sync::UserTag>(10),
                                 signatureOf(rows.value(11)),
                                 toText(rows, 12),
                                 toText(rows, 13),
                                 toText(rows, 14)};
        if (const auto item = rows.id<sync::RecordTag>(2)) {
            later[*item].push_back(std::move(movement));
            continue;
        }
        items.push_back({.id = *id,
                         .person = *person,
                         .kind = toText(rows, 4),
                         .description = toText(rows, 5),
                         .currency = toText(rows, 6),
                         .heldWhere = toText(rows, 8)});
        addMovement(items.back(), std::move(movement));
    }
    for (CustodyItem &item : items) {
        for (CustodyMovement &movement : later[item.id])
            addMovement(item, std::move(movement));
    }
    return items;
}

constexpr char MovementsOf[] =
    "SELECT id, case_file, item, move, kind, description, currency, amount, held_where, moved_at, moved_by, signed, "
    "given_to, signed_on, staff_signed FROM custody WHERE case_file = ?1 ORDER BY moved_at, id";
constexpr char AllMovements[] =
    "SELECT id, case_file, item, move, kind, description, currency, amount, held_where, moved_at, moved_by, signed, "
    "given_to, signed_on, staff_signed FROM custody ORDER BY moved_at, id";

Result<CustodyItem> findItem(Desk &desk, sync::RecordId item)
{
    INDARO_TRY_ASSIGN(const Value owner, desk.log.load(fields::custody::CaseFile, item));
    const auto person = owner.bytes() != nullptr ? CaseId::fromBytes(*owner.bytes()) : std::nullopt;
    if (!person)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::custody::Table)}});
    INDARO_TRY_ASSIGN(auto items, listCustodyOf(desk, *person));
    for (CustodyItem &each : items) {
        if (each.id == item)
            return std::move(each);
    }
    return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::custody::Table)}});
}

Result<void> bearMovement(Desk &desk, sync::RecordId id, const sync::FieldValues &facts)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] : facts)
        INDARO_TRY(values.add(field, value));
    INDARO_TRY(values.add(fields::custody::MovedAt, momentValue(desk.clock.nowUtc())));
    INDARO_TRY(values.add(fields::custody::MovedBy, idValue(sync::RecordId::sameAs(desk.log.user()))));
    INDARO_TRY(desk.log.birth({fields::custody::Table, id}, values.values()));
    return {};
}

} // namespace

Result<sync::RecordId> takeIntoCustody(Desk &desk, CaseId person, const CustodyDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Care));
    if (draft.kind.textOr({}).empty())
        return custodyError(Errc::InvalidArgument, fields::custody::Kind);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(bearMovement(desk, id,
                            {{fields::custody::CaseFile, idValue(person)},
                             {fields::custody::Stay, idValue(stay)},
                             {fields::custody::Move, "taken_in"},
                             {fields::custody::Kind, draft.kind},
                             {fields::custody::Description, draft.description},
                             {fields::custody::Amount, draft.amount},
                             {fields::custody::Currency, draft.currency},
                             {fields::custody::HeldWhere, draft.heldWhere},
                             {fields::custody::Signed, draft.signedHow},
                             {fields::custody::StaffSigned, draft.staffSigned}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> moveCustody(Desk &desk, sync::RecordId id, const CustodyStep &step)
{
    INDARO_TRY(desk.access.mustDo(Thing::Care));
    const std::string move = step.move.textOr({});
    if (move.empty())
        return custodyError(Errc::InvalidArgument, fields::custody::Move);
    if (move == "handed_over" && step.givenTo.textOr({}).empty())
        return custodyError(Errc::InvalidArgument, fields::custody::GivenTo);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const CustodyItem item, findItem(desk, id));
    const std::int64_t most = move == "taken_in" ? item.lent : item.held;
    const std::int64_t amount = step.amount.value_or(most);
    if (amount < 1 || amount > most) {
        Error tooMuch = custodyError(Errc::ValueOutOfRange, fields::custody::Amount);
        tooMuch.args.push_back({"max", most});
        return tooMuch;
    }
    INDARO_TRY(bearMovement(desk, sync::RecordId::make(desk.random),
                            {{fields::custody::CaseFile, idValue(item.person)},
                             {fields::custody::Item, idValue(id)},
                             {fields::custody::Move, step.move},
                             {fields::custody::Amount, amount},
                             {fields::custody::HeldWhere, step.heldWhere},
                             {fields::custody::Signed, step.signedHow},
                             {fields::custody::GivenTo, step.givenTo},
                             {fields::custody::StaffSigned, step.staffSigned}}));
    return transaction.commit();
}

Result<std::vector<CustodyItem>> listCustodyOf(Desk &desk, CaseId person)
{
    if (!desk.access.mayRead(Thing::Care))
        return std::vector<CustodyItem>();
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(MovementsOf));
    rows.bind(1, person);
    return readItems(rows);
}

Result<std::vector<CustodyItem>> listStillHeld(Desk &desk, const std::optional<CaseId> &person)
{
    std::vector<CustodyItem> items;
    if (person) {
        INDARO_TRY_ASSIGN(items, listCustodyOf(desk, *person));
    } else if (desk.access.mayRead(Thing::Care)) {
        INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(AllMovements));
        INDARO_TRY_ASSIGN(items, readItems(rows));
    }
    std::erase_if(items, [](const CustodyItem &item) { return item.isSettled(); });
    return items;
}

bool CustodyMovement::isSignedByPerson() const
{
    const bool asksForOne = move != "missing"_L1 && move != "left_behind"_L1;
    return !asksForOne || signedHow == "yes"_L1 || signedHow == "refused"_L1 || !signedOn.isEmpty();
}

Result<std::vector<UnsignedMovement>> listUnsignedMovements(Desk &desk, const std::optional<CaseId> &person)
{
    std::vector<UnsignedMovement> found;
    if (!desk.access.mayRead(Thing::Care))
        return found;
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(person ? MovementsOf : AllMovements));
    if (person)
        rows.bind(1, *person);
    INDARO_TRY_ASSIGN(const auto items, readItems(rows));
    INDARO_TRY_ASSIGN(auto names, desk.db.prepare("SELECT display_name FROM case_file WHERE id = ?1"));
    for (const CustodyItem &item : items) {
        for (const CustodyMovement &movement : item.movements) {
            if (movement.isSigned())
                continue;
            names.bind(1, item.person);
            INDARO_TRY_ASSIGN(const bool isNamed, names.step());
            found.push_back({item.person, isNamed ? toText(names, 0) : QString(), item.kind, item.description, movement});
            names.reset();
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater(),
                             [](const UnsignedMovement &each) { return each.movement.movedAt; });
    return found;
}

Result<void> signMovement(Desk &desk, sync::RecordId movement, CustodySigner signer)
{
    INDARO_TRY(desk.access.mustDo(Thing::Care));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(auto unsignedNow, listUnsignedMovements(desk));
    const auto found =
        std::ranges::find(unsignedNow, movement, [](const UnsignedMovement &each) { return each.movement.id; });
    if (found == unsignedNow.end()) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::custody::Table, movement}));
        return isThere ? Error(Errc::WrongState)
                       : Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::custody::Table)}});
    }
    if (signer == CustodySigner::Person ? found->movement.isSignedByPerson() : found->movement.isSignedByHouse())
        return Error(Errc::WrongState);
    const Value today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    if (signer == CustodySigner::Person) {
        INDARO_TRY(desk.log.edit(fields::custody::SignedOn, movement, today));
    } else {
        INDARO_TRY(desk.log.edit(fields::custody::StaffSigned, movement, Value("yes")));
    }
    return transaction.commit();
}

} // namespace indaro::casework
