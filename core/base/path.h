// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace indaro::base {

/// A path as everything but the system writes it: UTF-8. On Linux the bytes as they are. On Windows a path is UTF-16, and
/// path.string() would turn it into the letters of one code page, without those of a name that it has not (a user folder
/// "Nzambimana É" would be another folder): nothing that opens a file may take that way.
[[nodiscard]] std::string utf8Of(const std::filesystem::path &path);
/// The other way round. What is no UTF-8 on Windows is a path that does not exist.
[[nodiscard]] std::filesystem::path pathOf(std::string_view utf8);

} // namespace indaro::base
