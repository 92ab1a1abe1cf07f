// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace indaro::crypto {

/// What two people read to each other to know that they hold the same key: 30 digits in six groups of five, from about
/// 2^99, too many to find another text with the same [security.md 2.6, 2.10]. `label` is the one job of this code.
[[nodiscard]] std::string comparisonCode(std::string_view label, std::initializer_list<base::ByteView> parts);
/// Digits only; spaces and dashes of a typed code do not count.
[[nodiscard]] bool isSameCode(std::string_view shown, std::string_view typed);

} // namespace indaro::crypto
