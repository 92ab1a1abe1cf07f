// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relay.h"

#include "core/crypto/system_random.h"

#include <algorithm>

namespace indaro::relay {

using base::Errc;
using base::Error;

namespace {

constexpr std::size_t CachedChains = 64;
/// Blocks differ in size by a thousand: large chains are verified again rather than kept.
constexpr std::uint64_t CachedChainBytes = 4 * wire::MiB;

Error refused(bool isRevoked = false)
{
    return Error(Errc::AccessRefused, {{"revoked", std::int64_t{isRevoked ? 1 : 0}}});
}

} // namespace

Relay::Relay(RelayStore &store, const base::Clock &clock, const RelayPolicy &policy, crypto::SignKeyPair keys)
    : m_store(&store), m_clock(&clock), m_policy(policy), m_keys(std::move(keys))
{
}

base::Result<Relay> Relay::open(RelayStore &store, const base::Clock &clock, const RelayPolicy &policy)
{
    INDARO_TRY_ASSIGN(auto work, store.write(std::nullopt));
    INDARO_TRY_ASSIGN(auto seed, work->identitySeed());
    if (!seed) {
        seed = crypto::randomSecret(32);
        INDARO_TRY(work->setIdentitySeed(*seed));
        INDARO_TRY(work->commit());
    }
    INDARO_TRY_ASSIGN(auto keys, crypto::signKeyPairFromSeed(*seed));
    return Relay(store, clock, policy, std::move(keys));
}

base::Result<Relay::Chain> Relay::chainOf(RelayWork &work, const ShelterId &shelter)
{
    INDARO_TRY_ASSIGN(const auto row, work.shelter(shelter));
    if (!row)
        return Error(Errc::NotFound);
    const auto at = std::find_if(m_chains.begin(), m_chains.end(), [&](const Cached &c) { return c.shelter == shelter; });
    if (at != m_chains.end()) {
        if (at->blocks == row->rosterBlocks) {
            m_chains.splice(m_chains.begin(), m_chains, at);
            return m_chains.front().chain;
        }
        m_chains.erase(at);
    }
    INDARO_TRY_ASSIGN(const auto blocks, work.rosterBlocks(shelter));
    INDARO_TRY_ASSIGN(auto chain, wire::RosterChain::load(blocks));
    auto shared = std::make_shared<wire::RosterChain>(std::move(chain));
    if (row->rosterBytes <= CachedChainBytes) {
        m_chains.push_front({shelter, row->rosterBlocks, shared});
        if (m_chains.size() > CachedChains)
            m_chains.pop_back();
    }
    return shared;
}

base::Result<Caller> Relay::authenticate(const wire::Token &token)
{
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(const auto row, work->token(wire::tokenHash(token)));
    if (!row)
        return refused();
    Caller caller{row->role, row->shelter, row->device, false, row->receiver};
    if (row->role == Role::Device) {
        if (!row->shelter || !row->device)
            return refused();
        INDARO_TRY_ASSIGN(const auto chain, chainOf(*work, *row->shelter));
        const auto state = chain->state();
        const auto *device = state.device(*row->device);
        if (device == nullptr)
            return refused();
        caller.isRevoked = device->isRevoked;
    }
    return caller;
}

base::Result<void> Relay::needMember(const Caller &caller) const
{
    if (caller.role != Role::Device || !caller.shelter || !caller.device)
        return refused();
    if (caller.isRevoked)
        return refused(true);
    return {};
}

base::Result<wire::JoinAnswer> Relay::issueToken(RelayWork &work, const ShelterId &shelter, const DeviceId &device)
{
    INDARO_TRY(work.removeTokens(device));
    const wire::Token token = wire::makeToken();
    INDARO_TRY(work.addToken(wire::tokenHash(token), {Role::Device, shelter, device, m_clock->nowUtc()}));
    return wire::JoinAnswer{token, m_keys.publicKey};
}

base::Result<wire::JoinAnswer> Relay::join(base::ByteView body)
{
    INDARO_TRY_ASSIGN(const auto view, wire::parseJoinRequest(body));
    const wire::JoinRequest &request = view.request;
    INDARO_TRY_ASSIGN(auto work, m_store->write(request.shelter));
    INDARO_TRY_ASSIGN(const auto invitation, work->takeInvitation(wire::invitationHash(request.code)));
    if (!invitation || invitation->expiresAt <= m_clock->nowUtc())
        return Error(Errc::InvitationInvalid);
    INDARO_TRY_ASSIGN(const auto known, work->shelter(request.shelter));
    if (invitation->kind == InvitationKind::Receiver)
        return Error(Errc::InvitationInvalid);
    const bool isNew = invitation->kind == InvitationKind::Shelter;
    if (isNew == known.has_value() || (!isNew && invitation->shelter != request.shelter))
        return Error(Errc::InvitationInvalid);
    if (isNew)
        INDARO_TRY(work->addShelter(request.shelter, m_clock->nowUtc()));

    std::vector<base::Bytes> blocks = request.rosterBlocks;
    std::optional<wire::RosterChain> chain;
    if (isNew) {
        if (blocks.empty())
            return Error(Errc::RosterRefused);
        INDARO_TRY_ASSIGN(auto genesis, wire::parseRosterBlock(blocks.front()));
        if (genesis.block.shelter != request.shelter)
            return Error(Errc::WireWrongShelter);
        INDARO_TRY(work->addRosterBlock(request.shelter, genesis.hash, genesis.bytes));
        INDARO_TRY_ASSIGN(chain, wire::RosterChain::start(std::move(genesis)));
        blocks.erase(blocks.begin());
    } else {
        INDARO_TRY_ASSIGN(const auto shared, chainOf(*work, request.shelter));
        chain = *shared;
    }
    std::vector<wire::ItemStatus> statuses;
    INDARO_TRY(addBlocks(*work, request.shelter, *chain, blocks, statuses));
    for (const auto status : statuses)
        if (status != wire::ItemStatus::Stored && status != wire::ItemStatus::AlreadyThere)
            return Error(status == wire::ItemStatus::QuotaFull ? Errc::QuotaFull : Errc::RosterRefused);
    const auto state = chain->state();
    const auto *device = state.device(request.device);
    if (device == nullptr || device->isRevoked)
        return Error(Errc::RosterRefused);
    INDARO_TRY(wire::verifyJoinRequest(view, device->signKey));
    INDARO_TRY_ASSIGN(const auto answer, issueToken(*work, request.shelter, request.device));
    INDARO_TRY(work->commit());
    return answer;
}

base::Result<wire::JoinAnswer> Relay::admitDevice(const Caller &caller, const DeviceId &device)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->write(caller.shelter));
    INDARO_TRY_ASSIGN(const auto chain, chainOf(*work, *caller.shelter));
    const auto state = chain->state();
    const auto *asking = state.device(*caller.device);
    if (asking == nullptr || asking->isRevoked || !asking->isAdmin)
        return refused();
    const auto *wanted = state.device(device);
    if (wanted == nullptr || wanted->isRevoked)
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(const auto answer, issueToken(*work, *caller.shelter, device));
    INDARO_TRY(work->commit());
    return answer;
}

base::Result<std::string> Relay::invite(const InvitationRow &row)
{
    const std::string code = wire::makeInvitationCode();
    INDARO_TRY_ASSIGN(auto work, m_store->write(row.shelter));
    if (row.shelter) {
        INDARO_TRY_ASSIGN(const auto known, work->shelter(*row.shelter));
        if (!known)
            return Error(Errc::NotFound);
    }
    INDARO_TRY(work->addInvitation(wire::invitationHash(*wire::normalInvitationCode(code)), row));
    INDARO_TRY(work->commit());
    return code;
}

base::Result<std::string> Relay::inviteShelter(base::UtcMs lifetime)
{
    return invite({InvitationKind::Shelter, std::nullopt, m_clock->nowUtc() + lifetime});
}

base::Result<std::string> Relay::inviteDevice(const ShelterId &shelter, base::UtcMs lifetime)
{
    return invite({InvitationKind::Device, shelter, m_clock->nowUtc() + lifetime});
}

base::Result<std::string> Relay::inviteReceiver(base::UtcMs lifetime)
{
    return invite({InvitationKind::Receiver, std::nullopt, m_clock->nowUtc() + lifetime});
}

base::Result<std::uint64_t> Relay::revokeToken(const std::optional<DeviceId> &device)
{
    INDARO_TRY_ASSIGN(auto work, m_store->write(std::nullopt));
    INDARO_TRY_ASSIGN(const auto removed, work->removeTokens(device));
    if (removed == 0)
        return Error(Errc::NotFound);
    INDARO_TRY(work->commit());
    return removed;
}

base::Result<std::vector<Relay::ShelterReport>> Relay::report()
{
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(const auto ids, work->shelters());
    INDARO_TRY_ASSIGN(const auto tokens, work->tokens());
    std::vector<ShelterReport> out;
    for (const ShelterId &id : ids) {
        INDARO_TRY_ASSIGN(const auto row, work->shelter(id));
        INDARO_TRY_ASSIGN(const auto chain, chainOf(*work, id));
        ShelterReport report{id, row.value_or(ShelterRow()), chain->state().devices, {}};
        for (const TokenRow &token : tokens)
            if (token.shelter == id && token.device)
                report.withToken.push_back(*token.device);
        out.push_back(std::move(report));
    }
    return out;
}

base::Result<void> Relay::keepHouse()
{
    std::vector<ShelterId> ids;
    {
        const base::UtcMs now = m_clock->nowUtc();
        INDARO_TRY_ASSIGN(auto work, m_store->write(std::nullopt));
        INDARO_TRY(work->removeExpired(now, now - m_policy.staleSnapshot));
        INDARO_TRY_ASSIGN(ids, work->shelters());
        INDARO_TRY(work->commit());
    }
    for (const ShelterId &id : ids) {
        INDARO_TRY_ASSIGN(auto work, m_store->write(id));
        INDARO_TRY_ASSIGN(const auto snapshots, work->snapshots(id));
        for (const SnapshotRow &row : snapshots) {
            if (!row.isComplete)
                continue;
            INDARO_TRY_ASSIGN(const auto view, wire::parseSnapshotManifest(row.manifest));
            INDARO_TRY(dropCovered(*work, id, view.manifest.covers));
        }
        INDARO_TRY(work->commit());
    }
    return {};
}

} // namespace indaro::relay
