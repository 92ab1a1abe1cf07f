// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/retention/retention.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// That a file was closed, until when it is kept and what was agreed for that day, to be signed and put away
/// [domain.md 5.D]. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> closingPaper(const casework::Closing &closing, const QString &caseCode);

} // namespace indaro::ui::pages
