// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace indaro::tests {

/// What happened in the houses of a run: a simulation in which nothing goes wrong proves nothing.
enum class Event : std::uint8_t {
    Operation, ///< written by a user
    Exchange,  ///< with the server, to its end
    StickVisit,
    Meeting,   ///< of two laptops
    Restart,   ///< of a laptop after its power or its disk failed
    WriteTorn, ///< a part of it is on the disk after the power went
    WriteLost,
    DiskFailure,
    LinkCut,    ///< an answer or an upload that ends early, or that nobody hears of
    ParcelLost, ///< an envelope between two laptops
    ParcelDoubled,
    ParcelLate,
    StickTrouble,
    ServerRestart,
    ServerRollback,
    ClockJump,
    Enrolment,
    Revocation,
    NewEpoch,
    BranchesJoined,
    HouseOnly, ///< a person kept in the house, or no longer
    ErasureOrdered,
    ErasureDone,
    Compaction,
    Snapshot, ///< taken to its end
    ServerSnapshotGiven,
    ServerSnapshotTaken,
    HouseVisit,    ///< over the house's own network, to its end
    LimitedLaptop, ///< one that may not read every compartment, at the end
    Waiting,       ///< a step after which envelopes wait for others
    Held,          ///< a batch that deletes much, shown to people
    PutAside,      ///< of a laptop shut out
    Conflict,      ///< open at the end
    Settled,
    SettlingUndone,
    FormSaved, ///< opened before other changes came
    Count
};
void count(Event event, std::uint64_t times = 1);
[[nodiscard]] std::uint64_t countOf(Event event);
/// A line per event.
[[nodiscard]] std::string coverageText();
/// The first that never happened; empty when all did.
[[nodiscard]] std::string neverHappened();

} // namespace indaro::tests
