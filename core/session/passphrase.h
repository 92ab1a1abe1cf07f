// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <cstddef>

namespace indaro::session {

inline constexpr std::size_t MinimumPassphraseCharacters = 12;
inline constexpr std::size_t MinimumPassphraseWords = 4;

/// At least 12 characters (of UTF-8, not bytes) that are not all the same, or at least 4 words of at least 3 letters.
/// Errors: PassphraseTooWeak (characters=…, words=…).
[[nodiscard]] base::Result<void> checkPassphrase(const base::SecretBytes &passphrase);

/// Five random words of the list built in (1,296 words: 10.3 bits each), separated by blanks; in locked memory.
[[nodiscard]] base::SecretBytes suggestPassphrase();

/// How long sign-in has to wait after so many wrong passphrases in a row: nothing for two slips, then doubling from one
/// second to five minutes. Nothing is ever wiped.
[[nodiscard]] std::int64_t delayAfterFailuresMs(std::uint32_t failures) noexcept;

} // namespace indaro::session
