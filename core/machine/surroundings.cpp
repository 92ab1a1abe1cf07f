// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/machine/surroundings.h"

#include <fstream>
#include <system_error>

namespace indaro::machine {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t LargestText = std::size_t{64} * 1024;

std::optional<Room> roomOf(const fs::path &folder)
{
    // The vault's folder may not exist yet: the nearest one that does is on the same disk.
    fs::path at = folder;
    std::error_code ec;
    while (!fs::exists(at, ec) && at.has_relative_path())
        at = at.parent_path();
    const fs::space_info info = fs::space(at, ec);
    if (ec || info.capacity == 0)
        return std::nullopt;
    return Room{info.available, info.capacity};
}

} // namespace

Surroundings Surroundings::ofThisMachine(const fs::path &vault)
{
    Surroundings here;
    std::error_code ec;
    here.vault = fs::weakly_canonical(fs::absolute(vault, ec), ec);
    here.temporary = fs::weakly_canonical(fs::temp_directory_path(ec), ec);
    here.ask = [](const std::vector<std::string> &words) { return base::askProgram(words); };
    here.room = roomOf;
    here.dumpsMemory = base::mayDumpMemory;
    here.now = base::SystemClock().nowUtc();
    return here;
}

fs::path Surroundings::at(const fs::path &path) const
{
    return root / path.relative_path();
}

std::optional<std::string> Surroundings::text(const fs::path &path) const
{
    std::ifstream file(at(path), std::ios::binary);
    if (!file)
        return std::nullopt;
    std::string all(LargestText, '\0');
    file.read(all.data(), static_cast<std::streamsize>(all.size()));
    if (file.bad())
        return std::nullopt;
    all.resize(static_cast<std::size_t>(file.gcount()));
    return all;
}

std::optional<std::string> Surroundings::firstLine(const fs::path &path) const
{
    const auto all = text(path);
    if (!all)
        return std::nullopt;
    const std::string line = all->substr(0, all->find('\n'));
    const auto begin = line.find_first_not_of(" \t\r");
    if (begin == std::string::npos)
        return std::string();
    return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

bool Surroundings::exists(const fs::path &path) const
{
    std::error_code ec;
    return fs::exists(at(path), ec);
}

fs::path Surroundings::program(const std::string &name) const
{
    for (const char *folder : {"/usr/sbin", "/usr/bin", "/sbin", "/bin"}) {
        fs::path whole = fs::path(folder) / name;
        if (exists(whole))
            return whole;
    }
    return {};
}

} // namespace indaro::machine
