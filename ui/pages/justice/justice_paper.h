// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/justice/hearings.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// The days at court of everybody, for who goes along: stays in the house. Of a day that is planned although somebody does
/// not agree any more it says so. GUI thread. Errors: SimplePaper's.
[[nodiscard]] base::Result<print::Paper> courtDaysPaper(const std::vector<casework::CourtDay> &days, QDate from, QDate to);

} // namespace indaro::ui::pages
