// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_world.h"

namespace indaro::tests {

namespace {

using Kind = SimStep::Kind;

/// How often a step comes in one sort of house.
struct Weight
{
    Kind kind;
    std::size_t weight;
};

std::vector<Weight> weightsOf(Dice &dice, SimPlan &plan)
{
    std::vector<Weight> weights = {{Kind::Admit, 4},        {Kind::Note, 4},    {Kind::Edit, 14},  {Kind::OpenForm, 3},
                                   {Kind::SaveForm, 4},     {Kind::Codes, 5},   {Kind::Remove, 2}, {Kind::Settle, 6},
                                   {Kind::UndoSettling, 2}, {Kind::Server, 8},  {Kind::Stick, 6},  {Kind::Meet, 9},
                                   {Kind::Parcels, 2},      {Kind::HouseNet, 4}};
    const auto add = [&](std::size_t oneIn, std::initializer_list<Weight> more) {
        if (dice(oneIn) == 0)
            weights.insert(weights.end(), more);
    };
    plan.hasTrouble = dice(4) != 0;
    if (plan.hasTrouble) {
        add(2, {{Kind::PowerCut, 2}, {Kind::PowerCutSoon, 5}});
        add(3, {{Kind::DiskTrouble, 4}});
        add(4, {{Kind::ServerTrouble, 2}});
    }
    add(3, {{Kind::Clock, 3}});
    add(3, {{Kind::HouseOnly, 3}});
    add(6, {{Kind::Epochs, 2}});
    plan.hasNewcomer = dice(4) == 0;
    Dice apart(plan.seed * 0x9e3779b97f4a7c15U + 2); // so that the plans of older seeds stay what they were
    plan.isNewcomerLimited = plan.hasNewcomer && apart(2) == 0;
    plan.shutsOutAdmins = apart(3) == 0;
    plan.usesOnlyServer = apart(8) == 0;
    plan.givesSnapshots = dice(4) == 0;
    if (plan.hasNewcomer)
        weights.push_back({Kind::Enrol, 3});
    add(4, {{Kind::Revoke, 3}});
    add(5, {{Kind::Erase, 3}, {Kind::FinishErasure, 2}});
    add(5, {{Kind::Compact, 4}});
    add(6, {{Kind::Snapshot, 3}});
    add(16, {{Kind::ServerRollback, 2}});
    add(8, {{Kind::Crowd, 3}, {Kind::Clearance, 4}});
    return weights;
}

/// The same by the server alone.
Kind byServer(Kind kind)
{
    switch (kind) {
    case Kind::Stick:
    case Kind::Meet:
    case Kind::Parcels:
    case Kind::HouseNet:
    case Kind::Snapshot:
        return Kind::Server;
    case Kind::HouseOnly:
        return Kind::Edit;
    default:
        return kind;
    }
}

std::size_t sizeOf(Dice &dice)
{
    const std::size_t roll = dice(100);
    return roll < 38 ? 2 : roll < 75 ? 3 : roll < 92 ? 4 : roll < 99 ? 6 : 12;
}

/// Puts a step where something can come of it: laptops 0 and 1 are admins, and laptop 0 shuts out who is not one; a disk
/// that is about to fail is written to.
void aim(SimStep &step, const SimPlan &plan, Dice &dice)
{
    const SimStep &before = plan.steps.back();
    const bool isOfRoster = step.kind >= Kind::Epochs && step.kind <= Kind::FinishErasure;
    if (isOfRoster && step.kind != Kind::FinishErasure)
        step.who %= plan.shutsOutAdmins ? 1 : 2; // whom the second let in would go with it
    if (step.kind == Kind::Revoke && plan.shutsOutAdmins) {
        step.who = plan.laptops > 2 ? step.seed % 2 : 0;
        step.whom = step.who + 1 + step.seed / 2 % (plan.laptops - step.who - 1);
    } else if (step.kind == Kind::Revoke) {
        step.who = 0;
        step.whom = plan.laptops > 2 ? 2 + dice(plan.laptops - 2) : 1;
    } else if (before.kind == Kind::Settle && dice(3) == 0) {
        step = {Kind::UndoSettling, before.who, before.whom, step.seed};
    } else if (before.kind == Kind::PowerCutSoon || before.kind == Kind::DiskTrouble) {
        step.who = before.who;
    }
}

} // namespace

std::string_view nameOf(Kind kind)
{
    static constexpr std::string_view Names[] = {"admit",          "note",     "edit",   "open form",      "save form",
                                                 "codes",          "remove",   "settle", "undo",           "house only",
                                                 "server",         "stick",    "meet",   "parcels",        "power cut",
                                                 "power cut soon", "disk",     "clock",  "server trouble", "server rollback",
                                                 "epochs",         "enrol",    "revoke", "erase",          "finish erasure",
                                                 "compact",        "snapshot", "crowd",  "clearance",      "house network"};
    return Names[static_cast<std::size_t>(kind)];
}

SimPlan planOf(std::uint64_t seed)
{
    Dice dice(seed * 0x9e3779b97f4a7c15U + 1);
    SimPlan plan;
    plan.seed = seed;
    plan.laptops = sizeOf(dice);
    const auto weights = weightsOf(dice, plan);
    std::size_t sum = 0;
    for (const Weight &one : weights)
        sum += one.weight;
    const std::size_t steps = 10 + dice(22);
    const std::size_t first = dice(plan.laptops);
    plan.steps.push_back({Kind::Admit, first, 0, dice(1U << 30U)});
    for (std::size_t i = 1; i < plan.laptops && dice(2) == 0; ++i) // a person several know: something to race about
        plan.steps.push_back({Kind::Meet, first, (first + i) % plan.laptops, dice(1U << 30U)});
    for (std::size_t i = 0; i < steps; ++i) {
        std::size_t roll = dice(sum);
        auto at = weights.begin();
        for (; roll >= at->weight; ++at)
            roll -= at->weight;
        const std::size_t all = plan.laptops + (plan.hasNewcomer ? 1 : 0);
        const std::size_t who = dice(all);
        SimStep step{at->kind, who, (who + 1 + dice(all - 1)) % all, dice(1U << 30U)};
        aim(step, plan, dice);
        plan.steps.push_back(step);
    }
    for (SimStep &step : plan.steps)
        step.kind = plan.usesOnlyServer ? byServer(step.kind) : step.kind;
    return plan;
}

SimPlan smallestFailing(SimPlan plan)
{
    for (std::size_t chunk = plan.steps.size() / 2; chunk > 0;) {
        bool hasShrunk = false;
        for (std::size_t at = 0; at < plan.steps.size();) {
            SimPlan fewer = plan;
            const auto from = fewer.steps.begin() + static_cast<std::ptrdiff_t>(at);
            fewer.steps.erase(from, from + static_cast<std::ptrdiff_t>(std::min(chunk, plan.steps.size() - at)));
            if (!runPlan(fewer).empty()) {
                plan = std::move(fewer);
                hasShrunk = true;
            } else {
                at += chunk;
            }
        }
        if (!hasShrunk || chunk > 1)
            chunk /= 2;
    }
    return plan;
}

} // namespace indaro::tests
