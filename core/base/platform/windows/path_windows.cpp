// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/base/platform/windows/command_line.h"
#include "core/base/platform/windows/handle.h"

namespace indaro::base {

std::string utf8Of(const std::filesystem::path &path)
{
    const std::wstring wide = path.wstring();
    if (wide.empty())
        return {};
    const int from = static_cast<int>(wide.size());
    // A name may hold halves of letters, which are no text: another letter stands for each, and the file is not found.
    const int size = ::WideCharToMultiByte(CP_UTF8, 0, wide.data(), from, nullptr, 0, nullptr, nullptr);
    std::string out(static_cast<std::size_t>(size), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, wide.data(), from, out.data(), size, nullptr, nullptr);
    return out;
}

std::filesystem::path pathOf(std::string_view utf8)
{
    const auto wide = wideOf(utf8);
    return wide ? std::filesystem::path(*wide) : std::filesystem::path(L"\xFFFD");
}

} // namespace indaro::base
