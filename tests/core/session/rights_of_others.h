// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace indaro::session::testing {

/// Whether anybody but its owner and the system itself may do anything with a file: by its mode, on Windows by its list.
[[nodiscard]] bool mayOthersReach(const std::filesystem::path &path);
/// Lets everybody read a file, as a careless copy would. False when the system refuses.
[[nodiscard]] bool letOthersRead(const std::filesystem::path &path);

} // namespace indaro::session::testing
