// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/system_random.h"
#include "core/sync/training_mark.h"
#include "core/sync/trust.h"
#include "core/wire/envelope.h"

#include <algorithm>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;
using wire::Group;
using wire::RosterDevice;
using wire::RosterEpoch;
using wire::RosterState;

namespace {

constexpr std::size_t KeySize = 32;
constexpr std::size_t MostTakenOver = wire::MaxEpochs / 8; ///< a thief's branch may be long, and the house must go on

bool holds(const RosterDevice &device, Group group)
{
    return !device.isRevoked && (device.groups & (1U << group)) != 0;
}

/// One branch made its newest keys before it knew that the other shut a laptop out.
bool isSealedToAnOutsider(const RosterState &state)
{
    for (Group group = 0; group < wire::GroupCount; ++group) {
        const RosterEpoch *newest = state.newestEpoch(group);
        const auto isOutside = [&](const auto &copy) {
            const RosterDevice *device = state.device(copy.device);
            return device == nullptr || !holds(*device, group);
        };
        if (newest != nullptr && std::any_of(newest->devices.begin(), newest->devices.end(), isOutside))
            return true;
    }
    return false;
}

void insertEpoch(RosterState &state, RosterEpoch epoch)
{
    const auto at = std::find_if(state.epochs.begin(), state.epochs.end(), [&](const RosterEpoch &one) {
        return std::tie(epoch.group, epoch.number, epoch.keyId) < std::tie(one.group, one.number, one.keyId);
    });
    state.epochs.insert(at, std::move(epoch));
}

template <class List, class Item> void insertById(List &list, Item item)
{
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto &one) { return !(one.id < item.id); });
    if (at != list.end() && at->id == item.id)
        *at = std::move(item);
    else
        list.insert(at, std::move(item));
}

Result<wire::SealedKey> sealKey(const crypto::BoxPublicKey &recipient, const base::SecretBytes &key)
{
    INDARO_TRY_ASSIGN(const auto bytes, crypto::sealTo(recipient, key.view()));
    wire::SealedKey sealed{};
    INDARO_CHECK(bytes.size() == sealed.size());
    std::copy(bytes.begin(), bytes.end(), sealed.begin());
    return sealed;
}

} // namespace

Result<RosterEpoch> Trust::makeEpoch(const RosterState &state, Group group)
{
    const RosterEpoch *newest = state.newestEpoch(group);
    auto key = crypto::randomSecret(KeySize);
    RosterEpoch epoch{group, newest != nullptr ? newest->number + 1 : 1, wire::keyIdOf(key), {}, {}};
    INDARO_TRY(keepKey(group, epoch.number, std::move(key)));
    return epoch;
}

/// Seals new epochs to every laptop that may hold them, and those there were to new laptops: they read what was written
/// before they came. `isJoin`: and to those the other branch did not know.
Result<void> Trust::sealEpochs(RosterState &state, const RosterState &before, bool isJoin) const
{
    for (RosterEpoch &epoch : state.epochs) {
        const base::SecretBytes *key = findKey(epoch.keyId);
        const bool isNew = before.epochOf(epoch.keyId) == nullptr;
        const bool isEmptied = !isNew && epoch.devices.empty() && !epoch.recovery;
        if (key == nullptr || isEmptied)
            continue;
        for (const RosterDevice &device : state.devices) {
            const auto at = std::find_if(epoch.devices.begin(), epoch.devices.end(),
                                         [&](const auto &copy) { return !(copy.device < device.id); });
            const bool hasCopy = at != epoch.devices.end() && at->device == device.id;
            const auto *old = before.device(device.id);
            const bool isEntitledAnew = isNew || isJoin || old == nullptr || !holds(*old, epoch.group);
            if (hasCopy || !holds(device, epoch.group) || !isEntitledAnew)
                continue;
            INDARO_TRY_ASSIGN(const auto sealed, sealKey(device.boxKey, *key));
            epoch.devices.insert(at, {device.id, sealed});
        }
        if (state.recoveryKey && isNew) {
            INDARO_TRY_ASSIGN(const auto sealed, sealKey(*state.recoveryKey, *key));
            epoch.recovery = RosterEpoch::ForRecovery{*state.recoveryKey, sealed};
        }
    }
    return {};
}

Result<void> Trust::addEpochs(RosterState &state)
{
    const auto *device = state.device(m_secrets.device);
    for (Group group = 0; group < wire::GroupCount; ++group) {
        if (device == nullptr || !holds(*device, group))
            continue;
        INDARO_TRY_ASSIGN(auto epoch, makeEpoch(state, group));
        insertEpoch(state, std::move(epoch));
    }
    return {};
}

/// Of branches that are never joined: who wrote there before the news came is read by all with these keys, also by whom only
/// that branch shut out.
std::vector<RosterEpoch> Trust::epochsToTakeOver() const
{
    std::vector<RosterEpoch> out = m_chain->epochsLeftBehind();
    const auto state = m_chain->state();
    const auto *device = state.device(m_secrets.device);
    std::erase_if(out, [&](const RosterEpoch &epoch) {
        return device == nullptr || !holds(*device, epoch.group) || findKey(epoch.keyId) == nullptr;
    });
    const auto had = static_cast<std::size_t>(std::ranges::count(state.epochs, 0U, &RosterEpoch::number));
    out.resize(std::min(out.size(), MostTakenOver - std::min(had, MostTakenOver)));
    return out;
}

Result<void> Trust::found(UserId director, const std::optional<crypto::BoxPublicKey> &recoveryKey)
{
    INDARO_TRY(refuseTraining(*m_db));
    if (m_chain)
        return Error(Errc::WrongState);
    crypto::SystemRandom random;
    wire::RosterBlock block{wire::ShelterId::make(random), 1, {}, m_secrets.device, director, m_clock->nowUtc(), {}};
    block.state.devices.push_back(
        {m_secrets.device, m_secrets.sign.publicKey, m_secrets.box.publicKey, wire::AllGroups, true, false, {}});
    block.state.users.push_back({director, wire::rights::All, wire::AllGroups});
    block.state.recoveryKey = recoveryKey;
    return durably([&]() -> Result<void> {
        INDARO_TRY(addEpochs(block.state));
        INDARO_TRY(sealEpochs(block.state, {}, false));
        INDARO_TRY_ASSIGN(auto genesis, wire::signRosterBlock(block, m_secrets.sign));
        INDARO_TRY_ASSIGN(auto chain, wire::RosterChain::start(std::move(genesis)));
        return adopt(std::move(chain));
    });
}

Result<void> Trust::signNext(UserId author, const DeviceSecrets &issuer, const Change &change)
{
    // One block joins what two branches say: never that of a laptop that was shut out, or whom it let in would be of the
    // house. A head that no longer knows this laptop cannot be followed; then only the one writers follow is.
    auto parents = m_chain->trustedHeads();
    if (parents.empty())
        parents = m_chain->heads(); // contested
    const auto canFollow = [&](const wire::SignedRosterBlock *head) {
        const auto *line = head->block.state.device(issuer.device);
        return line != nullptr && line->isAdmin && !line->isRevoked && head->block.state.user(author) != nullptr;
    };
    std::erase_if(parents, [&](const auto *head) { return head != &m_chain->current() && !canFollow(head); });
    if (parents.size() > 2)
        parents.resize(2);
    std::sort(parents.begin(), parents.end(), [](const auto *a, const auto *b) { return a->hash < b->hash; });
    wire::RosterBlock block{m_chain->shelter(), 0, {}, issuer.device, author, m_clock->nowUtc(), wire::mergedState(parents)};
    for (const auto *parent : parents) {
        block.seq = std::max(block.seq, parent->block.seq + 1);
        block.parents.push_back(parent->hash);
    }
    const RosterState before = block.state;
    const auto *user = before.user(author);
    const bool mayEnrol = user != nullptr && (user->rights & wire::rights::Enrol) != 0;
    if (mayEnrol) {
        for (const RosterEpoch &epoch : epochsToTakeOver())
            insertEpoch(block.state, {epoch.group, 0, epoch.keyId, {}, {}});
    }
    INDARO_TRY(change(block.state));
    if (parents.size() > 1 && isSealedToAnOutsider(block.state))
        INDARO_TRY(addEpochs(block.state));
    INDARO_TRY(sealEpochs(block.state, before, parents.size() > 1 && mayEnrol));
    INDARO_TRY_ASSIGN(auto made, wire::signRosterBlock(block, issuer.sign));
    INDARO_TRY(storeBlock(made));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool isNew, m_chain->add(std::move(made)));
    INDARO_TRY(markHeads());
    BlocksReport report;
    return learnKeys(report);
}

Result<void> Trust::change(UserId author, const DeviceSecrets &issuer, const Change &change)
{
    if (!m_chain)
        return Error(Errc::WrongState);
    return durably([&] { return signNext(author, issuer, change); });
}

Result<void> Trust::addDevice(const DeviceId &device, const crypto::SignPublicKey &signKey,
                              const crypto::BoxPublicKey &boxKey, const Grant &grant, UserId author)
{
    return change(author, m_secrets, [&](RosterState &state) -> Result<void> {
        if (state.device(device) != nullptr)
            return Error(Errc::RosterRefused, {{"why", std::string("the device is listed already")}});
        insertById(state.devices, RosterDevice{device, signKey, boxKey, grant.groups, grant.isAdmin, false, {}});
        for (const auto &user : grant.users)
            insertById(state.users, user);
        return {};
    });
}

Result<void> Trust::revoke(const DeviceId &device, const std::vector<wire::Cut> &cuts, std::span<const UserId> disabled,
                           UserId author)
{
    return change(author, m_secrets, [&](RosterState &state) -> Result<void> {
        const auto line =
            std::find_if(state.devices.begin(), state.devices.end(), [&](const auto &one) { return one.id == device; });
        if (line == state.devices.end())
            return Error(Errc::RosterRefused, {{"why", std::string("the device is unknown")}});
        line->isRevoked = true;
        line->cuts = cuts;
        for (auto &user : state.users) {
            if (std::find(disabled.begin(), disabled.end(), user.id) != disabled.end())
                user = {user.id, 0, 0};
        }
        return addEpochs(state);
    });
}

Result<void> Trust::startEpochs(UserId author)
{
    return change(author, m_secrets, [&](RosterState &state) { return addEpochs(state); });
}

Result<void> Trust::dropOldEpochs(UserId author)
{
    if (!m_chain)
        return Error(Errc::WrongState);
    // First those of a branch that is never joined, so that they are known to have been there when they go.
    if (!epochsToTakeOver().empty())
        INDARO_TRY(joinBranches(author));
    const RosterState now = m_chain->state();
    const bool hasOld = std::any_of(now.epochs.begin(), now.epochs.end(), [&](const RosterEpoch &epoch) {
        return now.newestEpoch(epoch.group)->keyId != epoch.keyId;
    });
    if (!hasOld) { // done before: the roster has nothing new to say
        INDARO_TRY(forgetDroppedKeys());
        return {};
    }
    const auto dropped = change(author, m_secrets, [&](RosterState &state) -> Result<void> {
        const RosterState before = state;
        std::erase_if(state.epochs,
                      [&](const RosterEpoch &epoch) { return before.newestEpoch(epoch.group)->keyId != epoch.keyId; });
        return {};
    });
    INDARO_TRY(dropped);
    INDARO_TRY(forgetDroppedKeys());
    return {};
}

Result<void> Trust::setUser(const wire::RosterUser &user, UserId author)
{
    return change(author, m_secrets, [&](RosterState &state) -> Result<void> {
        insertById(state.users, user);
        return {};
    });
}

Result<void> Trust::addServer(const wire::RosterServer &server, UserId author)
{
    return change(author, m_secrets, [&](RosterState &state) -> Result<void> {
        const auto at = std::find_if(state.servers.begin(), state.servers.end(),
                                     [&](const auto &one) { return !(one.signKey < server.signKey); });
        if (at != state.servers.end() && at->signKey == server.signKey)
            *at = server;
        else
            state.servers.insert(at, server);
        return {};
    });
}

bool Trust::isToJoinBranches(UserId author) const
{
    if (!m_chain)
        return false;
    const auto heads = m_chain->trustedHeads();
    const auto canFollow = [&](const wire::SignedRosterBlock *head) {
        const auto *line = head->block.state.device(m_secrets.device);
        return line != nullptr && line->isAdmin && !line->isRevoked && head->block.state.user(author) != nullptr;
    };
    const RosterState state = m_chain->state();
    const auto *user = state.user(author);
    if (user == nullptr || (user->rights & wire::rights::Enrol) == 0 || !std::all_of(heads.begin(), heads.end(), canFollow))
        return false;
    if (heads.size() > 1 && heads.back()->block.issuer == m_secrets.device)
        return true;
    const auto isFirst = [&](const RosterEpoch &epoch) { // of the administrators who have this key
        const auto first = std::ranges::find_if(epoch.devices, [&](const auto &copy) {
            const auto *device = state.device(copy.device);
            return device != nullptr && device->isAdmin && holds(*device, epoch.group);
        });
        return first != epoch.devices.end() && first->device == m_secrets.device;
    };
    return std::ranges::any_of(epochsToTakeOver(), isFirst);
}

Result<bool> Trust::joinBranches(UserId author)
{
    const bool isJoined = m_chain->heads().size() < 2 || m_chain->trustedHeads().size() == 1;
    if (isJoined && epochsToTakeOver().empty())
        return false;
    INDARO_TRY(change(author, m_secrets, [](RosterState &) { return Result<void>(); }));
    return true;
}

Result<void> Trust::succeed(UserId author)
{
    INDARO_TRY_ASSIGN(const auto former, formerDeviceSecrets(*m_db));
    if (!former || !m_chain || self())
        return Error(Errc::WrongState);
    const RosterState state = m_chain->state();
    const auto *line = state.device(former->device);
    if (line == nullptr)
        return Error(Errc::WrongState);
    return change(author, *former, [&](RosterState &next) -> Result<void> {
        insertById(next.devices, RosterDevice{m_secrets.device,
                                              m_secrets.sign.publicKey,
                                              m_secrets.box.publicKey,
                                              line->groups,
                                              line->isAdmin,
                                              false,
                                              {}});
        return {};
    });
}

} // namespace indaro::sync
