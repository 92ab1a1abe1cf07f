// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/machine/block_devices.h"

#include "core/base/path.h"

#include <algorithm>
#include <sstream>

namespace indaro::machine {

namespace fs = std::filesystem;

namespace {

constexpr int DeepestStack = 8; // LVM over dm-crypt over RAID is three

/// "\040" is a space in /proc/self/mountinfo and /proc/swaps.
std::string unescaped(const std::string &word)
{
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto isOctal = [&word](std::size_t at) { return at < word.size() && word[at] >= '0' && word[at] <= '7'; };
        if (word[i] == '\\' && isOctal(i + 1) && isOctal(i + 2) && isOctal(i + 3)) {
            out += static_cast<char>((word[i + 1] - '0') * 64 + (word[i + 2] - '0') * 8 + (word[i + 3] - '0'));
            i += 3;
        } else {
            out += word[i];
        }
    }
    return out;
}

bool isBelow(const fs::path &path, const fs::path &mountPoint)
{
    const auto [end, rest] = std::mismatch(mountPoint.begin(), mountPoint.end(), path.begin(), path.end());
    return end == mountPoint.end();
}

fs::path sysOf(const std::string &number)
{
    return fs::path("/sys/dev/block") / number;
}

/// The folders of one kind below a device: what it stands on.
std::vector<std::string> slavesOf(const Surroundings &here, const std::string &number)
{
    std::vector<std::string> numbers;
    std::error_code ec;
    for (const auto &slave : fs::directory_iterator(here.at(sysOf(number) / "slaves"), ec)) {
        if (const auto below = here.firstLine(sysOf(number) / "slaves" / slave.path().filename() / "dev"))
            numbers.push_back(*below);
        else
            numbers.emplace_back(); // a device nothing is known of
    }
    return numbers;
}

/// The whole disk of a partition; the device itself when it is none.
std::string wholeDevice(const Surroundings &here, const std::string &number)
{
    if (!here.exists(sysOf(number) / "partition"))
        return number;
    return here.firstLine(sysOf(number) / ".." / "dev").value_or(number);
}

Protection weakest(const std::vector<Protection> &parts)
{
    const auto has = [&parts](Protection one) { return std::ranges::find(parts, one) != parts.end(); };
    if (parts.empty() || has(Protection::NotKnown))
        return has(Protection::Plain) ? Protection::Plain : Protection::NotKnown;
    if (has(Protection::Plain))
        return Protection::Plain;
    return has(Protection::Encrypted) ? Protection::Encrypted : Protection::InMemory;
}

Protection protectionAt(const Surroundings &here, const std::string &number, int depth);

Protection protectionOfPath(const Surroundings &here, const fs::path &path, int depth);

Protection protectionAt(const Surroundings &here, const std::string &number, int depth)
{
    if (number.empty() || depth > DeepestStack || !here.exists(sysOf(number)))
        return Protection::NotKnown;
    if (here.firstLine(sysOf(number) / "dm/uuid").value_or("").starts_with("CRYPT-"))
        return Protection::Encrypted;
    if (here.exists(sysOf(number) / "comp_algorithm")) { // zram, which may write what is cold to a device behind it
        const auto behind = here.firstLine(sysOf(number) / "backing_dev");
        return !behind || *behind == "none" ? Protection::InMemory : Protection::NotKnown;
    }
    if (const auto file = here.firstLine(sysOf(number) / "loop/backing_file"))
        return protectionOfPath(here, *file, depth + 1);
    std::vector<Protection> below;
    for (const std::string &slave : slavesOf(here, number))
        below.push_back(protectionAt(here, slave, depth + 1));
    if (!below.empty())
        return weakest(below);
    const std::string whole = wholeDevice(here, number);
    return whole == number ? Protection::Plain : protectionAt(here, whole, depth + 1);
}

/// The number of a device by its name in /dev; empty when there is none.
std::string numberOfDevice(const Surroundings &here, const fs::path &device)
{
    std::error_code ec;
    const fs::path real = fs::canonical(here.at(device), ec); // /dev/disk/by-uuid/… and /dev/mapper/… lead to it
    const std::string name = ec ? base::utf8Of(device.filename()) : base::utf8Of(real.filename());
    if (const auto number = here.firstLine(fs::path("/sys/class/block") / name / "dev"))
        return *number;
    for (const auto &mapped : fs::directory_iterator(here.at("/sys/class/block"), ec)) {
        const fs::path sys = fs::path("/sys/class/block") / mapped.path().filename();
        if (here.firstLine(sys / "dm/name") == base::utf8Of(device.filename()))
            return here.firstLine(sys / "dev").value_or("");
    }
    return {};
}

/// btrfs and the like stand behind a number of their own, which is no device: the device is named beside it.
std::string numberBelow(const Surroundings &here, const MountedFileSystem &system)
{
    if (here.exists(sysOf(system.device)))
        return system.device;
    return system.source.starts_with("/dev/") ? numberOfDevice(here, system.source) : std::string();
}

Protection protectionOfPath(const Surroundings &here, const fs::path &path, int depth)
{
    const auto system = fileSystemOf(here, path);
    if (!system)
        return Protection::NotKnown;
    if (system->type == "tmpfs" || system->type == "ramfs")
        return Protection::InMemory;
    if (system->type == "ecryptfs")
        return Protection::Encrypted;
    return protectionAt(here, numberBelow(here, *system), depth);
}

void addDisks(const Surroundings &here, const std::string &number, int depth, std::vector<std::string> &names)
{
    if (number.empty() || depth > DeepestStack || !here.exists(sysOf(number)))
        return;
    const std::string whole = wholeDevice(here, number);
    const auto slaves = slavesOf(here, whole);
    for (const std::string &slave : slaves)
        addDisks(here, slave, depth + 1, names);
    if (!slaves.empty())
        return;
    if (const std::string name = deviceName(here, whole); !name.empty() && std::ranges::find(names, name) == names.end())
        names.push_back(name);
}

} // namespace

std::optional<MountedFileSystem> fileSystemOf(const Surroundings &here, const fs::path &path)
{
    const auto table = here.text("/proc/self/mountinfo");
    if (!table)
        return std::nullopt;
    std::istringstream lines(*table);
    std::optional<MountedFileSystem> found;
    std::size_t longest = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string id, parent, device, inside, point, word;
        words >> id >> parent >> device >> inside >> point;
        while (words >> word && word != "-") {
        }
        std::string type, source;
        if (!(words >> type >> source))
            continue;
        const std::string where = unescaped(point);
        // A later one hides an earlier one at the same place.
        if (where.size() >= longest && isBelow(path, where)) {
            found = MountedFileSystem{device, type, unescaped(source)};
            longest = where.size();
        }
    }
    return found;
}

Protection protectionOf(const Surroundings &here, const fs::path &path)
{
    return protectionOfPath(here, path, 0);
}

Protection protectionOfDevice(const Surroundings &here, const std::string &number)
{
    return protectionAt(here, number, 0);
}

std::optional<std::vector<SwapArea>> swapAreas(const Surroundings &here)
{
    const auto table = here.text("/proc/swaps");
    if (!table)
        return std::nullopt;
    std::vector<SwapArea> areas;
    std::istringstream lines(*table);
    std::string line;
    std::getline(lines, line); // headings
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        std::string name, type;
        std::uint64_t kibibytes = 0;
        if (!(words >> name >> type >> kibibytes))
            continue;
        name = unescaped(name);
        const Protection protection =
            type == "file" ? protectionOf(here, name) : protectionOfDevice(here, numberOfDevice(here, name));
        areas.push_back({name, protection, kibibytes * 1024});
    }
    return areas;
}

std::string deviceName(const Surroundings &here, const std::string &number)
{
    std::error_code ec;
    const fs::path real = fs::canonical(here.at(sysOf(number)), ec);
    return ec ? std::string() : base::utf8Of(real.filename());
}

std::vector<std::string> disksBelow(const Surroundings &here, const fs::path &path)
{
    std::vector<std::string> names;
    if (const auto system = fileSystemOf(here, path))
        addDisks(here, numberBelow(here, *system), 0, names);
    if (!names.empty())
        return names;
    std::error_code ec;
    for (const auto &disk : fs::directory_iterator(here.at("/sys/block"), ec)) {
        const fs::path sys = fs::path("/sys/block") / disk.path().filename();
        if (here.exists(sys / "device") && here.firstLine(sys / "removable") == "0")
            names.push_back(base::utf8Of(disk.path().filename()));
    }
    std::ranges::sort(names);
    return names;
}

} // namespace indaro::machine
