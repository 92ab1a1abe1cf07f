// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/forms/form_report.h"

#include <QStringList>

namespace indaro::cli {

/// What `form-check` prints of a form. `languages`: of "en" and "fr", those to write; with both, every line that is no bare
/// number stands in one after the other.
[[nodiscard]] QString formCheckText(const forms::FormReport &report, const QStringList &languages);

/// The same of a file that is no form; empty where the error says nothing of the file.
[[nodiscard]] QString formFaultLines(const base::Error &error, const QStringList &languages);

} // namespace indaro::cli
