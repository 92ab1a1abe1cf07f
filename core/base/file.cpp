// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <fstream>

namespace indaro::base {

Result<Bytes> readFile(const std::filesystem::path &path, std::size_t limit)
{
    std::error_code ec;
    if (!std::filesystem::exists(path, ec))
        return Error(Errc::FileNotFound);
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return Error(Errc::FileNotReadable);
    in.seekg(0, std::ios::end);
    const auto end = in.tellg();
    if (end < 0)
        return Error(Errc::FileNotReadable);
    const auto size = static_cast<std::size_t>(end);
    if (size > limit)
        return Error(Errc::FileTooLarge, {{"limit", static_cast<std::int64_t>(limit)}});
    in.seekg(0);
    Bytes bytes(size);
    in.read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(size));
    if (!in && size > 0)
        return Error(Errc::FileNotReadable);
    return bytes;
}

} // namespace indaro::base
