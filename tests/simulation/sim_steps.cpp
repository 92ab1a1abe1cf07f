// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/erasure_order.h"
#include "core/wire/invitation.h"
#include "tests/simulation/sim_house.h"

#include <algorithm>

namespace indaro::tests {

using base::Errc;
using base::Error;
using base::Result;
using Kind = SimStep::Kind;

namespace {

constexpr std::int64_t Year = 365LL * 24 * 3600 * 1000;
constexpr wire::GroupMask CaseOnly = 1;

} // namespace

Result<void> World::roster(Kind kind, SimLaptop &who, SimLaptop &whom)
{
    const auto self = who.trust->self();
    if (!self || !self->isAdmin || self->isRevoked)
        return {};
    if (kind == Kind::Epochs) {
        count(Event::NewEpoch);
        return who.trust->startEpochs(who.user);
    }
    if (kind == Kind::Enrol) {
        SimLaptop &newcomer = *m_laptops.back();
        if (!m_plan.hasNewcomer || newcomer.isMember || newcomer.trust->isMember() || !newcomer.isRunning())
            return {};
        const auto enrolled = enrolInPerson(who, newcomer, false, m_plan.isNewcomerLimited ? CaseOnly : wire::AllGroups);
        count(Event::Enrolment, enrolled ? 1 : 0);
        newcomer.isMember = newcomer.trust->isMember();
        return enrolled;
    }
    // Only the first admin shuts an admin out, so that nobody has to decide between two.
    const auto state = who.trust->state();
    const auto *line = whom.isRunning() ? state.device(whom.device()) : nullptr;
    if (line == nullptr || line->isRevoked || (who.index != 0 && (line->isAdmin || !m_plan.shutsOutAdmins)) ||
        (line->isAdmin && !m_plan.shutsOutAdmins))
        return {};
    INDARO_TRY_ASSIGN(const auto cuts, who.engine->cutsOf(whom.device()));
    const auto revoked = who.trust->revoke(whom.device(), cuts, {}, who.user);
    count(Event::Revocation, revoked ? 1 : 0);
    // Who was shut out elsewhere stays so, whether this one's disk took it or not.
    whom.isLost = whom.isLost || who.trust->state().device(whom.device())->isRevoked;
    return revoked;
}

Result<void> World::finishErasures(SimLaptop &who)
{
    INDARO_TRY_ASSIGN(const auto orders, sync::erasureOrders(*who.db));
    for (const auto &order : orders) {
        INDARO_TRY_ASSIGN(const auto progress, sync::erasureProgress(*who.log, *who.trust, order));
        if (!progress.isComplete())
            continue;
        INDARO_TRY(sync::finishErasure(*who.log, *who.trust, order));
        count(Event::ErasureDone);
    }
    INDARO_TRY(who.engine->keepPutAsideReadable(sync::Engine::KeysThatGo::DroppedByRoster));
    INDARO_TRY(who.trust->forgetDroppedKeys());
    return {};
}

Result<void> World::compact(SimLaptop &who)
{
    sync::EnvelopeRows rows(*who.db);
    INDARO_TRY_ASSIGN(const auto heads, rows.heads());
    sync::CompactOptions options{who.clock.nowUtc() + Year, {}};
    for (const auto &[key, head] : heads)
        options.covered[{key.device, key.stream}] = head.lastSequence;
    m_model.noteCompacted();
    return inTransaction(who, [&]() -> Result<void> {
        INDARO_TRY(sync::compact(*who.log, options));
        count(Event::Compaction);
        return {};
    });
}

Result<void> World::server(SimLaptop &who, const RoadTrouble &trouble)
{
    INDARO_TRY_ASSIGN(const auto known, transport::findServer(*who.db, ServerUrl));
    if (!known)
        return joinServer(who);
    m_server->snapshotAfter = m_plan.givesSnapshots ? 3 * wire::KiB : 0;
    const auto done = exchangeWithServer(who, *m_server, trouble);
    count(Event::Exchange, done ? 1 : 0);
    if (!done && done.error().code == Errc::AccessRefused && m_wasRolledBack)
        return joinServer(who); // it went back to before this laptop was let in: a person invites it once more
    if (!done && !isExpected(done.error()) && !isBetweenBranches(who, done.error()) && !hadTrouble(who))
        fail("exchange with the server: " + done.error().toString());
    return {};
}

/// A newcomer without a token of its own is invited. The server may be in trouble; then another time.
Result<void> World::joinServer(SimLaptop &who)
{
    const auto code = m_server->relay->inviteDevice(who.trust->shelter(), base::UtcMs{1} << 40U);
    if (!code)
        return {};
    const auto body = wire::signJoinRequest(
        {*wire::normalInvitationCode(*code), who.trust->shelter(), who.device(), who.trust->blocksAfter({})},
        who.trust->secrets().sign);
    const auto answer = m_server->relay->join(body);
    if (!answer)
        return {};
    transport::ServerAccess access;
    access.url = ServerUrl;
    access.serverKey = answer->serverKey;
    access.token = answer->token;
    return transport::keepServer(*who.db, access);
}

/// One offers itself on the house's own network, the other goes there.
Result<void> World::meetOnTheNetwork(SimLaptop &who, SimLaptop &whom)
{
    const auto done = exchangeInTheHouse(who, whom, trouble());
    return !done && areStrangers(who, whom, done.error()) ? Result<void>() : done;
}

/// On two branches of the roster they do not know each other yet.
bool World::areStrangers(SimLaptop &who, SimLaptop &whom, const Error &error)
{
    const bool isStranger =
        error.code == Errc::SyncUnknownDevice || error.code == Errc::AccessRefused || error.code == Errc::NotEnrolled;
    return isStranger && (who.trust->chain().heads().size() > 1 || whom.trust->chain().heads().size() > 1 ||
                          who.trust->heads() != whom.trust->heads());
}

/// Enrolled by one admin while another wrote the roster on: it takes part once somebody has joined the two.
bool World::isBetweenBranches(SimLaptop &who, const Error &error)
{
    return error.code == Errc::NotEnrolled && !who.trust->self() && who.trust->chain().heads().size() > 1;
}

Result<void> World::stick(SimLaptop &who, const RoadTrouble &trouble)
{
    m_stick.trouble = trouble;
    transport::SyncDesk desk = who.desk();
    const auto done = transport::exchangeFolder(desk, m_stick, {trouble.dice != nullptr && m_dice(3) == 0, {}});
    count(Event::StickVisit, done ? 1 : 0);
    return done || isBetweenBranches(who, done.error()) ? Result<void>() : done.error();
}

Result<void> World::deliverParcels()
{
    m_dice.shuffle(m_parcels);
    auto parcels = std::exchange(m_parcels, {});
    for (const auto &[to, envelope] : parcels) {
        SimLaptop &receiver = laptop(to);
        if (!receiver.trust->isMember())
            continue;
        const auto taken = receiver.engine->takeIn(envelope, {sync::Road::Kind::House, "parcel"});
        if (!taken && !hadTrouble(receiver))
            return taken.error();
        recover(receiver);
    }
    return {};
}

void World::disturb(Kind kind, SimLaptop &who)
{
    switch (kind) {
    case Kind::PowerCut:
        who.disk.powerOff();
        break;
    case Kind::PowerCutSoon:
        who.disk.powerOffAfter(1 + m_dice(40));
        break;
    case Kind::DiskTrouble:
        who.disk.failAfter(1 + m_dice(40), 1 + m_dice(3),
                           m_dice(2) == 0 ? SimDisk::Failure::Full : SimDisk::Failure::Broken);
        break;
    case Kind::Clock: {
        count(Event::ClockJump);
        static constexpr std::int64_t Years[] = {-17, 13, 0, 0, 0};
        who.clock.setUtc(1'795'478'400'000 + Years[m_dice(std::size(Years))] * Year +
                         static_cast<std::int64_t>(m_dice(100'000'000)));
        break;
    }
    case Kind::ServerTrouble:
        if (m_dice(2) == 0) {
            m_server->restart();
            count(Event::ServerRestart);
        } else {
            m_server->store.failCommits(1 + static_cast<int>(m_dice(2)));
        }
        break;
    default: // ServerRollback
        if (m_dice(2) == 0) {
            m_backup = m_server->store.snapshot();
            return;
        }
        m_server->store.restore(m_backup);
        m_server->restart();
        m_wasRolledBack = true;
        count(Event::ServerRollback);
    }
}

Result<void> World::perform(const SimStep &step, SimLaptop &who, SimLaptop &whom)
{
    switch (step.kind) {
    case Kind::SaveForm:
        return saveForm(who);
    case Kind::Settle: {
        INDARO_TRY_ASSIGN(const bool isSettled, settleSomething(who));
        return isSettled || !whom.isRunning() ? Result<void>()
                                              : settleSomething(whom).andThen([](bool) { return Result<void>(); });
    }
    case Kind::UndoSettling:
        return undoSomething(who);
    case Kind::Server:
        return server(who, trouble());
    case Kind::Stick:
        return stick(who, trouble());
    case Kind::Meet:
        count(Event::Meeting);
        INDARO_TRY(tell(who, whom, trouble(), m_parcels));
        return m_dice(2) == 0 ? tell(whom, who, trouble(), m_parcels) : Result<void>();
    case Kind::Parcels:
        return deliverParcels();
    case Kind::Epochs:
    case Kind::Enrol:
    case Kind::Revoke:
        return roster(step.kind, who, whom);
    case Kind::Erase: {
        const auto person = who.trust->self()->isAdmin ? somebody(who) : std::nullopt;
        if (person) {
            INDARO_TRY(sync::orderErasure(*who.log, *who.trust, *who.engine, {1, *person}, {}));
            count(Event::ErasureOrdered);
        }
        return {};
    }
    case Kind::FinishErasure:
        return finishErasures(who);
    case Kind::Compact:
        return compact(who);
    case Kind::HouseNet:
        return meetOnTheNetwork(who, whom);
    case Kind::Snapshot:
        return giveSnapshot(who, whom, trouble());
    default:
        return work(step.kind, who);
    }
}

/// Errors that belong to what is going on, and are said to a person.
bool World::isExpected(const Error &error) const
{
    switch (error.code) {
    case Errc::DeviceRevoked:
    case Errc::AccessRefused:
        return std::any_of(m_laptops.begin(), m_laptops.end(), [](const auto &one) { return one->isLost; });
    case Errc::DiskFull:
    case Errc::ServerBusy:
        return m_plan.hasTrouble; // of the server
    case Errc::RoadStopped:
        return m_wasRolledBack;
    default:
        return false;
    }
}

} // namespace indaro::tests
