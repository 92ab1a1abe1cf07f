// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace indaro::sync {

/// A vault to practise in, with invented people. It is marked when it is made and never otherwise, and can never be of a
/// house: whatever could lead something out of it or into it gives TrainingVault. session keeps the same mark in the signed
/// slot file.

[[nodiscard]] base::Result<bool> isTraining(store::Connection &db);
/// For session, when a vault is made, or when only one of the two marks is there.
[[nodiscard]] base::Result<void> markAsTraining(store::Connection &db);
/// Errors: TrainingVault, and the store's.
[[nodiscard]] base::Result<void> refuseTraining(store::Connection &db);

} // namespace indaro::sync
