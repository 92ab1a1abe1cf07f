// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/ladder.h"

#include "core/casework/audit/audit.h"
#include "core/casework/directory/directory.h"
#include "core/casework/house/house.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/referrals/internal_referrals.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"

#include <QTimeZone>

#include <algorithm>
#include <array>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

constexpr std::array<QLatin1StringView, 4> RungCodes{"receiver"_L1, "second"_L1, "director"_L1, "commission"_L1};

/// The evening of a day, so that a promise for Friday holds all Friday.
std::optional<base::UtcMs> eveningOf(const QString &date)
{
    constexpr int Evening = 18;
    const QDate day = QDate::fromString(date, Qt::ISODate);
    if (!day.isValid())
        return std::nullopt;
    return QDateTime(day, QTime(Evening, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
}

Result<std::vector<ReferralCall>> listCalls(Desk &desk, RecordId referral)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT c.id, c.rung, c.result, c.spoke_to, c.phone, c.promised_on, c.note, "
                                      "c.recorded_at, s.name FROM referral_call c LEFT JOIN staff s ON s.id = c.recorded_by "
                                      "WHERE c.referral = ?1 ORDER BY c.recorded_at DESC, c.id"));
    rows.bind(1, referral);
    std::vector<ReferralCall> calls;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        calls.push_back({.id = *id,
                         .rung = rungFromCode(toText(rows, 1)).value_or(Rung::Receiver),
                         .result = toText(rows, 2),
                         .spokeTo = toText(rows, 3),
                         .phone = toText(rows, 4),
                         .promisedOn = toText(rows, 5),
                         .note = toText(rows, 6),
                         .recordedAt = rows.value(7).integerOr(0),
                         .recordedBy = toText(rows, 8)});
        return {};
    }));
    return calls;
}

/// A promise puts the ladder off to its hour; nothing else does. `top`: who is asked in the end.
Result<WaitingReferral> climb(Desk &desk, const ReferralSummary &summary, Rung top = Rung::Commission)
{
    WaitingReferral waiting{.referral = summary};
    INDARO_TRY_ASSIGN(waiting.calls, listCalls(desk, summary.id));
    for (const ReferralCall &call : waiting.calls) {
        const auto until = call.result == "promised"_L1 ? eveningOf(call.promisedOn) : std::nullopt;
        if (until && until > waiting.promised.value_or(0))
            waiting.promised = until;
    }
    const base::UtcMs now = desk.clock.nowUtc();
    const base::UtcMs period = answerPeriod(summary.priority);
    const base::UtcMs first = std::max(summary.dueAt.value_or(now), waiting.promised.value_or(0));
    waiting.rung = rungAt(now, first, period);
    if (waiting.rung)
        waiting.rung = std::min(*waiting.rung, top);
    const auto step = base::UtcMs(waiting.rung ? static_cast<int>(*waiting.rung) : 0);
    waiting.due = first + step * period;
    waiting.nextAt = waiting.rung ? waiting.due + period : waiting.due;
    waiting.isAsked = std::ranges::any_of(waiting.calls, [&](const ReferralCall &call) {
        return waiting.rung && call.rung >= *waiting.rung && call.recordedAt >= waiting.due;
    });
    INDARO_TRY_ASSIGN(const Referral whole, loadReferral(desk, summary.id));
    waiting.phone = whole.content.form.value(u"to_phone"_s);
    return waiting;
}

Result<std::vector<LadderContact>> directoryContacts(Desk &desk, auto isMeant)
{
    INDARO_TRY_ASSIGN(const auto entries, listDirectory(desk));
    std::vector<LadderContact> contacts;
    for (const DirectoryEntry &entry : entries) {
        if (!entry.isClosed && !entry.phone.isEmpty() && isMeant(entry))
            contacts.push_back({entry.contact.isEmpty() ? entry.name : entry.name + u" — "_s + entry.contact, entry.phone});
    }
    return contacts;
}

Result<std::vector<LadderContact>> staffOf(Desk &desk, const QString &role)
{
    INDARO_TRY_ASSIGN(const auto staff, listStaff(desk));
    std::vector<LadderContact> contacts;
    for (const StaffMember &member : staff) {
        if (member.isActive && member.role.split(u' ').contains(role))
            contacts.push_back({member.name, member.phone});
    }
    return contacts;
}

} // namespace

QString toCode(Rung rung)
{
    return RungCodes[static_cast<std::size_t>(rung)];
}

std::optional<Rung> rungFromCode(const QString &code)
{
    const auto found = std::ranges::find(RungCodes, code);
    return found != RungCodes.end() ? std::optional(static_cast<Rung>(found - RungCodes.begin())) : std::nullopt;
}

std::optional<Rung> rungAt(base::UtcMs now, base::UtcMs due, base::UtcMs period) noexcept
{
    if (now < due || period <= 0)
        return std::nullopt;
    return static_cast<Rung>(std::min<base::UtcMs>((now - due) / period, base::UtcMs(RungCodes.size()) - 1));
}

namespace {

Result<RecordId> bearCall(Desk &desk, const WaitingReferral &waiting, const ReferralCallDraft &draft)
{
    return bearRecord(desk, fields::referral_call::Table,
                      {{fields::referral_call::CaseFile, idValue(waiting.referral.caseFile)},
                       {fields::referral_call::Referral, idValue(waiting.referral.id)},
                       {fields::referral_call::Rung, toCode(draft.rung).toStdString()},
                       {fields::referral_call::Result, draft.result},
                       {fields::referral_call::SpokeTo, draft.spokeTo},
                       {fields::referral_call::Phone, draft.phone},
                       {fields::referral_call::PromisedOn, draft.promisedOn},
                       {fields::referral_call::Note, draft.note},
                       {fields::referral_call::RecordedAt, momentValue(desk.clock.nowUtc())},
                       {fields::referral_call::RecordedBy, ownAccount(desk)}});
}

/// One inside the house, as far as nobody has answered it.
Result<std::optional<WaitingReferral>> waitingInside(Desk &desk, const Referral &referral)
{
    INDARO_TRY_ASSIGN(const auto all, listInternalReferrals(desk, referral.caseFile));
    const auto found = std::ranges::find(all, referral.id, &InternalReferral::id);
    if (found == all.end() || !waitsForAnswer(found->status))
        return std::optional<WaitingReferral>();
    INDARO_TRY_ASSIGN(WaitingReferral waiting, rows::climbInside(desk, *found));
    return std::optional(std::move(waiting));
}

/// Errors: UnknownRecord, WrongState.
Result<WaitingReferral> mustWait(Desk &desk, RecordId referral)
{
    INDARO_TRY_ASSIGN(auto waiting, waitingOf(desk, referral));
    return waiting ? Result<WaitingReferral>(std::move(*waiting)) : Result<WaitingReferral>(Error(Errc::WrongState));
}

} // namespace

Result<RecordId> recordReferralCall(Desk &desk, RecordId id, const ReferralCallDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const WaitingReferral waiting, mustWait(desk, id));
    if (!draft.result.isKnown())
        return neededField(fields::referral_call::Result);
    if (draft.result == Value("promised") && !eveningOf(model::toText(draft.promisedOn)))
        return neededField(fields::referral_call::PromisedOn);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId record, bearCall(desk, waiting, draft));
    INDARO_TRY(transaction.commit());
    return record;
}

Result<void> noteReminderPrinted(Desk &desk, RecordId id)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const WaitingReferral waiting, mustWait(desk, id));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearCall(desk, waiting, {.rung = waiting.rung.value_or(Rung::Receiver), .result = "letter"}));
    INDARO_TRY(recordAudit(desk, AuditVerb::ReminderPrinted, id, waiting.referral.serial.toStdString()));
    return transaction.commit();
}

Result<std::vector<WaitingReferral>> listWaitingReferrals(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    INDARO_TRY_ASSIGN(const auto unanswered, listUnansweredReferrals(desk));
    std::vector<WaitingReferral> waiting;
    for (const ReferralSummary &summary : unanswered) {
        INDARO_TRY_ASSIGN(WaitingReferral one, climb(desk, summary));
        waiting.push_back(std::move(one));
    }
    // Nobody asked on this rung first, then the higher rung, then the longer wait.
    std::ranges::stable_sort(waiting, [](const WaitingReferral &a, const WaitingReferral &b) {
        const auto urgency = [](const WaitingReferral &one) {
            return std::tuple(!one.rung || one.isAsked, one.rung ? -static_cast<int>(*one.rung) : 1, one.due);
        };
        return urgency(a) < urgency(b);
    });
    return waiting;
}

Result<std::optional<WaitingReferral>> waitingOf(Desk &desk, RecordId id)
{
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    if (referral.content.form.value(u"direction"_s) == "internal"_L1)
        return waitingInside(desk, referral);
    if (!referral.printedAt || referral.answeredAt || !waitsForAnswer(referral.status))
        return std::optional<WaitingReferral>();
    INDARO_TRY_ASSIGN(const auto ofPerson, listReferrals(desk, referral.caseFile));
    const auto found = std::ranges::find(ofPerson, id, &ReferralSummary::id);
    if (found == ofPerson.end())
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN(WaitingReferral waiting, climb(desk, *found));
    return std::optional(std::move(waiting));
}

Result<WaitingReferral> rows::climbInside(Desk &desk, const InternalReferral &inside)
{
    return climb(desk,
                 {.id = inside.id,
                  .caseFile = inside.person,
                  .caseCode = inside.caseCode,
                  .serial = inside.serial,
                  .status = inside.status,
                  .priority = inside.priority,
                  .receiverAgency = {},
                  .writtenAt = {},
                  .printedAt = std::nullopt,
                  .dueAt = inside.dueAt},
                 Rung::Director);
}

Result<std::vector<LadderContact>> contactsInside(Desk &desk, const InternalReferral &referral, Rung rung)
{
    if (rung >= Rung::Director)
        return staffOf(desk, u"director"_s);
    INDARO_TRY_ASSIGN(auto contacts, staffOf(desk, referral.toRole));
    if (rung == Rung::Receiver)
        return contacts;
    INDARO_TRY_ASSIGN(const auto asked, staffOf(desk, u"social_worker"_s));
    contacts.insert(contacts.end(), asked.begin(), asked.end());
    return contacts;
}

Result<std::vector<LadderContact>> contactsOn(Desk &desk, const Referral &referral, Rung rung)
{
    const QString agency = referral.content.form.value(u"to_agency"_s).trimmed();
    const QString written = referral.content.form.value(u"to_phone"_s).trimmed();
    switch (rung) {
    case Rung::Receiver:
        if (!written.isEmpty())
            return std::vector<LadderContact>{{referral.content.form.value(u"to_worker"_s, agency), written}};
        [[fallthrough]];
    case Rung::Second:
        return directoryContacts(desk, [&](const DirectoryEntry &entry) {
            return model::foldName(entry.name) == model::foldName(agency) && entry.phone != written;
        });
    case Rung::Director:
        return staffOf(desk, u"director"_s);
    case Rung::Commission:
        return directoryContacts(desk, [](const DirectoryEntry &entry) { return entry.category == "commission"_L1; });
    }
    return std::vector<LadderContact>{};
}

} // namespace indaro::casework
