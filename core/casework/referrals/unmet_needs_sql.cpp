// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/unmet_needs.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

Value todayOf(Desk &desk)
{
    return Value(model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString());
}

Result<void> checkNeed(Desk &desk, RecordId person, const UnmetNeedDraft &draft)
{
    if (!draft.service.isKnown())
        return neededField(fields::unmet_need::Service);
    if (!draft.reason.isKnown())
        return neededField(fields::unmet_need::Reason);
    INDARO_TRY(checkPerson(desk, person));
    if (!draft.referral)
        return {};
    INDARO_TRY_ASSIGN(const Value owner, desk.log.load(fields::referral::CaseFile, *draft.referral));
    return owner == idValue(person) ? Result<void>()
                                    : Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::referral::Table)}});
}

} // namespace

Result<RecordId> recordUnmetNeed(Desk &desk, RecordId person, const UnmetNeedDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(checkNeed(desk, person, draft));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId need,
                      bearRecord(desk, fields::unmet_need::Table,
                                 {{fields::unmet_need::CaseFile, idValue(person)},
                                  {fields::unmet_need::Referral, draft.referral ? idValue(*draft.referral) : Value()},
                                  {fields::unmet_need::Service, draft.service},
                                  {fields::unmet_need::Reason, draft.reason},
                                  {fields::unmet_need::NotedOn, draft.notedOn.isKnown() ? draft.notedOn : todayOf(desk)},
                                  {fields::unmet_need::Alternative, draft.alternative},
                                  {fields::unmet_need::Told, draft.told},
                                  {fields::unmet_need::RecordedAt, momentValue(desk.clock.nowUtc())},
                                  {fields::unmet_need::RecordedBy, ownAccount(desk)}}));
    INDARO_TRY(transaction.commit());
    return need;
}

Result<void> meetNeed(Desk &desk, RecordId need, const Value &metOn)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::unmet_need::Table, need}));
    if (!isThere)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::unmet_need::Table)}});
    INDARO_TRY_ASSIGN(const Value before, desk.log.load(fields::unmet_need::MetOn, need));
    if (before.isKnown())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, need, {{fields::unmet_need::MetOn, metOn.isKnown() ? metOn : todayOf(desk)}}));
    return transaction.commit();
}

Result<std::vector<UnmetNeed>> listUnmetNeedsOf(Desk &desk, RecordId person)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, referral, service, reason, noted_on, alternative, told, met_on "
                                                 "FROM unmet_need WHERE case_file = ?1 "
                                                 "ORDER BY noted_on DESC, recorded_at DESC, id"));
    rows.bind(1, person);
    std::vector<UnmetNeed> needs;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        needs.push_back({.id = *id,
                         .referral = rows.id<sync::RecordTag>(1),
                         .service = toText(rows, 2),
                         .reason = toText(rows, 3),
                         .notedOn = toText(rows, 4),
                         .alternative = toText(rows, 5),
                         .told = toText(rows, 6),
                         .metOn = toText(rows, 7)});
        return {};
    }));
    return needs;
}

Result<UnmetNeedCount> countUnmetNeeds(Desk &desk, QDate from, QDate until)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT service, reason, met_on FROM unmet_need "
                                                 "WHERE noted_on >= ?1 AND noted_on <= ?2"));
    rows.bind(1, from.toString(Qt::ISODate).toStdString());
    rows.bind(2, until.toString(Qt::ISODate).toStdString());
    UnmetNeedCount count;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        ++count.byService[toText(rows, 0)];
        ++count.byReason[toText(rows, 1)];
        ++count.all;
        count.met += toText(rows, 2).isEmpty() ? 0 : 1;
        return {};
    }));
    return count;
}

} // namespace indaro::casework
