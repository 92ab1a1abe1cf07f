// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace indaro::base {

/// The one platform file for what a process is: hardening, replacing itself, what the machine protects.

/// No core dumps, and other processes of the same user may not read our memory [security.md 2.13].
void hardenProcess() noexcept;

/// Replaces this process by a fresh one of the same program with these arguments: every secret and every name that was
/// ever in memory is gone with it [security.md 0.7]. Returns only when it failed.
/// Precondition: everything worth keeping is committed. On Windows: starts the program anew and ends this process.
void replaceProcess(const std::vector<std::string> &arguments) noexcept;

/// Gives memory that is free but kept by the allocator back to the system; worth it after building something large.
/// Thread: any. Does nothing where the allocator does it by itself.
void returnFreeMemory() noexcept;

/// What tells this machine from others for as long as its system is installed; empty where there is nothing of the kind.
/// Goes into a hash and never into a file or a message as it is.
[[nodiscard]] std::string machineIdentity();

/// What the machine does to memory and disk behind our back; empty = cannot be told here.
struct MachineRisks
{
    std::optional<bool> hasUnencryptedSwap;
    std::optional<bool> hasUnencryptedDisk; ///< of the folder asked about
};
/// Looks at the swap areas and at the block device below `folder`. Thread: any; reads a few small system files.
[[nodiscard]] MachineRisks inspectMachine(const std::string &folder);

} // namespace indaro::base
