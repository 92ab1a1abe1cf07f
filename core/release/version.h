// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace indaro::release {

/// A version of the program, three numbers.
struct Version
{
    std::array<std::uint32_t, 3> numbers{};
    friend auto operator<=>(const Version &, const Version &) = default;

    /// "0.2.0"; nothing else, no leading zeros.
    [[nodiscard]] static std::optional<Version> parse(std::string_view text);
    [[nodiscard]] std::string toString() const;
};

/// The highest version that was ever installed on this computer, kept by the root's half of an update
/// (packaging/update/indaro-update-install): with it an old release that was signed once, with weaknesses known by now,
/// cannot come back. Nothing when the file is not there, which is so before the first update. Errors: FileNotReadable,
/// ReleaseDamaged (it holds no version: then nothing is installed until somebody has looked).
[[nodiscard]] base::Result<std::optional<Version>> readVersionMark(const std::filesystem::path &file);

} // namespace indaro::release
