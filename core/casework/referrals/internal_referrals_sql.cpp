// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/internal_referrals.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

constexpr std::string_view SelectInside =
    "SELECT r.id, r.case_file, c.case_code, r.serial, r.to_role, r.priority, r.services, t.status, t.note, t.recorded_at, "
    "t.recorded_by, s.name FROM referral r JOIN referral_step t ON t.referral = r.id "
    "LEFT JOIN case_file c ON c.id = r.case_file LEFT JOIN staff s ON s.id = t.recorded_by "
    "WHERE r.direction = 'internal'";
constexpr std::string_view OrderInside = " ORDER BY r.written_at DESC, r.serial DESC, t.recorded_at, t.id";

/// One step more of the referral it belongs to.
void addStep(InternalReferral &referral, std::vector<HeardStatus> &heard, const store::Statement &row, const RecordId &me)
{
    const auto status = referralStatusFromCode(toText(row, 7));
    if (!status)
        return; // one a newer program wrote
    const base::UtcMs at = row.value(9).integerOr(0);
    heard.push_back({*status, at});
    referral.status = standingOf(ReferralStatus::Draft, heard);
    if (*status == ReferralStatus::Sent) {
        referral.request = toText(row, 8);
        referral.sentAt = at;
        referral.dueAt = at + answerPeriod(referral.priority);
        referral.sentBy = toText(row, 11);
        referral.isMine = row.id<sync::RecordTag>(10) == me;
        referral.mayEnd = referral.mayEnd || referral.isMine;
    } else if (const QString note = toText(row, 8); !note.isEmpty()) {
        referral.lastNote = note;
    }
}

Result<std::vector<InternalReferral>> readInside(Desk &desk, const std::optional<CaseId> &person,
                                                 const std::optional<RecordId> &one)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectInside) + (person ? " AND r.case_file = ?1" : "") +
                                                 (one ? " AND r.id = ?2" : "") + std::string(OrderInside)));
    if (person)
        rows.bind(1, *person);
    if (one)
        rows.bind(2, *one);
    std::vector<InternalReferral> found;
    std::vector<HeardStatus> heard;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto file = rows.id<sync::RecordTag>(1);
        if (!id || !file)
            return Error(Errc::StoreDamaged);
        if (found.empty() || found.back().id != *id) {
            heard.clear();
            found.push_back({.id = *id,
                             .person = *file,
                             .caseCode = toText(rows, 2),
                             .serial = toText(rows, 3),
                             .toRole = toText(rows, 4),
                             .priority = toText(rows, 5),
                             .services = toText(rows, 6).split(u' ', Qt::SkipEmptyParts)});
            const auto role = findRole(found.back().toRole);
            found.back().isForMe = role && desk.access.hasRole(*role);
            found.back().mayEnd = desk.access.isDirector();
        }
        addStep(found.back(), heard, rows, sync::RecordId::sameAs(desk.log.user()));
        return {};
    }));
    for (InternalReferral &inside : found) {
        if (!waitsForAnswer(inside.status))
            continue;
        INDARO_TRY_ASSIGN(const WaitingReferral waiting, rows::climbInside(desk, inside));
        inside.rung = waiting.rung;
        inside.isAsked = waiting.isAsked;
    }
    return found;
}

bool waitsInside(ReferralStatus status)
{
    using enum ReferralStatus;
    return status == Sent || status == Received || status == Accepted || status == InProgress || status == Done;
}

} // namespace

Result<RecordId> referInside(Desk &desk, CaseId person, const InternalReferralDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(checkPerson(desk, person));
    if (!findRole(model::toText(draft.toRole)))
        return neededField(fields::referral::ToRole);
    if (model::toText(draft.request).trimmed().isEmpty())
        return neededField(fields::referral_step::Note);
    ReferralContent content;
    content.form = {{u"direction"_s, u"internal"_s},
                    {u"services"_s, model::toText(draft.services)},
                    {u"priority"_s, draft.priority.isKnown() ? model::toText(draft.priority) : u"normal"_s}};
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId id,
                      rows::bearReferral(desk, person, content,
                                         {{fields::referral::Direction, "internal"},
                                          {fields::referral::ToRole, draft.toRole},
                                          {fields::referral::Status, toCode(ReferralStatus::Draft).toStdString()}}));
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    INDARO_TRY(rows::bearStep(desk, referral,
                              {.status = ReferralStatus::Sent, .way = "hand", .evidence = "own", .note = draft.request}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<InternalReferral>> listInternalReferrals(Desk &desk, const std::optional<CaseId> &person)
{
    return readInside(desk, person, std::nullopt);
}

Result<std::vector<InternalReferral>> listInternalReferralsForMe(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto all, readInside(desk, std::nullopt, std::nullopt));
    std::erase_if(all, [&](const InternalReferral &one) {
        const bool isWaiting = waitsInside(one.status);
        const bool isStuck = one.mayEnd && (!isWaiting || one.dueAt < desk.clock.nowUtc());
        return one.isOver() || !(one.isMine || isStuck || (one.isForMe && isWaiting));
    });
    std::ranges::stable_sort(all, {},
                             [](const InternalReferral &one) { return std::pair(one.rung != Rung::Director, one.dueAt); });
    return all;
}

std::vector<ReferralStatus> nextInside(const InternalReferral &referral)
{
    using enum ReferralStatus;
    std::vector<ReferralStatus> next;
    for (const ReferralStatus status : {Accepted, Refused, InProgress, Done, FedBack}) {
        if (referral.isForMe && mayFollow(referral.status, status) &&
            !(referral.status == Refused || referral.status == FedBack))
            next.push_back(status);
    }
    for (const ReferralStatus status : {Closed, Revoked}) {
        if (referral.mayEnd && mayFollow(referral.status, status))
            next.push_back(status);
    }
    return next;
}

Result<void> recordInternalStep(Desk &desk, RecordId id, ReferralStatus status, const Value &note)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY_ASSIGN(const auto found, readInside(desk, std::nullopt, id));
    if (found.empty())
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::referral::Table)}});
    const InternalReferral &inside = found.front();
    const auto next = nextInside(inside);
    if (std::ranges::find(next, status) == next.end())
        return Error(Errc::WrongState);
    const bool mustSay = status == ReferralStatus::Refused || status == ReferralStatus::FedBack;
    if (mustSay && model::toText(note).trimmed().isEmpty())
        return neededField(fields::referral_step::Note);
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::bearStep(desk, referral, {.status = status, .evidence = "own", .note = note}));
    return transaction.commit();
}

} // namespace indaro::casework
