// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/machine/findings.h"

namespace indaro::machine {

namespace {

Result good(Check check, Finding finding)
{
    return {check, finding, Verdict::Good};
}
Result toDo(Check check, Finding finding)
{
    return {check, finding, Verdict::ToDo};
}
Result urgent(Check check, Finding finding)
{
    return {check, finding, Verdict::ToDo, true};
}
Result notKnown(Check check, Finding finding)
{
    return {check, finding, Verdict::NotKnown};
}

Result judgeDisk(DiskHealth disk)
{
    switch (disk) {
    case DiskHealth::Good:
        return good(Check::DiskHealth, Finding::DiskGood);
    case DiskHealth::Failing:
        return urgent(Check::DiskHealth, Finding::DiskFailing);
    case DiskHealth::FileSystemErrors:
        return urgent(Check::DiskHealth, Finding::DiskHasErrors);
    case DiskHealth::NotKnown:
        break;
    }
    return notKnown(Check::DiskHealth, Finding::DiskNotKnown);
}

Result judgeRoom(const std::optional<Room> &room)
{
    if (!room)
        return notKnown(Check::Room, Finding::RoomNotKnown);
    Result result = room->free < AlmostNone ? urgent(Check::Room, Finding::RoomAlmostNone)
                    : room->free < LowRoom  ? toDo(Check::Room, Finding::RoomLow)
                                            : good(Check::Room, Finding::RoomGood);
    result.room = room;
    return result;
}

Result judgeClock(ClockState clock)
{
    switch (clock) {
    case ClockState::Synchronised:
        return good(Check::Clock, Finding::ClockSynchronised);
    case ClockState::Plausible:
        return good(Check::Clock, Finding::ClockPlausible);
    case ClockState::Implausible:
        return urgent(Check::Clock, Finding::ClockImplausible);
    case ClockState::BehindItself:
        return urgent(Check::Clock, Finding::ClockBehind);
    case ClockState::BatteryDead:
        return toDo(Check::Clock, Finding::ClockBatteryDead);
    case ClockState::NotKnown:
        break;
    }
    return notKnown(Check::Clock, Finding::ClockNotKnown);
}

Result judgeBackup(BackupAge backup)
{
    switch (backup) {
    case BackupAge::Recent:
        return good(Check::Backup, Finding::BackupRecent);
    case BackupAge::Old:
        return urgent(Check::Backup, Finding::BackupOld);
    case BackupAge::Never:
        return urgent(Check::Backup, Finding::BackupNever);
    case BackupAge::NotKnown:
        break;
    }
    return notKnown(Check::Backup, Finding::BackupNotKnown);
}

Result judgeEncryption(Protection disk)
{
    switch (disk) {
    case Protection::Encrypted:
        return good(Check::DiskEncryption, Finding::DiskEncrypted);
    case Protection::Plain:
        return toDo(Check::DiskEncryption, Finding::DiskPlain);
    case Protection::InMemory: // a vault that is gone with the power is nobody's
    case Protection::NotKnown:
        break;
    }
    return notKnown(Check::DiskEncryption, Finding::DiskEncryptionNotKnown);
}

Result judgeSwap(Protection swap)
{
    switch (swap) {
    case Protection::InMemory:
        return good(Check::Swap, Finding::SwapNone);
    case Protection::Encrypted:
        return good(Check::Swap, Finding::SwapEncrypted);
    case Protection::Plain:
        return toDo(Check::Swap, Finding::SwapPlain);
    case Protection::NotKnown:
        break;
    }
    return notKnown(Check::Swap, Finding::SwapNotKnown);
}

Result judgeHibernation(Hibernation hibernation)
{
    switch (hibernation) {
    case Hibernation::Impossible:
        return good(Check::Hibernation, Finding::HibernationImpossible);
    case Hibernation::Encrypted:
        return good(Check::Hibernation, Finding::HibernationEncrypted);
    case Hibernation::InTheClear:
        return toDo(Check::Hibernation, Finding::HibernationPlain);
    case Hibernation::NotKnown:
        break;
    }
    return notKnown(Check::Hibernation, Finding::HibernationNotKnown);
}

/// Memory may be written to a swap area that is not encrypted, which is a check of its own.
Result judgeTemporary(Protection temporary)
{
    switch (temporary) {
    case Protection::InMemory:
        return good(Check::TemporaryFiles, Finding::TemporaryInMemory);
    case Protection::Encrypted:
        return good(Check::TemporaryFiles, Finding::TemporaryEncrypted);
    case Protection::Plain:
        return toDo(Check::TemporaryFiles, Finding::TemporaryPlain);
    case Protection::NotKnown:
        break;
    }
    return notKnown(Check::TemporaryFiles, Finding::TemporaryNotKnown);
}

Result judgeSpool(PrintSpool spool)
{
    switch (spool) {
    case PrintSpool::NoService:
        return good(Check::PrintSpool, Finding::SpoolNoService);
    case PrintSpool::KeepsNothing:
        return good(Check::PrintSpool, Finding::SpoolKeepsNothing);
    case PrintSpool::KeepsPapers:
        return toDo(Check::PrintSpool, Finding::SpoolKeepsPapers);
    case PrintSpool::NotKnown:
        break;
    }
    return notKnown(Check::PrintSpool, Finding::SpoolNotKnown);
}

Result judgeDumps(const std::optional<bool> &dumps)
{
    if (!dumps)
        return notKnown(Check::MemoryDumps, Finding::DumpsNotKnown);
    return *dumps ? toDo(Check::MemoryDumps, Finding::DumpsMemory) : good(Check::MemoryDumps, Finding::DumpsNone);
}

} // namespace

std::vector<Result> judge(const MachineState &state, std::optional<BackupAge> backup)
{
    std::vector<Result> results{judgeDisk(state.disk), judgeRoom(state.room), judgeClock(state.clock)};
    if (backup)
        results.push_back(judgeBackup(*backup));
    for (Result result :
         {judgeEncryption(state.vaultDisk), judgeSwap(protectionOf(state.swap)), judgeHibernation(state.hibernation),
          judgeTemporary(state.temporaryFiles), judgeSpool(state.spool), judgeDumps(state.dumpsMemory)})
        results.push_back(result);
    return results;
}

const char *nameOf(Check check)
{
    switch (check) {
    case Check::DiskHealth:
        return "disk_health";
    case Check::Room:
        return "free_space";
    case Check::Clock:
        return "clock";
    case Check::Backup:
        return "backup";
    case Check::DiskEncryption:
        return "disk_encryption";
    case Check::Swap:
        return "swap";
    case Check::Hibernation:
        return "hibernation";
    case Check::TemporaryFiles:
        return "temporary_files";
    case Check::PrintSpool:
        return "print_spool";
    case Check::MemoryDumps:
        return "memory_dumps";
    }
    return "";
}

const char *nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Good:
        return "good";
    case Verdict::ToDo:
        return "to_do";
    case Verdict::NotKnown:
        return "not_known";
    }
    return "";
}

} // namespace indaro::machine
