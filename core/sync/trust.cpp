// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/trust.h"

#include "core/sync/alarms.h"
#include "core/sync/training_mark.h"
#include "core/wire/envelope.h"

#include <algorithm>
#include <set>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;
using wire::Group;
using wire::RosterEpoch;
using wire::RosterState;

Trust::Trust(store::Connection &db, const base::Clock &clock, DeviceSecrets secrets)
    : m_db(&db), m_clock(&clock), m_secrets(std::move(secrets))
{
}

Result<Trust> Trust::open(store::Connection &db, const base::Clock &clock)
{
    INDARO_TRY_ASSIGN(auto secrets, ensureDeviceSecrets(db));
    Trust trust(db, clock, std::move(secrets));
    INDARO_TRY(trust.read());
    return trust;
}

Result<void> Trust::read()
{
    m_chain.reset();
    m_keys.clear();
    std::vector<base::Bytes> blocks;
    {
        INDARO_TRY_ASSIGN(auto rows, m_db->prepare("SELECT bytes FROM roster_block ORDER BY seq, hash"));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            blocks.emplace_back(rows.blob(0).begin(), rows.blob(0).end());
        }
    }
    if (!blocks.empty()) {
        auto chain = wire::RosterChain::load(blocks);
        if (!chain)
            return Error(Errc::StoreDamaged);
        m_chain = std::move(chain).value();
    }
    INDARO_TRY_ASSIGN(auto rows, m_db->prepare("SELECT grp, epoch, key FROM epoch_key"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        auto key = base::SecretBytes::copyOf(rows.blob(2));
        const auto id = wire::keyIdOf(key);
        m_keys.emplace(
            id, EpochKey{static_cast<Group>(rows.integer(0)), static_cast<std::uint32_t>(rows.integer(1)), std::move(key)});
    }
}

std::optional<wire::RosterDevice> Trust::self() const
{
    if (!m_chain)
        return std::nullopt;
    const RosterState state = m_chain->state();
    const auto *device = state.device(m_secrets.device);
    return device != nullptr ? std::optional(*device) : std::nullopt;
}

const base::SecretBytes *Trust::findKey(const crypto::Digest &keyId) const
{
    const auto found = m_keys.find(keyId);
    return found == m_keys.end() ? nullptr : &found->second.key;
}

/// While branches of the roster are not joined, the newest of all their newest that this laptop holds and that is sealed to
/// nobody another one shut out: the one that is the newest when somebody joins them, so that who has seen a key that stays
/// writes with no other from then on (erasure_order.cpp).
const base::SecretBytes *Trust::writingKey(Group group) const
{
    if (!m_chain)
        return nullptr;
    const RosterState state = m_chain->state();
    auto heads = m_chain->trustedHeads();
    if (heads.empty())
        heads.push_back(&m_chain->current());
    const auto isShutOut = [&](const RosterEpoch::ForDevice &copy) {
        const auto *device = state.device(copy.device);
        return device == nullptr || device->isRevoked;
    };
    const RosterEpoch *newest = nullptr;
    for (const auto *head : heads) {
        const RosterEpoch *epoch = head->block.state.newestEpoch(group);
        const bool isUsable = epoch != nullptr && findKey(epoch->keyId) != nullptr &&
                              std::none_of(epoch->devices.begin(), epoch->devices.end(), isShutOut);
        if (isUsable &&
            (newest == nullptr || std::tie(newest->number, newest->keyId) < std::tie(epoch->number, epoch->keyId)))
            newest = epoch;
    }
    return newest != nullptr ? findKey(newest->keyId) : nullptr;
}

std::vector<base::Bytes> Trust::blocksAfter(std::span<const std::array<std::byte, 16>> heads) const
{
    std::vector<base::Bytes> blocks;
    if (m_chain) {
        for (const auto *block : m_chain->blocksAfter(heads))
            blocks.push_back(block->bytes);
    }
    return blocks;
}

std::vector<std::array<std::byte, 16>> Trust::heads() const
{
    std::vector<std::array<std::byte, 16>> out;
    if (m_chain) {
        for (const auto *head : m_chain->heads()) {
            out.emplace_back();
            std::copy_n(head->hash.begin(), out.back().size(), out.back().begin());
        }
    }
    return out;
}

Result<void> Trust::storeBlock(const wire::SignedRosterBlock &block)
{
    INDARO_TRY_ASSIGN(
        auto put, m_db->prepare("INSERT OR IGNORE INTO roster_block (hash, seq, bytes, is_head) VALUES (?1, ?2, ?3, 0)"));
    put.bind(1, base::ByteView(block.hash));
    put.bind(2, static_cast<std::int64_t>(block.block.seq));
    put.bind(3, base::ByteView(block.bytes));
    return put.run();
}

Result<void> Trust::markHeads()
{
    INDARO_TRY(m_db->execute("UPDATE roster_block SET is_head = 0 WHERE is_head = 1"));
    INDARO_TRY_ASSIGN(auto mark, m_db->prepare("UPDATE roster_block SET is_head = 1 WHERE hash = ?1"));
    for (const auto *head : m_chain->heads()) {
        mark.bind(1, base::ByteView(head->hash));
        INDARO_TRY(mark.run());
    }
    return {};
}

Result<void> Trust::keepKey(Group group, std::uint32_t number, base::SecretBytes key)
{
    const auto id = wire::keyIdOf(key);
    INDARO_TRY_ASSIGN(auto put, m_db->prepare("INSERT OR IGNORE INTO epoch_key (key_id, grp, epoch, key, created_at) "
                                              "VALUES (?1, ?2, ?3, ?4, ?5)"));
    put.bind(1, base::ByteView(id));
    put.bind(2, static_cast<std::int64_t>(group));
    put.bind(3, static_cast<std::int64_t>(number));
    put.bind(4, key.view());
    put.bind(5, m_clock->nowUtc());
    INDARO_TRY(put.run());
    m_keys.emplace(id, EpochKey{group, number, std::move(key)});
    return {};
}

/// Opens what the roster seals to this laptop. A key that is not what its id says is worth an alarm and nothing else:
/// the envelopes that need it wait. Of every branch: what was written on the other one is read before anybody joins them,
/// and who joins them hands the other's keys on.
Result<void> Trust::learnKeys(BlocksReport &report)
{
    std::vector<RosterEpoch> epochs = m_chain->state().epochs;
    for (const auto *head : m_chain->heads())
        epochs.insert(epochs.end(), head->block.state.epochs.begin(), head->block.state.epochs.end());
    for (const RosterEpoch &epoch : epochs) {
        const auto copy = std::find_if(epoch.devices.begin(), epoch.devices.end(),
                                       [&](const auto &one) { return one.device == m_secrets.device; });
        if (copy == epoch.devices.end() || m_keys.contains(epoch.keyId))
            continue;
        auto key = crypto::openSealed(m_secrets.box, copy->sealed);
        if (!key || key->size() != 32 || wire::keyIdOf(*key) != epoch.keyId) {
            if (std::find(report.badKeys.begin(), report.badKeys.end(), epoch.keyId) == report.badKeys.end())
                report.badKeys.push_back(epoch.keyId); // an epoch stands in the state and in its head
            continue;
        }
        INDARO_TRY(keepKey(epoch.group, epoch.number, std::move(key).value()));
    }
    return {};
}

Result<void> Trust::raiseAlarms(const BlocksReport &report)
{
    const auto now = m_clock->nowUtc();
    for (const auto &device : report.newDevices)
        INDARO_TRY(raiseAlarm(*m_db, AlarmKind::NewDevice, "device=" + base::toHex(device.bytes()), now));
    for (const auto &keyId : report.badKeys)
        INDARO_TRY(raiseAlarm(*m_db, AlarmKind::WrongKey, "key=" + base::toHex(keyId), now));
    if (report.isContested)
        INDARO_TRY(raiseAlarm(*m_db, AlarmKind::Contested, {}, now));
    return {};
}

Result<Trust::BlocksReport> Trust::addBlocks(std::span<const base::Bytes> blocks)
{
    if (!m_chain)
        return Error(Errc::WrongState);
    BlocksReport report;
    const RosterState before = m_chain->state();
    wire::RosterChain chain = *m_chain;
    std::vector<wire::SignedRosterBlock> added;
    for (const base::Bytes &bytes : blocks) {
        INDARO_TRY_ASSIGN(auto block, wire::parseRosterBlock(bytes));
        INDARO_TRY_ASSIGN(const bool isNew, chain.add(block));
        if (isNew)
            added.push_back(std::move(block));
    }
    if (added.empty())
        return report;
    const auto kept = durably([&]() -> Result<void> {
        for (const auto &block : added)
            INDARO_TRY(storeBlock(block));
        m_chain = std::move(chain);
        INDARO_TRY(markHeads());
        INDARO_TRY(learnKeys(report));
        report.added = added.size();
        report.isContested = m_chain->isContested();
        for (const auto &device : m_chain->state().devices) {
            const auto *old = before.device(device.id);
            if (old == nullptr)
                report.newDevices.push_back(device.id);
            if (device.isRevoked && (old == nullptr || !old->isRevoked))
                report.revoked.push_back(device.id);
        }
        return raiseAlarms(report);
    });
    INDARO_TRY(kept);
    return report;
}

Result<void> Trust::durably(const std::function<Result<void>()> &work)
{
    // From memory, not from the file: a disk that refused to write may refuse to be read, and a laptop that forgot its
    // roster would be of no house any more.
    auto chain = m_chain;
    std::set<crypto::Digest> keys;
    for (const auto &[id, key] : m_keys)
        keys.insert(id);
    const Result<void> done = [&]() -> Result<void> {
        INDARO_TRY_ASSIGN(auto transaction, m_db->begin());
        INDARO_TRY(work());
        return transaction.commit();
    }();
    if (!done) {
        m_chain = std::move(chain);
        std::erase_if(m_keys, [&](const auto &one) { return !keys.contains(one.first); });
    }
    return done;
}

Result<void> Trust::join(wire::RosterChain chain)
{
    INDARO_TRY(refuseTraining(*m_db));
    if (m_chain)
        return Error(Errc::WrongState);
    return durably([&] { return adopt(std::move(chain)); });
}

Result<void> Trust::adopt(wire::RosterChain chain)
{
    INDARO_CHECK(!m_chain);
    m_chain = std::move(chain);
    BlocksReport report;
    const std::vector<std::array<std::byte, 16>> none;
    for (const auto *block : m_chain->blocksAfter(none))
        INDARO_TRY(storeBlock(*block));
    INDARO_TRY(markHeads());
    INDARO_TRY(learnKeys(report));
    return {};
}

Result<std::size_t> Trust::forgetDroppedKeys()
{
    const RosterState state = m_chain->state();
    std::vector<crypto::Digest> dropped;
    // A branch that may still be joined keeps its keys. One of a laptop that was shut out never is, and stays for ever: of
    // its keys only those are kept that were new there, until an administrator has taken them over.
    const auto heads = m_chain->trustedHeads();
    if (heads.empty())
        return dropped.size(); // contested: people decide first
    std::set<crypto::Digest> kept;
    for (const RosterEpoch &epoch : m_chain->epochsLeftBehind())
        kept.insert(epoch.keyId);
    for (const auto *head : heads) {
        for (const RosterEpoch &epoch : head->block.state.epochs)
            kept.insert(epoch.keyId);
    }
    for (const auto &[id, key] : m_keys) {
        if (state.epochOf(id) == nullptr && !kept.contains(id))
            dropped.push_back(id);
    }
    if (dropped.empty())
        return dropped.size();
    const auto forgotten = durably([&]() -> Result<void> {
        INDARO_TRY_ASSIGN(auto forget, m_db->prepare("DELETE FROM epoch_key WHERE key_id = ?1"));
        for (const auto &id : dropped) {
            forget.bind(1, base::ByteView(id));
            INDARO_TRY(forget.run());
        }
        return {};
    });
    INDARO_TRY(forgotten);
    for (const auto &id : dropped)
        m_keys.erase(id);
    return dropped.size();
}

} // namespace indaro::sync
