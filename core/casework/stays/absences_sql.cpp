// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/absences.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

Error absenceError(Errc code, sync::FieldId field)
{
    return {code, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

/// Every absence that is open: two laptops may each have written one, and she comes back from both.
Result<std::vector<std::pair<sync::RecordId, base::UtcMs>>> openAbsences(Desk &desk, StayId stay)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, left_at FROM absence WHERE stay = ?1 AND returned_at IS NULL "
                                                 "ORDER BY left_at DESC"));
    rows.bind(1, stay);
    std::vector<std::pair<sync::RecordId, base::UtcMs>> open;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return open;
        if (const auto id = rows.id<sync::RecordTag>(0))
            open.emplace_back(*id, rows.value(1).integerOr(0));
    }
}

} // namespace

Result<sync::RecordId> leaveForATime(Desk &desk, CaseId person, const AbsenceDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    const base::UtcMs now = desk.clock.nowUtc();
    const base::UtcMs leftAt = draft.leftAt == 0 ? now : draft.leftAt;
    if (leftAt > now)
        return absenceError(Errc::DateInFuture, fields::absence::LeftAt);
    if (draft.expectedAt && *draft.expectedAt < leftAt)
        return absenceError(Errc::ValueOutOfRange, fields::absence::ExpectedAt);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    INDARO_TRY_ASSIGN(const auto open, openAbsences(desk, stay));
    if (!open.empty())
        return Error(Errc::WrongState);
    FirstValues values(model::localDay(now));
    const Value caseFile = idValue(person);
    const Value stayValue = idValue(stay);
    const Value left = momentValue(leftAt);
    const Value expected = draft.expectedAt ? momentValue(*draft.expectedAt) : Value();
    INDARO_TRY(values.addAll({{fields::absence::CaseFile, &caseFile},
                              {fields::absence::Stay, &stayValue},
                              {fields::absence::LeftAt, &left},
                              {fields::absence::ExpectedAt, &expected},
                              {fields::absence::Reason, &draft.reason},
                              {fields::absence::WithWhom, &draft.withWhom}}));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::absence::Table, id}, values.values()));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> comeBack(Desk &desk, CaseId person, base::UtcMs at)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    const base::UtcMs now = desk.clock.nowUtc();
    const base::UtcMs returnedAt = at == 0 ? now : at;
    if (returnedAt > now)
        return absenceError(Errc::DateInFuture, fields::absence::ReturnedAt);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    INDARO_TRY_ASSIGN(const auto open, openAbsences(desk, stay));
    if (open.empty())
        return Error(Errc::WrongState);
    for (const auto &[id, leftAt] : open) {
        if (returnedAt < leftAt)
            return absenceError(Errc::ValueOutOfRange, fields::absence::ReturnedAt);
        INDARO_TRY(desk.log.edit(fields::absence::ReturnedAt, id, momentValue(returnedAt)));
    }
    return transaction.commit();
}

Result<void> expectLater(Desk &desk, CaseId person, base::UtcMs expectedAt)
{
    INDARO_TRY(desk.access.mustDo(Thing::Night));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    INDARO_TRY_ASSIGN(const auto open, openAbsences(desk, stay));
    if (open.empty())
        return Error(Errc::WrongState);
    if (expectedAt < open.front().second)
        return absenceError(Errc::ValueOutOfRange, fields::absence::ExpectedAt);
    INDARO_TRY(desk.log.edit(fields::absence::ExpectedAt, open.front().first, momentValue(expectedAt)));
    return transaction.commit();
}

Result<std::vector<PastAbsence>> listAbsencesOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT a.id, a.stay, a.left_at, a.expected_at, a.reason, a.with_whom, a.returned_at "
                                      "FROM stay s JOIN absence a ON a.stay = s.id WHERE s.case_file = ?1 "
                                      "ORDER BY a.left_at DESC, a.id"));
    rows.bind(1, person);
    std::vector<PastAbsence> absences;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return absences;
        const auto id = rows.id<sync::RecordTag>(0);
        const auto stay = rows.id<sync::RecordTag>(1);
        if (!id || !stay)
            return Error(Errc::StoreDamaged);
        const auto expected = momentOf(rows.value(3));
        const auto returned = momentOf(rows.value(6));
        const bool isLate = expected && *expected < returned.value_or(desk.clock.nowUtc());
        absences.push_back(
            {*stay, {*id, rows.value(2).integerOr(0), expected, toText(rows, 4), toText(rows, 5), isLate}, returned});
    }
}

} // namespace indaro::casework
