// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"

namespace indaro::casework {

/// What is done for a family at once (a meal, a bed, the rules read aloud) is said once, and stands in the checklist of
/// each. Store thread.

/// Somebody of her family for whom a step waits too.
struct FamilyStep
{
    CaseId person;
    QString displayName{};
};
/// Those in the house now, adults first, whose own checklist has this step open. Errors: AccessRefused, as loadChecklist.
[[nodiscard]] base::Result<std::vector<FamilyStep>> familyWithOpenStep(Desk &desk, CaseId person, const QString &step,
                                                                       const QString &occurrence);

/// Marks the step done for her and for `others`, in one transaction. Whoever of them is not familyWithOpenStep() by now is
/// left alone: her own word, or a record, stands. The note is of one person and stays in her checklist. Errors:
/// InvalidArgument (field=state: only what was done is done for several), as markStep.
[[nodiscard]] base::Result<void> markStepForFamily(Desk &desk, CaseId person, const NewMark &mark,
                                                   const std::vector<CaseId> &others);

} // namespace indaro::casework
