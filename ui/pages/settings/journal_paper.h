// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/journal.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// The director's page of a week: who opened how much, what was opened outside one's own cases and why, emergency openings,
/// what was passed over, printed, exported; and whether the journal holds, with ten digits to compare a year later. One A4
/// page, marked internal; residents by the code of their file. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> journalWeekPaper(const casework::JournalWeek &week, base::UtcMs now);

} // namespace indaro::ui::pages
