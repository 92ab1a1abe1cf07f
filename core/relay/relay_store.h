// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/wire/exchange.h"
#include "core/wire/packet_mail.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Where a relay keeps what it cannot read. One interface, held to one contract
/// (tests/support/relay_contract.h) by the embedded store, PostgreSQL, and the one in memory.
namespace indaro::relay {

using wire::DeviceId;
using wire::ShelterId;
using wire::StreamKey;
using MailId = base::Id<struct MailTag>;

struct ShelterRow
{
    std::uint64_t total = 0;           ///< envelopes ever stored; never falls
    std::uint64_t bytes = 0;           ///< kept now: envelopes, snapshot parts
    std::uint64_t quarantineBytes = 0; ///< kept now
    std::uint64_t rosterBlocks = 0;
    std::uint64_t rosterBytes = 0;
};

struct StreamRow
{
    std::uint64_t number; ///< of the newest envelope
    crypto::Digest hash;
    std::uint64_t dropped; ///< envelopes up to this number are no longer kept, only their hashes
};

struct NewEnvelope
{
    std::uint64_t number;
    crypto::Digest hash;
    base::ByteView bytes;
};

struct SnapshotRow
{
    crypto::Digest hash;
    base::Bytes manifest;
    std::uint32_t parts = 0; ///< that have come
    bool isComplete = false;
    base::UtcMs receivedAt = 0;
};

struct QuarantinedRow
{
    wire::ItemStatus reason;
    base::Bytes bytes;
    base::UtcMs receivedAt = 0;
};

enum class Role : std::uint8_t { Device = 1, Commission = 2 };

struct TokenRow
{
    Role role;
    std::optional<ShelterId> shelter; ///< of a device
    std::optional<DeviceId> device;
    base::UtcMs issuedAt = 0;
    std::optional<crypto::Digest> receiver{}; ///< of the commission's: the fingerprint of its key
};

enum class InvitationKind : std::uint8_t { Shelter = 1, Device = 2, Receiver = 3 };

struct InvitationRow
{
    InvitationKind kind;
    std::optional<ShelterId> shelter; ///< of a device's
    base::UtcMs expiresAt = 0;
};

struct MailRow
{
    MailId id;
    std::uint32_t size = 0;
    base::UtcMs receivedAt = 0;
    base::UtcMs expiresAt = 0;
};

/// A sealed packet for a receiver. Its bytes go with the answer; the row stays until it runs out, so that the sender's house
/// hears of the answer.
struct PacketRow
{
    std::uint64_t number = 0; ///< rising, not without gaps; given by the store
    ShelterId shelter;        ///< the sender's
    crypto::Digest recipient{};
    crypto::Digest hash{};
    std::uint32_t size = 0;
    base::UtcMs receivedAt = 0;
    base::UtcMs expiresAt = 0;
    wire::PacketState state = wire::PacketState::Waiting;
};
/// Of packets that wait.
struct WaitingSize
{
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
};

/// One unit of work. It sees its own changes; nothing of it is there for others, or after a crash, before
/// commit() succeeded, and all of it is then. Destroyed without commit() it leaves no trace. Every function:
/// StoreFailed, StoreLocked (try again), StoreDamaged, DiskFull. After an error only destruction is allowed.
class RelayWork
{
public:
    virtual ~RelayWork() = default;
    [[nodiscard]] virtual base::Result<void> commit() = 0;

    // Shelters and their rosters
    [[nodiscard]] virtual base::Result<std::vector<ShelterId>> shelters() = 0;
    [[nodiscard]] virtual base::Result<std::optional<ShelterRow>> shelter(const ShelterId &id) = 0;
    /// Precondition: not there.
    [[nodiscard]] virtual base::Result<void> addShelter(const ShelterId &id, base::UtcMs now) = 0;
    /// In order of arrival: parents first.
    [[nodiscard]] virtual base::Result<std::vector<base::Bytes>> rosterBlocks(const ShelterId &id) = 0;
    /// Precondition: not there.
    [[nodiscard]] virtual base::Result<void> addRosterBlock(const ShelterId &id, const crypto::Digest &hash,
                                                            base::ByteView block) = 0;

    // Envelopes
    [[nodiscard]] virtual base::Result<std::map<StreamKey, StreamRow>> streams(const ShelterId &id) = 0;
    /// Of a dropped one too.
    [[nodiscard]] virtual base::Result<std::optional<crypto::Digest>> envelopeHash(const ShelterId &id, const StreamKey &key,
                                                                                   std::uint64_t number) = 0;
    /// Consecutive numbers after the newest one. Counts them in the stream's and the shelter's rows.
    /// Errors: StoreConstraint when a number is there already (then another process was faster: begin anew).
    [[nodiscard]] virtual base::Result<void> append(const ShelterId &id, const StreamKey &key,
                                                    std::span<const NewEnvelope> envelopes) = 0;
    /// Whole envelopes from `from` (not dropped) to `to`, in order, until `bytes` would be passed; at least
    /// one if there.
    [[nodiscard]] virtual base::Result<std::vector<base::Bytes>>
    envelopes(const ShelterId &id, const StreamKey &key, std::uint64_t from, std::uint64_t to, std::size_t bytes) = 0;
    /// Forgets the bytes up to and with `through`, keeps the hashes.
    [[nodiscard]] virtual base::Result<void> drop(const ShelterId &id, const StreamKey &key, std::uint64_t through) = 0;
    /// What a device said it has, last.
    [[nodiscard]] virtual base::Result<std::map<DeviceId, wire::HaveVector>> acknowledged(const ShelterId &id) = 0;
    [[nodiscard]] virtual base::Result<void> setAcknowledged(const ShelterId &id, const DeviceId &device,
                                                             const wire::HaveVector &have) = 0;
    /// The same envelope again changes nothing.
    [[nodiscard]] virtual base::Result<void> addQuarantined(const ShelterId &id, const crypto::Digest &hash,
                                                            const QuarantinedRow &row) = 0;
    [[nodiscard]] virtual base::Result<std::vector<QuarantinedRow>> quarantined(const ShelterId &id) = 0;

    // Snapshots
    /// Newest arrival first.
    [[nodiscard]] virtual base::Result<std::vector<SnapshotRow>> snapshots(const ShelterId &id) = 0;
    /// Precondition: not there. `parts` and `isComplete` of the row are not read.
    [[nodiscard]] virtual base::Result<void> addSnapshot(const ShelterId &id, const SnapshotRow &row) = 0;
    /// Precondition: the snapshot is there. The same part again changes nothing.
    [[nodiscard]] virtual base::Result<void> addSnapshotPart(const ShelterId &id, const crypto::Digest &snapshot,
                                                             std::uint32_t part, base::ByteView bytes) = 0;
    [[nodiscard]] virtual base::Result<std::optional<base::Bytes>>
    snapshotPart(const ShelterId &id, const crypto::Digest &snapshot, std::uint32_t part) = 0;
    [[nodiscard]] virtual base::Result<void> setSnapshotComplete(const ShelterId &id, const crypto::Digest &snapshot) = 0;
    [[nodiscard]] virtual base::Result<void> removeSnapshot(const ShelterId &id, const crypto::Digest &snapshot) = 0;

    // Who may enter
    [[nodiscard]] virtual base::Result<void> addToken(const crypto::Digest &hash, const TokenRow &row) = 0;
    [[nodiscard]] virtual base::Result<std::optional<TokenRow>> token(const crypto::Digest &hash) = 0;
    [[nodiscard]] virtual base::Result<std::vector<TokenRow>> tokens() = 0;
    /// Of a device, or without one all of the commission's. How many there were.
    [[nodiscard]] virtual base::Result<std::uint64_t> removeTokens(const std::optional<DeviceId> &device) = 0;
    [[nodiscard]] virtual base::Result<void> addInvitation(const crypto::Digest &hash, const InvitationRow &row) = 0;
    /// Gives it once: it is gone with the commit.
    [[nodiscard]] virtual base::Result<std::optional<InvitationRow>> takeInvitation(const crypto::Digest &hash) = 0;

    // Sealed packages and packets
    [[nodiscard]] virtual base::Result<void> addMail(const ShelterId &recipient, const MailRow &row,
                                                     base::ByteView bytes) = 0;
    /// Oldest first.
    [[nodiscard]] virtual base::Result<std::vector<MailRow>> mail(const ShelterId &recipient) = 0;
    [[nodiscard]] virtual base::Result<std::optional<base::Bytes>> mailBytes(const ShelterId &recipient,
                                                                             const MailId &id) = 0;
    /// False when it was not there.
    [[nodiscard]] virtual base::Result<bool> removeMail(const ShelterId &recipient, const MailId &id) = 0;
    /// Whoever has a mailbox for packets. The same again changes nothing.
    [[nodiscard]] virtual base::Result<void> addReceiver(const crypto::Digest &recipient, base::UtcMs now) = 0;
    [[nodiscard]] virtual base::Result<bool> hasReceiver(const crypto::Digest &recipient) = 0;
    /// Precondition: this shelter has none of this hash here. `number`, `size` and `state` of the row are not read.
    [[nodiscard]] virtual base::Result<void> addPacket(const PacketRow &row, base::ByteView bytes) = 0;
    [[nodiscard]] virtual base::Result<std::optional<PacketRow>> packet(const ShelterId &from,
                                                                        const crypto::Digest &hash) = 0;
    [[nodiscard]] virtual base::Result<std::optional<PacketRow>> packet(std::uint64_t number) = 0;
    /// Those that wait, after `number`, at most `most`, in the order of their numbers.
    [[nodiscard]] virtual base::Result<std::vector<PacketRow>> packets(const crypto::Digest &recipient, std::uint64_t number,
                                                                       std::size_t most) = 0;
    /// Nothing when it waits no more.
    [[nodiscard]] virtual base::Result<std::optional<base::Bytes>> packetBytes(std::uint64_t number) = 0;
    /// Empty unless it is answered.
    [[nodiscard]] virtual base::Result<base::Bytes> packetAnswer(std::uint64_t number) = 0;
    /// Precondition: it waits. Its bytes go.
    [[nodiscard]] virtual base::Result<void> closePacket(std::uint64_t number, wire::PacketState state,
                                                         base::ByteView answer) = 0;
    [[nodiscard]] virtual base::Result<WaitingSize> waitingFor(const crypto::Digest &recipient) = 0;
    [[nodiscard]] virtual base::Result<WaitingSize> waitingFrom(const ShelterId &from) = 0;
    /// However they stand.
    [[nodiscard]] virtual base::Result<std::uint64_t> packetsSince(const ShelterId &from, base::UtcMs since) = 0;

    /// What has run out: mail, packets, invitations, snapshots begun before `staleBefore` and never finished.
    [[nodiscard]] virtual base::Result<void> removeExpired(base::UtcMs now, base::UtcMs staleBefore) = 0;

    /// The seed of the server's signing key, made by the first who asks; the same for every process on one
    /// database.
    [[nodiscard]] virtual base::Result<std::optional<base::SecretBytes>> identitySeed() = 0;
    [[nodiscard]] virtual base::Result<void> setIdentitySeed(const base::SecretBytes &seed) = 0;
};

/// Thread: one at a time. Several stores on one database, in several processes too, work side by side.
class RelayStore
{
public:
    virtual ~RelayStore() = default;
    /// To look only.
    [[nodiscard]] virtual base::Result<std::unique_ptr<RelayWork>> read() = 0;
    /// To change what belongs to a shelter (or, without one, to none): nobody else changes the same at the
    /// same time.
    [[nodiscard]] virtual base::Result<std::unique_ptr<RelayWork>> write(const std::optional<ShelterId> &shelter) = 0;
};

} // namespace indaro::relay
