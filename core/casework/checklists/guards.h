// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"

namespace indaro::casework {

/// What the procedure wants done before something else is. A guard holds back a button, never a hand: what has happened
/// already is recorded whatever was missing (noteUnguarded), and the pack names the steps that whoever is on duty may let
/// wait when there is no time. Store thread; everything may also fail with the store's errors and UnknownRecord. A pack that
/// cannot be read here yet holds nothing back.

/// An action about to be taken.
struct GuardedAction
{
    sop::Action action{};
    CaseId person;
    QString instance{}; ///< which one, where it is taken several times for a person: the serial of a referral
};

/// What holds an action back.
struct Blockade
{
    Checklist list{};              ///< only the open steps that do
    QString displayName{};         ///< of the person
    bool mayWaive = false;         ///< the signed-in person is a director
    bool mayWaiveUrgently = false; ///< the pack lets whoever is on duty go on without all of these steps

    [[nodiscard]] bool isBlocked() const { return !list.lines.empty(); }
};
[[nodiscard]] base::Result<Blockade> blockadeOf(Desk &desk, const GuardedAction &action);

/// To be asked in the same job as the action itself. Errors: StepsOpen (step= id of the first, steps= how many).
[[nodiscard]] base::Result<void> checkGuards(Desk &desk, const GuardedAction &action);

/// Waives all steps that hold the action back, for one reason, and writes it down. `isUrgent`: as NewMark::isUrgent. Errors:
/// InvalidArgument (field=note: no reason), AccessRefused (step= where a step may not be waived like that), as markStep.
[[nodiscard]] base::Result<void> waiveGuards(Desk &desk, const GuardedAction &action, const QString &reason, bool isUrgent);

/// It has happened: somebody left, died, ran away. Call it after it was recorded. Writes down which steps were open, and
/// returns their ids; nothing is held back.
[[nodiscard]] base::Result<QStringList> noteUnguarded(Desk &desk, const GuardedAction &action);

/// The same for somebody who has to be told what was missing. What has happened is recorded by then, so that nothing here
/// may look as if it were not: a journal that takes no line is said, and is no error.
struct Unguarded
{
    QStringList steps{};
    bool isNoted = true; ///< false: which steps were open could not be read or written down
};
[[nodiscard]] Unguarded tellUnguarded(Desk &desk, const GuardedAction &action);

/// Something is done in haste that somebody should have approved: the steps that guard it and may wait are waived so, done
/// or not, and the director sees them until she has looked. False: no step of the procedure is one, and nobody is told.
/// Errors: markStep's.
[[nodiscard]] base::Result<bool> tellOfHaste(Desk &desk, const GuardedAction &action, const QString &reason);

/// A waiver in haste nobody has looked at yet.
struct UrgentWaiver
{
    sync::RecordKey record;
    ChecklistOwner owner{};
    QString caseCode{};
    QString displayName{};
    std::shared_ptr<const sop::Pack> pack{};
    QString step{};
    QString occurrence{};
    QString reason{};
    QString by{};
    base::UtcMs at = 0;
};
/// Oldest first; those about health only for who may read it.
[[nodiscard]] base::Result<std::vector<UrgentWaiver>> listUrgentWaivers(Desk &desk);
/// Whether the signed-in person is who looks at them.
[[nodiscard]] base::Result<bool> isWaiverReviewer(Desk &desk);
/// The director has looked at it. Errors: AccessRefused.
[[nodiscard]] base::Result<void> noteWaiverSeen(Desk &desk, const sync::RecordKey &record);

} // namespace indaro::casework
