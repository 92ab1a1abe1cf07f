// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/manual/manual.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// Tasks of the manual on paper, each on a page of its own, of several with what is in it before; without pictures, which
/// the screens show. In Kirundi what there is stands beside its French, and the French follows. Nobody's data is in it.
/// Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper>
manualPaper(const manual::Manual &manual, const std::vector<const manual::Task *> &tasks, const QString &language);

} // namespace indaro::ui::pages
