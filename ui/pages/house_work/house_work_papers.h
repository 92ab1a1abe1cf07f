// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/complaints.h"
#include "core/casework/house/routines.h"
#include "core/casework/house/self_check.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// The papers of the work of the house, French with Kirundi. GUI thread. Errors: FileNotFound, TemplateDamaged.

/// What comes back, when it was last done and by whom, and a box to tick on the wall.
[[nodiscard]] base::Result<print::Paper> routinesPaper(const casework::Checklist &house, base::UtcMs now);
/// Complaints for the reader from outside [domain.md 5: 6.6c]: without the reserved ones, which are on no paper, and without
/// the words of those who gave their name.
[[nodiscard]] base::Result<print::Paper> complaintsPaper(const std::vector<casework::Complaint> &complaints,
                                                         base::UtcMs now);
/// A round of the self-check with its answers, and the action list to hang up; blank: to be filled in by hand.
[[nodiscard]] base::Result<print::Paper> selfCheckPaper(const casework::SelfCheck &check,
                                                        const std::vector<casework::SelfCheckLine> &actions, bool isBlank);

} // namespace indaro::ui::pages
