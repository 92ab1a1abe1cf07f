// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklist_reading.h"
#include "core/casework/checklists/checklists.h"

namespace indaro::casework::rows {

/// What the records of the program prove of a person's steps: a step whose evidence names one ("record:bed",
/// sop::recordKinds()) is done by it, and nobody says it a second time. Worked out from what is written, never remembered,
/// so laptops with the same records agree, and it goes with the record. Reads whatever the role of who asks: that a step is
/// done, when and by whom, is no more than a tick says. Store thread; errors: UnknownRecord, and the store's.
///
/// `marks`, oldest first, are what people said of this file. Their word counts: a step they closed has no proof here, one
/// they opened again only a record made since. What was waived in haste is still to be done, so a record proves it.
/// `since`: the stay that counts.
[[nodiscard]] base::Result<std::vector<StepMark>> marksOfRecords(Desk &desk, CaseId person, const sop::Pack &pack,
                                                                 const std::vector<StepMark> &marks, base::UtcMs since,
                                                                 const ChecklistReading &reading);

} // namespace indaro::casework::rows
