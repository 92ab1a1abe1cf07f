// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace indaro::tests {

/// Seals an account's key again at the least the product accepts from a file, a quarter of what it writes itself: a test
/// that starts the program dozens of times would otherwise mostly derive keys. False when the vault does not open.
[[nodiscard]] bool useQuickSlot(const std::string &folder, std::string_view label, std::string_view passphrase);

} // namespace indaro::tests
