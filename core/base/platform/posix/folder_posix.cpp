// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder.h"

namespace indaro::base {

Result<void> ensurePrivateFolder(const std::filesystem::path &path)
{
    std::error_code ec;
    std::filesystem::create_directories(path, ec);
    if (ec)
        return Error(Errc::FileNotWritable);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all, ec);
    return {};
}

} // namespace indaro::base
