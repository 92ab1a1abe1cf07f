// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/paper/paper_entries.h"

#include <QString>

#include <vector>

namespace indaro::ui::pages {

/// "Written on paper on 24/11/2026 by the guard (QKRT-2026-0042), typed on 26/11/2026 by Marie."
[[nodiscard]] QString paperEntryText(const casework::PaperEntry &entry);
/// The same for the paper of the house: French.
[[nodiscard]] QString paperEntryOnPaper(const casework::PaperEntry &entry);
/// Why a paper like one that was typed in before is typed in: the words of PaperSource::again. Empty for anything else.
[[nodiscard]] QString typedAgainWhy(const QString &reason);
/// A line for each paper that was typed in, with how many records it filled; empty for none.
[[nodiscard]] QString papersTypedIn(const std::vector<casework::PaperEntry> &entries);

} // namespace indaro::ui::pages
