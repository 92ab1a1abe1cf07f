// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/words/finding_words.h"

#include <optional>

namespace indaro::ui::words {

/// Why a file cannot be opened as a form at all, and what to do: for whoever checks a form without the screens, which have
/// their own sentences (ui/kit/error_text.h). `language` is "en" or "fr". Nothing where the error says nothing of the file.
[[nodiscard]] std::optional<FindingWords> formFaultText(const indaro::base::Error &error, const QString &language);

} // namespace indaro::ui::words
