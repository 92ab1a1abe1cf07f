// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/machine/machine_state.h"

namespace indaro::machine {

enum class Check : std::uint8_t {
    DiskHealth,
    Room,
    Clock,
    Backup,
    DiskEncryption,
    Swap,
    Hibernation,
    TemporaryFiles,
    PrintSpool,
    MemoryDumps
};

enum class Verdict : std::uint8_t { Good, ToDo, NotKnown };

/// What was found, each with its own sentences (ui/words/machine_words.h).
enum class Finding : std::uint8_t {
    DiskGood,
    DiskFailing,
    DiskHasErrors,
    DiskNotKnown,
    RoomGood,
    RoomLow,
    RoomAlmostNone,
    RoomNotKnown,
    ClockSynchronised,
    ClockPlausible,
    ClockImplausible,
    ClockBehind,
    ClockBatteryDead,
    ClockNotKnown,
    BackupRecent,
    BackupOld,
    BackupNever,
    BackupNotKnown,
    DiskEncrypted,
    DiskPlain,
    DiskEncryptionNotKnown,
    SwapNone,
    SwapEncrypted,
    SwapPlain,
    SwapNotKnown,
    HibernationImpossible,
    HibernationEncrypted,
    HibernationPlain,
    HibernationNotKnown,
    TemporaryInMemory,
    TemporaryEncrypted,
    TemporaryPlain,
    TemporaryNotKnown,
    SpoolNoService,
    SpoolKeepsNothing,
    SpoolKeepsPapers,
    SpoolNotKnown,
    DumpsNone,
    DumpsMemory,
    DumpsNotKnown,
    Last = DumpsNotKnown
};

enum class BackupAge : std::uint8_t { Recent, Old, Never, NotKnown };

struct Result
{
    Check check = Check::DiskHealth;
    Finding finding = Finding::DiskNotKnown;
    Verdict verdict = Verdict::NotKnown;
    bool isUrgent = false;      ///< today: what is written may be lost
    std::optional<Room> room{}; ///< of Check::Room
};

/// Less than this is to do, less than `AlmostNone` urgent: a vault, its copy while an update runs, and papers need room.
inline constexpr std::uint64_t LowRoom = std::uint64_t{2} << 30;
inline constexpr std::uint64_t AlmostNone = std::uint64_t{500} << 20;

/// Every check, the most pressing kind first. `backup`: nothing where there is none to be had (a training vault).
[[nodiscard]] std::vector<Result> judge(const MachineState &state, std::optional<BackupAge> backup);

/// A short name that never changes, for machines: "disk_health", "swap" …; "good", "to_do", "not_known".
[[nodiscard]] const char *nameOf(Check check);
[[nodiscard]] const char *nameOf(Verdict verdict);

} // namespace indaro::machine
