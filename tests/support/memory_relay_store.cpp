// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_relay_store.h"

#include <algorithm>
#include <set>

namespace indaro::tests {

using namespace relay;
using base::Errc;
using base::Error;
using base::Result;
using crypto::Digest;

namespace {

struct Envelope
{
    Digest hash;
    std::shared_ptr<const base::Bytes> bytes; ///< null once dropped
};

struct Stream
{
    std::vector<Envelope> envelopes; ///< number n at n - 1
    std::uint64_t dropped = 0;
};

struct Snapshot
{
    SnapshotRow row;
    std::map<std::uint32_t, std::shared_ptr<const base::Bytes>> parts;
};

struct Shelter
{
    ShelterRow row;
    std::vector<base::Bytes> blocks;
    std::map<StreamKey, Stream> streams;
    std::map<DeviceId, wire::HaveVector> acknowledged;
    std::map<Digest, QuarantinedRow> quarantined;
    std::vector<Snapshot> snapshots; ///< oldest first
    std::vector<std::pair<MailRow, base::Bytes>> mail;
};

} // namespace

struct MemoryRelayStore::State
{
    std::map<ShelterId, Shelter> shelters;
    std::map<Digest, TokenRow> tokens;
    std::map<Digest, InvitationRow> invitations;
    std::set<Digest> receivers;
    struct Packet
    {
        PacketRow row;
        base::Bytes bytes, answer;
    };
    std::vector<Packet> packets; ///< number n at n - 1; one that ran out is of no shelter
    std::optional<base::Bytes> seed;
};

struct MemoryRelayStore::Shared
{
    std::shared_ptr<const State> state = std::make_shared<const State>();
    int failing = 0;
};

class MemoryRelayWork final : public RelayWork
{
public:
    MemoryRelayWork(MemoryRelayStore &store, bool canWrite)
        : m_store(store), m_now(*store.m_shared->state), m_canWrite(canWrite)
    {
    }

    Result<void> commit() override
    {
        INDARO_CHECK(m_canWrite);
        if (m_store.m_shared->failing > 0) {
            --m_store.m_shared->failing;
            return Error(Errc::DiskFull);
        }
        m_store.m_shared->state = std::make_shared<const MemoryRelayStore::State>(m_now);
        return {};
    }

    Result<std::vector<ShelterId>> shelters() override
    {
        std::vector<ShelterId> out;
        for (const auto &[id, shelter] : m_now.shelters)
            out.push_back(id);
        return out;
    }
    Result<std::optional<ShelterRow>> shelter(const ShelterId &id) override
    {
        const auto at = m_now.shelters.find(id);
        return at == m_now.shelters.end() ? std::nullopt : std::optional(at->second.row);
    }
    Result<void> addShelter(const ShelterId &id, base::UtcMs) override
    {
        if (!m_now.shelters.emplace(id, Shelter()).second)
            return Error(Errc::StoreConstraint);
        return {};
    }
    Result<std::vector<base::Bytes>> rosterBlocks(const ShelterId &id) override { return of(id).blocks; }
    Result<void> addRosterBlock(const ShelterId &id, const Digest &, base::ByteView block) override
    {
        of(id).blocks.emplace_back(block.begin(), block.end());
        ++of(id).row.rosterBlocks;
        of(id).row.rosterBytes += block.size();
        return {};
    }

    Result<std::map<StreamKey, StreamRow>> streams(const ShelterId &id) override
    {
        std::map<StreamKey, StreamRow> out;
        for (const auto &[key, stream] : of(id).streams)
            out.emplace(key, StreamRow{stream.envelopes.size(), stream.envelopes.back().hash, stream.dropped});
        return out;
    }
    Result<std::optional<Digest>> envelopeHash(const ShelterId &id, const StreamKey &key, std::uint64_t number) override
    {
        const auto at = of(id).streams.find(key);
        if (at == of(id).streams.end() || number < 1 || number > at->second.envelopes.size())
            return std::optional<Digest>();
        return std::optional(at->second.envelopes[number - 1].hash);
    }
    Result<void> append(const ShelterId &id, const StreamKey &key, std::span<const NewEnvelope> envelopes) override
    {
        for (const NewEnvelope &envelope : envelopes) {
            auto &list = of(id).streams[key].envelopes;
            if (envelope.number != list.size() + 1)
                return Error(Errc::StoreConstraint);
            list.push_back({envelope.hash, std::make_shared<base::Bytes>(envelope.bytes.begin(), envelope.bytes.end())});
            ++of(id).row.total;
            of(id).row.bytes += envelope.bytes.size();
        }
        return {};
    }
    Result<std::vector<base::Bytes>> envelopes(const ShelterId &id, const StreamKey &key, std::uint64_t from,
                                               std::uint64_t to, std::size_t bytes) override
    {
        std::vector<base::Bytes> out;
        const auto at = of(id).streams.find(key);
        if (at == of(id).streams.end())
            return out;
        for (std::uint64_t n = from; n <= to && n <= at->second.envelopes.size(); ++n) {
            const auto &envelope = at->second.envelopes[n - 1];
            if (!envelope.bytes || (!out.empty() && envelope.bytes->size() > bytes))
                break;
            bytes -= std::min(bytes, envelope.bytes->size());
            out.push_back(*envelope.bytes);
        }
        return out;
    }
    Result<void> drop(const ShelterId &id, const StreamKey &key, std::uint64_t through) override
    {
        Stream &stream = of(id).streams[key];
        for (std::uint64_t n = stream.dropped + 1; n <= through && n <= stream.envelopes.size(); ++n) {
            of(id).row.bytes -= stream.envelopes[n - 1].bytes->size();
            stream.envelopes[n - 1].bytes.reset();
            stream.dropped = n;
        }
        return {};
    }
    Result<std::map<DeviceId, wire::HaveVector>> acknowledged(const ShelterId &id) override { return of(id).acknowledged; }
    Result<void> setAcknowledged(const ShelterId &id, const DeviceId &device, const wire::HaveVector &have) override
    {
        of(id).acknowledged.insert_or_assign(device, have);
        return {};
    }
    Result<void> addQuarantined(const ShelterId &id, const Digest &hash, const QuarantinedRow &row) override
    {
        if (of(id).quarantined.emplace(hash, row).second)
            of(id).row.quarantineBytes += row.bytes.size();
        return {};
    }
    Result<std::vector<QuarantinedRow>> quarantined(const ShelterId &id) override
    {
        std::vector<QuarantinedRow> out;
        for (const auto &[hash, row] : of(id).quarantined)
            out.push_back(row);
        std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.receivedAt < b.receivedAt; });
        return out;
    }

    Result<std::vector<SnapshotRow>> snapshots(const ShelterId &id) override
    {
        std::vector<SnapshotRow> out;
        for (const Snapshot &snapshot : of(id).snapshots) {
            out.insert(out.begin(), snapshot.row);
            out.front().parts = static_cast<std::uint32_t>(snapshot.parts.size());
        }
        return out;
    }
    Result<void> addSnapshot(const ShelterId &id, const SnapshotRow &row) override
    {
        of(id).snapshots.push_back({row, {}});
        of(id).snapshots.back().row.isComplete = false;
        return {};
    }
    Result<void> addSnapshotPart(const ShelterId &id, const Digest &hash, std::uint32_t part, base::ByteView bytes) override
    {
        if (snapshotOf(id, hash)->parts.emplace(part, std::make_shared<base::Bytes>(bytes.begin(), bytes.end())).second)
            of(id).row.bytes += bytes.size();
        return {};
    }
    Result<std::optional<base::Bytes>> snapshotPart(const ShelterId &id, const Digest &hash, std::uint32_t part) override
    {
        const auto *snapshot = snapshotOf(id, hash);
        if (snapshot == nullptr || !snapshot->parts.contains(part))
            return std::optional<base::Bytes>();
        return std::optional(*snapshot->parts.at(part));
    }
    Result<void> setSnapshotComplete(const ShelterId &id, const Digest &hash) override
    {
        snapshotOf(id, hash)->row.isComplete = true;
        return {};
    }
    Result<void> removeSnapshot(const ShelterId &id, const Digest &hash) override
    {
        if (const auto *snapshot = snapshotOf(id, hash))
            for (const auto &[number, bytes] : snapshot->parts)
                of(id).row.bytes -= bytes->size();
        std::erase_if(of(id).snapshots, [&](const Snapshot &s) { return s.row.hash == hash; });
        return {};
    }

    Result<void> addToken(const Digest &hash, const TokenRow &row) override
    {
        m_now.tokens.emplace(hash, row);
        return {};
    }
    Result<std::optional<TokenRow>> token(const Digest &hash) override
    {
        const auto at = m_now.tokens.find(hash);
        return at == m_now.tokens.end() ? std::nullopt : std::optional(at->second);
    }
    Result<std::vector<TokenRow>> tokens() override
    {
        std::vector<TokenRow> out;
        for (const auto &[hash, row] : m_now.tokens)
            out.push_back(row);
        return out;
    }
    Result<std::uint64_t> removeTokens(const std::optional<DeviceId> &device) override
    {
        return std::erase_if(m_now.tokens, [&](const auto &entry) {
            return device ? entry.second.device == device : entry.second.role == Role::Commission;
        });
    }
    Result<void> addInvitation(const Digest &hash, const InvitationRow &row) override
    {
        m_now.invitations.emplace(hash, row);
        return {};
    }
    Result<std::optional<InvitationRow>> takeInvitation(const Digest &hash) override
    {
        const auto at = m_now.invitations.find(hash);
        if (at == m_now.invitations.end())
            return std::optional<InvitationRow>();
        const InvitationRow row = at->second;
        m_now.invitations.erase(at);
        return std::optional(row);
    }

    Result<void> addMail(const ShelterId &recipient, const MailRow &row, base::ByteView bytes) override
    {
        of(recipient).mail.push_back({row, {bytes.begin(), bytes.end()}});
        return {};
    }
    Result<std::vector<MailRow>> mail(const ShelterId &recipient) override
    {
        std::vector<MailRow> out;
        for (const auto &[row, bytes] : of(recipient).mail)
            out.push_back(row);
        return out;
    }
    Result<std::optional<base::Bytes>> mailBytes(const ShelterId &recipient, const MailId &id) override
    {
        for (const auto &[row, bytes] : of(recipient).mail)
            if (row.id == id)
                return std::optional(bytes);
        return std::optional<base::Bytes>();
    }
    Result<bool> removeMail(const ShelterId &recipient, const MailId &id) override
    {
        return std::erase_if(of(recipient).mail, [&](const auto &entry) { return entry.first.id == id; }) > 0;
    }
    Result<void> addReceiver(const Digest &recipient, base::UtcMs) override
    {
        m_now.receivers.insert(recipient);
        return {};
    }
    Result<bool> hasReceiver(const Digest &recipient) override { return m_now.receivers.contains(recipient); }
    Result<void> addPacket(const PacketRow &row, base::ByteView bytes) override
    {
        m_now.packets.push_back({row, {bytes.begin(), bytes.end()}, {}});
        m_now.packets.back().row.number = m_now.packets.size();
        m_now.packets.back().row.size = static_cast<std::uint32_t>(bytes.size());
        m_now.packets.back().row.state = wire::PacketState::Waiting;
        return {};
    }
    Result<std::optional<PacketRow>> packet(const ShelterId &from, const Digest &hash) override
    {
        for (const Packet &packet : m_now.packets)
            if (packet.row.number != 0 && packet.row.shelter == from && packet.row.hash == hash)
                return std::optional(packet.row);
        return std::optional<PacketRow>();
    }
    Result<std::optional<PacketRow>> packet(std::uint64_t number) override
    {
        const Packet *packet = packetAt(number);
        return packet == nullptr ? std::nullopt : std::optional(packet->row);
    }
    Result<std::vector<PacketRow>> packets(const Digest &recipient, std::uint64_t number, std::size_t most) override
    {
        std::vector<PacketRow> out;
        for (const Packet &packet : m_now.packets)
            if (packet.row.number > number && packet.row.recipient == recipient &&
                packet.row.state == wire::PacketState::Waiting && out.size() < most)
                out.push_back(packet.row);
        return out;
    }
    Result<std::optional<base::Bytes>> packetBytes(std::uint64_t number) override
    {
        const Packet *packet = packetAt(number);
        const bool isWaiting = packet != nullptr && packet->row.state == wire::PacketState::Waiting;
        return isWaiting ? std::optional(packet->bytes) : std::nullopt;
    }
    Result<base::Bytes> packetAnswer(std::uint64_t number) override
    {
        const Packet *packet = packetAt(number);
        return packet == nullptr ? base::Bytes() : packet->answer;
    }
    Result<void> closePacket(std::uint64_t number, wire::PacketState state, base::ByteView answer) override
    {
        Packet *packet = packetAt(number);
        packet->row.state = state;
        packet->answer.assign(answer.begin(), answer.end());
        packet->bytes.clear();
        return {};
    }
    Result<WaitingSize> waitingFor(const Digest &recipient) override
    {
        return sizeOf([&](const PacketRow &row) { return row.recipient == recipient; });
    }
    Result<WaitingSize> waitingFrom(const ShelterId &from) override
    {
        return sizeOf([&](const PacketRow &row) { return row.shelter == from; });
    }
    Result<std::uint64_t> packetsSince(const ShelterId &from, base::UtcMs since) override
    {
        return static_cast<std::uint64_t>(std::ranges::count_if(m_now.packets, [&](const Packet &packet) {
            return packet.row.number != 0 && packet.row.shelter == from && packet.row.receivedAt >= since;
        }));
    }

    Result<void> removeExpired(base::UtcMs now, base::UtcMs staleBefore) override
    {
        for (auto &packet : m_now.packets)
            if (packet.row.expiresAt <= now)
                packet.row.number = 0;
        std::erase_if(m_now.invitations, [&](const auto &entry) { return entry.second.expiresAt <= now; });
        for (auto &[id, shelter] : m_now.shelters) {
            std::erase_if(shelter.mail, [&](const auto &entry) { return entry.first.expiresAt <= now; });
            std::vector<Digest> stale;
            for (const Snapshot &snapshot : shelter.snapshots)
                if (!snapshot.row.isComplete && snapshot.row.receivedAt < staleBefore)
                    stale.push_back(snapshot.row.hash);
            for (const Digest &hash : stale)
                INDARO_TRY(removeSnapshot(id, hash));
        }
        return {};
    }

    Result<std::optional<base::SecretBytes>> identitySeed() override
    {
        std::optional<base::SecretBytes> out;
        if (m_now.seed)
            out = base::SecretBytes::copyOf(*m_now.seed);
        return out;
    }
    Result<void> setIdentitySeed(const base::SecretBytes &seed) override
    {
        m_now.seed = base::Bytes(seed.view().begin(), seed.view().end());
        return {};
    }

private:
    using Packet = MemoryRelayStore::State::Packet;
    template <class Is> [[nodiscard]] WaitingSize sizeOf(Is is) const
    {
        WaitingSize size;
        for (const Packet &packet : m_now.packets)
            if (packet.row.number != 0 && packet.row.state == wire::PacketState::Waiting && is(packet.row)) {
                ++size.count;
                size.bytes += packet.row.size;
            }
        return size;
    }
    Packet *packetAt(std::uint64_t number)
    {
        const bool isThere = number >= 1 && number <= m_now.packets.size() && m_now.packets[number - 1].row.number != 0;
        return isThere ? &m_now.packets[number - 1] : nullptr;
    }
    Shelter &of(const ShelterId &id) { return m_now.shelters[id]; }
    Snapshot *snapshotOf(const ShelterId &id, const Digest &hash)
    {
        auto &list = of(id).snapshots;
        const auto at = std::find_if(list.begin(), list.end(), [&](const Snapshot &s) { return s.row.hash == hash; });
        return at == list.end() ? nullptr : &*at;
    }

    MemoryRelayStore &m_store;
    MemoryRelayStore::State m_now;
    bool m_canWrite;
};

MemoryRelayStore::MemoryRelayStore() : m_shared(std::make_shared<Shared>()) {}
MemoryRelayStore::~MemoryRelayStore() = default;

std::unique_ptr<MemoryRelayStore> MemoryRelayStore::another() const
{
    auto out = std::make_unique<MemoryRelayStore>();
    out->m_shared = m_shared;
    return out;
}

void MemoryRelayStore::failCommits(int count)
{
    m_shared->failing = count;
}

std::shared_ptr<const MemoryRelayStore::State> MemoryRelayStore::snapshot() const
{
    return m_shared->state;
}

void MemoryRelayStore::restore(std::shared_ptr<const State> state)
{
    m_shared->state = std::move(state);
}

Result<std::unique_ptr<RelayWork>> MemoryRelayStore::read()
{
    return std::unique_ptr<RelayWork>(std::make_unique<MemoryRelayWork>(*this, false));
}

Result<std::unique_ptr<RelayWork>> MemoryRelayStore::write(const std::optional<ShelterId> &)
{
    return std::unique_ptr<RelayWork>(std::make_unique<MemoryRelayWork>(*this, true));
}

} // namespace indaro::tests
