// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/use_rule.h"
#include "core/casework/desk.h"
#include "core/casework/justice/justice_course.h"

namespace indaro::casework {

/// Writing the proceedings down, and reading them. An act is never changed: a wrong one is corrected by another, and what
/// was written stays readable; of an appointment alone, what becomes of it is written into it. A complaint, a hearing, a
/// judgment and an accused who is free are events of the procedure by themselves (checklists/occasions.h): nobody notes them
/// a second time, and a correction corrects the deadlines too. The step that asks for the record is ticked by it.
/// Store thread; each command is one transaction. Errors of all: model::checkField's, AccessRefused, the store's, and where
/// said. Fields are named by table= and field=.

struct JusticeDraft
{
    base::Value kind{};       ///< codelist justice_event, but no_consent and written_in_error; needed
    base::Value happenedOn{}; ///< needed; of an appointment a whole day, which alone may lie ahead
    base::Value happenedAt{}; ///< HH:mm
    base::Value authority{};
    base::Value authorityName{};
    base::Value reference{};
    base::Value state{}; ///< of an appointment; Null: planned, or held when the day has passed
    base::Value result{};
    base::Value what{};
    base::Value protection{}; ///< Set; needed of a measure of protection
    base::Value legalAid{};
    base::Value amount{}; ///< needed of compensation awarded or paid
    std::optional<sync::RecordId> follows{};
    std::optional<sync::RecordId> traffickingCase{};
    QString reason{}; ///< why an act is done in her name although she has not agreed
};
/// Errors: UnknownRecord, InvalidArgument (what is missing or does not fit), DateInFuture, ConsentMissing (standing=: the
/// act is in her name, she has not agreed to cooperate, and no reason is given). With a reason the act is written down, the
/// reason beside it, and the journal has it where she said no.
[[nodiscard]] base::Result<sync::RecordId> recordJusticeEvent(Desk &desk, CaseId person, const JusticeDraft &draft);
/// It was written down wrongly: this stands in its place. Errors: as above, UnknownRecord, WrongState (it is replaced
/// already).
[[nodiscard]] base::Result<sync::RecordId> correctJusticeEvent(Desk &desk, sync::RecordId event, const JusticeDraft &draft);
/// It never happened. Errors: as above; InvalidArgument (no `why`).
[[nodiscard]] base::Result<void> takeBackJusticeEvent(Desk &desk, sync::RecordId event, const base::Value &why);

/// What became of an appointment.
struct HearingOutcome
{
    base::Value state{}; ///< prepared, held, not_attended, cancelled; needed
    base::Value result{};
    base::Value what{}; ///< who spoke, what was decided
};
/// Errors: UnknownRecord, InvalidArgument (no such state), WrongState (over, or replaced), DateInFuture (held, before its
/// day).
[[nodiscard]] base::Result<void> noteHearing(Desk &desk, sync::RecordId hearing, const HearingOutcome &outcome);
/// The court puts it off. The new day, where it is known, is an appointment of its own that follows this one; its id.
/// `newDay`: day, hour, and what else is new; Null: not known yet. Errors: as noteHearing; InvalidArgument (not after the
/// old day), ConsentMissing (a new day, and she does not agree any more: `reason`).
[[nodiscard]] base::Result<std::optional<sync::RecordId>> adjournHearing(Desk &desk, sync::RecordId hearing,
                                                                         const base::Value &newDay,
                                                                         const base::Value &newHour, const base::Value &why,
                                                                         const QString &reason = {});
/// It was talked over with her: nothing more is asked for. Errors: UnknownRecord, WrongState (still open, or over already).
[[nodiscard]] base::Result<void> closeHearing(Desk &desk, sync::RecordId hearing);

/// The file of one person.
struct Proceedings
{
    std::vector<JusticeEvent> events{}; ///< all that was ever written, the newest day first
    JusticeCourse course{};
    UseAnswer consent{};                     ///< to cooperate with justice
    std::vector<sync::RecordId> openTasks{}; ///< she took her agreement back: what becomes of the hearings
};
/// Errors: UnknownRecord.
[[nodiscard]] base::Result<Proceedings> loadProceedings(Desk &desk, CaseId person);
/// What was to be done because she took her agreement back is done. Errors: UnknownRecord, WrongState (done already).
[[nodiscard]] base::Result<void> settleWithdrawnJustice(Desk &desk, sync::RecordId task, const base::Value &note);

/// Kind of the task that is opened when she takes her agreement back and days at court are planned.
inline constexpr char WithdrawnJusticeTask[] = "justice_withdrawn";

namespace rows {
/// All that was written, of one person or of everybody, settled (settleCorrections), whatever the role of who asks.
[[nodiscard]] base::Result<std::vector<JusticeEvent>> readJusticeEvents(Desk &desk, const std::optional<CaseId> &person);
/// She took back her agreement to cooperate: where a day is planned, somebody has to see to it. In the caller's transaction.
[[nodiscard]] base::Result<void> openWithdrawnJustice(Desk &desk, CaseId person, sync::RecordId withdrawal);
/// Which time of a step of the procedure an appointment is (sop::Happening::instance).
[[nodiscard]] QString instanceOfEvent(const JusticeEvent &event);
} // namespace rows

} // namespace indaro::casework
