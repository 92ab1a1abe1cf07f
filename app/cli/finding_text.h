// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/finding.h"

namespace indaro::cli {

/// A finding in words: what is so, and what to do about it.
struct FindingText
{
    QString what;
    QString advice; ///< what to do; never empty
};

/// `language` is "en" or "fr".
[[nodiscard]] FindingText textOf(const forms::Finding &finding, const QString &language);

} // namespace indaro::cli
