// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

#include <optional>

namespace indaro::casework {

/// resources/rules/retention.csv: how long a closed file is kept where nothing else was agreed. Any thread.

/// A length is nobody's law yet: our own, until the commission says another [resources/rules/README.md].
[[nodiscard]] bool isRetentionToConfirm();
/// `isChild`: under 18, or in doubt. `birth`: as far as it is known; the latest day it may mean.
[[nodiscard]] QDate keepUntilBy(QDate closedOn, bool isChild, const std::optional<QDate> &birth);

/// resources/rules/unfiled.csv: for how many days what a referral says is kept that nobody files.
[[nodiscard]] int daysUnfiledIsKept();

} // namespace indaro::casework
