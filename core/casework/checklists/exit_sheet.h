// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"

namespace indaro::casework {

/// The sheet a person signs when leaving [domain.md 5: 9.6]. What stands on it is what the exit records; that it was signed
/// only somebody who was there can say, so recording an exit never says it by itself. Store thread.

/// Whether a step that guards the exit is done by that sheet.
[[nodiscard]] bool isExitSheet(const sop::Step &step);

/// The sheet was signed: closes those steps, for form and signature. `refusedBecause`: it was not, and why; the steps are
/// closed as refused by the person. Without such a step nothing is written. Errors: as markStep.
[[nodiscard]] base::Result<void> noteExitSheet(Desk &desk, CaseId person, const QString &refusedBecause = {});

} // namespace indaro::casework
