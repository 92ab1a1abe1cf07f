// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace indaro::model {

/// A new case code: 40 random bits in Crockford's base 32 and a check character, "K7Q2-M9XT-4". It says nothing of the
/// person, the house or the day, and cannot be guessed from another one.
[[nodiscard]] std::string makeCaseCode(base::Random &random);

/// The one spelling of a code typed by hand: case, spaces and hyphens do not matter, O is 0, I and L are 1.
/// Errors: InvalidArgument when it is no code or its check character is wrong (every single wrong character and every
/// two neighbours exchanged are found).
[[nodiscard]] base::Result<std::string> parseCaseCode(std::string_view typed);

} // namespace indaro::model
