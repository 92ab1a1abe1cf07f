// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/exchange_folder.h"

#include "core/base/file.h"
#include "core/base/path.h"

#include <algorithm>

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace fs = std::filesystem;

Result<std::vector<std::string>> DiskFolder::list()
{
    std::error_code ec;
    if (!fs::is_directory(m_chosen, ec))
        return Error(Errc::FileNotFound);
    std::vector<std::string> names;
    if (!fs::exists(m_folder, ec))
        return names;
    fs::directory_iterator entry(m_folder, ec);
    if (ec)
        return Error(Errc::FileNotReadable);
    for (; entry != fs::directory_iterator(); entry.increment(ec)) {
        if (ec)
            return Error(Errc::FileNotReadable);
        if (entry->is_regular_file(ec)) // not a link to somewhere else, not a folder
            names.push_back(base::utf8Of(entry->path().filename()));
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<base::Bytes> DiskFolder::read(const std::string &name, std::size_t limit)
{
    base::forgetCached(m_folder / name);
    return base::readFile(m_folder / name, limit);
}

Result<void> DiskFolder::write(const std::string &name, base::ByteView content)
{
    std::error_code ec;
    if (!fs::exists(m_folder, ec)) {
        fs::create_directory(m_folder, ec);
        if (ec)
            return Error(ec == std::errc::no_space_on_device ? Errc::DiskFull : Errc::FileNotWritable);
        INDARO_TRY(base::syncFolder(m_chosen));
    }
    return base::writeFileDurably(m_folder / name, content);
}

Result<void> DiskFolder::remove(const std::string &name)
{
    std::error_code ec;
    fs::remove(m_folder / name, ec);
    if (ec)
        return Error(Errc::FileNotWritable);
    return base::syncFolder(m_folder);
}

} // namespace indaro::transport
