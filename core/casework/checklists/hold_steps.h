// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"
#include "core/casework/stays/holds.h"

namespace indaro::casework {

/// What is done while somebody is announced and nobody has a file yet [domain.md 5, phase 1]: asked, said and agreed on the
/// telephone. It is ticked for the call, and stands in the checklist of each who comes by it. Store thread; everything may
/// also fail with the store's errors and those of loadPack.

struct HoldSteps
{
    std::shared_ptr<const sop::Pack> pack{}; ///< the newest: no file has begun
    std::vector<ChecklistLine> lines{};      ///< the steps that count from an announcement, in the order of the pack
};
/// Of a call that is coming in: nothing is kept yet, so there is nothing to be late with.
[[nodiscard]] base::Result<HoldSteps> stepsOfCall(Desk &desk);
/// Errors: UnknownRecord.
[[nodiscard]] base::Result<HoldSteps> loadHoldSteps(Desk &desk, sync::RecordId hold);

/// Says something of a step of a call. Errors: UnknownRecord, NotFound (step=: no step of a call), WrongState (they came, or
/// the call came to an end: what is said now belongs to a file), InvalidArgument (field=note: a reason is needed),
/// TextTooLong, AccessRefused (a waiver, and the signed-in person is no director).
[[nodiscard]] base::Result<void> markHoldStep(Desk &desk, sync::RecordId hold, const NewMark &mark);

/// announce(), and what was ticked while the caller was still on the line, all or nothing. Errors: as both.
[[nodiscard]] base::Result<sync::RecordId> announceWithSteps(Desk &desk, const HoldDraft &draft,
                                                             const std::vector<NewMark> &marks);

/// The same of a call the house says no to: who decided is kept with it. Errors: as refuse() and markHoldStep().
[[nodiscard]] base::Result<sync::RecordId> refuseWithSteps(Desk &desk, const HoldDraft &draft, const base::Value &refusal,
                                                           const base::Value &alternatives,
                                                           const std::vector<NewMark> &marks);

namespace rows {
/// They came: what was ticked for the call is of the file of the first of them, and goes with it. In the caller's
/// transaction.
[[nodiscard]] base::Result<void> carryHoldSteps(Desk &desk, sync::RecordId hold, CaseId person);
/// What another laptop ticked before it knew that they had come counts for the file (readMarks) and is made part of it when
/// the file is next opened, so that it goes with it. In the caller's transaction.
[[nodiscard]] base::Result<void> carryLateHoldSteps(Desk &desk, CaseId person);
} // namespace rows

} // namespace indaro::casework
