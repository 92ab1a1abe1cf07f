// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/machine/block_devices.h"
#include "core/machine/disk_health.h"
#include "core/machine/print_service.h"

namespace indaro::machine {

/// Does suspending to disk write the whole memory there [security.md 2.13]?
enum class Hibernation : std::uint8_t {
    Impossible, ///< the system cannot, has no room for it, or it was switched off
    Encrypted,  ///< all room for it is encrypted
    InTheClear,
    NotKnown
};

/// What tells whether the date is right. Laptops have dead clock batteries, and no network to ask.
enum class ClockState : std::uint8_t {
    Synchronised, ///< the system has heard the hour from a time server since it was started
    Plausible,    ///< it contradicts nothing the machine and the vault remember
    Implausible,  ///< a year this program cannot be run in
    BehindItself, ///< earlier than something that has happened already
    BatteryDead,  ///< the clock that runs while the machine is off says another day
    NotKnown      ///< nothing to compare with
};

/// What the machine does to memory, disk and paper behind our back. Everything that could not be told is said so.
struct MachineState
{
    Protection vaultDisk = Protection::NotKnown;
    Protection temporaryFiles = Protection::NotKnown;
    std::optional<std::vector<SwapArea>> swap{}; ///< nothing: cannot be told; empty: there is none
    Hibernation hibernation = Hibernation::NotKnown;
    std::optional<bool> dumpsMemory{}; ///< of this program, when it crashes
    std::optional<Room> room{};        ///< where the vault is
    DiskHealth disk = DiskHealth::NotKnown;
    ClockState clock = ClockState::NotKnown;
    PrintSpool spool = PrintSpool::NotKnown;
};

/// Looks at everything; may take seconds where disks are asked. Never fails. Thread: any but the GUI's.
[[nodiscard]] MachineState lookAtMachine(const Surroundings &here);

/// The part the first run shows and that is quick: disk and swap. Thread: any but the GUI's.
[[nodiscard]] MachineState lookAtMemoryAndDisk(const Surroundings &here);

[[nodiscard]] Hibernation hibernationOf(const Surroundings &here, const std::optional<std::vector<SwapArea>> &swap);
[[nodiscard]] ClockState clockState(const Surroundings &here);

/// Of all swap areas together: InMemory when there is none on a disk.
[[nodiscard]] Protection protectionOf(const std::optional<std::vector<SwapArea>> &swap);

} // namespace indaro::machine
