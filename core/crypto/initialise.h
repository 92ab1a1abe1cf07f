// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace indaro::crypto {

/// Makes libsodium ready and gives base::SecretBytes its guarded, locked, self-wiping memory. Called first in every
/// main(); repeating it does nothing. Errors: CryptoUnavailable (then nothing may be opened).
[[nodiscard]] base::Result<void> initialise();

} // namespace indaro::crypto
