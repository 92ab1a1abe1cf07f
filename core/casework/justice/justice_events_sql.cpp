// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/justice/justice_events.h"

#include "core/casework/checklists/step_marks.h"
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/justice/justice_steps.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sop/pack_rules.h"

#include <QTime>

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

/// An appointment that was over for so long when it was written down: nobody talks it over the next day.
constexpr int LongOverDays = 7;

constexpr std::string_view JusticeColumns =
    "SELECT e.id, e.case_file, e.trafficking_case, e.kind, e.happened_on, e.happened_at, e.authority, e.authority_name, "
    "e.reference, e.state, e.result, e.what, e.protection, e.legal_aid, e.amount, e.follows, e.corrects, e.recorded_at, "
    "e.recorded_by, e.closed_at, c.case_code, c.display_name, s.name FROM justice_event e LEFT JOIN case_file c ON c.id = "
    "e.case_file LEFT JOIN staff s ON s.id = e.recorded_by ";

Result<JusticeEvent> readJusticeRow(const store::Statement &row)
{
    const auto id = row.id<sync::RecordTag>(0);
    const auto person = row.id<sync::RecordTag>(1);
    if (!id || !person)
        return Error(Errc::StoreDamaged);
    JusticeEvent event{.id = *id, .root = *id, .person = *person, .traffickingCase = row.id<sync::RecordTag>(2)};
    event.kind = toText(row, 3);
    event.happenedOn = toText(row, 4);
    event.happenedAt = toText(row, 5);
    event.authority = toText(row, 6);
    event.authorityName = toText(row, 7);
    event.reference = toText(row, 8);
    event.state = toText(row, 9);
    event.result = toText(row, 10);
    event.what = toText(row, 11);
    event.protection = toText(row, 12).split(u' ', Qt::SkipEmptyParts);
    event.legalAid = toText(row, 13);
    const Value amount = row.value(14);
    if (amount.integer() != nullptr)
        event.amount = *amount.integer();
    event.follows = row.id<sync::RecordTag>(15);
    event.corrects = row.id<sync::RecordTag>(16);
    event.recordedAt = row.value(17).integerOr(0);
    event.recordedBy = row.id<sync::UserTag>(18);
    const Value closed = row.value(19);
    if (closed.integer() != nullptr)
        event.closedAt = *closed.integer();
    event.caseCode = toText(row, 20);
    event.displayName = toText(row, 21);
    event.staffName = toText(row, 22);
    return event;
}

Result<std::vector<JusticeEvent>> readAllRows(store::Connection &db, const std::optional<CaseId> &person)
{
    // Two statements: "or everybody's" in one of them would look through the whole table for each person.
    INDARO_TRY_ASSIGN(auto rows, db.prepare(std::string(JusticeColumns) + (person ? "WHERE e.case_file = ?1 " : "") +
                                            "ORDER BY e.recorded_at, e.id"));
    if (person)
        rows.bind(1, *person);
    std::vector<JusticeEvent> events;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        INDARO_TRY_ASSIGN(auto event, readJusticeRow(rows));
        events.push_back(std::move(event));
        return {};
    }));
    settleCorrections(events);
    return events;
}

Error futureDay(sync::FieldId field)
{
    return {Errc::DateInFuture, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

bool isListed(const QString &list, const QString &code)
{
    return model::CodeList::byName(list).find(code) != nullptr;
}

bool isProtection(QStringView kind)
{
    return kind == justice_kinds::ProtectionRequested || kind == justice_kinds::ProtectionGranted ||
           kind == justice_kinds::ProtectionRefused;
}

Result<void> checkHour(const Value &hour)
{
    const QString text = model::toText(hour);
    const bool isHour = text.isEmpty() || (text.size() == 5 && QTime::fromString(text, u"HH:mm"_s).isValid());
    return isHour ? Result<void>() : neededField(fields::justice_event::HappenedAt);
}

bool isOverState(const QString &state)
{
    return state == hearing_states::Held || state == hearing_states::NotAttended;
}

/// What an appointment is when nobody says: to come, or over.
QString stateOf(const JusticeDraft &draft, QDate day, QDate today)
{
    const QString state = model::toText(draft.state);
    return !state.isEmpty() ? state : QString(day < today ? hearing_states::Held : hearing_states::Planned);
}

Result<void> checkDay(const JusticeDraft &draft, QDate today)
{
    const QString text = model::toText(draft.happenedOn);
    if (text.isEmpty())
        return neededField(fields::justice_event::HappenedOn);
    INDARO_TRY_ASSIGN(const auto date, model::PartialDate::parse(text));
    const QString kind = model::toText(draft.kind);
    if (!isAppointmentKind(kind))
        return date.earliest() > today ? futureDay(fields::justice_event::HappenedOn) : Result<void>();
    if (date.day == 0)
        return neededField(fields::justice_event::HappenedOn); // a reminder counts from a day
    const QString state = stateOf(draft, date.earliest(), today);
    if (!isListed(u"hearing_state"_s, state))
        return neededField(fields::justice_event::State);
    return isOverState(state) && date.earliest() > today ? futureDay(fields::justice_event::HappenedOn) : Result<void>();
}

Result<void> checkJustice(const JusticeDraft &draft, QDate today)
{
    const QString kind = model::toText(draft.kind);
    if (kind == justice_kinds::NoConsent || kind == justice_kinds::WrittenInError || !isListed(u"justice_event"_s, kind))
        return neededField(fields::justice_event::Kind);
    INDARO_TRY(checkDay(draft, today));
    INDARO_TRY(checkHour(draft.happenedAt));
    if (isProtection(kind) && model::toText(draft.protection).isEmpty())
        return neededField(fields::justice_event::Protection);
    if ((kind == justice_kinds::Awarded || kind == justice_kinds::Paid) && draft.amount.integer() == nullptr)
        return neededField(fields::justice_event::Amount);
    return {};
}

sync::FieldValues justiceValues(Desk &desk, CaseId person, const JusticeDraft &draft)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    sync::FieldValues values{{fields::justice_event::CaseFile, idValue(person)},
                             {fields::justice_event::Kind, draft.kind},
                             {fields::justice_event::HappenedOn, draft.happenedOn},
                             {fields::justice_event::HappenedAt, draft.happenedAt},
                             {fields::justice_event::Authority, draft.authority},
                             {fields::justice_event::AuthorityName, draft.authorityName},
                             {fields::justice_event::Reference, draft.reference},
                             {fields::justice_event::Result, draft.result},
                             {fields::justice_event::What, draft.what},
                             {fields::justice_event::Protection, draft.protection},
                             {fields::justice_event::LegalAid, draft.legalAid},
                             {fields::justice_event::Amount, draft.amount},
                             {fields::justice_event::RecordedAt, desk.clock.nowUtc()},
                             {fields::justice_event::RecordedBy, ownAccount(desk)}};
    if (draft.follows)
        values.emplace_back(fields::justice_event::Follows, idValue(*draft.follows));
    if (draft.traffickingCase)
        values.emplace_back(fields::justice_event::TraffickingCase, idValue(*draft.traffickingCase));
    if (isAppointmentKind(model::toText(draft.kind))) {
        const auto date = model::PartialDate::parse(model::toText(draft.happenedOn));
        const QDate day = date ? date->earliest() : today;
        const QString state = stateOf(draft, day, today);
        values.emplace_back(fields::justice_event::State, state.toStdString());
        const bool isLongOver = isOverState(state) && day.daysTo(today) > LongOverDays;
        if (isLongOver || state == hearing_states::Cancelled)
            values.emplace_back(fields::justice_event::ClosedAt, desk.clock.nowUtc());
    }
    return values;
}

/// Whether the act may be written: nothing, or what she said.
Result<UseAnswer> askJustice(Desk &desk, CaseId person, const QString &kind, const QString &reason)
{
    if (!isInHerName(kind))
        return UseAnswer();
    INDARO_TRY_ASSIGN(const UseAnswer answer, askUse(desk, person, QString::fromLatin1(consent_uses::Justice)));
    if (answer.why != ConsentWhy::None && reason.trimmed().isEmpty())
        return Error(Errc::ConsentMissing, {{"field", std::string("reason")},
                                            {"standing", toCode(answer.why).toStdString()},
                                            {"purpose", std::string(consent_uses::Justice)},
                                            {"day", answer.day.toStdString()}});
    return answer;
}

/// In the caller's transaction: the reason beside the act, and the journal.
Result<void> bearReason(Desk &desk, CaseId person, sync::RecordId event, const UseAnswer &answer, const QString &reason)
{
    if (answer.why == ConsentWhy::None)
        return {};
    const std::string today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY(bearRecord(desk, fields::justice_event::Table,
                          {{fields::justice_event::CaseFile, idValue(person)},
                           {fields::justice_event::Kind, Value(justice_kinds::NoConsent.data())},
                           {fields::justice_event::HappenedOn, today},
                           {fields::justice_event::What, reason.trimmed().toStdString()},
                           {fields::justice_event::Follows, idValue(event)},
                           {fields::justice_event::RecordedAt, desk.clock.nowUtc()},
                           {fields::justice_event::RecordedBy, ownAccount(desk)}}));
    return rows::noteUse(desk, person, consent_uses::Justice);
}

Result<JusticeEvent> findJustice(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(const PlanRecord record, findRecord(desk, id, {fields::justice_event::Table}));
    INDARO_TRY_ASSIGN(const CaseId person, personOf(record));
    INDARO_TRY_ASSIGN(const auto events, readAllRows(desk.db, person));
    const auto found = std::ranges::find(events, id, &JusticeEvent::id);
    if (found == events.end())
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::justice_event::Table)}});
    return *found;
}

/// Errors: UnknownRecord, WrongState.
Result<JusticeEvent> findStanding(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(JusticeEvent event, findJustice(desk, id));
    if (event.isReplaced || event.kind == justice_kinds::NoConsent)
        return Error(Errc::WrongState);
    return event;
}

Result<JusticeEvent> findOpenHearing(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(JusticeEvent event, findStanding(desk, id));
    if (!event.isAppointment() || event.closedAt)
        return Error(Errc::WrongState);
    return event;
}

/// In the caller's transaction.
Result<sync::RecordId> bearJustice(Desk &desk, CaseId person, const JusticeDraft &draft, const UseAnswer &answer,
                                   const sync::FieldValues &more = {})
{
    sync::FieldValues values = justiceValues(desk, person, draft);
    for (const auto &each : more) {
        std::erase_if(values, [&](const auto &value) { return value.first == each.first; });
        values.push_back(each);
    }
    INDARO_TRY_ASSIGN(const auto id, bearRecord(desk, fields::justice_event::Table, values));
    INDARO_TRY(bearReason(desk, person, id, answer, draft.reason));
    INDARO_TRY_ASSIGN(const JusticeEvent event, findJustice(desk, id));
    INDARO_TRY(rows::tickOfRecord(desk, event));
    if (isOverState(event.state))
        INDARO_TRY(rows::tickOfHearing(desk, event, HearingStage::Accompany));
    return id;
}

} // namespace

Result<sync::RecordId> recordJusticeEvent(Desk &desk, CaseId person, const JusticeDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY(Readable::of(desk)); // the first one of a laptop writes, and not within another transaction
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY(checkJustice(draft, model::localDay(desk.clock.nowUtc())));
    INDARO_TRY_ASSIGN(const UseAnswer answer, askJustice(desk, person, model::toText(draft.kind), draft.reason));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto id, bearJustice(desk, person, draft, answer));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<sync::RecordId> correctJusticeEvent(Desk &desk, sync::RecordId wrong, const JusticeDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY(Readable::of(desk));
    INDARO_TRY_ASSIGN(const JusticeEvent before, findStanding(desk, wrong));
    JusticeDraft corrected = draft;
    if (!corrected.follows)
        corrected.follows = before.follows;
    if (!corrected.traffickingCase)
        corrected.traffickingCase = before.traffickingCase;
    const QString kind = model::toText(corrected.kind);
    if (isAppointmentKind(kind) && model::toText(corrected.state).isEmpty() && before.isAppointment())
        corrected.state = before.state.toStdString();
    INDARO_TRY(checkJustice(corrected, model::localDay(desk.clock.nowUtc())));
    UseAnswer answer; // what stands already was asked about when it was written
    if (!isInHerName(before.kind)) {
        INDARO_TRY_ASSIGN(answer, askJustice(desk, before.person, kind, corrected.reason));
    }
    sync::FieldValues more{{fields::justice_event::Corrects, idValue(wrong)}};
    if (before.closedAt && isAppointmentKind(kind))
        more.emplace_back(fields::justice_event::ClosedAt, *before.closedAt);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (kind != before.kind) // another act: what it asked for is not done by this one
        INDARO_TRY(rows::untickOfRecord(desk, before));
    INDARO_TRY_ASSIGN(const auto id, bearJustice(desk, before.person, corrected, answer, more));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> takeBackJusticeEvent(Desk &desk, sync::RecordId wrong, const Value &why)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY_ASSIGN(const JusticeEvent before, findStanding(desk, wrong));
    if (model::toText(why).trimmed().isEmpty())
        return neededField(fields::justice_event::What);
    INDARO_TRY(Readable::of(desk));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::untickOfRecord(desk, before));
    INDARO_TRY(bearRecord(desk, fields::justice_event::Table,
                          {{fields::justice_event::CaseFile, idValue(before.person)},
                           {fields::justice_event::Kind, Value(justice_kinds::WrittenInError.data())},
                           {fields::justice_event::HappenedOn, model::toValue(before.happenedOn)},
                           {fields::justice_event::What, why},
                           {fields::justice_event::Corrects, idValue(wrong)},
                           {fields::justice_event::RecordedAt, desk.clock.nowUtc()},
                           {fields::justice_event::RecordedBy, ownAccount(desk)}}));
    return transaction.commit();
}

Result<void> noteHearing(Desk &desk, sync::RecordId id, const HearingOutcome &outcome)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY(Readable::of(desk));
    INDARO_TRY_ASSIGN(const JusticeEvent before, findOpenHearing(desk, id));
    const QString state = model::toText(outcome.state);
    const bool isSuch = isOverState(state) || state == hearing_states::Prepared || state == hearing_states::Cancelled;
    if (!isSuch)
        return neededField(fields::justice_event::State);
    if (state == hearing_states::Prepared && !before.isOpen())
        return Error(Errc::WrongState);
    if (isOverState(state) && before.day() > model::localDay(desk.clock.nowUtc()))
        return futureDay(fields::justice_event::HappenedOn);
    sync::FieldValues values{{fields::justice_event::State, outcome.state}};
    if (outcome.result.isKnown())
        values.emplace_back(fields::justice_event::Result, outcome.result);
    if (outcome.what.isKnown())
        values.emplace_back(fields::justice_event::What, outcome.what);
    if (state == hearing_states::Cancelled) // nothing was said that would have to be talked over
        values.emplace_back(fields::justice_event::ClosedAt, desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, id, values));
    if (state != hearing_states::Cancelled)
        INDARO_TRY(rows::tickOfHearing(desk, before,
                                       state == hearing_states::Prepared ? HearingStage::Prepare : HearingStage::Accompany));
    return transaction.commit();
}

Result<std::optional<sync::RecordId>> adjournHearing(Desk &desk, sync::RecordId id, const Value &newDay,
                                                     const Value &newHour, const Value &why, const QString &reason)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY(Readable::of(desk));
    INDARO_TRY_ASSIGN(const JusticeEvent before, findOpenHearing(desk, id));
    if (!before.isOpen()) // over, or put off already: a second day would follow it
        return Error(Errc::WrongState);
    const QDate today = model::localDay(desk.clock.nowUtc());
    JusticeDraft next{.kind = before.kind.toStdString(),
                      .happenedOn = newDay,
                      .happenedAt = newHour,
                      .authority = model::toValue(before.authority),
                      .authorityName = model::toValue(before.authorityName),
                      .reference = model::toValue(before.reference),
                      .state = Value(hearing_states::Planned.data()),
                      .follows = id,
                      .traffickingCase = before.traffickingCase,
                      .reason = reason};
    const bool hasDay = newDay.isKnown();
    UseAnswer answer;
    if (hasDay) {
        INDARO_TRY(checkJustice(next, today));
        if (QDate::fromString(model::toText(newDay), Qt::ISODate) <= before.day())
            return neededField(fields::justice_event::HappenedOn);
        INDARO_TRY_ASSIGN(answer, askJustice(desk, before.person, before.kind, reason));
    }
    sync::FieldValues values{{fields::justice_event::State, Value(hearing_states::Adjourned.data())}};
    if (why.isKnown())
        values.emplace_back(fields::justice_event::What, why);
    if (today < before.day()) // by a letter beforehand: nobody went
        values.emplace_back(fields::justice_event::ClosedAt, desk.clock.nowUtc());
    std::optional<sync::RecordId> following;
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, id, values));
    if (today >= before.day())
        INDARO_TRY(rows::tickOfHearing(desk, before, HearingStage::Accompany));
    if (hasDay) {
        INDARO_TRY_ASSIGN(following, bearJustice(desk, before.person, next, answer));
    }
    INDARO_TRY(transaction.commit());
    return following;
}

Result<void> closeHearing(Desk &desk, sync::RecordId id)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY(Readable::of(desk));
    INDARO_TRY_ASSIGN(const JusticeEvent before, findOpenHearing(desk, id));
    if (before.isOpen())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, id, {{fields::justice_event::ClosedAt, desk.clock.nowUtc()}}));
    INDARO_TRY(rows::tickOfHearing(desk, before, HearingStage::Debrief));
    return transaction.commit();
}

Result<Proceedings> loadProceedings(Desk &desk, CaseId person)
{
    INDARO_TRY(desk.access.mustRead(Thing::Procedure));
    Proceedings file;
    INDARO_TRY_ASSIGN(file.consent, askUse(desk, person, QString::fromLatin1(consent_uses::Justice)));
    INDARO_TRY_ASSIGN(file.events, readAllRows(desk.db, person));
    QString risksOn;
    {
        INDARO_TRY_ASSIGN(
            auto risks, desk.log.connection().prepare("SELECT max(assessed_at) FROM risk_assessment WHERE case_file = ?1"));
        risks.bind(1, person);
        INDARO_TRY_ASSIGN(const bool found, risks.step());
        if (const base::UtcMs at = found ? risks.value(0).integerOr(0) : 0; at > 0)
            risksOn = model::localDay(at).toString(Qt::ISODate);
    }
    file.course = courseOf(standingOf(file.events), model::localDay(desk.clock.nowUtc()), risksOn);
    std::ranges::stable_sort(file.events, [](const JusticeEvent &one, const JusticeEvent &other) {
        return std::tuple(other.happenedOn, other.happenedAt, other.recordedAt) <
               std::tuple(one.happenedOn, one.happenedAt, one.recordedAt);
    });
    INDARO_TRY_ASSIGN(auto tasks,
                      desk.db.prepare("SELECT id FROM task WHERE case_file = ?1 AND kind = ?2 AND done_at IS NULL "
                                      "ORDER BY raised_at, id"));
    tasks.bind(1, person);
    tasks.bind(2, std::string_view(WithdrawnJusticeTask));
    INDARO_TRY(forEachRow(tasks, [&]() -> Result<void> {
        if (const auto id = tasks.id<sync::RecordTag>(0))
            file.openTasks.push_back(*id);
        return {};
    }));
    return file;
}

Result<void> settleWithdrawnJustice(Desk &desk, sync::RecordId task, const Value &note)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY_ASSIGN(const PlanRecord record, findRecord(desk, task, {fields::task::Table}));
    if (record.text(fields::task::Kind) != QLatin1StringView(WithdrawnJusticeTask))
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::task::Table)}});
    if (record.momentAt(fields::task::DoneAt))
        return Error(Errc::WrongState);
    if (model::toText(note).trimmed().isEmpty())
        return neededField(fields::task::Note);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, task, {{fields::task::DoneAt, desk.clock.nowUtc()}, {fields::task::Note, note}}));
    return transaction.commit();
}

Result<std::vector<JusticeEvent>> rows::readJusticeEvents(Desk &desk, const std::optional<CaseId> &person)
{
    return readAllRows(desk.log.connection(), person);
}

Result<void> rows::openWithdrawnJustice(Desk &desk, CaseId person, sync::RecordId withdrawal)
{
    INDARO_TRY_ASSIGN(const auto events, readAllRows(desk.log.connection(), person));
    if (std::ranges::none_of(events, &JusticeEvent::isOpen))
        return {};
    const sync::ChangeLog::GateLift lift(desk.log); // it follows from what she said, whoever wrote that down
    INDARO_TRY(bearRecord(desk, fields::task::Table,
                          {{fields::task::CaseFile, idValue(person)},
                           {fields::task::Kind, Value(WithdrawnJusticeTask)},
                           {fields::task::RaisedAt, desk.clock.nowUtc()},
                           {fields::task::DueAt, desk.clock.nowUtc()},
                           {fields::task::Source, idValue(withdrawal)}}));
    return {};
}

QString rows::instanceOfEvent(const JusticeEvent &event)
{
    const auto bytes = event.root.bytes();
    const QString id = QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(bytes.data()), 4).toHex());
    // Of what was written down when it was over nothing is due before it. Corrected afterwards it is the same one still.
    const bool isKnownAfterwards = event.isAppointment() && event.day() < model::localDay(event.firstRecordedAt);
    return isKnownAfterwards ? sop::KnownAfterwards + id : id;
}

} // namespace indaro::casework
