// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/device_secrets.h"
#include "core/wire/roster_rules.h"

#include <functional>
#include <map>
#include <span>

namespace indaro::sync {

/// Which devices and users a shelter has, and the keys its envelopes are sealed with: the roster's blocks and this
/// laptop's epoch keys, both in the vault's file. A value over a connection, on the store thread; what it knows follows
/// the file, and every change is durable when the call returns. Formats and rules: core/wire/PROTOCOL.md.
/// Rights are checked by the roster's rules, not here: who lacks one gets RosterRefused, from every honest laptop too.
class Trust
{
public:
    /// Errors: as ensureDeviceSecrets; StoreDamaged (blocks that do not hold together), and the store's.
    [[nodiscard]] static base::Result<Trust> open(store::Connection &db, const base::Clock &clock);

    /// False until this laptop founded a shelter or was enrolled in one. The rest of the class but `found` and the
    /// enrolment of enrolment.h needs it to be true.
    [[nodiscard]] bool isMember() const { return m_chain.has_value(); }
    /// The first laptop of a shelter: its genesis block, a first epoch for each compartment. `director` gets every right.
    /// Errors: TrainingVault, WrongState (is a member already), and the store's.
    [[nodiscard]] base::Result<void> found(UserId director, const std::optional<crypto::BoxPublicKey> &recoveryKey);

    [[nodiscard]] const DeviceSecrets &secrets() const { return m_secrets; }
    [[nodiscard]] const wire::ShelterId &shelter() const { return m_chain->shelter(); }
    [[nodiscard]] const wire::RosterChain &chain() const { return *m_chain; }
    [[nodiscard]] wire::RosterState state() const { return m_chain->state(); }
    /// This laptop's own line; null after a copy of the vault that is not enrolled yet (see succeed).
    [[nodiscard]] std::optional<wire::RosterDevice> self() const;

    struct BlocksReport
    {
        std::size_t added = 0;
        std::vector<DeviceId> newDevices;
        std::vector<DeviceId> revoked;
        std::vector<crypto::Digest> badKeys; ///< epochs whose key for this laptop is not what the roster says it is
        bool isContested = false;            ///< two admins shut each other out: people must decide
    };
    /// Takes in blocks from any road, parents first, all or none. Known ones do no harm. New laptops, wrong keys and a
    /// contested roster are alarms too, raised with it.
    /// Errors: RosterRefused, RosterParentUnknown, CryptoAuthFailed, WireDamaged, WireWrongShelter, and the store's.
    [[nodiscard]] base::Result<BlocksReport> addBlocks(std::span<const base::Bytes> blocks);
    /// Everything somebody lacks who has these heads.
    [[nodiscard]] std::vector<base::Bytes> blocksAfter(std::span<const std::array<std::byte, 16>> heads) const;
    [[nodiscard]] std::vector<std::array<std::byte, 16>> heads() const;

    /// The newest epoch's key of a compartment: what a writer seals with. Null when this laptop holds none that may be
    /// written with; on branches that are not joined yet that happens to who was just let in, and what it writes is sent
    /// later.
    [[nodiscard]] const base::SecretBytes *writingKey(wire::Group group) const;
    [[nodiscard]] const base::SecretBytes *findKey(const crypto::Digest &keyId) const;

    /// What an admin laptop's person decides about a laptop that asks to join.
    struct Grant
    {
        wire::GroupMask groups = wire::AllGroups;
        bool isAdmin = false;
        std::vector<wire::RosterUser> users; ///< new ones, who will work on it
    };
    /// Errors (of all that change the roster): RosterRefused (why=…), and the store's.
    [[nodiscard]] base::Result<void> addDevice(const DeviceId &device, const crypto::SignPublicKey &signKey,
                                               const crypto::BoxPublicKey &boxKey, const Grant &grant, UserId author);
    /// Shuts a laptop out [security.md 2.7]: revoked at `cuts` (what of its envelopes is here), the users who worked on it
    /// lose their rights, and what is written from now on is sealed with new keys it does not get. Done on a laptop that
    /// holds every compartment the lost one held; another cannot make those keys and is refused.
    [[nodiscard]] base::Result<void> revoke(const DeviceId &device, const std::vector<wire::Cut> &cuts,
                                            std::span<const UserId> disabled, UserId author);
    /// A next epoch for each compartment this laptop holds.
    [[nodiscard]] base::Result<void> startEpochs(UserId author);
    /// Drops every epoch but the newest from the roster, and its key from this laptop: what was sealed with it cannot be
    /// read here any more. Called when an erasure is confirmed everywhere.
    [[nodiscard]] base::Result<void> dropOldEpochs(UserId author);
    /// Forgets keys of epochs the roster no longer has. How many they were. First Engine::keepPutAsideReadable.
    [[nodiscard]] base::Result<std::size_t> forgetDroppedKeys();
    [[nodiscard]] base::Result<void> setUser(const wire::RosterUser &user, UserId author);
    [[nodiscard]] base::Result<void> addServer(const wire::RosterServer &server, UserId author);
    /// Whether this laptop joins the branches by itself, without anybody asking for a change of the roster: whose branch is
    /// not the one that is followed does, so that never two do it at once. Of a branch that is never joined the first
    /// administrator who has its keys takes them over. `author` hands on keys with it: only with that right.
    [[nodiscard]] bool isToJoinBranches(UserId author) const;
    /// One block that follows both of two branches, and has the keys of one that is never joined; false when nothing is to
    /// be done.
    [[nodiscard]] base::Result<bool> joinBranches(UserId author);
    /// A restored or copied vault takes its place in the roster as a new laptop, by the word of the one it was copied
    /// from, with the same compartments and the same admin flag. Errors: WrongState (is listed, or was never copied);
    /// RosterRefused (the former laptop is no admin or was shut out: then it must be enrolled like any other).
    [[nodiscard]] base::Result<void> succeed(UserId author);

    /// For enrolment.h: joins the shelter of a chain that was compared by people. Errors: TrainingVault, WrongState (is a
    /// member).
    [[nodiscard]] base::Result<void> join(wire::RosterChain chain);
    [[nodiscard]] store::Connection &connection() const { return *m_db; }
    [[nodiscard]] const base::Clock &clock() const { return *m_clock; }

private:
    struct EpochKey
    {
        wire::Group group;
        std::uint32_t number;
        base::SecretBytes key;
    };
    Trust(store::Connection &db, const base::Clock &clock, DeviceSecrets secrets);
    [[nodiscard]] base::Result<void> read();
    [[nodiscard]] base::Result<void> adopt(wire::RosterChain chain);
    [[nodiscard]] base::Result<void> storeBlock(const wire::SignedRosterBlock &block);
    [[nodiscard]] base::Result<void> markHeads();
    [[nodiscard]] base::Result<void> raiseAlarms(const BlocksReport &report);
    [[nodiscard]] base::Result<void> learnKeys(BlocksReport &report);
    [[nodiscard]] base::Result<void> keepKey(wire::Group group, std::uint32_t number, base::SecretBytes key);
    [[nodiscard]] base::Result<wire::RosterEpoch> makeEpoch(const wire::RosterState &state, wire::Group group);
    [[nodiscard]] base::Result<void> sealEpochs(wire::RosterState &state, const wire::RosterState &before,
                                                bool isJoin) const;
    [[nodiscard]] base::Result<void> addEpochs(wire::RosterState &state);
    [[nodiscard]] std::vector<wire::RosterEpoch> epochsToTakeOver() const;
    /// One transaction; when it fails, what is remembered is what was before, as in the file. `work` only adds keys.
    [[nodiscard]] base::Result<void> durably(const std::function<base::Result<void>()> &work);
    using Change = std::function<base::Result<void>(wire::RosterState &)>;
    [[nodiscard]] base::Result<void> change(UserId author, const DeviceSecrets &issuer, const Change &change);
    [[nodiscard]] base::Result<void> signNext(UserId author, const DeviceSecrets &issuer, const Change &change);

    store::Connection *m_db;
    const base::Clock *m_clock;
    DeviceSecrets m_secrets;
    std::optional<wire::RosterChain> m_chain;
    std::map<crypto::Digest, EpochKey> m_keys;
};

} // namespace indaro::sync
