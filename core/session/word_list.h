// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace indaro::session {

/// The short neutral French words of resources/wordlists/fr.txt, without accents, all different.
[[nodiscard]] std::span<const std::string_view> wordList();

} // namespace indaro::session
