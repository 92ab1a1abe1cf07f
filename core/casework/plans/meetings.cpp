// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/plans/meetings.h"

#include "core/casework/audit/audit.h"
#include "core/casework/consents/use_rule.h"
#include "core/casework/plans/record_rows.h"
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

namespace {

Result<void> checkMeeting(const MeetingDraft &draft)
{
    if (draft.kind.textOr({}).empty())
        return neededField(fields::meeting::Kind);
    if (draft.present.textOr({}).empty())
        return neededField(fields::meeting::Present);
    return {};
}

sync::FieldValues meetingValues(Desk &desk, const MeetingDraft &draft)
{
    const Value now = model::localIsoMinute(desk.clock.nowUtc()).toStdString();
    return {{fields::meeting::Kind, draft.kind},       {fields::meeting::HeldAt, draft.heldAt.isNull() ? now : draft.heldAt},
            {fields::meeting::Place, draft.place},     {fields::meeting::Chair, draft.chair},
            {fields::meeting::Present, draft.present}, {fields::meeting::Person, draft.person},
            {fields::meeting::Minutes, draft.minutes}, {fields::meeting::Decisions, draft.decisions},
            {fields::meeting::NextOn, draft.nextOn}};
}

Result<PlanRecord> findOpenMeeting(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(PlanRecord meeting, findRecord(desk, id, {fields::meeting::Table}));
    if (meeting.momentAt(fields::meeting::ClosedAt))
        return Error(Errc::WrongState);
    return meeting;
}

Meeting toMeeting(const PlanRecord &record)
{
    Meeting meeting{.id = record.id(), .isHidden = record.isHidden};
    meeting.kind = record.text(fields::meeting::Kind);
    meeting.heldAt = record.text(fields::meeting::HeldAt);
    meeting.place = record.text(fields::meeting::Place);
    meeting.chair = record.text(fields::meeting::Chair);
    meeting.present = record.text(fields::meeting::Present);
    meeting.person = record.text(fields::meeting::Person);
    meeting.minutes = record.text(fields::meeting::Minutes);
    meeting.decisions = record.text(fields::meeting::Decisions);
    meeting.nextOn = record.text(fields::meeting::NextOn);
    meeting.closedAt = record.momentAt(fields::meeting::ClosedAt);
    if (const auto by = record.idOf(fields::meeting::RecordedBy))
        meeting.recordedBy = sync::UserId::sameAs(*by);
    return meeting;
}

} // namespace

Result<sync::RecordId> recordMeeting(Desk &desk, CaseId person, const MeetingDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    INDARO_TRY(checkMeeting(draft));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkPerson(desk, person));
    sync::FieldValues values = meetingValues(desk, draft);
    values.insert(values.begin(), {fields::meeting::CaseFile, idValue(person)});
    values.push_back({fields::meeting::RecordedAt, momentValue(desk.clock.nowUtc())});
    values.push_back({fields::meeting::RecordedBy, ownAccount(desk)});
    INDARO_TRY_ASSIGN(const auto id, bearRecord(desk, fields::meeting::Table, values));
    if (isWithOutsiders(model::toText(draft.kind)))
        INDARO_TRY(rows::noteUse(desk, person, consent_uses::Conference));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> changeMeeting(Desk &desk, sync::RecordId id, const MeetingDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    INDARO_TRY(checkMeeting(draft));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord meeting, findOpenMeeting(desk, id));
    MeetingDraft whole = draft;
    if (whole.heldAt.isNull())
        whole.heldAt = meeting.value(fields::meeting::HeldAt);
    const bool wasInside = !isWithOutsiders(meeting.text(fields::meeting::Kind));
    INDARO_TRY(changeRecord(desk, id, meetingValues(desk, whole)));
    if (wasInside && isWithOutsiders(model::toText(draft.kind))) {
        INDARO_TRY_ASSIGN(const CaseId person, personOf(meeting));
        INDARO_TRY(rows::noteUse(desk, person, consent_uses::Conference));
    }
    return transaction.commit();
}

Result<void> closeMeeting(Desk &desk, sync::RecordId id)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord meeting, findOpenMeeting(desk, id));
    if (meeting.text(fields::meeting::Minutes).isEmpty())
        return neededField(fields::meeting::Minutes);
    INDARO_TRY(changeRecord(
        desk, id,
        {{fields::meeting::ClosedAt, momentValue(desk.clock.nowUtc())}, {fields::meeting::ClosedBy, ownAccount(desk)}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::MinutesClosed, meeting.idOf(fields::meeting::CaseFile),
                           meeting.text(fields::meeting::Kind).toStdString()));
    return transaction.commit();
}

Result<std::vector<Meeting>> listMeetingsOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::meeting::Table}));
    std::vector<Meeting> meetings;
    for (const PlanRecord &record : records)
        meetings.push_back(toMeeting(record));
    std::ranges::stable_sort(meetings, std::ranges::greater{}, &Meeting::heldAt);
    return meetings;
}

} // namespace indaro::casework
