// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <string>

namespace indaro::casework {

/// The next register number of this laptop, "BCDF-0001". The counter is kept in the same transaction as the line that
/// uses it, so a command that fails leaves no gap; a restored vault has another series and starts at 1.
/// Errors: NotFound (the vault has no series), and the store's. Precondition: inside a transaction.
[[nodiscard]] base::Result<std::string> takeRegisterNumber(Desk &desk);

/// A case code nobody in this vault has. Errors: the store's.
[[nodiscard]] base::Result<std::string> takeCaseCode(Desk &desk);

} // namespace indaro::casework
