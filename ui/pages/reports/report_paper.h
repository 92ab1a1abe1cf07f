// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/report_document.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// A report as it is printed: title page, numbers, bars and tables, how it is counted, what was suppressed; the bulletin on
/// two pages. Nothing on it names the house [contracts.md 10]. Thread: any. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> reportPaper(const reports::ReportDocument &report, QDate madeOn);

} // namespace indaro::ui::pages
