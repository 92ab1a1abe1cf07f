// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/pack_fault.h"

namespace indaro::ui::words {

/// What is wrong with a procedure pack, in words, and what its author can do.
struct PackFaultWords
{
    QString what;
    QString advice; ///< never empty
};

/// `language` is "en" or "fr".
[[nodiscard]] PackFaultWords textOf(const indaro::sop::PackFault &fault, const QString &language);

} // namespace indaro::ui::words
