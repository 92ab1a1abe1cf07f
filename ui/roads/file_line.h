// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"
#include "ui/pages/case_file/case_file_page.h"

namespace indaro::ui::roads {

/// The line of a case file that says whether its last change is here only, waits, is stored by a server or received by
/// another laptop; hidden while this laptop exchanges with nobody. `exchange` outlives the pages.
[[nodiscard]] pages::MakeFileLine fileLineOf(exchange::Exchange &exchange);

} // namespace indaro::ui::roads
