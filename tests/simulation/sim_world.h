// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/sim_model.h"
#include "tests/simulation/sim_roads.h"

#include <functional>

namespace indaro::tests {

/// What may happen next in a house. Each step has a seed of its own, so that leaving others out changes as little as
/// possible.
struct SimStep
{
    enum class Kind : std::uint8_t {
        Admit,
        Note,
        Edit,
        OpenForm,
        SaveForm,
        Codes,
        Remove,
        Settle,
        UndoSettling,
        HouseOnly,
        Server,
        Stick,
        Meet,
        Parcels,
        PowerCut,
        PowerCutSoon,
        DiskTrouble,
        Clock,
        ServerTrouble,
        ServerRollback,
        Epochs,
        Enrol,
        Revoke,
        Erase,
        FinishErasure,
        Compact,
        Snapshot,
        Crowd,     ///< many people admitted at once
        Clearance, ///< all of them deleted
        HouseNet   ///< two laptops over the house's own network
    } kind;
    std::size_t who;  ///< a laptop, counted round
    std::size_t whom; ///< another one
    std::uint64_t seed;
};
[[nodiscard]] std::string_view nameOf(SimStep::Kind kind);

struct SimPlan
{
    std::uint64_t seed = 0;
    std::size_t laptops = 2;
    bool hasTrouble = false;        ///< roads lose, double and reorder; disks fail
    bool hasNewcomer = false;       ///< one more laptop, which somebody may enrol
    bool isNewcomerLimited = false; ///< it gets the keys of the Case compartment only
    bool givesSnapshots = false;    ///< laptops give the server snapshots
    bool shutsOutAdmins = false;    ///< both admins shut laptops out, each at its own cut, and the first one the second
    bool usesOnlyServer = false;    ///< no stick, no meeting
    std::vector<SimStep> steps;
};
[[nodiscard]] SimPlan planOf(std::uint64_t seed);

/// Spoils what the house has exchanged, to prove that the judgement can fail. Called with every laptop after the work and
/// before the last exchange.
using SimTamper = std::function<void(std::vector<std::unique_ptr<SimLaptop>> &laptops)>;

/// Runs a plan in a fresh house, lets everybody exchange everything, and judges. Empty: all is well. `trace` gets a line
/// per step.
[[nodiscard]] std::string runPlan(const SimPlan &plan, std::string *trace = nullptr, const SimTamper &tamper = {});
/// A plan with fewer steps that fails still.
[[nodiscard]] SimPlan smallestFailing(SimPlan plan);

} // namespace indaro::tests
