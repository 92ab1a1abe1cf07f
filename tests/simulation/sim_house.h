// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/sim_world.h"

namespace indaro::tests {

/// A form somebody opened: what it shows, and what its writer knew then.
struct OpenForm
{
    sync::FieldId field;
    sync::RecordId record;
    sync::Seen seen;
    std::set<sync::Dot> past;
};

/// One house from its first step to its judgement. sim_world.cpp runs it, sim_work.cpp is what people write, sim_steps.cpp
/// what else happens, sim_quiet.cpp the last exchange.
class World
{
public:
    World(const SimPlan &plan, std::string *trace, const SimTamper &tamper);
    std::string run();

private:
    SimLaptop &laptop(std::size_t index) { return *m_laptops[index % m_laptops.size()]; }
    RoadTrouble trouble() { return {m_plan.hasTrouble ? &m_dice : nullptr}; }
    void say(const std::string &line);
    void fail(const std::string &why);

    void step(const SimStep &step);
    base::Result<void> perform(const SimStep &step, SimLaptop &who, SimLaptop &whom);
    base::Result<void> work(SimStep::Kind kind, SimLaptop &who);
    base::Result<void> workOnMany(SimStep::Kind kind, SimLaptop &who);
    base::Result<void> workOn(SimStep::Kind kind, SimLaptop &who, const sync::RecordId &person);
    base::Result<void> saveForm(SimLaptop &who);
    base::Result<bool> settleSomething(SimLaptop &who);
    base::Result<void> undoSomething(SimLaptop &who);
    base::Result<void> roster(SimStep::Kind kind, SimLaptop &who, SimLaptop &whom);
    base::Result<void> finishErasures(SimLaptop &who);
    base::Result<void> compact(SimLaptop &who);
    base::Result<void> server(SimLaptop &who, const RoadTrouble &trouble);
    base::Result<void> meetOnTheNetwork(SimLaptop &who, SimLaptop &whom);
    base::Result<void> joinServer(SimLaptop &who);
    static bool isBetweenBranches(SimLaptop &who, const base::Error &error);
    static bool areStrangers(SimLaptop &who, SimLaptop &whom, const base::Error &error);
    base::Result<void> stick(SimLaptop &who, const RoadTrouble &trouble);
    base::Result<void> deliverParcels();
    void disturb(SimStep::Kind kind, SimLaptop &who);
    bool hadTrouble(SimLaptop &who);
    void recover(SimLaptop &who);
    void note(SimLaptop &who);
    [[nodiscard]] bool canDo(const SimStep &step, SimLaptop &who, SimLaptop &whom) const;
    bool isExpected(const base::Error &error) const;
    std::vector<sync::RecordId> everybody(SimLaptop &who, std::string_view table);
    std::optional<sync::RecordId> somebody(SimLaptop &who, std::string_view table = "person");
    template <class Write> base::Result<void> inTransaction(SimLaptop &who, Write write);

    std::vector<SimLaptop *> house(); ///< who is of the house, and not lost
    void findLost();
    void becomeQuiet();
    void exchangeAll(int round);
    base::Result<void> visitOnTheNetwork(SimLaptop &visitor, SimLaptop &host);
    base::Result<void> visitOrMeet(SimLaptop &visitor, SimLaptop &host);
    void decide(SimLaptop &who);
    std::string fingerprint();
    void useServerAgain();
    void checkQuiet();

    const SimPlan &m_plan;
    std::string *m_trace;
    const SimTamper &m_tamper;
    Dice m_dice;
    std::vector<std::unique_ptr<SimLaptop>> m_laptops;
    std::optional<SimServer> m_server;
    std::shared_ptr<const MemoryRelayStore::State> m_backup;
    SimStick m_stick;
    std::vector<Parcel> m_parcels;
    std::map<std::size_t, std::vector<OpenForm>> m_forms;
    SimModel m_model;
    std::set<std::size_t> m_troubled; ///< whose disk failed since they were last looked after
    std::string m_failure;
    bool m_wasRolledBack = false;
};

template <class Write> base::Result<void> World::inTransaction(SimLaptop &who, Write write)
{
    INDARO_TRY_ASSIGN(auto transaction, who.db->begin());
    INDARO_TRY(write());
    return transaction.commit();
}

} // namespace indaro::tests
