// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/process.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace indaro::machine {

/// Room in a file system, in bytes; `free` is what we may use of it.
struct Room
{
    std::uint64_t free = 0;
    std::uint64_t total = 0;
};

/// What the state of the machine is read from. A test gives a folder that stands for / and answers in the place of
/// programs. Functions are called on the thread that looks.
struct Surroundings
{
    std::filesystem::path root = "/";
    std::filesystem::path vault{};     ///< absolute, as the machine names it; it need not exist yet
    std::filesystem::path temporary{}; ///< where temporary files go
    /// The first word is a path as the machine names it. Nothing: not there, not ended, or it must not be asked.
    std::function<std::optional<base::ProgramAnswer>(const std::vector<std::string> &words)> ask{};
    std::function<std::optional<Room>(const std::filesystem::path &)> room{};
    std::function<std::optional<bool>()> dumpsMemory{};
    base::UtcMs now = 0;
    /// The newest moment the vault remembers; nothing: it is not asked.
    std::optional<base::UtcMs> newestInVault{};

    /// The real ones; the hour is the machine's.
    [[nodiscard]] static Surroundings ofThisMachine(const std::filesystem::path &vault);

    /// Where a path of the machine is found.
    [[nodiscard]] std::filesystem::path at(const std::filesystem::path &path) const;
    /// The first line of a small file of the machine, without spaces around it; nothing when it cannot be read.
    [[nodiscard]] std::optional<std::string> firstLine(const std::filesystem::path &path) const;
    /// All of a small file (64 KiB at most); nothing when it cannot be read.
    [[nodiscard]] std::optional<std::string> text(const std::filesystem::path &path) const;
    [[nodiscard]] bool exists(const std::filesystem::path &path) const;
    /// The program of this name in the folders of the system; empty: there is none.
    [[nodiscard]] std::filesystem::path program(const std::string &name) const;
};

} // namespace indaro::machine
