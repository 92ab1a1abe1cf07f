// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/finding.h"

namespace indaro::ui::words {

/// A finding in words: what is so, and what to do about it.
struct FindingWords
{
    QString what;
    QString advice; ///< what to do; never empty
};

/// `language` is "en" or "fr".
[[nodiscard]] FindingWords textOf(const indaro::forms::Finding &finding, const QString &language);

} // namespace indaro::ui::words
