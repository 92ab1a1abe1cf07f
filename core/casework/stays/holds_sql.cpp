// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/hold_steps.h"
#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/announcing.h"
#include "core/casework/stays/holds.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

/// "Two women and a baby" is three, also when nobody added them up.
Value peopleOf(const HoldDraft &draft)
{
    if (!draft.people.isNull())
        return draft.people;
    const std::int64_t sum =
        draft.women.integerOr(0) + draft.men.integerOr(0) + draft.girls.integerOr(0) + draft.boys.integerOr(0);
    return Value(std::max<std::int64_t>(1, sum));
}

Result<FirstValues> holdValues(Desk &desk, const HoldDraft &draft)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    const Value people = peopleOf(draft);
    const Value room = draft.room ? idValue(*draft.room) : Value();
    const Value announcedAt = momentValue(desk.clock.nowUtc());
    const Value expiresAt = momentValue(draft.expiresAt);
    INDARO_TRY(values.addAll({{fields::hold::ShownAs, &draft.shownAs},
                              {fields::hold::People, &people},
                              {fields::hold::Women, &draft.women},
                              {fields::hold::Men, &draft.men},
                              {fields::hold::Girls, &draft.girls},
                              {fields::hold::Boys, &draft.boys},
                              {fields::hold::Ages, &draft.ages},
                              {fields::hold::UrgentNeeds, &draft.urgentNeeds},
                              {fields::hold::ReferredBy, &draft.referredBy},
                              {fields::hold::FromWhom, &draft.fromWhom},
                              {fields::hold::Room, &room},
                              {fields::hold::AnnouncedAt, &announcedAt},
                              {fields::hold::ExpiresAt, &expiresAt}}));
    return values;
}

Result<void> checkExpiry(Desk &desk, base::UtcMs expiresAt)
{
    if (expiresAt > desk.clock.nowUtc())
        return {};
    return Error(Errc::ValueOutOfRange,
                 {{"table", std::int64_t(fields::hold::Table)}, {"field", std::int64_t(fields::hold::ExpiresAt.field)}});
}

Error refusalNeeded()
{
    return {Errc::InvalidArgument,
            {{"table", std::int64_t(fields::hold::Table)}, {"field", std::int64_t(fields::hold::Refusal.field)}}};
}

Result<void> endHold(Desk &desk, sync::RecordId hold, const std::vector<std::pair<sync::FieldId, Value>> &values)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::checkHoldOpen(desk, hold));
    INDARO_TRY(desk.log.edit(fields::hold::ReleasedAt, hold, momentValue(desk.clock.nowUtc())));
    for (const auto &[field, value] : values) {
        INDARO_TRY_ASSIGN(const Value checked, model::checkField(field, value, today));
        INDARO_TRY(desk.log.edit(field, hold, checked));
    }
    return transaction.commit();
}

std::optional<int> toNumber(const Value &value)
{
    return value.integer() != nullptr ? std::optional(static_cast<int>(*value.integer())) : std::nullopt;
}

/// On two laptops it may have ended twice: who is here has arrived.
HoldStanding standingOfHold(bool hasArrived, bool isReleased, bool isRefused, bool isPast)
{
    if (hasArrived)
        return HoldStanding::Arrived;
    if (isReleased)
        return isRefused ? HoldStanding::Refused : HoldStanding::Released;
    return isPast ? HoldStanding::Expired : HoldStanding::Waiting;
}

} // namespace

Result<void> rows::checkHoldOpen(Desk &desk, sync::RecordId hold)
{
    INDARO_TRY_ASSIGN(const Value person, desk.log.load(fields::hold::CaseFile, hold));
    INDARO_TRY_ASSIGN(const Value released, desk.log.load(fields::hold::ReleasedAt, hold));
    if (!person.isNull() || !released.isNull())
        return Error(Errc::WrongState);
    return {};
}

Result<sync::RecordId> rows::announceWithin(Desk &desk, const HoldDraft &draft)
{
    INDARO_TRY(checkExpiry(desk, draft.expiresAt));
    if (draft.room) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::room::Table, *draft.room}));
        if (!isThere)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::room::Table)}});
    }
    INDARO_TRY_ASSIGN(const FirstValues values, holdValues(desk, draft));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::hold::Table, id}, values.values()));
    return id;
}

Result<sync::RecordId> announce(Desk &desk, const HoldDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const sync::RecordId id, rows::announceWithin(desk, draft));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> extendHold(Desk &desk, sync::RecordId hold, base::UtcMs expiresAt)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY(checkExpiry(desk, expiresAt));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::checkHoldOpen(desk, hold));
    INDARO_TRY(desk.log.edit(fields::hold::ExpiresAt, hold, momentValue(expiresAt)));
    return transaction.commit();
}

Result<void> releaseHold(Desk &desk, sync::RecordId hold, const Value &why)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    return endHold(desk, hold, {{fields::hold::ReleasedWhy, why}});
}

Result<void> holdArrived(Desk &desk, sync::RecordId hold, CaseId person, const std::vector<CaseId> &others)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::checkHoldOpen(desk, hold));
    std::vector<CaseId> people{person};
    people.insert(people.end(), others.begin(), others.end());
    // One of them who stays in the house comes first: what follows goes no further than she may.
    std::stable_partition(people.begin(), people.end(), [&](const CaseId &each) { return desk.log.isHouseOnly(each); });
    std::string rest;
    for (const CaseId &each : people) {
        INDARO_TRY_ASSIGN(const bool isKnown, desk.log.exists({fields::case_file::Table, each}));
        if (!isKnown)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
        if (each != people.front())
            rest += (rest.empty() ? "" : " ") + base::toHex(each.bytes());
    }
    INDARO_TRY(desk.log.edit(fields::hold::CaseFile, hold, idValue(people.front())));
    if (!rest.empty())
        INDARO_TRY(desk.log.edit(fields::hold::Others, hold, Value(rest)));
    INDARO_TRY(rows::carryHoldSteps(desk, hold, people.front()));
    return transaction.commit();
}

Result<void> refuseHold(Desk &desk, sync::RecordId hold, const Value &refusal, const Value &alternatives)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    if (refusal.textOr({}).empty())
        return refusalNeeded();
    return endHold(desk, hold, {{fields::hold::Refusal, refusal}, {fields::hold::Alternatives, alternatives}});
}

Result<sync::RecordId> rows::refuseWithin(Desk &desk, const HoldDraft &draft, const Value &refusal,
                                          const Value &alternatives)
{
    if (refusal.textOr({}).empty())
        return refusalNeeded();
    HoldDraft atOnce = draft;
    atOnce.expiresAt = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(FirstValues values, holdValues(desk, atOnce));
    const Value now = momentValue(atOnce.expiresAt);
    INDARO_TRY(values.addAll(
        {{fields::hold::ReleasedAt, &now}, {fields::hold::Refusal, &refusal}, {fields::hold::Alternatives, &alternatives}}));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::hold::Table, id}, values.values()));
    return id;
}

Result<sync::RecordId> refuse(Desk &desk, const HoldDraft &draft, const Value &refusal, const Value &alternatives)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const sync::RecordId id, rows::refuseWithin(desk, draft, refusal, alternatives));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<Hold>> listHolds(Desk &desk)
{
    INDARO_TRY_ASSIGN(
        auto rows, desk.db.prepare("SELECT id, shown_as, people, women, men, girls, boys, ages, urgent_needs, referred_by, "
                                   "from_whom, room, announced_at, expires_at, released_at, released_why, refusal, "
                                   "alternatives, case_file FROM hold ORDER BY announced_at DESC, id"));
    std::vector<Hold> holds;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return holds;
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        Hold hold{.id = *id,
                  .shownAs = toText(rows, 1),
                  .people = toNumber(rows.value(2)).value_or(1),
                  .women = toNumber(rows.value(3)),
                  .men = toNumber(rows.value(4)),
                  .girls = toNumber(rows.value(5)),
                  .boys = toNumber(rows.value(6)),
                  .ages = toText(rows, 7),
                  .urgentNeeds = toText(rows, 8),
                  .referredBy = toText(rows, 9),
                  .fromWhom = toText(rows, 10),
                  .room = rows.id<sync::RecordTag>(11),
                  .announcedAt = rows.value(12).integerOr(0),
                  .expiresAt = rows.value(13).integerOr(0),
                  .releasedWhy = toText(rows, 15),
                  .refusal = toText(rows, 16),
                  .alternatives = toText(rows, 17),
                  .person = rows.id<sync::RecordTag>(18)};
        hold.standing = standingOfHold(hold.person.has_value(), !rows.isNull(14), !hold.refusal.isEmpty(),
                                       hold.expiresAt <= desk.clock.nowUtc());
        holds.push_back(std::move(hold));
    }
}

StayDraft stayDraftOf(const Hold &hold)
{
    StayDraft draft;
    draft.referredBy = model::toValue(hold.referredBy);
    draft.broughtBy = model::toValue(hold.fromWhom);
    draft.urgentNeeds = model::toValue(hold.urgentNeeds);
    return draft;
}

Result<RefusalCount> countRefusals(Desk &desk, base::UtcMs from, base::UtcMs until)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT refusal, count(*), total(people) FROM hold WHERE refusal IS NOT NULL "
                                      "AND case_file IS NULL AND released_at >= ?1 AND released_at < ?2 GROUP BY refusal"));
    rows.bind(1, std::int64_t(from));
    rows.bind(2, std::int64_t(until));
    RefusalCount count;
    const auto add = [](Refusals &to, const Refusals &more) {
        to.requests += more.requests;
        to.people += more.people;
    };
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return count;
        const QString reason = toText(rows, 0);
        const Refusals some{static_cast<int>(rows.integer(1)), static_cast<int>(rows.real(2))};
        add(count.byReason[reason], some);
        add(count.all, some);
        if (reason == "no_place"_L1 || reason == "no_place_sex"_L1 || reason == "no_place_child"_L1)
            add(count.lackOfPlace, some);
    }
}

} // namespace indaro::casework
