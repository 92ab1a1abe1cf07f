// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relay_store.h"
#include "core/wire/invitation.h"
#include "core/wire/roster_rules.h"
#include "core/wire/snapshot_manifest.h"

#include <list>

/// The rules of the blind server: it checks who, what and how much, and never decrypts. No network and no SQL
/// in here.
namespace indaro::relay {

/// What one relay allows. Sizes are per shelter.
struct RelayPolicy
{
    bool takesHouse = false; ///< true only on the house's own network
    std::uint64_t bytes = 2048 * std::uint64_t{wire::MiB};
    std::size_t answerBytes = wire::MiB; ///< of envelopes in one sync answer, or a single larger one
    std::uint64_t quarantineBytes = 32 * std::uint64_t{wire::MiB};
    std::uint64_t rosterBytes = 32 * std::uint64_t{wire::MiB};
    std::size_t mailCount = 100;
    std::uint64_t mailBytes = 128 * std::uint64_t{wire::MiB};
    base::UtcMs mailLifetime = base::UtcMs{90} * 24 * 3600 * 1000;
    std::uint64_t packetsPerMonth = 60;                               ///< of counts, from one shelter
    std::uint64_t packetBytes = 16 * std::uint64_t{wire::MiB};        ///< of them that wait, from one shelter
    std::size_t packetCount = 5000;                                   ///< that wait for one receiver
    std::uint64_t receiverBytes = 512 * std::uint64_t{wire::MiB};     ///< of them
    base::UtcMs packetLifetime = base::UtcMs{366} * 24 * 3600 * 1000; ///< as long as a packet can be opened
    base::UtcMs staleSnapshot = base::UtcMs{14} * 24 * 3600 * 1000;
};

/// Who asks, as the token says.
struct Caller
{
    Role role;
    std::optional<ShelterId> shelter;
    std::optional<DeviceId> device;
    /// Of a device the roster shuts out: it may still hand in envelopes (they end in quarantine), nothing
    /// else.
    bool isRevoked = false;
    std::optional<crypto::Digest> receiver{}; ///< of a commission: under which key
};

/// A sync answer ready to be sent: the head, then the envelopes.
struct SyncAnswer
{
    base::Bytes head;
    std::vector<base::Bytes> envelopes;
};

/// One relay per thread and store; several may share a database. Errors of every function, besides its own:
/// AccessRefused (not with this token), and RelayStore's.
class Relay
{
public:
    /// Takes the server's identity from the store, or makes it. `store` and `clock` outlive the relay.
    [[nodiscard]] static base::Result<Relay> open(RelayStore &store, const base::Clock &clock, const RelayPolicy &policy);

    [[nodiscard]] const crypto::SignPublicKey &publicKey() const { return m_keys.publicKey; }
    [[nodiscard]] const RelayPolicy &policy() const { return m_policy; }

    /// Errors: AccessRefused (unknown or revoked token).
    [[nodiscard]] base::Result<Caller> authenticate(const wire::Token &token);

    /// A shelter or a device with an invitation. Errors: InvitationInvalid (unknown, used, run out, or
    /// another shelter's), WireDamaged …, RosterRefused, CryptoAuthFailed (not signed by that device),
    /// QuotaFull.
    [[nodiscard]] base::Result<wire::JoinAnswer> join(base::ByteView body);
    /// A token for a device of the caller's own shelter, asked by an admin laptop that has just enrolled it.
    /// Tokens the device had before end. Errors: NotFound (no live device of the roster known here: send the
    /// blocks first).
    [[nodiscard]] base::Result<wire::JoinAnswer> admitDevice(const Caller &caller, const DeviceId &device);

    /// Takes in concatenated envelopes of any device of the shelter. Durable when this returns.
    [[nodiscard]] base::Result<wire::UploadAnswer> upload(const Caller &caller, base::ByteView body);
    /// `kept`: what this process kept of the caller's upload that was cut.
    [[nodiscard]] base::Result<SyncAnswer> sync(const Caller &caller, base::ByteView body,
                                                const std::optional<wire::KeptUpload> &kept = std::nullopt);
    /// Roster blocks, parents first; a status each.
    [[nodiscard]] base::Result<wire::UploadAnswer> addRosterBlocks(const Caller &caller, base::ByteView body);
    /// One envelope. Errors: NotFound.
    [[nodiscard]] base::Result<base::Bytes> envelope(const Caller &caller, const StreamKey &key, std::uint64_t number);
    /// u8 1, u16 count, then each: u8 status, envelope as a blob.
    [[nodiscard]] base::Result<base::Bytes> quarantine(const Caller &caller);

    /// Begins a snapshot, or finds it begun: a bit per part that is there already, in a string of '0' and
    /// '1'. Errors: WireDamaged …, CryptoAuthFailed, WrongState (it covers what the relay has not got, or is
    /// older than the newest), QuotaFull.
    [[nodiscard]] base::Result<std::string> beginSnapshot(const Caller &caller, base::ByteView manifest);
    /// Parts count from 1. With the last one the snapshot is complete, older ones go, and so do the envelopes
    /// it covers that every live device of the roster has. Errors: NotFound, WireDamaged (not the part of the
    /// manifest).
    [[nodiscard]] base::Result<void> addSnapshotPart(const Caller &caller, const crypto::Digest &snapshot,
                                                     std::uint32_t part, base::ByteView bytes);
    /// The manifest of the newest complete one. Errors: NotFound.
    [[nodiscard]] base::Result<base::Bytes> newestSnapshot(const Caller &caller);
    [[nodiscard]] base::Result<base::Bytes> snapshotPart(const Caller &caller, const crypto::Digest &snapshot,
                                                         std::uint32_t part);

    /// A sealed package for another shelter. Errors: NotFound (recipient), QuotaFull, WireTooLarge.
    [[nodiscard]] base::Result<MailId> sendMail(const Caller &caller, const ShelterId &recipient, base::ByteView bytes);
    [[nodiscard]] base::Result<std::vector<MailRow>> mail(const Caller &caller);
    /// Errors (both): NotFound.
    [[nodiscard]] base::Result<base::Bytes> mailBytes(const Caller &caller, const MailId &id);
    [[nodiscard]] base::Result<void> removeMail(const Caller &caller, const MailId &id);

    /// An organisation with an invitation: from now on packets sealed to its key wait here for it. Errors:
    /// InvitationInvalid, WireDamaged …, CryptoAuthFailed (not signed with that key).
    [[nodiscard]] base::Result<wire::JoinAnswer> joinReceiver(base::ByteView body);
    /// Of a laptop: a packet sealed to a receiver that is known here. Its receipt (wire::signPacketReceipt); of a packet
    /// that is or was here already the one of that time. Durable when this returns. Errors: NotFound (no such receiver
    /// here), QuotaFull, WireTooLarge, WireDamaged, WireTooNew.
    [[nodiscard]] base::Result<base::Bytes> sendPacket(const Caller &caller, base::ByteView bytes);
    /// Of a laptop: how a packet of its house stands. Errors: NotFound (never came, or has run out).
    [[nodiscard]] base::Result<wire::PacketNews> packetNews(const Caller &caller, const crypto::Digest &hash);
    /// Of the receiver: what waits for it, after `number`.
    [[nodiscard]] base::Result<wire::PacketList> packets(const Caller &caller, std::uint64_t number);
    /// Of the receiver. Errors (all three): NotFound (not there, or another's; for the first: waits no more).
    [[nodiscard]] base::Result<base::Bytes> packetBytes(const Caller &caller, std::uint64_t number);
    /// Its signed word for the sender (wire::sealPackageReply); the packet goes. The first word stays: another one later
    /// changes nothing. Errors: WireDamaged (no answer), WireTooLarge.
    [[nodiscard]] base::Result<void> answerPacket(const Caller &caller, std::uint64_t number, base::ByteView answer);
    /// Takes it away without a word.
    [[nodiscard]] base::Result<void> removePacket(const Caller &caller, std::uint64_t number);

    // What an administrator of the server does at its machine
    [[nodiscard]] base::Result<std::string> inviteShelter(base::UtcMs lifetime);
    /// Errors: NotFound.
    [[nodiscard]] base::Result<std::string> inviteDevice(const ShelterId &shelter, base::UtcMs lifetime);
    /// For the workstation of a commission: joinReceiver().
    [[nodiscard]] base::Result<std::string> inviteReceiver(base::UtcMs lifetime);
    /// How many tokens ended. Errors: NotFound.
    [[nodiscard]] base::Result<std::uint64_t> revokeToken(const std::optional<DeviceId> &device);
    struct ShelterReport
    {
        ShelterId id;
        ShelterRow row;
        std::vector<wire::RosterDevice> devices;
        std::vector<DeviceId> withToken;
    };
    [[nodiscard]] base::Result<std::vector<ShelterReport>> report();
    /// Once an hour: ends what has run out, drops what newest snapshots cover.
    [[nodiscard]] base::Result<void> keepHouse();

private:
    Relay(RelayStore &store, const base::Clock &clock, const RelayPolicy &policy, crypto::SignKeyPair keys);

    using Chain = std::shared_ptr<wire::RosterChain>;
    [[nodiscard]] base::Result<Chain> chainOf(RelayWork &work, const ShelterId &shelter);
    [[nodiscard]] base::Result<void> needMember(const Caller &caller) const;
    [[nodiscard]] base::Result<void> needReceiver(const Caller &caller) const;
    [[nodiscard]] base::Bytes receiptOf(const PacketRow &row) const;
    [[nodiscard]] std::uint64_t visibleNumber(const wire::RosterState &roster, const StreamKey &key,
                                              const StreamRow &row) const;
    [[nodiscard]] base::Result<void> addBlocks(RelayWork &work, const ShelterId &shelter, wire::RosterChain &chain,
                                               std::span<const base::Bytes> blocks, std::vector<wire::ItemStatus> &statuses);
    [[nodiscard]] base::Result<void> acknowledge(const Caller &caller, const wire::HaveVector &have);
    [[nodiscard]] base::Result<void> finishSnapshot(RelayWork &work, const ShelterId &shelter, const SnapshotRow &row);
    [[nodiscard]] base::Result<void> dropCovered(RelayWork &work, const ShelterId &shelter, const wire::HaveVector &covers);
    [[nodiscard]] base::Result<wire::JoinAnswer> issueToken(RelayWork &work, const ShelterId &shelter,
                                                            const DeviceId &device);
    [[nodiscard]] base::Result<std::string> invite(const InvitationRow &row);

    RelayStore *m_store;
    const base::Clock *m_clock;
    RelayPolicy m_policy;
    crypto::SignKeyPair m_keys;

    /// Rosters verified before, by how many blocks they had: verifying years of them for every request would
    /// be slow.
    struct Cached
    {
        ShelterId shelter;
        std::uint64_t blocks;
        Chain chain;
    };
    std::list<Cached> m_chains; ///< most recently used first, bounded
    friend class Intake;
    friend class SyncAnswering;
};

} // namespace indaro::relay
