// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/machine/surroundings.h"

namespace indaro::machine {

/// What somebody who takes the disk out finds of what is written there.
enum class Protection : std::uint8_t {
    Encrypted,
    Plain,
    InMemory, ///< never on a disk: tmpfs, compressed memory
    NotKnown
};

/// A file system, as /proc/self/mountinfo has it (proc(5)).
struct MountedFileSystem
{
    std::string device; ///< "major:minor"
    std::string type;
    std::string source;
};

/// The file system `path` is in; nothing when that cannot be told.
[[nodiscard]] std::optional<MountedFileSystem> fileSystemOf(const Surroundings &here, const std::filesystem::path &path);

/// Of the file system `path` is in. Encrypted when every disk below is reached through dm-crypt, whose devices are named
/// CRYPT-… in their dm/uuid. What one folder or the disk itself encrypts is not seen: that is told as Plain.
[[nodiscard]] Protection protectionOf(const Surroundings &here, const std::filesystem::path &path);

/// Of a device by its number, "major:minor".
[[nodiscard]] Protection protectionOfDevice(const Surroundings &here, const std::string &number);

/// One swap area of /proc/swaps.
struct SwapArea
{
    std::string name;
    Protection protection = Protection::NotKnown;
    std::uint64_t bytes = 0;
};
/// Nothing when it cannot be told; empty: there is none.
[[nodiscard]] std::optional<std::vector<SwapArea>> swapAreas(const Surroundings &here);

/// The names ("sda", "nvme0n1") of the disks the file system of `path` stands on; of all that are built in where that cannot
/// be followed.
[[nodiscard]] std::vector<std::string> disksBelow(const Surroundings &here, const std::filesystem::path &path);

/// The name of a device in /sys/class/block ("sda1", "dm-0"); empty when there is none.
[[nodiscard]] std::string deviceName(const Surroundings &here, const std::string &number);

} // namespace indaro::machine
