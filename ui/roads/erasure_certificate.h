// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/erasing.h"
#include "ui/print/document_view.h"

namespace indaro::ui::roads {

/// The paper about one erasure: who ordered it, which laptops have confirmed and when, what stays out of reach. Never her
/// name; `caseCode` in the sitting it was typed in, for the program keeps it no longer: else a line for the pen.
/// GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> erasureCertificate(const exchange::Erasure &erasure, const QString &caseCode,
                                                            base::UtcMs now);

} // namespace indaro::ui::roads
