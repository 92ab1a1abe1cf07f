// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::base {

/// Nothing when it is not UTF-8.
[[nodiscard]] std::optional<std::wstring> wideOf(std::string_view utf8);

/// These words as the one line Windows hands to a program, so that CommandLineToArgvW and the C runtime take it apart into
/// the same words again [learn.microsoft.com: "Parsing C command-line arguments"]. Nothing when a word is not UTF-8 or
/// holds a zero.
[[nodiscard]] std::optional<std::wstring> commandLineOf(const std::vector<std::string> &words);

} // namespace indaro::base
