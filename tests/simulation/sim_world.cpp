// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_house.h"

namespace indaro::tests {

using base::Errc;
using base::Error;
using base::Result;
using Kind = SimStep::Kind;

World::World(const SimPlan &plan, std::string *trace, const SimTamper &tamper)
    : m_plan(plan), m_trace(trace), m_tamper(tamper), m_dice(plan.seed + 17)
{
    const SimHouse &ready = readyHouse(plan.laptops);
    seedCrypto(plan.seed);
    for (std::size_t i = 0; i < plan.laptops + (plan.hasNewcomer ? 1 : 0); ++i) {
        m_laptops.push_back(std::make_unique<SimLaptop>(i, 1000 + i));
        m_laptops.back()->disk.restore(ready.disks[i]);
        INDARO_CHECK(m_laptops.back()->start().hasValue());
        m_laptops.back()->random = SeededRandom(plan.seed * 31 + i);
        m_laptops.back()->isMember = i < plan.laptops;
    }
    m_server.emplace(ready.server);
    m_backup = m_server->store.snapshot();
}

void World::say(const std::string &line)
{
    if (m_trace != nullptr)
        *m_trace += line + "\n";
}

void World::fail(const std::string &why)
{
    if (m_failure.empty())
        m_failure = why;
}

bool World::canDo(const SimStep &step, SimLaptop &who, SimLaptop &whom) const
{
    switch (step.kind) {
    case Kind::Parcels:
        return true;
    case Kind::Meet:
    case Kind::HouseNet:
        return who.trust->isMember() && whom.trust->isMember() && &who != &whom;
    case Kind::Snapshot: // made by who can read everything
        return who.trust->isMember() && whom.trust->isMember() && &who != &whom && !who.isLimited();
    default:
        break;
    }
    if (step.kind <= Kind::HouseOnly || step.kind == Kind::Crowd || step.kind == Kind::Clearance)
        // Who may not read names does not write any, nor before it was let in: it would have no key to send them with.
        return !who.isLimited() && !(m_plan.isNewcomerLimited && &who == m_laptops.back().get());
    return who.trust->isMember();
}

void World::step(const SimStep &step)
{
    m_dice = Dice(step.seed);
    SimLaptop &who = laptop(step.who);
    SimLaptop &whom = laptop(step.whom);
    const bool isDisturbance = step.kind >= Kind::PowerCut && step.kind <= Kind::ServerRollback;
    if (isDisturbance) {
        disturb(step.kind, who);
        recover(who);
        return;
    }
    const bool isPair =
        step.kind == Kind::Meet || step.kind == Kind::Snapshot || step.kind == Kind::Settle || step.kind == Kind::HouseNet;
    if (!canDo(step, who, whom))
        return;
    who.clock.advance(static_cast<std::int64_t>(m_dice(90'000)));
    const auto done = perform(step, who, whom);
    const bool wasTrouble =
        hadTrouble(who) || (isPair && hadTrouble(whom)) || (step.kind == Kind::Enrol && hadTrouble(*m_laptops.back()));
    const bool isOfBranch = step.kind == Kind::Snapshot && !done && done.error().code == Errc::SyncUnknownDevice &&
                            whom.trust->chain().heads().size() > 1;
    const bool isLostOne = (who.isLost || whom.isLost) && !done &&
                           (done.error().code == Errc::WrongState || done.error().code == Errc::SyncUnknownDevice ||
                            done.error().code == Errc::SyncKeyMissing || done.error().code == Errc::DeviceRevoked);
    if (!done && !wasTrouble && !isLostOne && !isOfBranch)
        fail(std::string(nameOf(step.kind)) + ": " + done.error().toString());
    for (SimLaptop *one : {&who, &whom, m_laptops.back().get()})
        recover(*one);
    count(Event::Waiting, m_failure.empty() && sync::EnvelopeRows(*who.db).waitingCount().value() > 0 ? 1 : 0);
}

bool World::hadTrouble(SimLaptop &who)
{
    if (who.disk.takeTrouble())
        m_troubled.insert(who.index);
    return m_troubled.contains(who.index);
}

/// Whoever has no power gets it back; what a user was told is kept must be there.
void World::recover(SimLaptop &who)
{
    const bool wasTrouble = hadTrouble(who);
    m_troubled.erase(who.index);
    if (wasTrouble)
        who.disk.repair();
    if (who.disk.isOff() || (wasTrouble && m_dice(2) == 0)) {
        say("    laptop " + std::to_string(who.index) + " starts again");
        count(Event::Restart);
        who.stop();
        who.disk.powerOn();
        if (const auto started = who.start(); !started)
            return fail("laptop " + std::to_string(who.index) + " does not start: " + started.error().toString());
        m_forms[who.index].clear();
    }
    note(who);
}

void World::note(SimLaptop &who)
{
    if (auto failure = m_model.noteWritten(who); !failure.empty())
        fail(failure);
}

std::string World::run()
{
    for (std::size_t i = 0; i < m_plan.steps.size() && m_failure.empty(); ++i) {
        const SimStep &one = m_plan.steps[i];
        say(std::to_string(i) + " " + std::string(nameOf(one.kind)) + ": {" + std::to_string(static_cast<int>(one.kind)) +
            ", " + std::to_string(one.who) + ", " + std::to_string(one.whom) + ", " + std::to_string(one.seed) + "}");
        step(one);
    }
    if (m_failure.empty())
        becomeQuiet();
    if (m_failure.empty())
        checkQuiet();
    say(m_failure);
    return m_failure;
}

std::string runPlan(const SimPlan &plan, std::string *trace, const SimTamper &tamper)
{
    return World(plan, trace, tamper).run();
}

} // namespace indaro::tests
