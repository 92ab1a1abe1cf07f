// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/release/version.h"

#include "core/base/file.h"
#include "core/base/path.h"

#include <charconv>

namespace indaro::release {

using base::Errc;
using base::Error;
using base::Result;

std::optional<Version> Version::parse(std::string_view text)
{
    Version out;
    for (std::size_t i = 0; i < out.numbers.size(); ++i) {
        const bool isLast = i + 1 == out.numbers.size();
        const std::size_t end = isLast ? text.size() : text.find('.');
        if (end == std::string_view::npos || end == 0 || (end > 1 && text.front() == '0'))
            return std::nullopt;
        const auto [stop, problem] = std::from_chars(text.data(), text.data() + end, out.numbers.at(i));
        if (problem != std::errc() || stop != text.data() + end)
            return std::nullopt;
        text.remove_prefix(isLast ? end : end + 1);
    }
    return out;
}

std::string Version::toString() const
{
    return std::to_string(numbers[0]) + '.' + std::to_string(numbers[1]) + '.' + std::to_string(numbers[2]);
}

Result<std::optional<Version>> readVersionMark(const std::filesystem::path &file)
{
    constexpr std::size_t Largest = 64;
    const auto bytes = base::readFile(file, Largest);
    if (!bytes) {
        if (bytes.error().code == Errc::FileNotFound)
            return std::optional<Version>();
        return bytes.error();
    }
    std::string_view text = base::asText(*bytes);
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    const auto version = Version::parse(text);
    if (!version)
        return Error(Errc::ReleaseDamaged, {{"file", base::utf8Of(file.filename())}});
    return version;
}

} // namespace indaro::release
