// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// These organisations to hang up or to carry, in French and Kirundi: who helps with what, when, and under which number. One
/// that is not there any more is left out; one that nobody asked for three months says so. GUI thread.
/// Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> directoryPaper(const std::vector<casework::DirectoryEntry> &entries, QDate today);

} // namespace indaro::ui::pages
