// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/sop/schedule.h"

namespace indaro::casework::rows {

/// What the records of a person say happened although nobody recorded an event: that sexual violence was told or seen, that
/// police or a court have her case, that she goes before them, what was decided on her status, what the
/// proceedings tell (justice/justice_steps.h). Beside what was recorded by hand, which stays where no record
/// says it. `withHealth`: who may not read her health gets nothing of the first. Store thread; the store's errors.
[[nodiscard]] base::Result<void> addOccasions(Desk &desk, CaseId person, bool withHealth, sop::Situation &situation);

} // namespace indaro::casework::rows
