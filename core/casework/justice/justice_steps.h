// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"
#include "core/casework/justice/justice_course.h"

namespace indaro::casework::rows {

/// The proceedings in the procedure of a person: what of them happens in it, and which of its steps they do. Store thread.
/// Errors of all: the store's.

/// The events of the procedure that the proceedings tell: a complaint, days at court, judgments, an accused who is free.
/// Whatever the role of who asks.
[[nodiscard]] base::Result<std::vector<sop::Happening>> happeningsOfJustice(Desk &desk, CaseId person);

/// In the caller's transaction: the step that asks for the record of this event is done by it. Nothing where the procedure
/// has no such step, or it is closed.
[[nodiscard]] base::Result<void> tickOfRecord(Desk &desk, const JusticeEvent &event);
/// The same when the event turns out to be none, while it still stands: the step its record did is open again, unless
/// another record does it.
[[nodiscard]] base::Result<void> untickOfRecord(Desk &desk, const JusticeEvent &event);
/// As tickOfRecord, for preparing, accompanying, talking over.
[[nodiscard]] base::Result<void> tickOfHearing(Desk &desk, const JusticeEvent &event, HearingStage stage);

/// The line of a procedure that asks for the same as a reminder, closed or not: then the line is what is shown and ticked.
[[nodiscard]] const ChecklistLine *lineOfHearing(const Checklist &list, const JusticeEvent &event, HearingStage stage);

} // namespace indaro::casework::rows
