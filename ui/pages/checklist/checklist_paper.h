// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"
#include "core/casework/consents/withheld.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// A checklist on paper, French and Kirundi: every step with who, until when, and room to tick, date and sign. Filled, it
/// shows what was ticked; blank, only the procedure, for days without electricity. `caseCode`: never a name; empty for the
/// house or a blank one. Notes that say what the person withholds are not on
/// it, nor steps about health where health is withheld. GUI thread. Errors: FileNotFound,
/// TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> checklistPaper(const casework::Checklist &list, const QString &caseCode,
                                                        bool isBlank, const casework::Withheld &withheld = {});

} // namespace indaro::ui::pages
