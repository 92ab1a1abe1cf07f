// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"
#include "core/exchange/erasing.h"

#include <QtCore/QString>

/// An erasure in sentences.
namespace indaro::ui::roads {

/// What goes with one file, a line each; what the lines count, and nothing of what they say.
[[nodiscard]] QString whatGoesText(const casework::CaseFile &file);
/// What no order reaches, a line each.
[[nodiscard]] QString whatStaysText(const casework::CaseFile &file);
[[nodiscard]] QString reasonText(exchange::ErasureReason reason);

/// Who gave it, when, where, and why.
[[nodiscard]] QString orderText(const exchange::Erasure &erasure);
/// Whether it is over, and what is waited for.
[[nodiscard]] QString erasureStateText(const exchange::Erasure &erasure);
/// To whoever the house has not given the right.
[[nodiscard]] QString mayNotEraseText(const base::Error &refused);
/// One laptop in one line.
[[nodiscard]] QString erasureLaptopText(const exchange::ErasureLaptop &laptop, base::UtcMs now);

} // namespace indaro::ui::roads
