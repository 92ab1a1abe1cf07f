// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"

namespace indaro::casework::rows {

/// The records of marks: those about health in the table of the health compartment. Store thread; the store's errors.

class ChecklistReading;

/// Oldest first. `withHealth`: those about health too.
[[nodiscard]] base::Result<std::vector<StepMark>> readMarks(Desk &desk, const ChecklistOwner &owner, bool withHealth);
/// The same, where several lists are read (checklist_reading.h).
[[nodiscard]] base::Result<std::vector<StepMark>> readMarks(Desk &desk, const ChecklistOwner &owner,
                                                            const ChecklistReading &reading);

/// What was said while she was announced, oldest first: for whoever keeps the door, notes too.
[[nodiscard]] base::Result<std::vector<StepMark>> readMarksOfHold(Desk &desk, sync::RecordId hold);

/// Writes one mark, in the caller's transaction, later than every mark of this occurrence that could be read, and not
/// before `notBefore`.
[[nodiscard]] base::Result<void> bearMark(Desk &desk, const ChecklistOwner &owner, const NewMark &mark,
                                          const sop::Pack &pack, base::UtcMs notBefore);
/// The same for a call, whose file there is not yet.
[[nodiscard]] base::Result<void> bearMarkOfHold(Desk &desk, sync::RecordId hold, const NewMark &mark, const sop::Pack &pack);

/// Whether this may be said of this step by whoever is signed in. Errors: as markStep.
[[nodiscard]] base::Result<void> checkMark(Desk &desk, const sop::Step &step, const NewMark &mark);

/// As markStep, in the caller's transaction.
[[nodiscard]] base::Result<void> markWithin(Desk &desk, const ChecklistOwner &owner, const NewMark &mark);

/// The pack a checklist follows, begun or not. Errors: as loadPack.
[[nodiscard]] base::Result<PackInUse> followedPackOf(Desk &desk, const ChecklistOwner &owner);

/// loadChecklist without asking who may see it: what holds an action back holds it back whoever acts.
[[nodiscard]] base::Result<Checklist> checklistFor(Desk &desk, const ChecklistOwner &owner);

} // namespace indaro::casework::rows
