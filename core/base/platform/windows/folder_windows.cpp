// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder.h"
#include "core/base/platform/windows/owner_only.h"

namespace indaro::base {

Result<void> ensurePrivateFolder(const std::filesystem::path &path)
{
    std::error_code ec;
    std::filesystem::create_directories(path, ec);
    if (ec)
        return Error(Errc::FileNotWritable);
    OwnerOnly(FILE_ALL_ACCESS, OwnerOnly::For::FolderAndWhatIsMadeInIt).applyTo(path);
    return {};
}

} // namespace indaro::base
