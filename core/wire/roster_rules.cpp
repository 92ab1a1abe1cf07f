// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/roster_rules.h"

#include "core/wire/reading.h"

#include <set>

namespace indaro::wire {

using base::Errc;
using base::Error;

namespace {

Error refused(const char *why)
{
    return Error(Errc::RosterRefused, {{"why", std::string(why)}});
}

/// Two branches shut the same device out, or one did: for ever, and with the greater cut, because what
/// somebody took in before he knew cannot be taken out again.
void mergeDevice(RosterDevice &mine, const RosterDevice &theirs)
{
    mine.groups &= theirs.groups;
    mine.isAdmin = mine.isAdmin && theirs.isAdmin;
    if (!theirs.isRevoked)
        return;
    if (!mine.isRevoked) {
        mine.isRevoked = true;
        mine.cuts = theirs.cuts;
        return;
    }
    for (const Cut &cut : theirs.cuts) {
        const auto at =
            std::find_if(mine.cuts.begin(), mine.cuts.end(), [&](const Cut &c) { return c.stream >= cut.stream; });
        if (at == mine.cuts.end() || at->stream != cut.stream)
            mine.cuts.insert(at, cut);
        else if (at->number < cut.number || (at->number == cut.number && at->hash < cut.hash))
            *at = cut;
    }
}

void mergeEpoch(RosterEpoch &mine, const RosterEpoch &theirs)
{
    for (const auto &copy : theirs.devices) {
        const auto at =
            std::find_if(mine.devices.begin(), mine.devices.end(), [&](const auto &d) { return !(d.device < copy.device); });
        if (at == mine.devices.end() || at->device != copy.device)
            mine.devices.insert(at, copy);
        else
            at->sealed = std::min(at->sealed, copy.sealed); // two admins sealed the same key: either copy opens
    }
    if (!mine.recovery)
        mine.recovery = theirs.recovery;
    else if (theirs.recovery &&
             std::tie(theirs.recovery->key, theirs.recovery->sealed) < std::tie(mine.recovery->key, mine.recovery->sealed))
        mine.recovery = theirs.recovery;
}

/// What one branch took over from another is old for both.
void dropTakenOver(std::vector<RosterEpoch> &epochs)
{
    std::set<crypto::Digest> takenOver;
    for (const RosterEpoch &epoch : epochs) {
        if (epoch.number == 0)
            takenOver.insert(epoch.keyId);
    }
    std::erase_if(epochs, [&](const auto &epoch) { return epoch.number != 0 && takenOver.contains(epoch.keyId); });
}

template <class List, class Less, class Merge> void mergeLists(List &mine, const List &theirs, Less less, Merge merge)
{
    for (const auto &item : theirs) {
        const auto at = std::find_if(mine.begin(), mine.end(), [&](const auto &m) { return !less(m, item); });
        if (at == mine.end() || less(item, *at))
            mine.insert(at, item);
        else
            merge(*at, item);
    }
}

bool isEarlierEpoch(const RosterEpoch &a, const RosterEpoch &b)
{
    return std::tie(a.group, a.number, a.keyId) < std::tie(b.group, b.number, b.keyId);
}

/// What must hold of a state whatever came before.
base::Result<void> checkState(const RosterState &state)
{
    if (std::none_of(state.devices.begin(), state.devices.end(), [](const auto &d) { return d.isAdmin && !d.isRevoked; }))
        return refused("no admin left");
    for (const RosterEpoch &epoch : state.epochs)
        for (const auto &copy : epoch.devices)
            if (state.device(copy.device) == nullptr)
                return refused("sealed to a stranger");
    for (Group group = 0; group < GroupCount; ++group) {
        const RosterEpoch *newest = state.newestEpoch(group);
        if (newest == nullptr)
            continue;
        if (newest->number == 0)
            return refused("the newest epoch is of another branch");
        for (const auto &copy : newest->devices) {
            const RosterDevice &device = *state.device(copy.device);
            if (device.isRevoked)
                return refused("newest epoch sealed to a revoked device");
            if ((device.groups & (1U << group)) == 0)
                return refused("newest epoch sealed to a device without the compartment");
        }
    }
    return {};
}

/// Compares a block with what its parents give and collects the rights the difference needs.
class Change
{
public:
    Change(const RosterState &before, const RosterState &after, const RosterUser &author, const RosterDevice &issuer)
        : m_before(before), m_after(after), m_author(author), m_issuer(issuer)
    {
    }

    base::Result<void> check()
    {
        INDARO_TRY(checkDevices());
        INDARO_TRY(checkUsers());
        INDARO_TRY(checkEpochs());
        if (m_before.recoveryKey != m_after.recoveryKey || m_before.servers != m_after.servers)
            m_needed |= rights::Enrol;
        if ((m_needed & ~m_author.rights) != 0)
            return refused("the author lacks the right");
        return {};
    }

private:
    base::Result<void> checkDevices()
    {
        for (const RosterDevice &old : m_before.devices) {
            const RosterDevice *device = m_after.device(old.id);
            if (device == nullptr)
                return refused("a device was removed");
            if (device->signKey != old.signKey || device->boxKey != old.boxKey)
                return refused("a device's keys were changed");
            if (old.isRevoked && !device->isRevoked)
                return refused("a revoked device came back");
            if (device->isRevoked && (!old.isRevoked || device->cuts != old.cuts))
                m_needed |= rights::Revoke;
            INDARO_TRY(checkCuts(old, *device));
            if ((device->groups & ~old.groups) != 0 || (device->isAdmin && !old.isAdmin))
                m_needed |= rights::Enrol;
            else if (device->groups != old.groups || device->isAdmin != old.isAdmin)
                m_needed |= rights::Revoke;
            if ((device->groups & ~old.groups & ~m_issuer.groups) != 0)
                return refused("a compartment the issuer does not hold");
        }
        for (const RosterDevice &device : m_after.devices) {
            if (m_before.device(device.id) != nullptr)
                continue;
            m_needed |= rights::Enrol;
            if (device.isRevoked)
                return refused("a new device is revoked");
            if ((device.groups & ~m_issuer.groups) != 0)
                return refused("a compartment the issuer does not hold");
            for (const RosterDevice &other : m_after.devices)
                if (other.id != device.id && (other.signKey == device.signKey || other.boxKey == device.boxKey))
                    return refused("a key is used twice");
        }
        return {};
    }

    static base::Result<void> checkCuts(const RosterDevice &old, const RosterDevice &device)
    {
        for (const Cut &before : old.cuts) {
            const auto at = std::find_if(device.cuts.begin(), device.cuts.end(),
                                         [&](const Cut &c) { return c.stream == before.stream; });
            if (at == device.cuts.end() || at->number < before.number ||
                (at->number == before.number && at->hash != before.hash))
                return refused("a cut went back");
        }
        return {};
    }

    base::Result<void> checkUsers()
    {
        for (const RosterUser &old : m_before.users)
            if (m_after.user(old.id) == nullptr)
                return refused("a user was removed");
        for (const RosterUser &user : m_after.users) {
            const RosterUser *old = m_before.user(user.id);
            const unsigned newRights = user.rights & ~(old != nullptr ? old->rights : 0U);
            const unsigned newGroups = user.groups & ~(old != nullptr ? old->groups : 0U);
            if (old == nullptr || newRights != 0 || newGroups != 0)
                m_needed |= rights::Enrol;
            else if (*old != user)
                m_needed |= rights::Revoke;
            if ((newRights & ~m_author.rights) != 0 || (newGroups & ~m_author.groups) != 0)
                return refused("a right the author does not hold");
        }
        return {};
    }

    base::Result<void> checkEpochs()
    {
        for (const RosterEpoch &old : m_before.epochs) {
            const auto at = std::find_if(m_after.epochs.begin(), m_after.epochs.end(),
                                         [&](const auto &e) { return e.keyId == old.keyId; });
            const bool isNewest =
                m_after.newestEpoch(old.group) == nullptr || !isEarlierEpoch(old, *m_after.newestEpoch(old.group));
            if (at == m_after.epochs.end()) {
                if (isNewest)
                    return refused("the newest epoch was dropped");
                m_needed |= rights::Erase;
                continue;
            }
            if (at->group != old.group || at->number != old.number)
                return refused("an epoch was changed");
            INDARO_TRY(checkCopies(old, *at, isNewest));
        }
        for (const RosterEpoch &epoch : m_after.epochs)
            INDARO_TRY(checkNewEpoch(epoch));
        return {};
    }

    /// Copies may be added; all may go once a newer epoch is there (the keys are no longer handed out).
    base::Result<void> checkCopies(const RosterEpoch &old, const RosterEpoch &epoch, bool isNewest)
    {
        if (epoch == old)
            return {};
        if (epoch.devices.empty() && !epoch.recovery && !isNewest)
            return {};
        for (const auto &copy : old.devices)
            if (std::find(epoch.devices.begin(), epoch.devices.end(), copy) == epoch.devices.end())
                return refused("a sealed key was changed");
        if (old.recovery && epoch.recovery != old.recovery)
            return refused("a sealed key was changed");
        m_needed |= rights::Enrol;
        return {};
    }

    base::Result<void> checkNewEpoch(const RosterEpoch &epoch)
    {
        std::uint32_t newest = 0;
        for (const RosterEpoch &old : m_before.epochs) {
            if (old.keyId == epoch.keyId)
                return {};
            if (old.group == epoch.group)
                newest = std::max(newest, old.number);
        }
        for (const RosterEpoch &other : m_after.epochs)
            if (other.keyId == epoch.keyId && &other != &epoch)
                return refused("a key is used twice");
        if (epoch.number == 0) { // what was written on a branch that nobody joins can be read with it
            m_needed |= rights::Enrol;
            return {};
        }
        if (epoch.number != newest + 1)
            return refused("an epoch's number is not the next");
        if (m_author.rights == 0)
            m_needed |= rights::Enrol; // a new epoch follows from any of the three rights
        return {};
    }

    const RosterState &m_before;
    const RosterState &m_after;
    const RosterUser &m_author;
    const RosterDevice &m_issuer;
    unsigned m_needed = 0;
};

} // namespace

RosterState mergedState(std::span<const SignedRosterBlock *const> parents)
{
    INDARO_CHECK(!parents.empty());
    const auto newer = std::max_element(parents.begin(), parents.end(), [](const auto *a, const auto *b) {
        return std::tie(a->block.seq, a->hash) < std::tie(b->block.seq, b->hash);
    });
    RosterState out = (*newer)->block.state;
    for (const SignedRosterBlock *parent : parents) {
        if (parent == *newer)
            continue;
        const RosterState &theirs = parent->block.state;
        const auto byId = [](const auto &a, const auto &b) { return a.id < b.id; };
        mergeLists(out.devices, theirs.devices, byId, mergeDevice);
        mergeLists(out.users, theirs.users, byId, [](RosterUser &mine, const RosterUser &other) {
            mine.rights &= other.rights;
            mine.groups &= other.groups;
        });
        mergeLists(out.epochs, theirs.epochs, isEarlierEpoch, mergeEpoch);
        dropTakenOver(out.epochs);
        mergeLists(
            out.servers, theirs.servers, [](const auto &a, const auto &b) { return a.signKey < b.signKey; },
            [](RosterServer &, const RosterServer &) {});
    }
    return out;
}

base::Result<void> checkGenesis(const SignedRosterBlock &block)
{
    const RosterBlock &b = block.block;
    if (b.seq != 1 || !b.parents.empty())
        return refused("not a first block");
    if (b.state.devices.size() != 1 || b.state.devices[0].id != b.issuer || !b.state.devices[0].isAdmin ||
        b.state.devices[0].isRevoked)
        return refused("the first block holds its issuer only");
    const RosterUser *author = b.state.user(b.author);
    if (author == nullptr || author->rights != rights::All)
        return refused("the first author holds every right");
    INDARO_TRY(crypto::verify(b.state.devices[0].signKey, RosterContext, block.hash, block.signature));
    for (const RosterEpoch &epoch : b.state.epochs)
        if (epoch.number != 1)
            return refused("an epoch's number is not the next");
    return checkState(b.state);
}

base::Result<void> checkBlock(const SignedRosterBlock &block, std::span<const SignedRosterBlock *const> parents)
{
    const RosterBlock &b = block.block;
    INDARO_CHECK(parents.size() == b.parents.size());
    if (parents.empty())
        return refused("a second first block");
    std::uint64_t seq = 0;
    for (const SignedRosterBlock *parent : parents) {
        if (parent->block.shelter != b.shelter)
            return Error(Errc::WireWrongShelter);
        const RosterDevice *issuer = parent->block.state.device(b.issuer);
        if (issuer == nullptr || !issuer->isAdmin || issuer->isRevoked)
            return refused("the issuer is no admin");
        INDARO_TRY(crypto::verify(issuer->signKey, RosterContext, block.hash, block.signature));
        seq = std::max(seq, parent->block.seq);
    }
    if (b.seq != seq + 1)
        return refused("seq is not the next");
    const RosterState before = mergedState(parents);
    const RosterUser *author = before.user(b.author);
    const RosterDevice *issuer = before.device(b.issuer);
    if (author == nullptr)
        return refused("the author is unknown");
    INDARO_TRY(Change(before, b.state, *author, *issuer).check());
    return checkState(b.state);
}

} // namespace indaro::wire
