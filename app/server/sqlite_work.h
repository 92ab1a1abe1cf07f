// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relay_store.h"
#include "core/store/connection.h"

#include <optional>

namespace indaro::server {

/// The tables of SqliteStore, as they were at first and with what came later. Errors: the store's.
[[nodiscard]] base::Result<void> migrateRelay(store::Connection &connection);

/// One unit of work of SqliteStore: what a relay store must do, in SQL.
class SqliteWork final : public relay::RelayWork
{
public:
    SqliteWork(store::Connection &db, std::optional<store::Transaction> transaction)
        : m_db(db), m_transaction(std::move(transaction))
    {
    }

    base::Result<void> commit() override;

    base::Result<std::vector<relay::ShelterId>> shelters() override;
    base::Result<std::optional<relay::ShelterRow>> shelter(const relay::ShelterId &id) override;
    base::Result<void> addShelter(const relay::ShelterId &id, base::UtcMs now) override;
    base::Result<std::vector<base::Bytes>> rosterBlocks(const relay::ShelterId &id) override;
    base::Result<void> addRosterBlock(const relay::ShelterId &id, const crypto::Digest &hash, base::ByteView block) override;

    base::Result<std::map<relay::StreamKey, relay::StreamRow>> streams(const relay::ShelterId &id) override;
    base::Result<std::optional<crypto::Digest>> envelopeHash(const relay::ShelterId &id, const relay::StreamKey &key,
                                                             std::uint64_t number) override;
    base::Result<void> append(const relay::ShelterId &id, const relay::StreamKey &key,
                              std::span<const relay::NewEnvelope> envelopes) override;
    base::Result<std::vector<base::Bytes>> envelopes(const relay::ShelterId &id, const relay::StreamKey &key,
                                                     std::uint64_t from, std::uint64_t to, std::size_t bytes) override;
    base::Result<void> drop(const relay::ShelterId &id, const relay::StreamKey &key, std::uint64_t through) override;
    base::Result<std::map<relay::DeviceId, wire::HaveVector>> acknowledged(const relay::ShelterId &id) override;
    base::Result<void> setAcknowledged(const relay::ShelterId &id, const relay::DeviceId &device,
                                       const wire::HaveVector &have) override;
    base::Result<void> addQuarantined(const relay::ShelterId &id, const crypto::Digest &hash,
                                      const relay::QuarantinedRow &row) override;
    base::Result<std::vector<relay::QuarantinedRow>> quarantined(const relay::ShelterId &id) override;

    base::Result<std::vector<relay::SnapshotRow>> snapshots(const relay::ShelterId &id) override;
    base::Result<void> addSnapshot(const relay::ShelterId &id, const relay::SnapshotRow &row) override;
    base::Result<void> addSnapshotPart(const relay::ShelterId &id, const crypto::Digest &snapshot, std::uint32_t part,
                                       base::ByteView bytes) override;
    base::Result<std::optional<base::Bytes>> snapshotPart(const relay::ShelterId &id, const crypto::Digest &snapshot,
                                                          std::uint32_t part) override;
    base::Result<void> setSnapshotComplete(const relay::ShelterId &id, const crypto::Digest &snapshot) override;
    base::Result<void> removeSnapshot(const relay::ShelterId &id, const crypto::Digest &snapshot) override;

    base::Result<void> addToken(const crypto::Digest &hash, const relay::TokenRow &row) override;
    base::Result<std::optional<relay::TokenRow>> token(const crypto::Digest &hash) override;
    base::Result<std::vector<relay::TokenRow>> tokens() override;
    base::Result<std::uint64_t> removeTokens(const std::optional<relay::DeviceId> &device) override;
    base::Result<void> addInvitation(const crypto::Digest &hash, const relay::InvitationRow &row) override;
    base::Result<std::optional<relay::InvitationRow>> takeInvitation(const crypto::Digest &hash) override;

    base::Result<void> addMail(const relay::ShelterId &recipient, const relay::MailRow &row, base::ByteView bytes) override;
    base::Result<std::vector<relay::MailRow>> mail(const relay::ShelterId &recipient) override;
    base::Result<std::optional<base::Bytes>> mailBytes(const relay::ShelterId &recipient, const relay::MailId &id) override;
    base::Result<bool> removeMail(const relay::ShelterId &recipient, const relay::MailId &id) override;
    base::Result<void> addReceiver(const crypto::Digest &recipient, base::UtcMs now) override;
    base::Result<bool> hasReceiver(const crypto::Digest &recipient) override;
    base::Result<void> addPacket(const relay::PacketRow &row, base::ByteView bytes) override;
    base::Result<std::optional<relay::PacketRow>> packet(const relay::ShelterId &from, const crypto::Digest &hash) override;
    base::Result<std::optional<relay::PacketRow>> packet(std::uint64_t number) override;
    base::Result<std::vector<relay::PacketRow>> packets(const crypto::Digest &recipient, std::uint64_t number,
                                                        std::size_t most) override;
    base::Result<std::optional<base::Bytes>> packetBytes(std::uint64_t number) override;
    base::Result<base::Bytes> packetAnswer(std::uint64_t number) override;
    base::Result<void> closePacket(std::uint64_t number, wire::PacketState state, base::ByteView answer) override;
    base::Result<relay::WaitingSize> waitingFor(const crypto::Digest &recipient) override;
    base::Result<relay::WaitingSize> waitingFrom(const relay::ShelterId &from) override;
    base::Result<std::uint64_t> packetsSince(const relay::ShelterId &from, base::UtcMs since) override;

    base::Result<void> removeExpired(base::UtcMs now, base::UtcMs staleBefore) override;

    base::Result<std::optional<base::SecretBytes>> identitySeed() override;
    base::Result<void> setIdentitySeed(const base::SecretBytes &seed) override;

private:
    base::Result<std::optional<std::int64_t>> streamId(const relay::ShelterId &id, const relay::StreamKey &key);
    base::Result<void> count(const relay::ShelterId &id, std::int64_t total, std::int64_t bytes, std::int64_t quarantined);
    base::Result<void> removeSnapshotAt(const relay::ShelterId &id, std::int64_t position);
    base::Result<std::vector<relay::PacketRow>> packetRows(store::Statement &rows);
    base::Result<std::optional<relay::PacketRow>> firstPacket(store::Statement &rows);
    static relay::TokenRow tokenIn(const store::Statement &row);
    static base::Result<std::vector<base::Bytes>> allBytes(store::Statement &rows);
    static base::Result<std::optional<base::Bytes>> oneBytes(store::Statement &row);

    store::Connection &m_db;
    std::optional<store::Transaction> m_transaction;
};

} // namespace indaro::server
