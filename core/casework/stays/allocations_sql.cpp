// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/first_values.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/allocations.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <set>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

Result<void> checkWishes(const HouseTonight &house, const std::vector<PlaceWish> &wishes)
{
    if (wishes.empty())
        return Error(Errc::InvalidArgument);
    std::set<CaseId> people;
    for (const PlaceWish &wish : wishes) {
        if (!people.insert(wish.person).second || wish.sharesWith == wish.person)
            return Error(Errc::InvalidArgument);
        if (house.findPlace(wish.place) == nullptr)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::place::Table)}});
        if (house.findSleeper(wish.person) == nullptr || (wish.sharesWith && house.findSleeper(*wish.sharesWith) == nullptr))
            return Error(Errc::WrongState);
    }
    return {};
}

std::string codesOf(const std::vector<HouseWarning> &warnings)
{
    std::set<std::string_view> codes;
    for (const HouseWarning &warning : warnings)
        codes.insert(houseRuleCode(warning.rule));
    std::string joined;
    for (const std::string_view code : codes)
        joined += (joined.empty() ? "" : " ") + std::string(code);
    return joined;
}

/// Those of the warnings that are about one of the people moved; one about a room is about all of them.
std::vector<HouseWarning> aboutOne(const std::vector<HouseWarning> &warnings, CaseId person)
{
    std::vector<HouseWarning> hers;
    std::copy_if(warnings.begin(), warnings.end(), std::back_inserter(hers), [&](const HouseWarning &warning) {
        return !warning.person || warning.person == person || warning.other == person;
    });
    return hers;
}

Result<void> bearAllocation(Desk &desk, const HouseTonight &house, const PlaceWish &wish, const AllocationRequest &request,
                            const std::vector<HouseWarning> &warnings)
{
    const base::UtcMs now = desk.clock.nowUtc();
    const auto hers = aboutOne(warnings, wish.person);
    const Value caseFile = idValue(wish.person);
    const Value stay = idValue(house.findSleeper(wish.person)->stay);
    const Value place = idValue(wish.place);
    const Value sharesWith = wish.sharesWith ? idValue(house.findSleeper(*wish.sharesWith)->stay) : Value();
    const Value since = momentValue(now);
    const Value overridden = hers.empty() ? Value() : Value(codesOf(hers));
    FirstValues values(model::localDay(now));
    INDARO_TRY(values.addAll({{fields::allocation::CaseFile, &caseFile},
                              {fields::allocation::Stay, &stay},
                              {fields::allocation::Place, &place},
                              {fields::allocation::SharesWith, &sharesWith},
                              {fields::allocation::SinceAt, &since},
                              {fields::allocation::Overridden, &overridden}}));
    if (!hers.empty())
        INDARO_TRY(values.addAll(
            {{fields::allocation::OverrideReason, &request.reason}, {fields::allocation::OverrideNote, &request.note}}));
    INDARO_TRY(desk.log.birth({fields::allocation::Table, sync::RecordId::make(desk.random)}, values.values()));
    if (hers.empty())
        return {};
    return recordAudit(desk, AuditVerb::AllocationOverridden, wish.person, codesOf(hers) + ": " + request.reason.textOr({}));
}

/// The one record of a pair, whoever of them is named first.
sync::RecordKey pairKey(CaseId one, CaseId other)
{
    const auto [first, second] = std::minmax(one, other);
    return {fields::keep_apart::Table, sync::derivedId({"keep_apart", rows::idText(first), rows::idText(second)})};
}

} // namespace

Result<AllocationOutcome> allocate(Desk &desk, const AllocationRequest &request)
{
    INDARO_TRY(desk.access.mustDo(Thing::Rooms));
    INDARO_TRY_ASSIGN(const HouseTonight house, loadHouseTonight(desk));
    INDARO_TRY(checkWishes(house, request.wishes));
    AllocationOutcome outcome{false, warningsFor(house, request.wishes)};
    const bool isAllSeen = std::all_of(outcome.warnings.begin(), outcome.warnings.end(), [&](const HouseWarning &warning) {
        return std::find(request.seen.begin(), request.seen.end(), warning) != request.seen.end();
    });
    if (!outcome.warnings.empty() && (!isAllSeen || request.reason.textOr({}).empty()))
        return outcome;
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const PlaceWish &wish : request.wishes) {
        INDARO_TRY(endAllocations(desk, wish.person, desk.clock.nowUtc()));
        INDARO_TRY(bearAllocation(desk, house, wish, request, outcome.warnings));
    }
    INDARO_TRY(transaction.commit());
    outcome.isDone = true;
    return outcome;
}

Result<void> releasePlace(Desk &desk, CaseId person)
{
    INDARO_TRY(desk.access.mustDo(Thing::Rooms));
    INDARO_TRY_ASSIGN(const HouseTonight house, loadHouseTonight(desk));
    const Sleeper *who = house.findSleeper(person);
    if (who == nullptr || who->berths.empty())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(endAllocations(desk, person, desk.clock.nowUtc()));
    return transaction.commit();
}

Result<void> endAllocations(Desk &desk, CaseId person, base::UtcMs at)
{
    std::vector<sync::RecordId> open;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id FROM allocation WHERE case_file = ?1 AND until_at IS NULL"));
        rows.bind(1, person);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            if (const auto id = rows.id<sync::RecordTag>(0))
                open.push_back(*id);
        }
    }
    for (const auto &id : open)
        INDARO_TRY(desk.log.edit(fields::allocation::UntilAt, id, momentValue(at)));
    return {};
}

Result<std::vector<PastBerth>> listBerthsOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT a.id, a.stay, a.place, r.name, p.label, a.since_at, a.until_at, a.overridden, "
                                      "a.override_reason, a.override_note FROM allocation a "
                                      "LEFT JOIN place p ON p.id = a.place LEFT JOIN room r ON r.id = p.room "
                                      "WHERE a.case_file = ?1 ORDER BY a.since_at DESC, a.id"));
    rows.bind(1, person);
    std::vector<PastBerth> berths;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return berths;
        const auto id = rows.id<sync::RecordTag>(0);
        const auto stay = rows.id<sync::RecordTag>(1);
        const auto place = rows.id<sync::RecordTag>(2);
        if (!id || !stay || !place)
            return Error(Errc::StoreDamaged);
        berths.push_back({*id, *stay, *place, toText(rows, 3), toText(rows, 4), rows.value(5).integerOr(0),
                          momentOf(rows.value(6)), toText(rows, 7).split(QLatin1Char(' '), Qt::SkipEmptyParts),
                          toText(rows, 8), toText(rows, 9)});
    }
}

Result<void> keepApart(Desk &desk, CaseId one, CaseId other, const Value &why)
{
    INDARO_TRY(desk.access.mustDo(Thing::Rooms));
    if (one == other)
        return Error(Errc::InvalidArgument);
    const auto [first, second] = std::minmax(one, other);
    INDARO_TRY_ASSIGN(const Value checked,
                      model::checkField(fields::keep_apart::Why, why, model::localDay(desk.clock.nowUtc())));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const CaseId &person : {first, second}) {
        INDARO_TRY_ASSIGN(const bool isKnown, desk.log.exists({fields::case_file::Table, person}));
        if (!isKnown)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
    }
    INDARO_TRY(rows::put(desk, pairKey(one, other),
                         {{fields::keep_apart::CaseFile, idValue(first)},
                          {fields::keep_apart::OtherFile, idValue(second)},
                          {fields::keep_apart::Why, checked},
                          {fields::keep_apart::SetBy, idValue(sync::RecordId::sameAs(desk.log.user()))},
                          {fields::keep_apart::LiftedAt, Value()}}));
    return transaction.commit();
}

Result<void> liftKeepApart(Desk &desk, CaseId one, CaseId other)
{
    INDARO_TRY(desk.access.mustDo(Thing::Rooms));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(fields::keep_apart::LiftedAt, pairKey(one, other).record, momentValue(desk.clock.nowUtc())));
    return transaction.commit();
}

} // namespace indaro::casework
