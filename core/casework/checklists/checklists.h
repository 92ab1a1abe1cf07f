// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/pack_store.h"
#include "core/casework/people/person_draft.h"
#include "core/sop/schedule.h"

namespace indaro::casework {

/// The procedure of each case and of the house: what is to be done, what was ticked, and what is held back until then.
/// Store thread; everything may also fail with the store's errors, UnknownRecord and those of loadPack.

/// Whose checklist: a person's, or (empty) the house's.
using ChecklistOwner = std::optional<CaseId>;

/// What was said of a step, and by whom, or which record of the program proves it.
struct StepMark
{
    sop::Mark mark{};
    QStringList evidence{};
    QString note{};
    QString by{};                            ///< the name of the member of staff
    std::optional<sync::RecordKey> record{}; ///< it is kept in, or (mark.isOfRecord) that proves the step
    bool isSeen = false;                     ///< a waiver in haste: the director has looked at it
};

/// A line of the schedule without its pack: values that may go to another thread.
struct ChecklistLine
{
    sop::Line line{};              ///< its pointers live as long as Checklist::pack
    std::vector<StepMark> marks{}; ///< of this occurrence, newest first
};

struct Checklist
{
    std::shared_ptr<const sop::Pack> pack{};
    std::optional<PackRecordId> packRecord{}; ///< empty: the pack that comes with the program
    bool isBegun = false;                     ///< false: nothing was ticked yet, and it follows the newest pack
    std::optional<int> newerRevision{};       ///< that the case could move to
    bool newerIsOther = false; ///< of another pack, which the house follows by now: its own, or somebody else's
    std::vector<ChecklistLine> lines{};
    std::vector<sop::ClockReading> clocks{}; ///< rule points into the pack
    sop::Situation situation{};
    /// Steps some have because of their health (sop::isHealthStep) are in `lines`. Else they are left out for everybody, so
    /// that nothing says whether this person has any; `hidesHealth`: the pack has such steps.
    bool mayReadHealth = true;
    bool hidesHealth = false;
};
[[nodiscard]] base::Result<Checklist> loadChecklist(Desk &desk, const ChecklistOwner &owner);

/// What somebody says of a step.
struct NewMark
{
    QString step{};
    QString occurrence{};
    sop::StepState state = sop::StepState::Done;
    QStringList evidence{};
    QString note{}; ///< needed where the step is closed without being done: why
    /// Waived in haste by whoever is on duty, where the pack allows it: audited, shown to the director until seen, and over
    /// after sop::UrgentWaiverMs.
    bool isUrgent = false;
    /// Local, "2026-11-24" or "2026-11-24T14:30": when it was done, as the paper says on which it was ticked first. Deadlines
    /// count from it. Empty: now, or the day of the paper of this person that is being typed in (paper/paper_entries.h). A
    /// waiver, and a step that is opened again, are always of now.
    QString doneAt{};
};
/// Begins the checklist if it is the first. What is said of a step about health is kept in the health compartment. Errors:
/// NotFound (step=: the pack has none of that id), InvalidArgument (field=note: a reason is needed; field=done_at: no whole
/// day), DateInFuture (field=done_at), TextTooLong,
/// AccessRefused (a waiver, and the signed-in person is no director; one in haste the pack does not allow; a step about
/// health, and the signed-in person may not read health).
[[nodiscard]] base::Result<void> markStep(Desk &desk, const ChecklistOwner &owner, const NewMark &mark);

/// Something happened that deadlines count from and no other record tells. That she told of sexual violence is kept in the
/// health compartment. Errors: InvalidArgument (field=happened_at, or an event that follows from other records),
/// DateInFuture (but for hearings and a planned exit), AccessRefused (a disclosure, and the signed-in person may not read
/// health).
[[nodiscard]] base::Result<sync::RecordId> recordEvent(Desk &desk, CaseId person, sop::Event event,
                                                       const QString &happenedAt, const QString &note = {});
/// The events a person may record by hand: the others follow from the register.
[[nodiscard]] const std::vector<sop::Event> &recordableEvents();

/// What differs between the pack a checklist follows and another, by step.
struct PackDifference
{
    QStringList added{}; ///< ids of steps
    QStringList removed{};
    QStringList changed{}; ///< another deadline, guard, role, text or condition
};
[[nodiscard]] PackDifference comparePacks(const sop::Pack &from, const sop::Pack &to);
/// A case follows another revision from now on; what was ticked stays. Errors: as loadPack.
[[nodiscard]] base::Result<void> moveToPack(Desk &desk, const ChecklistOwner &owner,
                                            const std::optional<PackRecordId> &pack);

/// A step that is late, due today or within three days.
struct DueStep
{
    ChecklistOwner owner{};
    QString caseCode{};
    QString displayName{};
    std::shared_ptr<const sop::Pack> pack{};
    sop::Line line{};
};
/// Of every person whose file is open and of the house, the most urgent first. `role`: only steps this role is responsible
/// for; empty: all.
[[nodiscard]] base::Result<std::vector<DueStep>> listDueSteps(Desk &desk, const QString &role = {});

} // namespace indaro::casework
