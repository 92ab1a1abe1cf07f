// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_house.h"

#include <algorithm>

namespace indaro::tests {

using base::Errc;
using base::Error;
using base::Result;
using Kind = SimStep::Kind;

namespace {

constexpr int MostRounds = 16;

std::int64_t rowsOf(SimLaptop &laptop, std::string_view table)
{
    auto rows = laptop.db->prepare("SELECT count(*) FROM " + std::string(table)).value();
    return rows.step().value() ? rows.integer(0) : 0;
}

/// Nothing waits, and nothing was let go of that only a snapshot would bring.
bool hasNoGaps(SimLaptop &laptop)
{
    sync::EnvelopeRows rows(*laptop.db);
    return rows.waitingCount().value() == 0 && rows.letGoVector()->empty() && laptop.engine->quarantine()->empty();
}

} // namespace

/// After one visit without trouble neither lacks anything of the other.
Result<void> World::visitOnTheNetwork(SimLaptop &visitor, SimLaptop &host)
{
    const bool hadGaps = !hasNoGaps(host); // what the visitor's news open there goes on with the next visit
    INDARO_TRY(exchangeInTheHouse(visitor, host, {}));
    const bool isOfBranches = visitor.trust->chain().heads().size() > 1; // not every writer is known on both sides yet
    const bool isEven = hadGaps || isOfBranches || !hasNoGaps(visitor) || !hasNoGaps(host) ||
                        (visitor.engine->have(true).value() == host.engine->have(true).value() &&
                         visitor.trust->heads() == host.trust->heads());
    if (!isEven)
        fail("a visit over the network of the house did not bring everything");
    return {};
}

/// Who is let in on another branch than the host's cannot visit before they have met.
Result<void> World::visitOrMeet(SimLaptop &visitor, SimLaptop &host)
{
    const auto done = visitOnTheNetwork(visitor, host);
    std::vector<Parcel> none;
    return !done && areStrangers(visitor, host, done.error()) ? tell(visitor, host, {}, none) : done;
}

std::vector<SimLaptop *> World::house()
{
    std::vector<SimLaptop *> out;
    for (const auto &one : m_laptops) {
        if (!one->isLost && one->trust->isMember())
            out.push_back(one.get());
    }
    return out;
}

/// What people do about what was put aside and what they were warned of.
void World::decide(SimLaptop &who)
{
    const auto lines = who.engine->quarantine().value();
    for (const auto &line : lines) {
        if (line.reason == "Held") {
            count(Event::Held);
            if (const auto released = who.engine->release(line.id);
                !released && released.error().code != Errc::UnknownRecord)
                fail("a held batch cannot be let in: " + released.error().toString());
        } else if (line.reason == "Revoked") {
            count(Event::PutAside);
            INDARO_CHECK(who.engine->settle(line.id).hasValue());
        }
    }
    const auto alarms = sync::openAlarms(*who.db).value();
    for (const auto &alarm : alarms) {
        if (alarm.kind == sync::AlarmKind::Rollback && m_wasRolledBack)
            INDARO_CHECK(sync::settleAlarm(*who.db, alarm.id, who.clock.nowUtc()).hasValue());
    }
}

void World::exchangeAll(int round)
{
    const auto all = house();
    SimLaptop &first = *all.front();
    const auto must = [&](const Result<void> &done, std::string_view what) {
        if (!done)
            fail(std::string(what) + " in the last exchange: " + done.error().toString());
    };
    for (SimLaptop *one : all) {
        if (!one->trust->isToJoinBranches(one->user))
            continue;
        count(Event::BranchesJoined);
        must(one->trust->joinBranches(one->user).andThen([](bool) { return Result<void>(); }), "joining branches");
    }
    std::vector<Parcel> none;
    // The road that does most of it differs; the house stream needs the others. Who is left alone has only the server.
    const auto road = m_plan.usesOnlyServer || all.size() == 1 ? 0 : round == 0 ? m_plan.seed % 3 : 2;
    const bool isOnNetwork = round == 0 && m_plan.seed / 3 % 2 == 1;
    for (int pass = 0; pass < 2; ++pass) {
        for (SimLaptop *one : all) {
            if (road == 0)
                must(server(*one, {}), "server");
            if (road == 1)
                must(stick(*one, {}), "stick");
            if (road == 2 && one != &first)
                must(isOnNetwork ? visitOrMeet(*one, first)
                     : pass == 0 ? tell(*one, first, {}, none)
                                 : tell(first, *one, {}, none),
                     "meeting");
        }
    }
    for (SimLaptop *one : all) {
        decide(*one);
        must(finishErasures(*one), "erasure");
        note(*one);
    }
}

/// All that another round could change: when it stays the same, nobody has anything left to say.
std::string World::fingerprint()
{
    std::string out;
    for (SimLaptop *one : house()) {
        base::ByteWriter have;
        wire::encodeHaveVector(have, one->engine->have(true).value());
        for (const auto &head : one->trust->heads())
            have.raw(head);
        have.u64(one->engine->pending(sync::Stream::General).value());
        have.u64(one->engine->pending(sync::Stream::House).value());
        have.u64(sync::EnvelopeRows(*one->db).waitingCount().value());
        have.u64(one->engine->quarantine()->size());
        for (const std::string_view table : {"epoch_key", "erased", "alarm WHERE settled_at IS NULL"})
            have.u64(static_cast<std::uint64_t>(rowsOf(*one, table)));
        auto peers = one->db->prepare("SELECT peer, device, stream, number FROM peer_head").value();
        while (peers.step().value()) {
            have.raw(peers.blob(0));
            have.raw(peers.blob(1));
            have.u64(static_cast<std::uint64_t>(peers.integer(2)));
            have.u64(static_cast<std::uint64_t>(peers.integer(3)));
        }
        out += base::toHex(have.bytes()) + "\n";
    }
    return out;
}

/// Whom the second admin shut out after it was shut out itself is of the house all the same, unless it has heard so: then it
/// talks to nobody any more, and people let it in again.
void World::findLost()
{
    const auto state = laptop(0).trust->state();
    const auto others = laptop(1).trust->state();
    const auto isRevokedIn = [](const wire::RosterState &roster, const SimLaptop &one) {
        const auto *line = roster.device(one.device());
        return line != nullptr && line->isRevoked;
    };
    for (const auto &one : m_laptops)
        one->isLost = isRevokedIn(state, *one) || (one->trust->isMember() && isRevokedIn(one->trust->state(), *one)) ||
                      (!isRevokedIn(state, laptop(1)) && isRevokedIn(others, *one));
    // Whom only a laptop that was shut out let in goes with it, and must be let in again.
    const auto isKnown = [&](const SimLaptop &newcomer) {
        return std::any_of(m_laptops.begin(), m_laptops.end(), [&](const auto &one) {
            return one.get() != &newcomer && !one->isLost && one->trust->isMember() &&
                   one->trust->state().device(newcomer.device()) != nullptr;
        });
    };
    const bool hasLost = std::any_of(m_laptops.begin(), m_laptops.end(), [](const auto &one) { return one->isLost; });
    for (const auto &one : m_laptops)
        one->isLost = one->isLost || (hasLost && one->index > 0 && !isKnown(*one));
}

void World::becomeQuiet()
{
    m_dice = Dice(m_plan.seed);
    m_server->store.failCommits(0);
    for (const auto &one : m_laptops) {
        one->disk.repair();
        if (m_plan.hasTrouble && m_dice(4) == 0)
            one->disk.powerOff();
        recover(*one);
    }
    findLost();
    if (m_tamper)
        m_tamper(m_laptops);
    std::string before;
    for (int round = 0; round < MostRounds && m_failure.empty(); ++round) {
        exchangeAll(round);
        auto now = fingerprint();
        if (now == before)
            return useServerAgain();
        before = std::move(now);
    }
    fail("the house does not come to rest");
}

/// After people have looked at its going back, the server is used as before, and nobody is warned again.
void World::useServerAgain()
{
    for (int pass = 0; m_wasRolledBack && pass < 2; ++pass) {
        for (SimLaptop *one : house()) {
            if (const auto done = server(*one, {}); !done)
                fail("the server after it went back: " + done.error().toString());
            if (pass == 0)
                decide(*one);
        }
    }
    for (SimLaptop *one : house()) {
        const auto known = transport::findServer(*one->db, ServerUrl).value();
        if (m_wasRolledBack && known && m_failure.empty() && !exchangeWithServer(*one, *m_server, {}))
            fail("the server is shut out for good");
    }
}

void World::checkQuiet()
{
    for (SimLaptop *one : house()) {
        const std::string who = "laptop " + std::to_string(one->index) + ": ";
        const auto lines = one->engine->quarantine().value();
        const auto roster = one->trust->state();
        for (const auto &line : lines) {
            const auto *writer = line.key ? roster.device(line.key->device) : nullptr;
            // What only lost laptops had, and a server gives to nobody, stays unknown; the rest of that envelope is judged.
            const bool isOfLost = line.reason == "UnknownRecord" && writer != nullptr && writer->isRevoked;
            if (isOfLost && (m_plan.usesOnlyServer || m_model.wroteOfUnknown(*line.key, house())))
                continue;
            return fail(who + "put aside for good: " + line.reason + " number " + std::to_string(line.number));
        }
        if (const auto waiting = sync::EnvelopeRows(*one->db).waitingCount().value(); waiting != 0)
            return fail(who + std::to_string(waiting) + " envelopes wait for ever");
        const auto alarms = sync::openAlarms(*one->db).value();
        for (const auto &alarm : alarms) {
            const bool isRight = alarm.kind == sync::AlarmKind::NewDevice || alarm.kind == sync::AlarmKind::ClockAhead;
            if (!isRight)
                return fail(who + "a false alarm: " + std::string(sync::alarmName(alarm.kind)) + " " + alarm.detail);
        }
        const bool isAlone = house().size() == 1; // what stays in the house goes to nobody
        const auto ofHouse = isAlone ? 0 : one->engine->pending(sync::Stream::House).value();
        if (one->engine->pending(sync::Stream::General).value() + ofHouse != 0)
            return fail(who + "has not sent everything");
    }
    if (auto failure = m_model.judge(house()); !failure.empty())
        fail(failure);
}

} // namespace indaro::tests
