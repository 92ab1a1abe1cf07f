// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"

namespace indaro::base {

std::string utf8Of(const std::filesystem::path &path)
{
    return path.string();
}

std::filesystem::path pathOf(std::string_view utf8)
{
    return utf8;
}

} // namespace indaro::base
