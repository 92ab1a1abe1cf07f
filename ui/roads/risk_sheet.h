// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/shutting_out.h"
#include "ui/print/document_view.h"

namespace indaro::ui::roads {

/// The sheet for a laptop that was lost or stolen [security.md 2.7]: what can be read on it, by case code and never by name,
/// and the five steps of an incident. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> riskSheet(const exchange::RiskReport &report, base::UtcMs now);

} // namespace indaro::ui::roads
