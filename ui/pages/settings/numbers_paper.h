// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/paper/serial_register.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// Every number this laptop gave to a paper in a year, one a line and without a gap: what bears it, or why it is void. For
/// who controls the house: it names no resident. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> numbersPaper(const std::vector<casework::NumberLine> &numbers, int year,
                                                      base::UtcMs now);

} // namespace indaro::ui::pages
